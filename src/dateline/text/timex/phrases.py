"""Time phrases: single expressions, and those made of two ("between Monday and Friday", "since 2019")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.model import DatePrecision
from dateline.text.timex.calendar_dates import CALENDAR
from dateline.text.timex.days import Kind, When, between, shift, unknown
from dateline.text.timex.grammar import Anchor, Atom, Rule, atom_at
from dateline.text.timex.hanging import HANGING
from dateline.text.timex.hijri import HIJRI
from dateline.text.timex.lengths import LENGTHS
from dateline.text.timex.relative_dates import RELATIVE
from dateline.text.timex.vague import CLOCK, VAGUE_TIMES
from dateline.text.timex.words import FIRST_WORDS, Plain
from dateline.text.timex.year_parts import YEAR_PARTS

__all__ = ["RULES", "Phrase", "atoms_in", "joined"]

RULES: Sequence[Rule] = (*CALENDAR, *YEAR_PARTS, *HIJRI, *RELATIVE, *HANGING, *LENGTHS, *VAGUE_TIMES)
"""The whole grammar."""

_WRITTEN_OUT = frozenset({"day_month", "month_day_year", "iso", "slashed", "month", "year_alone", "weekday"})
_TO = re.compile(r"(?P<sure> ?[-–] ?| (?:to|through|until|till) (?:the )?)| (?:and|or) (?:the )?")
_LEAD = re.compile(r"(?<!\w)(?:between|from) $")
_SINCE = re.compile(r"(?<!\w)since (?:the )?$")
_EVE = re.compile(r"(?<!\w)(?:the )?eve of $")
_OVERNIGHT_TO = re.compile(r" (?:(?:on|into|from|between) )?")
_CLOCK_TO = re.compile(r",? (?:on )?|, ")
_REACH = 14
"""Characters before a phrase in which a word such as "between" is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A time phrase; offsets are into the plain text. ``form`` says how its atoms make one meaning."""

    start: int
    end: int
    form: str = ""
    atoms: tuple[Atom, ...]

    @property
    def dates(self) -> bool:
        """Whether it can date an event."""
        return any(atom.rule.dates for atom in self.atoms)

    @property
    def hangs(self) -> bool:
        """Whether it dates one event by another."""
        return self.atoms[-1].rule.hangs

    def read(self, anchor: Anchor) -> When | None:
        """What it means."""
        if not self.form:
            return self.atoms[0].read(anchor)
        return _FORMS[self.form](self.atoms, anchor)


def atoms_in(words: Plain, allowed: Callable[[Atom], bool]) -> list[Atom]:
    """The expressions of a text in order, each the longest at its place, without those not ``allowed``."""
    found: list[Atom] = []
    position = 0
    while at := FIRST_WORDS.search(words.text, position):
        atom = atom_at(RULES, words.text, at.start())
        if atom is not None and allowed(atom):
            found.append(atom)
            position = atom.end
        else:
            position = _next_word(words.text, at.start())
    return found


def _next_word(text: str, start: int) -> int:
    """Where the word at ``start`` ends: a refused reading gives up one word, not all of its words."""
    end = start + 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def joined(atoms: Sequence[Atom], text: str, *, ranges: bool = True) -> list[Phrase]:
    """The phrases that the expressions of a plain text make; without ``ranges`` only day and time of day
    ("9 a.m. on Friday") make one, as in TIMEX3."""
    phrases: list[Phrase] = []
    position = 0
    while position < len(atoms):
        phrase = _joined_at(atoms[position : position + 3], text, ranges=ranges)
        phrases.append(phrase)
        position += len(phrase.atoms)
    return phrases


def _joined_at(atoms: Sequence[Atom], text: str, *, ranges: bool) -> Phrase:
    first = atoms[0]
    alone = Phrase(start=first.start, end=first.end, atoms=(first,))
    second = atoms[1] if len(atoms) > 1 else None
    gap = text[first.end : second.start] if second is not None else None
    if second is not None and gap is not None and len(gap) < _REACH:
        pair = replace(alone, end=second.end, atoms=(first, second))
        if first.rule.name == CLOCK and _is_day(second) and _CLOCK_TO.fullmatch(gap):
            return replace(pair, form="clock")
        if (
            ranges
            and first.match.group().endswith("overnight")
            and _OVERNIGHT_TO.fullmatch(gap)
            and _is_day(second)
        ):
            rest = _joined_at(atoms[1:], text, ranges=True)
            return replace(pair, end=rest.end, atoms=(first, *rest.atoms), form="overnight")
        if ranges and (begin := _range_begins(first, second, text, gap)) is not None:
            return replace(pair, start=begin, form="range")
    if not ranges or not first.rule.dates or first.rule.hangs:
        return alone
    before = text[max(0, first.start - _REACH) : first.start]
    for form, lead in (("since", _SINCE), ("eve", _EVE)):
        if match := lead.search(before):
            return replace(alone, start=first.start - len(match.group()), form=form)
    return alone


def _is_day(atom: Atom) -> bool:
    return atom.rule.dates and not atom.rule.hangs


def _range_begins(first: Atom, second: Atom, text: str, gap: str) -> int | None:
    """Where "from A to B" begins, ``None`` where the two are no such stretch."""
    to = _TO.fullmatch(gap)
    names = {first.rule.name, second.rule.name}
    if to is None or not names <= _WRITTEN_OUT:
        return None
    lead = _LEAD.search(text[max(0, first.start - _REACH) : first.start])
    if lead is not None:
        return first.start - len(lead.group())
    if to["sure"] is None:  # "on Monday and Tuesday", but not "on Monday and last Friday"
        return first.start if names == {"weekday"} and _bare(first) and _bare(second) else None
    return first.start if "month" not in names or _has_year(second) else None


def _bare(atom: Atom) -> bool:
    return atom.match["which"] is None


def _has_year(atom: Atom) -> bool:
    return bool(re.search(r"\d{4}", atom.match.group()))


def _range(atoms: Sequence[Atom], anchor: Anchor) -> When | None:
    """From the one to the other, the one read from the other: "3 May to 4 June 2019" needs one year only."""
    left, right = atoms
    if anchor.future:
        first = left.read(anchor)
        last = right.read(Anchor(day=first.start, future=True)) if first else None
    else:
        last = right.read(anchor)
        first = left.read(Anchor(day=last.end)) if last else None
    if first is None or last is None:
        return None
    if first.start is None or last.end is None:
        return unknown()
    return between(first.start, last.end)


def _since(atoms: Sequence[Atom], anchor: Anchor) -> When | None:
    when = atoms[0].read(anchor)
    if when is None or when.start is None:
        return when and unknown()
    if anchor.day is None or anchor.day < when.start:
        return When(start=when.start, end=None, precision=DatePrecision.UNKNOWN)
    return between(when.start, anchor.day)


def _overnight(atoms: Sequence[Atom], anchor: Anchor) -> When | None:
    """ "Overnight Friday" is the night that begins on Friday."""
    when = atoms[1].read(anchor) if len(atoms) == 2 else _range(atoms[1:], anchor)
    if when and when.start and when.start == when.end:
        return between(when.start, shift(when.start, 1))
    return when


def _at_the_hour(atoms: Sequence[Atom], anchor: Anchor) -> When | None:
    clock, when = (atom.read(anchor) for atom in atoms)
    if when is None or clock is None or when.precision is not DatePrecision.DAY:
        return when
    return replace(when, value=when.value[:10] + clock.value[10:], kind=Kind.TIME)


def _eve(atoms: Sequence[Atom], anchor: Anchor) -> When | None:
    when = atoms[0].read(anchor)
    if when is None or when.start is None:
        return when and unknown()
    day = shift(when.start, -1)
    return between(day, day, value=day.isoformat())


_FORMS = {
    "range": _range,
    "since": _since,
    "overnight": _overnight,
    "clock": _at_the_hour,
    "eve": _eve,
}
