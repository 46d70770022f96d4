"""One account prepared for comparison: what of it can be held against another account's values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.model import (
    BODY,
    Account,
    ActorRef,
    Basis,
    Casualty,
    Count,
    DatePrecision,
    Document,
    PlacePrecision,
    Role,
    Status,
)
from dateline.registry.loader import person_ids
from dateline.resolve.story import keys_of, stem
from dateline.resolve.types import STATEMENTS, area
from dateline.text.blocks import BlockKind, Layout, blocks, layout_of

__all__ = ["COARSE", "GENERIC", "Case", "Days", "actor_key", "case_of", "cases_of", "folded", "is_named"]

COARSE = frozenset(
    {PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.UNKNOWN}
)
"""Places too large for two events there to be one by that alone."""
REPORTED_WITHIN = 3
"""Days before publication in which an event without a date of its own is taken to lie: news is told within
two days, weeklies and weekends make it three."""
_YEARS = range(1900, 2100)
_NAMED_DEAD = 3
"""Dead of whom each may be named; of more the named one is often he whose people they are."""
_NAME_PARTICLES = frozenset(
    {"al", "bin", "ibn", "abu", "de", "da", "dos", "del", "la", "van", "von", "der", "el"}
)
GENERIC = "generic:"
"""Registry ids of kinds of people ("soldiers") begin so; they single nobody out."""
_REAL = frozenset({Status.OCCURRED, Status.CLAIMED, Status.ALLEGED, Status.DENIED})
_FUTURE = frozenset({Status.THREATENED, Status.HYPOTHETICAL})
_SENTENCES = frozenset({"arrest", "trial"})
"""Types that tell of a death only what led to them, or, of a death sentence, what is to come."""
_PART_OF = re.compile(
    r"^(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|members?|sons?|daughters?|wife|wives|"
    r"relatives?|bodyguards?|aides?|supporters?|killers?|assassins?|followers?)\b)|\b(?:assassins?|killers?|murderers?)\b",
    re.IGNORECASE,
)
"""Of a victim: not the one who is named but people of his."""
_SENTENCE_EDGE = re.compile(r"[.!?]['\"\u2019\u201d)]*\s|\n")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Ordinals of the first and last day it may have been. ``own``: the text gives the event's very day;
    ``read``: the days are the text's, and not only those before the publication."""

    first: int
    last: int
    own: bool
    coarse: bool
    read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is compared. ``order`` sorts by publication and id; unknown publication comes last."""

    account: Account
    document: Document
    order: tuple[str, str]
    area: str
    reality: str
    statement: bool
    days: Days | None
    words: str
    place_words: str
    perpetrators: frozenset[str]
    """Named parties that did or said it."""
    described: frozenset[str]
    """The same, where the words only describe them ("gunmen")."""
    others: frozenset[str]
    killed: Count | None
    number: int
    """How many events it stands for, at least."""
    slain: frozenset[str] = frozenset()
    """Persons that it says were killed, by id or name: nobody is killed twice."""
    means: frozenset[str] = frozenset()
    """Weapons and means, as folded words."""

    @property
    def story(self) -> tuple[str, ...]:
        """What its document is about (:func:`dateline.resolve.story.keys_of`), or its item of a digest.

        Read when asked for: it costs more than all the rest together, and summing up does without it.
        """
        return _story_of(self.account, self.document)


def case_of(account: Account, document: Document) -> Case:
    """``account`` prepared; ``document`` is the one that tells it."""
    doers = (Role.PERPETRATOR, Role.SPEAKER)
    count = account.count
    return Case(
        account=account,
        document=document,
        order=(document.published or "9999", account.id),
        area=area(account.event_type),
        reality=_reality(account.status),
        statement=account.event_type in STATEMENTS,
        days=_days(account, document),
        words=_sentence(account, document),
        place_words=folded(account.place.text) if account.place else "",
        perpetrators=_keys(actor for actor in account.actors_as(*doers) if is_named(actor)),
        described=_keys(actor for actor in account.actors_as(*doers) if not is_named(actor)),
        others=_keys(actor for actor in account.actors if actor.role not in doers),
        killed=account.casualties(Casualty.KILLED),
        number=_number(count),
        slain=_slain(account),
        means=_means(account),
    )


def _number(count: Count | None) -> int:
    """How many events, at least; "2011 protests" are those of a year and not two thousand."""
    if count is None or (count.low == count.high and (count.low or 0) in _YEARS):
        return 1
    return max(count.low or 2, 1)


def folded(text: str) -> str:
    """Lower-case words of ``text``, one space apart.

    >>> folded("The  Falcons' men")
    'the falcons men'
    """
    return " ".join(_WORD.findall(text.casefold()))


def actor_key(actor: ActorRef) -> str:
    """What two mentions of one actor share: the registry id, else the folded words without an article."""
    return actor.actor_id or folded(actor.text).removeprefix("the ")


def is_named(actor: ActorRef) -> bool:
    """Whether the words name a party, in the registry or not, and do not only describe one ("gunmen")."""
    if actor.actor_id is not None:
        return not actor.actor_id.startswith(GENERIC)
    return actor.text != actor.text.lower()


def _keys(actors: Iterable[ActorRef]) -> frozenset[str]:
    return frozenset(key for actor in actors if (key := actor_key(actor)))


def _slain(account: Account) -> frozenset[str]:
    """Persons by name whose death is all that the toll counts, or who are named in it."""
    killed = account.casualties(Casualty.KILLED)
    if killed is None or not killed.low or killed.low > _NAMED_DEAD or account.event_type in _SENTENCES:
        return frozenset()
    return frozenset(
        actor_key(actor)
        for actor in account.actors_as(Role.VICTIM)
        if actor.text in killed.text and not _PART_OF.search(actor.text) and _is_person(actor, killed)
    )


def _is_person(actor: ActorRef, killed: Count) -> bool:
    if actor.actor_id is not None:
        return actor.actor_id in person_ids()
    words = [word for word in actor.text.split() if word not in _NAME_PARTICLES]
    named = len(words) > 1 and all(word[:1].isupper() for word in words)
    return named and killed.low == killed.high == 1


def _means(account: Account) -> frozenset[str]:
    """The last word of a weapon tells the kind: "a car bomb" and "a bomb" are one."""
    words = folded(account.weapon or "").split()
    return frozenset({stem(words[-1])}) if words else frozenset()


def _reality(status: Status) -> str:
    """An attempt, a threat and a deed are never one event; a denial of a deed is about that deed."""
    if status in _REAL:
        return "deed"
    return "future" if status in _FUTURE else status.value


def _days(account: Account, document: Document) -> Days | None:
    date = account.date
    if date is not None and date.basis is not Basis.PUBLICATION and (date.start or date.end):
        first, last = _ordinal(date.start or date.end), _ordinal(date.end or date.start)
        if first is not None and last is not None:
            own = date.precision is DatePrecision.DAY and date.basis is not Basis.DATELINE
            return Days(first=first, last=max(first, last), own=own, coarse=last - first > 7)
    published = _ordinal(document.published)
    if published is None:
        return None
    return Days(first=published - REPORTED_WITHIN, last=published, own=False, coarse=False, read=False)


def _ordinal(iso: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return None


def _sentence(account: Account, document: Document) -> str:
    """The folded sentence that tells the event."""
    spans = [span for row in account.of("event_type") for span in row.spans if span.part == BODY]
    if not spans:
        return ""
    start, end = spans[0].start, spans[0].end
    before = [edge.end() for edge in _SENTENCE_EDGE.finditer(document.body, max(0, start - 600), start)]
    after = _SENTENCE_EDGE.search(document.body, end, end + 600)
    return folded(
        document.body[before[-1] if before else max(0, start - 600) : after.start() if after else end + 600]
    )


def cases_of(accounts: Iterable[Account], documents: Mapping[str, Document]) -> list[Case]:
    """All accounts prepared, in an order that does not depend on how they came."""
    return sorted((case_of(a, documents[a.document_id]) for a in accounts), key=lambda case: case.order)


def _story_of(account: Account, document: Document) -> tuple[str, ...]:
    """The keys of the document; of a list of unrelated items those of the account's own, with the headings
    it stands under."""
    items = _items(document.body)
    if not items:
        return _story(document.title, document.body)
    at = next((s.start for row in account.of("event_type") for s in row.spans if s.part == BODY), 0)
    return next((_story(headings, text) for start, end, headings, text in items if start <= at < end), ())


@lru_cache(maxsize=512)
def _items(body: str) -> tuple[tuple[int, int, str, str], ...]:
    """Start, end, headings and text of every item of a digest; nothing of a story."""
    parts = blocks(body)
    if layout_of(body, parts) is not Layout.DIGEST:
        return ()
    found: list[tuple[int, int, str, str]] = []
    headings: list[str] = []
    for before, part in zip((None, *parts), parts, strict=False):
        text = body[part.start : part.end]
        if part.kind is BlockKind.HEADING:
            if before is not None and before.kind is not BlockKind.HEADING:
                headings = []
            headings.append(text)
        found.append((part.start, part.end, "\n".join(headings), text))
    return tuple(found)


@lru_cache(maxsize=512)
def _story(title: str, body: str) -> tuple[str, ...]:
    """Kept for the next accounts of the document."""
    return keys_of(title, body)
