"""How the account of an incident changed: document by document, what each newly gave or changed.

Documents come in order of publication, undated ones last. A value is compared with the one told last before
it, so a toll that rises from 20 to 24 and falls to 23 is two changes. What is only repeated is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model import Change, Count, DateInterval, Doer, Figure, PlaceRef, SayingKind, Status, Step
from dateline.resolve.cases import Case
from dateline.resolve.tolls import bounds_text
from dateline.resolve.where_when import date_holds, place_holds

__all__ = ["timeline_of"]


@dataclass(slots=True)
class _Known:
    """What had been told before."""

    texts: dict[str, str] = field(default_factory=dict)
    """Field -> the value told last, in words."""
    seen: set[tuple[str, str]] = field(default_factory=set)
    """(field, words) of everything told."""
    places: list[PlaceRef] = field(default_factory=list)
    dates: list[DateInterval] = field(default_factory=list)
    lows: dict[str, int] = field(default_factory=dict)
    """Kind of harm -> the lower end of the figure told last."""
    origins: set[str] = field(default_factory=set)


def timeline_of(
    cases: Sequence[Case],
    origin_of: Mapping[str, str],
    doers: Sequence[Doer],
    figures: Mapping[str, Sequence[Figure]],
) -> tuple[Step, ...]:
    """One step for each document behind ``cases`` (oldest first); none where there is only one document.

    ``doers`` and ``figures`` are those that were made of the same cases.
    """
    by_document: dict[str, list[Case]] = {}
    for case in cases:
        by_document.setdefault(case.document.id, []).append(case)
    if len(by_document) < 2:
        return ()
    told = _who(doers)
    counted = _counts(figures)
    known = _Known()
    steps = []
    for document_id, told_here in by_document.items():
        origin = origin_of[document_id]
        changes: list[Change] = []
        for case in told_here:
            counts = _news(counted.get(case.account.id, ()), known)
            rows = (*_own_values(case, known), *counts, *told.get(case.account.id, ()))
            changes += _changes(case.account.id, rows, known)
        steps.append(
            Step(
                document_id=document_id,
                published=told_here[0].document.published,
                origin=origin,
                copy=origin in known.origins,
                account_ids=tuple(case.account.id for case in told_here),
                changes=tuple(changes),
            )
        )
        known.origins.add(origin)
    return tuple(steps)


def _counts(figures: Mapping[str, Sequence[Figure]]) -> Mapping[str, Sequence[tuple[str, Figure]]]:
    """Account -> the figures that it shows, by kind of harm."""
    found: dict[str, list[tuple[str, Figure]]] = {}
    for kind, rows in figures.items():
        for figure in rows:
            if figure.choice == 0:
                found.setdefault(figure.account_id, []).append((kind, figure))
    return found


def _news(counts: Sequence[tuple[str, Figure]], known: _Known) -> Iterator[tuple[str, str]]:
    """Figures as (field, words), without "at least 3" where 3 or more was told before: that is no news."""
    for kind, figure in counts:
        low = figure.low
        if figure.high is None and low is not None and low <= known.lows.get(kind, -1):
            continue
        if low is not None:
            known.lows[kind] = low
        yield kind, bounds_text(figure.low, figure.high)


def _who(doers: Sequence[Doer]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Account -> (field, words) of what it says on who did it."""
    told: dict[str, list[tuple[str, str]]] = {}
    for doer in doers:
        for saying in doer.sayings:
            told.setdefault(saying.account_id, []).append((_FIELDS[saying.kind], doer.name or doer.text))
    return told


_FIELDS = {
    SayingKind.TOLD: "perpetrator",
    SayingKind.CLAIMED: "claimed by",
    SayingKind.ACCUSED: "accused",
    SayingKind.DENIED: "said not to have done it",
}


def _changes(account_id: str, told: Iterable[tuple[str, str]], known: _Known) -> Iterator[Change]:
    for name, words in told:
        if (name, words) in known.seen and name in _SETS:
            continue
        was = known.texts.get(name)
        if was != words:
            shown_was = None if name in _SETS else was
            yield Change(field=name, was=shown_was, now=words, account_id=account_id)
        known.texts[name] = words
        known.seen.add((name, words))


_SETS = frozenset(
    {"perpetrator", "claimed by", "accused", "said not to have done it", "denied", "place", "date"}
)
"""Fields of which several values stand beside each other: a second one is new, it changes nothing."""


def _own_values(case: Case, known: _Known) -> Iterator[tuple[str, str]]:
    """What the account says of the event itself, as (field, words); no wider place or date than known."""
    account = case.account
    if account.status is Status.DENIED:
        chain = account.attribution
        yield "denied", f"by {chain[0].speaker}" if chain else "by nobody named"
        return
    yield "event", account.event_type.replace("_", " ")
    yield "status", account.status.value
    place = account.place
    if place is not None and not any(place_holds(place, told) for told in known.places):
        known.places.append(place)
        yield "place", _place_text(place)
    date = account.date
    if date is not None and _date_text(date) and not any(date_holds(date, told) for told in known.dates):
        known.dates.append(date)
        yield "date", _date_text(date)
    number = account.count
    if isinstance(number, Count) and (number.low is not None or number.high is not None):
        yield "events", bounds_text(number.low, number.high)


def _place_text(place: PlaceRef) -> str:
    return f"{place.name or place.text} ({place.precision.value})"


def _date_text(date: DateInterval) -> str:
    """The days, ``""`` where only the day of publication is known."""
    if date.basis.value == "publication" or not (date.start or date.end):
        return ""
    return (date.start or "?") if date.start == date.end else f"{date.start or '?'} to {date.end or '?'}"
