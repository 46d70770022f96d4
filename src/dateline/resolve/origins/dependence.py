"""The independent origins behind the accounts of one incident, and why each document is in its own.

Two documents are one origin when one newsroom wrote both, when one copies the other (wholly, or where it
tells of this incident), when one has its word from the other's newsroom, or when they are versions of one
article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.addresses import canonical
from dateline.model import BODY, Document, OriginMember, OriginWhy, Span, SpeakerKind
from dateline.resolve.cases import Case, folded
from dateline.resolve.origins.copies import Copies, CopyKind, shared_words
from dateline.resolve.origins.credits import Credit, Found, credit_of, newsroom_named, outlet_name
from dateline.resolve.origins.shingles import marks_of, shingles_of
from dateline.resolve.score import copied

__all__ = ["Origin", "origins_of", "origins_with_reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One newsroom and the documents that go back to it, in the order of their cases."""

    name: str
    members: tuple[OriginMember, ...]


ABOUT_AN_OUTLET = re.compile(
    r"\b(?:the|state|official|semi|local|run|owned|based|news|agency|newspaper|daily|website|television|tv|radio|channel"
    r"|broadcaster|media|outlet)\b|-"
)
"""What is said of an outlet before its name; lower case only, since "Daily Star" is a name."""
MEDIUM = re.compile(
    r"\b(?:(?:news|press|telegraph|telegraphic|information) agency|newspaper|daily|weekly|website|television"
    r"|tv|radio|channel|broadcaster|network)\b",
    re.IGNORECASE,
)
"""What makes of a name that the registry does not know the name of an outlet: who else is quoted (a study, a
spokesman taken for an outlet) is no newsroom."""
SEVERAL = re.compile(
    r"\b(?:media|outlets|reports?|stud(?:y|ies)|reporters?|journalists?|sources?|stations?|(?:agenc|dail|weekl)ies"
    r"|(?:newspaper|website|channel|broadcaster|network)s)\b",
    re.IGNORECASE,
)
"""Words for many newsrooms at once, or for somebody or something else."""
IN_PASSAGE = 0.5
"""Share of the words that tell an incident that a shared passage must hold for the account to be copied."""


_NOT_COUNTED = 0
"""Of copies of a telling sentence alone: its words are compared as a set."""
_Shared = Mapping[int, int]
"""Numbers of the documents that one shares words with -> how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One document with its accounts of the incident."""

    document: Document
    cases: Sequence[Case]
    credit: Credit
    quoted: tuple[str, Span | None] | None

    @property
    def newsroom(self) -> str:
        return self.quoted[0] if self.quoted else self.credit.newsroom

    @property
    def named(self) -> bool:
        """Whether the document itself says where its word is from."""
        return self.quoted is not None or self.credit.found is not Found.OWN


def origins_of(cases: Sequence[Case]) -> tuple[str, ...]:
    """Names of the independent newsrooms behind ``cases``, in the order of the cases (oldest first).

    A credited or quoted newsroom gives the name, else the oldest outlet.
    """
    return tuple(dict.fromkeys(origin.name for origin in origins_with_reasons(cases)))


def origins_with_reasons(cases: Sequence[Case]) -> tuple[Origin, ...]:
    """The independent origins of ``cases`` (oldest first), each with its documents and why they are in it."""
    sources = _sources(cases)
    copies = _copies(sources)
    group = list(range(len(sources)))
    first: dict[str, int] = {}
    for number, source in enumerate(sources):
        _join(group, first.setdefault(folded(source.newsroom), number), number)
    for number, others in enumerate(copies):
        for other in others:
            _join(group, number, other)
    lines = _lines(sources)
    for number, older in lines.items():
        _join(group, older, number)
    members: dict[int, list[int]] = {}
    for number in range(len(sources)):
        members.setdefault(_root(group, number), []).append(number)
    return tuple(_origin(sources, numbers, copies, lines) for numbers in members.values())


def _origin(
    sources: Sequence[_Source], numbers: Sequence[int], copies: Sequence[_Shared], lines: Mapping[int, int]
) -> Origin:
    best = min(numbers, key=lambda number: (not sources[number].named, number))
    name = sources[best].newsroom
    members = []
    for number in numbers:
        member = _member(sources, number, name, copies[number])
        if number in lines and member.why in (OriginWhy.OWN, OriginWhy.COPY):
            older = sources[lines[number]].document.id
            member = OriginMember(document_id=member.document_id, why=OriginWhy.VERSION, of=older)
        members.append(member)
    return Origin(name=name, members=tuple(members))


def _member(sources: Sequence[_Source], number: int, name: str, copied_from: _Shared) -> OriginMember:
    source = sources[number]
    id_, credit = source.document.id, source.credit
    if source.quoted:
        return OriginMember(document_id=id_, why=OriginWhy.QUOTES, of=source.quoted[0], span=source.quoted[1])
    if credit.found is not Found.OWN:
        return OriginMember(document_id=id_, why=OriginWhy.CREDIT, of=credit.newsroom, span=credit.span)
    # What the origin's own newsroom publishes is its own, whoever was first by the clock.
    if copied_from and folded(credit.newsroom) != folded(name):
        oldest = min(copied_from)
        return OriginMember(
            document_id=id_,
            why=OriginWhy.COPY,
            of=sources[oldest].document.id,
            words=copied_from[oldest] or None,
        )
    return OriginMember(document_id=id_, why=OriginWhy.OWN, of=credit.newsroom, span=credit.span)


def _lines(sources: Sequence[_Source]) -> dict[int, int]:
    """Version of an article -> the oldest of its versions here: what an outlet writes anew at an address is
    no second source, whomever it credits since. A page that gathers what others report keeps their names as
    outlets, so it is not one article."""
    first: dict[tuple[str, str], int] = {}
    found = {}
    for number, source in enumerate(sources):
        document = source.document
        if document.url:
            older = first.setdefault((folded(document.outlet), canonical(document.url)), number)
            if older != number:
                found[number] = older
    return found


def _sources(cases: Sequence[Case]) -> list[_Source]:
    told: dict[str, list[Case]] = {}
    for case in cases:
        told.setdefault(case.document.id, []).append(case)
    return [
        _Source(
            document=rows[0].document,
            cases=rows,
            credit=(credit := credit_of(rows[0].document)),
            quoted=_quoted(rows, credit),
        )
        for rows in told.values()
    ]


def _quoted(cases: Sequence[Case], credit: Credit) -> tuple[str, Span | None] | None:
    """The other outlet on whose word all ``cases`` of one document are, and where it is named."""
    names = [next(_outlets(case), None) for case in cases]
    first = names[0]
    if first is None or None in names or folded(first[0]) == folded(credit.newsroom):
        return None
    return first


def _outlets(case: Case) -> Iterator[tuple[str, Span | None]]:
    for row in case.account.of("event_type"):
        for link in row.attribution:
            if link.kind is SpeakerKind.OUTLET:
                name = _bare(link.speaker)
                if name:
                    yield name, _mention(case.document, link.speaker, row.spans)


def _bare(speaker: str) -> str:
    """The name alone; ``""`` for words that name no one outlet ("state media", "a report").

    >>> _bare("state news agency SANA"), _bare("local media"), _bare("Orani state TV"), _bare("A study")
    ('SANA', '', 'Orani TV', '')
    """
    words = ABOUT_AN_OUTLET.sub(" ", speaker).split()
    # "China's Xinhua": whose it is stands before the name.
    known = (newsroom_named(" ".join(words[start:])) for start in range(len(words)))
    name = newsroom_named(speaker) or next(filter(None, known), "")
    if name:
        return name
    telling = [word for word in words if word.casefold() not in ("the", "a", "an") and word != word.lower()]
    if not MEDIUM.search(speaker) or SEVERAL.search(speaker) or not telling:
        return ""
    # "Russian state television": without what is said of it nothing would be left of the name.
    return outlet_name(" ".join(words if len(words) > 1 else speaker.split()))


def _mention(document: Document, speaker: str, spans: Sequence[Span]) -> Span | None:
    """The mention of ``speaker`` nearest to ``spans``."""
    at = [found.start() for found in re.finditer(re.escape(speaker), document.body)]
    near = next((span.start for span in spans if span.part == BODY), 0)
    if not at or not speaker:
        return None
    start = min(at, key=lambda place: (abs(place - near), place))
    return document.span(start, start + len(speaker))


def _copies(sources: Sequence[_Source]) -> list[_Shared]:
    """For each document those that it copies or that copy it in what tells of the incident."""
    found: list[dict[int, int]] = [{} for _ in sources]
    if len(sources) > 1:
        number_of: Mapping[str, int] = {source.document.id: n for n, source in enumerate(sources)}
        for copy in Copies().add(_that_share_words(sources)):
            one, other = sorted((number_of[copy.one], number_of[copy.other]))
            if copy.kind is not CopyKind.PASSAGE or _told_in_passage(sources[one], sources[other]):
                found[one][other] = found[other][one] = copy.words
        for one, source in enumerate(sources):
            for other in range(one):
                if other not in found[one] and any(
                    copied(a, b) for a in source.cases for b in sources[other].cases
                ):
                    found[one][other] = found[other][one] = _NOT_COUNTED
    return [dict(sorted(others.items())) for others in found]


def _that_share_words(sources: Sequence[_Source]) -> Iterator[tuple[str, str]]:
    """Id and text of the documents that have five words in a row with another; the rest copies nothing."""
    marks = [marks_of(source.document.body) for source in sources]
    every, times = np.unique(np.concatenate(marks), return_counts=True)
    shared = every[times > 1]
    for source, mine in zip(sources, marks, strict=True):
        if len(shared) and np.isin(mine, shared).any():
            yield source.document.id, source.document.body


def _told_in_passage(one: _Source, other: _Source) -> bool:
    """Whether either has all its accounts of the incident from words that the other has too."""
    return _all_in(one, other.document.body) or _all_in(other, one.document.body)


def _all_in(source: _Source, body: str) -> bool:
    text = shingles_of(body)
    return all(
        (telling := shingles_of(case.words)).words > 0
        and shared_words(telling, text).sum() >= IN_PASSAGE * telling.words
        for case in source.cases
    )


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number


def _join(group: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(group, one), _root(group, other)))
    group[high] = low
