"""One document to accounts: parse, read, link. The recipe that every caller runs.

1. parse the blocks that may tell an event                 (text)
2. read them into drafts in the document's own words       (extract, or any other Coder)
3. change what the user's corrections and own types say    (extract.revision, where there are any)
4. link names, places and times                            (link)
5. bundle the linked values into accounts of assertions    (model)
6. give each assertion the probability that it is right    (calibration)
7. read what the text says of actors, from the same parse  (extract.dossier, about_actors)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.about_actors import about_actors
from dateline.accounts import account_of
from dateline.calibration import Calibration, Weighed, calibrated, evidence_of, load_calibration
from dateline.codebook import Codebook
from dateline.errors import RejectedDocument, UsageError
from dateline.extract.coder import Coder, NameFinder
from dateline.extract.dossier.read import read_about_actors
from dateline.extract.lexicon import Lexicon, load_lexicon
from dateline.extract.revision import Revision
from dateline.extract.rules import RuleCoder
from dateline.extract.silence import Silence
from dateline.extract.toponyms import place_told_at, places_named
from dateline.link.actors import Registry
from dateline.link.places import PlaceIndex
from dateline.link.stand_ins import KindNames
from dateline.linking import Linker, RegistryNames
from dateline.model import Account, Coding, Document, PlaceRef, Span, content_id
from dateline.tagging.detectors import background_of, detector_of, needs_detector, user_types
from dateline.tagging.reading import Reading
from dateline.tagging.tagger import Tagger, shipped_model
from dateline.tagging.user_heads import UserHeads, has_user_heads, user_heads_in
from dateline.text.parse import ParsedDocument, Parser, load_parser
from dateline.text.timex.document import Timex, timexes_in

__all__ = ["MAX_BODY", "Pipeline"]

MAX_BODY = 400_000
"""Longest body that is coded, in characters: ten times the longest news feature. Longer text is rejected."""


class Pipeline:
    """Holds the loaded parser, word lists, registry and place index; codes documents one by one."""

    def __init__(
        self,
        parser: Parser,
        coder: Coder,
        lexicon: Lexicon,
        linker: Linker,
        *,
        names: NameFinder,
        calibration: Calibration,
        model: Path | None = None,
        revision: Callable[[Tagger], Revision] | None = None,
    ) -> None:
        self._parser = parser
        self._coder = coder
        self._lexicon = lexicon
        self._silence = Silence(lexicon, parser.spellings)
        self._linker = linker
        self._names = names
        self._calibration = calibration
        self._families = {name: entry.family for name, entry in Codebook.load().types.items()}
        self._model = model
        self._revision_by = revision

    @classmethod
    def open(
        cls,
        index_path: Path,
        registry_files: Sequence[Path] = (),
        codebook_files: Sequence[Path] = (),
        model: Path | None = None,
        *,
        gazetteer_files: Sequence[Path] = (),
    ) -> Self:
        """Load everything (about 1.5 s). ``index_path`` is a place index made by ``link.build.build_index``;
        ``registry_files``, ``codebook_files`` and ``gazetteer_files`` are a user's own actors, event types
        and places; ``model`` is the folder of a trained tagger in place of the shipped one.

        Raises:
            UsageError: a user's type, or heads in the model folder, need a tagger that cannot be read.
        """
        registry = Registry.load(registry_files)
        places = PlaceIndex.open(index_path, gazetteer_files)
        names = RegistryNames(registry, places)
        codebook = Codebook.load(codebook_files)
        lexicon = load_lexicon(codebook)
        folder = model or shipped_model()
        pipeline = cls(
            load_parser(names.is_name, KindNames(registry.scan).find),
            RuleCoder(lexicon, names),
            lexicon,
            Linker(registry, places),
            names=names,
            calibration=load_calibration(),
            model=folder,
            revision=_revision_by(folder, codebook, lexicon, names),
        )
        _ = pipeline._revision  # a fault of the user's files is told before the first document
        return pipeline

    @property
    def method(self) -> str:
        """``name@version`` of the coder, and of a user's heads where they act; kept with every assertion."""
        if self._revision is None:
            return self._coder.method
        return f"{self._coder.method}+{self._revision.heads.name}"

    def code(self, document: Document) -> tuple[Account, ...]:
        """The accounts that ``document`` tells, in reading order, with their probabilities.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        return tuple(
            calibrated(account, evidence, self._calibration) for account, evidence in self.weigh(document)
        )

    def coding(self, document: Document) -> Coding:
        """All that ``document`` tells: its accounts as :meth:`code` gives them, and what it says of actors.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        weighed, parsed = self._read(document)
        accounts = tuple(calibrated(account, evidence, self._calibration) for account, evidence in weighed)
        drafts = read_about_actors(parsed, self._lexicon, self._names)
        published = _day(document.published)
        return Coding(
            accounts=accounts,
            about_actors=about_actors(document, drafts, self._linker, published, self.method),
        )

    def weigh(self, document: Document) -> Weighed:
        """The accounts that ``document`` tells, without probabilities, and the evidence for fitting them.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        return self._read(document)[0]

    def _read(self, document: Document) -> tuple[Weighed, ParsedDocument]:
        self._check_length(document)
        revision = self._revision
        if revision is None:
            parsed = self._parser.parse(document, self._lexicon.may_tell, self._silence.holds)
        else:  # what a user's heads may find is told by more words than those of the rules
            parsed = self._parser.parse(document, revision.wanted)
        drafts = self._coder.read(parsed)
        if revision is not None:
            drafts = revision.revise(parsed, drafts)
        linked = self._linker.link(document, drafts, published=_day(document.published))
        scored: dict[str, tuple[Account, float]] = {}
        for draft, links in zip(drafts, linked, strict=True):
            account = account_of(document, draft, links, self.method)
            scored.setdefault(account.id, (account, draft.score))
        accounts = [account for account, _ in scored.values()]
        scores = [score for _, score in scored.values()]
        weighed = list(zip(accounts, evidence_of(accounts, scores, parsed, self._families), strict=True))
        return weighed, parsed

    @staticmethod
    def _check_length(document: Document) -> None:
        if len(document.body) > MAX_BODY:
            reason = (
                f"the text has {len(document.body):,} characters, more than the {MAX_BODY:,} of any article; "
                "split it into its articles"
            )
            raise RejectedDocument(document.source_name or document.id, "code", reason)

    def places(self, document: Document) -> tuple[tuple[Span, PlaceRef], ...]:
        """Every place that the body of ``document`` names, in order, and what it is on the map.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        self._check_length(document)
        drafts = places_named(self._parser.parse(document), self._names)
        linked = self._linker.link_places(document, drafts)
        return tuple((draft.span, place) for draft, place in zip(drafts, linked, strict=True))

    def place_told(self, document: Document, start: int) -> Span | None:
        """The place name that says where what the word at ``start`` of the body tells took place, ``None``
        where its sentence does not say.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        self._check_length(document)
        place = place_told_at(self._parser.parse(document), start, self._names)
        return None if place is None else place.span

    def read(self, document: Document) -> Reading | None:
        """What the trained tagger reads in the body of ``document``; ``None`` where there is no tagger.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        self._check_length(document)
        tagger = self._tagger
        return None if tagger is None else tagger.read(document.body, document.title or "")

    def times(self, document: Document) -> tuple[Timex, ...]:
        """All time expressions in the body of ``document`` as TIMEX3, read from its day of publication.

        Raises:
            RejectedDocument: the body is too long to be an article.
        """
        self._check_length(document)
        return timexes_in(document.body, _day(document.published))

    @cached_property
    def _tagger(self) -> Tagger | None:
        """The tagger, loaded when first asked."""
        return None if self._model is None else Tagger.open(self._model)

    @cached_property
    def _revision(self) -> Revision | None:
        """What the user's corrections and own types change; ``None`` where there are neither."""
        if self._revision_by is None or self._tagger is None:
            return None
        return self._revision_by(self._tagger)

    def close(self) -> None:
        """Close the place index."""
        self._linker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _revision_by(
    folder: Path, codebook: Codebook, lexicon: Lexicon, names: RegistryNames
) -> Callable[[Tagger], Revision] | None:
    """How the revision is made of a tagger; ``None`` where nothing asks for one, and none is loaded."""
    by_example = [event_type for event_type in user_types(codebook) if needs_detector(event_type)]
    if not by_example and not has_user_heads(folder):
        return None

    def revision(tagger: Tagger) -> Revision:
        heads = user_heads_in(folder)
        if by_example:
            background = background_of(codebook, tagger.vector)
            if heads is None:
                name = content_id([[t.id, t.definition, t.examples] for t in by_example])[3:11]
                heads = UserHeads(model="", name=f"examples@{name}", features=background.features)
            heads = heads.with_detectors([detector_of(t.id, background) for t in by_example])
        if heads is None:
            raise UsageError(f"{folder}: its user heads are gone; make them with `dateline train`")
        return Revision(heads=heads, vector=tagger.vector, lexicon=lexicon, names=names)

    return revision


def _day(published: str) -> dt.date | None:
    """The day of an ISO date or datetime, or ``None``."""
    try:
        return dt.date.fromisoformat(published[:10])
    except ValueError:
        return None
