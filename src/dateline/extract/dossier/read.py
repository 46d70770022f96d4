"""The recipe: a parsed document to drafts of assertions about actors.

1. look at every word of the sentences in scope; one of the lists asks the reader of its kind
2. give what a clause says its status, time and speakers, as for an event
3. in order of reading; the same thing told twice is made one when the parties are linked
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from dateline.extract.attribution import speakers_of
from dateline.extract.coder import NameFinder, TimeDraft
from dateline.extract.dossier.aliases import find_aliases
from dateline.extract.dossier.draft import FactDraft
from dateline.extract.dossier.leadership import find_leadership
from dateline.extract.dossier.page import Page, Row
from dateline.extract.dossier.roles import find_roles
from dateline.extract.dossier.stances import find_stances
from dateline.extract.dossier.ties import find_branches, find_hyphened, find_memberships, find_tied
from dateline.extract.dossier.told import Told
from dateline.extract.dossier.words import load_words
from dateline.extract.lexicon import Lexicon
from dateline.extract.sources import outlets_of
from dateline.extract.spans import token_span
from dateline.extract.status import status_of
from dateline.extract.syntax import clause_verb, modals_of
from dateline.extract.times import find_sentence_times, time_of
from dateline.model import Attribution, Span, Status
from dateline.text.parse import ParsedDocument

__all__ = ["read_about_actors"]

Reader = Callable[[Token, Row], Iterator[Told]]

_READERS: tuple[tuple[str, Reader], ...] = (
    ("office", find_roles),
    ("tie", find_branches),
    ("tied", find_tied),
    ("backed", find_tied),
    ("tied", find_hyphened),
    ("backed", find_hyphened),
    ("membership", find_memberships),
    ("leadership", find_leadership),
    ("stance", find_stances),
)
_OTHERS: dict[str, Reader] = {
    "member": find_roles, "step": find_leadership, "stand": find_leadership, "swear": find_leadership,
    "opposition": find_stances, "backing": find_stances, "allegiance": find_stances, "loyalty": find_stances,
    "fealty": find_stances, "war": find_stances, "known": find_aliases, "alias": find_aliases,
    "aka": find_aliases, "a.k.a.": find_aliases, "a.k.a": find_aliases, "formerly": find_aliases,
    "rename": find_aliases, "rebrand": find_aliases,
}  # fmt: skip
_WISHED = frozenset({"should", "must", "ought", "shall", "can"})
"""Modals that say what ought to be, beside those that make an event hypothetical."""
_MOST = 40
"""Assertions about actors of one document: more than any news feature has. What has more is a directory."""


def _by_word() -> dict[str, tuple[Reader, ...]]:
    found: dict[str, list[Reader]] = {}
    for section, reader in _READERS:
        for lemma in load_words().relations[section]:
            rows = found.setdefault(lemma, [])
            if reader not in rows:
                rows.append(reader)
    for lemma, reader in _OTHERS.items():
        found.setdefault(lemma, []).append(reader)
    return {lemma: tuple(rows) for lemma, rows in found.items()}


_BY_WORD = _by_word()


def read_about_actors(parsed: ParsedDocument, lexicon: Lexicon, names: NameFinder) -> list[FactDraft]:
    """What ``parsed`` says about actors, in reading order."""
    page = Page(parsed, lexicon, names)
    found: list[FactDraft] = []
    for sentence in page.prose:
        words = [(t, _BY_WORD.get(t.lemma_.lower()) or _BY_WORD.get(t.lower_)) for t in sentence.tokens]
        asked = [(t, readers) for t, readers in words if readers]
        if not asked or page.off_topic(sentence):
            continue
        row = Row(sentence, page)
        asks = "?" in row.tokens[-1].text
        for token, readers in asked:
            told = [t for reader in readers for t in reader(token, row) if not (t.predicated and asks)]
            found.extend(_draft(one, row) for one in told)
    return sorted(found, key=lambda d: d.cue.start)[:_MOST]


def _draft(told: Told, row: Row) -> FactDraft:
    page, sentence = row.page, row.sentence
    trigger = told.trigger
    status = told.status or Status.OCCURRED
    status_spans: tuple[Span, ...] = ()
    time: TimeDraft | None = None
    chain: list[Attribution] = []
    spans: list[Span] = []
    if told.predicated:
        reading = status_of(trigger, page.lexicon, factive=False)
        if told.status is None:
            status = reading.status
            if status is Status.OCCURRED and modals_of(trigger) & _WISHED:
                status = Status.HYPOTHETICAL
            status_spans = (token_span(page.document, sentence, reading.tokens),)
        times = find_sentence_times(page.document, sentence)
        own = [t for t in times if clause_verb(t.head) == clause_verb(trigger)]
        mention = time_of([trigger], own, page.lexicon.speech)
        time = mention.draft if mention is not None else None
    vouched = told.predicated or _in_quotation(row.span_of(trigger).start, row)
    for speaker in speakers_of(clause_verb(trigger), page.lexicon, page.names) if vouched else ():
        span = _who_says(speaker.tokens, row)
        if span is not None and not _overlap(span, told.subject.span):
            chain.append(Attribution(speaker=span.quote, kind=speaker.kind))
            spans.append(span)
    outlets, outlet_spans = outlets_of(page.parsed, sentence)
    return FactDraft(
        kind=told.kind,
        relation=told.relation,
        subject=told.subject,
        object=told.object,
        cue=row.span_of(*told.cue),
        title=row.span_of(*told.title) if told.title else None,
        status=status,
        status_spans=status_spans,
        ended=told.ended,
        time=time,
        attribution=(*chain, *outlets),
        attribution_spans=(*spans, *outlet_spans),
    )


def _in_quotation(at: int, row: Row) -> bool:
    """Whether a quotation of the paragraph is open at an offset of the body."""
    block = row.page.parsed.blocks[row.sentence.block]
    before = row.page.parsed.body[block.start : at]
    return before.count("\u201c") > before.count("\u201d") or before.count('"') % 2 == 1


def _overlap(a: Span, b: Span) -> bool:
    return a.part == b.part and a.start < b.end and b.start < a.end


def _who_says(tokens: Sequence[Token], row: Row) -> Span | None:
    """The words for a speaker; of a lone pronoun the name that it stands for."""
    if tokens[0].pos_ != "PRON":
        return row.span_of(*tokens)
    party = row.party(tokens[0])
    return party.words if party is not None else None
