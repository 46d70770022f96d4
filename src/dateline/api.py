"""The Python API: ``dateline.code`` reads texts, ``dateline.open`` answers from a store.

Heavy parts (model, index, data frames) are imported on first use, so that ``import dateline`` stays instant.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from dateline.errors import RejectedDocument, StoreError, UsageError
from dateline.judging.record import JudgedRecord
from dateline.model import Account, Document, Rejection
from dateline.settings import Settings

if TYPE_CHECKING:
    import pandas
    import polars

    from dateline.codec import DossierRecord
    from dateline.export import Asked, Filters, Level, Told
    from dateline.export.versions import Copy, VersionText
    from dateline.judging.values import Lists
    from dateline.pipeline import Pipeline
    from dateline.resolve.judgement_log import Ruled
    from dateline.store import Store

__all__ = ["Progress", "Record", "build_place_index", "code", "open", "open_pipeline", "place_index"]

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]
"""Called with the name of a step and the share of the whole that is done, 0 to 1."""
LONGEST_PATH = 4096
"""No file system takes a longer path; a longer string is a text."""


def code(
    source: str | PathLike[str] | Document | Iterable[str | PathLike[str] | Document],
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    on_rejection: Callable[[Rejection], None] | None = None,
) -> Iterator[Account]:
    """The accounts that texts tell, document by document, in reading order; nothing is stored.

    ``source`` is a path (file, folder or archive), a text, a document, or several of them. A string is a
    path when such a file exists, else a text. What the options say goes for every text read here. A text
    that cannot be read is passed to ``on_rejection``, or else logged as a warning, and the others go on.

    The first call on a machine builds the place index (about half a minute), the first one in a process
    loads the model (about two seconds).

        >>> import dateline
        >>> text = "RAVA, Mali (Example News) - A bomb killed four soldiers in Mopti on Monday, police said."
        >>> [account.event_type for account in dateline.code(text, published="2026-03-10")]  # doctest: +SKIP
        ['bombing']

    Raises:
        UsageError: a string looks like a path and there is no such file.
    """
    from dateline.ingest import ReadOptions

    def options(text: str | None = None) -> ReadOptions:
        return ReadOptions(
            title=title,
            outlet=outlet,
            url=url,
            published=published,
            language=language,
            stdin=None if text is None else io.BytesIO(text.encode()),
        )

    tell = on_rejection or _warn
    sources = [source] if isinstance(source, str | PathLike | Document) else source
    found = (item for one in sources for item in _documents(one, options))
    return _coded(found, tell)


def open(path: str | PathLike[str], *, as_of: str | None = None) -> Record:
    """The record kept in the store at ``path``; close it or use ``with``.

    With ``as_of`` (a day, ``2026-03-09``, to its end, or a time, ``2026-03-09T12:00``; UTC) it answers as it
    stood then: from the documents, codings and judgements that the store had learned by that time, whenever
    the events were. Its incidents are made anew from them by the methods of today, in memory.

    Raises:
        StoreError: there is no store, or it cannot be read.
        UsageError: ``as_of`` is neither a day nor a time.
    """
    from dateline.store import Store, settings_here

    settings = settings_here()
    store = Store.open(Path(path), create=False)
    if as_of is not None:
        with store:
            store = _as_of(store, as_of)
    return Record(store, settings)


def _as_of(store: Store, time: str) -> Store:
    from dateline.judging.resolving import rebuild_incidents

    then = store.as_of(time)
    try:
        with then.at_once():  # one process: no other sees a copy in memory
            rebuild_incidents(then)
    except BaseException:
        then.close()
        raise
    return then


class Record(JudgedRecord):
    """An open store, answering in exchange records (dictionaries; the JSON Schema describes them).

    Filters are those of ``dateline export``, by the same names: ``country="SY,IQ"`` or
    ``country=["SY", "IQ"]``, ``from_="2026-01"`` (``from`` is a word of Python's own), ``min_killed=5``. A
    filter that is unknown, or means nothing at the level asked, raises :class:`dateline.errors.UsageError`.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def incidents(self, **filters: object) -> list[Mapping[str, Any]]:
        """Incidents with their accounts whole, by date, those without a date last."""
        return list(self.records("incident", self.filters(filters)))

    def accounts(self, **filters: object) -> list[Mapping[str, Any]]:
        """Accounts, by publication, document and reading order."""
        return list(self.records("account", self.filters(filters)))

    def documents(self, **filters: object) -> list[Mapping[str, Any]]:
        """Documents, by publication."""
        return list(self.records("document", self.filters(filters)))

    def actor_assertions(self) -> list[Mapping[str, Any]]:
        """What the documents say about actors (names, offices, ties, memberships, leadership, stances), by
        publication, document and reading order."""
        from dateline.codec import actor_assertion_record

        return [actor_assertion_record(assertion) for assertion in self._store.actor_assertions()]

    def dossier(self, actor: str) -> Mapping[str, Any]:
        """The history of a person or group in order of time: names, offices, ties, memberships, leadership,
        stances, incidents as doer and as target, statements; each line with its sentence and source.

        ``actor`` is a registry id, a name or alias, or the words by which texts name someone whom the
        registry does not know.

        Raises:
            UsageError: neither the registry nor the store knows such an actor.
        """
        from dateline.export import Told, dossier
        from dateline.judging.resolving import ruled_in

        incidents = tuple(self._store.incidents())
        told = Told(
            assertions=tuple(self._store.actor_assertions()),
            incidents=incidents,
            accounts={account.id: account for account in self._accounts(ruled_in(self._store))},
            documents=self._store.documents(),
        )
        return dossier(self._asked(actor, told), told)

    def get(self, asked_for: str) -> Mapping[str, Any]:
        """The exchange record of an incident, account or document by its id or the id's unmistakable
        beginning; of anything else the dossier of that actor.

        Raises:
            UsageError: there is no such record or actor, or more than one.
        """
        if not self._may_be_id(asked_for):
            return self.dossier(asked_for)
        level, found = self._one(asked_for)
        return self._record(level, found)

    def show(self, asked_for: str, *, colour: bool = False) -> str:
        """One incident, account or document as text: each field with its sentence and its speaker; or the
        dossier of an actor.

        ``asked_for`` is an id or its unmistakable beginning (a merged incident's former id leads to the new
        one), or an actor as :meth:`dossier` takes it.

        Raises:
            UsageError: there is no such record or actor, or more than one.
        """
        from dateline.export import dossier_text, show_text
        from dateline.export.versions import copies_text
        from dateline.judging.pieces import Texts

        if not self._may_be_id(asked_for):
            return dossier_text(cast("DossierRecord", self.dossier(asked_for)), colour=colour)
        level, found = self._one(asked_for)
        documents = Texts(self._store)
        if level == "document":
            accounts = self._account_records(self._store.accounts_of_document(found))
            head = f"document {found}\n"
            told = "".join("\n" + show_text(record, documents, colour=colour) for record in accounts)
            return head + told + copies_text(self.copies([found]))
        record = self._record(level, found)
        told_by = [a["document_id"] for a in record.get("accounts", [record])]
        text = show_text(record, documents, colour=colour, others=self._related_to(record))
        return text + copies_text(self.copies(told_by))

    def copies(self, document_ids: Iterable[str]) -> list[Copy]:
        """The archived answers that documents were read from, documents in the order given."""
        from dateline.export.versions import Copy

        log, found = self._store.archive, []
        for id_ in dict.fromkeys(document_ids):
            versions = log.versions(id_)
            number = max((v.number for v in versions if v.document_id == id_), default=0)
            found += [
                Copy(
                    document_id=id_,
                    url=capture.url,
                    at=capture.at,
                    file=str(self._store.path.parent / capture.file),
                    offset=capture.offset,
                    digest=capture.digest,
                    version=number,
                    versions=len(versions),
                )
                for capture in log.captures_of(id_)
                if capture.same_as is None
            ]
        return found

    def versions(self, document_or_address: str) -> list[VersionText]:
        """What the address of a document held, one version after another; empty for one that was never
        fetched. A document is told by its id or the id's beginning, an address as it is.
        """
        from dateline.addresses import canonical
        from dateline.export.versions import VersionText

        wanted = canonical(document_or_address)
        if "://" not in document_or_address:
            found = [id_ for level, id_ in self._store.find(document_or_address) if level == "document"]
            wanted = found[0] if len(found) == 1 else document_or_address
        versions = self._store.archive.versions(wanted)
        documents = self._store.documents_among({version.document_id for version in versions})
        return [
            VersionText(line=v.line, number=v.number, at=v.at, document=documents[v.document_id])
            for v in versions
        ]

    def _related_to(self, record: Mapping[str, Any]) -> dict[str, str]:
        """Incident id -> what it is in one line, of those that belong to ``record``."""
        from dateline.export import headline
        from dateline.judging.pieces import IncidentPieces

        ids = {tie["incident_id"] for tie in record.get("related", ())}
        if not ids:
            return {}
        near = IncidentPieces(self._store, ids=sorted(ids))
        return {r["incident_id"]: headline(r) for r in near}

    def to_pandas(self, level: Level = "incident", **filters: object) -> pandas.DataFrame:
        """A data frame with the columns of the CSV export; unknown is missing, never 0.

        Raises:
            UsageError: there is no such level, or a filter does not fit.
        """
        import pandas

        return pandas.DataFrame(self._columns(level, filters), dtype=object).convert_dtypes()

    def to_polars(self, level: Level = "incident", **filters: object) -> polars.DataFrame:
        """The same for polars, which is installed apart (``pip install polars``).

        Raises:
            UsageError: polars is not installed; or as :meth:`to_pandas`.
        """
        try:
            import polars
        except ImportError as error:
            raise UsageError(
                "polars is not installed; run `pip install polars`, or use to_pandas()"
            ) from error
        from dateline.export import COLUMNS

        columns = self._columns(level, filters)
        kinds = {
            "text": polars.String,
            "integer": polars.Int64,
            "number": polars.Float64,
            "boolean": polars.Boolean,
        }
        schema = {column.name: kinds[column.kind] for column in COLUMNS[level]}
        return polars.DataFrame(columns, schema=schema)

    def filters(self, given: Mapping[str, object]) -> Filters:
        """The filter record of keyword arguments; strings are read as on the command line."""
        from dateline.codebook import Codebook
        from dateline.export import Filters

        values = {
            name.removesuffix("_"): _filter_text(value) for name, value in given.items() if value is not None
        }
        return Filters.parse(values, Codebook.load(self._settings.codebook).types)

    def records(self, level: Level, filters: Filters | None) -> Iterator[Mapping[str, Any]]:
        """The exchange records of one level that pass ``filters``, in the order of the exports."""
        from dateline.export import LEVELS, matches

        if level not in LEVELS:
            raise UsageError(f"no level {level!r}; there are {', '.join(LEVELS)}")
        if filters is not None:
            filters.check(level)
        if level == "incident":
            from dateline.judging.pieces import IncidentPieces

            yield from IncidentPieces(self._store, filters)
            return
        documents = self.document_records()
        for record in self._all(level):
            if filters is None or matches(record, filters, documents):
                yield record

    def streamed(
        self, level: Level, filters: Filters | None
    ) -> tuple[Iterator[Mapping[str, Any]], Mapping[str, Mapping[str, Any]]]:
        """:meth:`records`, and the document records by id that the incident at hand and its neighbours rest
        on, so that memory does not grow with the record; of other levels none."""
        from dateline.judging.pieces import IncidentPieces

        if level != "incident":
            return self.records(level, filters), {}
        pieces = IncidentPieces(self._store, filters)
        return iter(pieces), pieces.documents

    def document_records(self) -> dict[str, Mapping[str, Any]]:
        """Every document record by id, as the exports want them."""
        from dateline.codec import document_record

        return {id_: document_record(document) for id_, document in self._store.documents().items()}

    def is_current(self) -> bool:
        """Whether the incidents are those of the accounts; not so after a run that was cut short."""
        from dateline.judging.resolving import ruled_in

        return self._store.has_current_incidents(ruled_in(self._store).rulings.rejected)

    def close(self) -> None:
        """Closes the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _may_be_id(self, text: str) -> bool:
        """Whether ``text`` is to be looked up as an id: written as one, with its prefix or beginning one."""
        bare = text.removeprefix("b2:")
        if bare != text:
            return True
        return all(letter in "0123456789abcdef" for letter in text) and bool(self._store.find(text))

    def _asked(self, actor: str, told: Told) -> Asked:
        """Whose dossier is asked for."""
        from dateline.export import Asked
        from dateline.link.actors import Registry
        from dateline.model import Party

        registry = Registry.load(self._settings.registry)
        known = registry.get(actor) or registry.match(actor)
        if known is not None:

            def names(text: str) -> bool:
                found = registry.match(text)
                return found is not None and found.id == known.id

            return Asked(
                party=Party(text=known.name, actor_id=known.id, name=known.name),
                kind=known.kind.value,
                countries=known.countries,
                names=names,
            )
        parties = [p for a in told.assertions for p in (a.subject, a.object) if p is not None]
        refs = [ref for account in told.accounts.values() for ref in account.actors]
        words = {p.text for p in parties if p.actor_id is None}
        words |= {ref.text for ref in refs if ref.actor_id is None}
        same = sorted(text for text in words if text.casefold() == actor.casefold())
        if not same:
            raise UsageError(
                f"nothing in the store has an id that begins with {actor!r}, and neither the store nor the "
                "registry knows an actor of that name"
            )
        return Asked(party=Party(text=same[0]))

    def _record(self, level: Level, id_: str) -> Mapping[str, Any]:
        """One record, from what it rests on alone."""
        from dateline.judging.pieces import IncidentPieces, Texts

        with self._store.snapshot():
            if level == "incident":
                return next(iter(IncidentPieces(self._store, ids=[id_])))
            if level == "document":
                return Texts(self._store)[id_]
            return next(self._account_records(self._store.accounts_among([id_])))

    def _account_records(self, accounts: Iterable[Account]) -> Iterator[Mapping[str, Any]]:
        """The records of some accounts, in order, with the values that people set."""
        from dateline.codec import to_record
        from dateline.judging.resolving import ruled_in
        from dateline.resolve.judged import judged_accounts
        from dateline.resolve.judgement_log import on_accounts

        held = list(judged_accounts(accounts, ruled_in(self._store).rulings))
        documents = self._store.documents_among({account.document_id for account in held})
        incident_of = {
            id_: incident.id
            for incident in self._store.incidents_holding(account.id for account in held)
            for id_ in incident.account_ids
        }
        on_account = on_accounts(self._store.judgements_in_force())
        for account in held:
            told = on_account.get(account.id, ())
            yield to_record(account, documents[account.document_id], incident_of.get(account.id), told)

    def _all(self, level: Literal["account", "document"]) -> Iterator[Mapping[str, Any]]:
        from dateline.codec import to_record
        from dateline.judging.resolving import ruled_in
        from dateline.resolve.judgement_log import on_accounts

        if level == "document":
            yield from self.document_records().values()
            return
        documents = self._store.documents()
        incident_of = {
            id_: incident.id for incident in self._store.incidents() for id_ in incident.account_ids
        }
        on_account = on_accounts(self._store.judgements_in_force())
        for account in self._accounts(ruled_in(self._store)):
            document, incident_id = documents[account.document_id], incident_of.get(account.id)
            yield to_record(account, document, incident_id, on_account.get(account.id, ()))

    def _accounts(self, ruled: Ruled) -> Iterator[Account]:
        """Every account with the values that people set, also those that they rejected."""
        from dateline.resolve.judged import judged_accounts

        return judged_accounts(self._store.accounts(), ruled.rulings)

    @contextmanager
    def _lists(self) -> Iterator[Lists]:
        from dateline.codebook import Codebook
        from dateline.judging.places import Places
        from dateline.judging.values import Lists
        from dateline.link.actors import Registry
        from dateline.link.places import PlaceIndex

        with ExitStack() as held:

            def places() -> Places:
                path = place_index(self._settings)
                if not path.exists():
                    build_place_index(self._settings, _logged)
                index = held.enter_context(PlaceIndex.open(path, self._settings.gazetteer))
                return Places(named=index.named, by_id=index.by_id)

            def actor(words: str) -> tuple[str, str] | None:
                registry = Registry.load(self._settings.registry)
                known = registry.get(words) or registry.match(words)
                return None if known is None else (known.id, known.name)

            yield Lists(types=Codebook.load(self._settings.codebook).types, places=places, actor=actor)

    def _one(self, id_prefix: str) -> tuple[Level, str]:
        found = {(level, self._now(level, id_)) for level, id_ in self._store.find(id_prefix)}
        if len(found) != 1:
            told = ", ".join(f"{level} {id_}" for level, id_ in sorted(found)[:5])
            raise UsageError(
                f"{id_prefix!r} is the beginning of more than one id: {told}"
                if found
                else f"nothing in the store has an id that begins with {id_prefix!r}"
            )
        level, id_ = found.pop()
        if level == "incident" and self._store.incident(id_) is None:
            raise UsageError(f"incident {id_} holds no account any more; `dateline history {id_}` tells why")
        return level, id_

    def _now(self, level: str, id_: str) -> str:
        incident = self._store.incident(id_) if level == "incident" else None
        return id_ if incident is None else incident.id

    def _columns(self, level: Level, filters: Mapping[str, object]) -> dict[str, list[object]]:
        from dateline.export import COLUMNS, flat_row

        rows = [flat_row(record, level) for record in self.records(level, self.filters(filters))]
        return {column.name: [row[column.name] for row in rows] for column in COLUMNS[level]}


def place_index(settings: Settings) -> Path:
    """Where the place index is kept, whether or not it is there yet."""
    return settings.cache / "places.db"


def build_place_index(settings: Settings, progress: Progress) -> Path:
    """Builds the place index anew; returns its path."""
    from dateline.link.places import build_index

    path = place_index(settings)
    try:
        build_index(path, progress)
    except OSError as error:
        raise StoreError(f"{path}: {error}; set DATELINE_CACHE to a folder that can be written to") from error
    return path


def open_pipeline(settings: Settings, progress: Progress) -> Pipeline:
    """The coder with all it needs, to use with ``with``; builds the place index where there is none."""
    from thinc.api import use_ops

    from dateline.link.places import PlaceIndex
    from dateline.pipeline import Pipeline
    from dateline.store.arithmetic import one_thread

    path = place_index(settings)
    try:
        PlaceIndex.open(path).close()
    except StoreError:
        build_place_index(settings, progress)
    # The parser's networks keep the arithmetic that they are loaded under.
    with use_ops("numpy", use_blis=not one_thread()):
        return Pipeline.open(
            path, settings.registry, settings.codebook, settings.model, gazetteer_files=settings.gazetteer
        )


@lru_cache(maxsize=1)
def _held_pipeline(settings: Settings) -> Pipeline:
    """The coder that :func:`code` keeps between calls: loading it takes longer than coding ten articles."""
    return open_pipeline(settings, _logged)


def _logged(step: str, share: float) -> None:
    log.info("place index: %s, %.0f %%", step, share * 100)


def _coded(found: Iterable[Document | Rejection], tell: Callable[[Rejection], None]) -> Iterator[Account]:
    from dateline.store import settings_here

    for item in found:
        if isinstance(item, Rejection):
            tell(item)
            continue
        try:
            accounts = _held_pipeline(settings_here()).code(item)
        except RejectedDocument as refused:
            tell(
                Rejection(
                    document=refused.name, stage=refused.stage, reason=refused.reason, raw_hash=item.raw_hash
                )
            )
            continue
        yield from accounts


def _documents(
    source: str | PathLike[str] | Document, options: Callable[[str | None], Any]
) -> Iterator[Document | Rejection]:
    from dateline.ingest import read_paths

    if isinstance(source, Document):
        yield source
    elif isinstance(source, str) and not _is_path(source):
        yield from read_paths(["-"], options(source))
    else:
        yield from read_paths([str(source)], options(None))


def _is_path(text: str) -> bool:
    """Whether a string names a file; one that only looks as if it did is an error, not a text of one word."""
    if len(text) > LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        if Path(text).exists():
            return True
    except OSError:  # a name too long for the file system is a text
        return False
    if len(text.split()) < 2 or Path(text).suffix.lower() in {
        ".txt",
        ".md",
        ".html",
        ".pdf",
        ".docx",
        ".eml",
        ".zip",
    }:
        raise UsageError(f"there is no file {text!r}; to code a text, pass more than one word")
    return False


def _filter_text(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(str(item) for item in value)
    return str(value)


def _warn(rejection: Rejection) -> None:
    log.warning("%s: not coded: %s: %s", rejection.document, rejection.stage, rejection.reason)
