"""What a time expression means: a :class:`~dateline.model.DateInterval`, anchored to the publication date.

Reads with the grammar of :mod:`dateline.text.timex`. Nothing is guessed: words that need an anchor and have
none come back without days.

Conventions, each pinned in the tests:

* A weekday is the last such day not after publication; the publication's own weekday is that very day.
* A day or month without a year is the last one not after publication (a day of grace for time zones).
* "Last week" is the calendar week before, "the past week" the seven days up to publication.
* ``12/05/2021`` is both readings at once, an interval from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dateline.model import Basis, DateInterval
from dateline.text.timex.days import When
from dateline.text.timex.grammar import Anchor
from dateline.text.timex.phrases import Phrase, atoms_in, joined
from dateline.text.timex.words import plain

__all__ = ["hangs_on_event", "resolve_after", "resolve_time"]

_LONGEST = 90
"""Characters of the longest phrase worth reading; every form of the grammar is shorter."""
_LEAD = re.compile(
    r"^(?:(?:on|in|at|during|by|of|over|before|after|until|till|throughout|about|around|circa|nearly|almost"
    r"|just|only|more than|less than|back in|as of|also|and) ){0,3}(?:the )?"
)


def resolve_time(
    text: str, published: date | None, *, future: bool = False, years: Mapping[int, int] | None = None
) -> DateInterval | None:
    """The interval that the words ``text`` name, read by someone on the day ``published``.

    ``future`` is for what is announced or planned: "on Friday" is then the next one. ``years`` says which
    year
    the text gave a month before (:func:`~dateline.text.times.years_told`). Returns ``None`` for
    words that date nothing. Words that mean something only relative to another event ("two days later")
    come back without days and with basis ``event``; :func:`resolve_after` reads those. Precision stays
    ``unknown`` without days, except that a yearless day or month keeps its own.

    >>> from datetime import date
    >>> resolve_time("late last month", date(2024, 3, 4)).start
    '2024-02-21'
    """
    phrase = _phrase(text)
    if phrase is None:
        return None
    when = phrase.read(Anchor(day=published, future=future, years=years or {}))
    return _interval(when, text, Basis.EVENT if phrase.hangs else Basis.TEXT) if when else None


def hangs_on_event(text: str) -> bool:
    """Whether ``text`` dates one event by another ("the previous day", "two weeks later")."""
    phrase = _phrase(text)
    return phrase is not None and phrase.hangs


def resolve_after(text: str, anchor: DateInterval) -> DateInterval | None:
    """The interval that event-relative words name, given the date of the event they refer to.

    ``None`` if the words are not event-relative; without days if the anchor has none.
    """
    phrase = _phrase(text)
    if phrase is None or not phrase.hangs:
        return None
    event = None
    if anchor.start is not None and anchor.end is not None:
        days = (date.fromisoformat(day[:10]) for day in (anchor.start, anchor.end))
        event = When(start=next(days), end=next(days), precision=anchor.precision)
    when = phrase.read(Anchor(day=None, event=event))
    return _interval(when, text, Basis.EVENT) if when else None


def _phrase(text: str) -> Phrase | None:
    """The one phrase that ``text`` is, apart from a preposition before it; ``None`` if it is none."""
    if len(text) > _LONGEST:
        return None
    words = plain(text.strip(" \n\t,;:.)'\""))
    lead = _LEAD.match(words.text)
    begins = {0, *((lead.end(), lead.end() - 4) if lead else ())}
    phrases = joined(atoms_in(words, lambda _atom: True), words.text)
    whole = phrases and phrases[0].start in begins and phrases[0].end == len(words.text)
    return phrases[0] if whole and phrases[0].dates else None


def _interval(when: When, text: str, basis: Basis) -> DateInterval:
    return DateInterval(
        start=when.start.isoformat() if when.start else None,
        end=when.end.isoformat() if when.end else None,
        precision=when.precision,
        basis=basis,
        text=text,
    )
