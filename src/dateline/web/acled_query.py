"""The query language of ACLED's API: a filter on every column, operators, alternatives."""

from __future__ import annotations

import datetime
import math
import operator as ops
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.errors import UsageError
from dateline.export import Crosswalk
from dateline.export.acled import COLUMNS, INTERACTIONS, possible_codes
from dateline.export.code_lists import countries, list_of
from dateline.export.columns import Cell
from dateline.export.crosswalk import Row

__all__ = ["OPERATORS", "Term", "matching_types", "narrowed", "passes", "terms_of"]

Operator = Literal["=", ">", "<", ">=", "<=", "LIKE", "BETWEEN"]
OPERATORS: tuple[Operator, ...] = ("=", ">", "<", ">=", "<=", "LIKE", "BETWEEN")
NUMBERS = frozenset(
    {"year", "time_precision", "iso", "latitude", "longitude", "geo_precision", "fatalities", "timestamp"}
)
EQUAL = NUMBERS | {"event_date", "inter1", "inter2", "interaction", "region", "country"}
"""Columns whose operator is ``=`` unless the query says otherwise; that of ``timestamp`` is ``>=``, of the
rest ``LIKE``."""
CODED: Mapping[str, Mapping[str, int]] = {
    "inter1": list_of("acled")["inter"],
    "inter2": list_of("acled")["inter"],
    "interaction": INTERACTIONS,
    "region": {name: int(number) for number, name in list_of("acled")["regions"].items()},
}
"""Columns that may be asked for by the text or by the number that it had."""
OR = ":OR:"
WHERE = "_where"
FIRST_DAY = "0001-01-01"
"""From this day on an event has a date at all."""
WILD = "%"
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": ops.eq,
    "LIKE": ops.eq,
    ">": ops.gt,
    "<": ops.lt,
    ">=": ops.ge,
    "<=": ops.le,
}
MOST_ALTERNATIVES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One column against one or two values."""

    column: str
    operator: Operator
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Tests of which one must hold."""

    tests: tuple[Test, ...]


def terms_of(pairs: Sequence[tuple[str, str]]) -> tuple[Term, ...]:
    """The terms of a query string, all of which must hold.

    ``country=Mali:OR:country=Niger`` and ``country=Mali|Niger`` ask for either; ``event_date_where=BETWEEN``
    says how ``event_date=2026-01-01|2026-02-01`` is meant.

    Raises:
        UsageError: a column or operator is unknown or a value does not fit; lists all faults.
    """
    faults: list[str] = []
    operators = {
        name.removesuffix(WHERE): _operator(name, value, faults)
        for name, value in pairs
        if name.endswith(WHERE)
    }
    terms = [
        Term(tests=tuple(_tests(name, value, operators, faults)))
        for name, value in pairs
        if not name.endswith(WHERE) and value != ""
    ]
    faults.extend(
        f"{name}{WHERE}: there is no column {name} to compare; the columns are {', '.join(COLUMNS)}"
        for name in operators
        if name not in COLUMNS
    )
    if faults:
        raise UsageError("\n".join(dict.fromkeys(faults)))
    return tuple(terms)


def _operator(name: str, value: str, faults: list[str]) -> Operator:
    asked = value.strip().upper()
    for operator in OPERATORS:
        if asked == operator:
            return operator
    faults.append(f"{name}: {value!r} is no operator; use one of {', '.join(OPERATORS)}")
    return "="


def _tests(name: str, value: str, operators: Mapping[str, Operator], faults: list[str]) -> Iterable[Test]:
    alternatives = value.split(OR)
    if len(alternatives) > MOST_ALTERNATIVES:
        faults.append(f"{name}: more than {MOST_ALTERNATIVES} alternatives")
        return
    for number, alternative in enumerate(alternatives):
        column, text = name, alternative
        if number:
            column, _, text = alternative.partition("=")
        if column not in COLUMNS:
            faults.append(f"{column}: no such column; the columns are {', '.join(COLUMNS)}")
            continue
        default: Operator = ">=" if column == "timestamp" else "=" if column in EQUAL else "LIKE"
        test = Test(
            column=column,
            operator=operators.get(column, default),
            values=tuple(part.strip() for part in text.split("|")),
        )
        fault = _fault(test)
        if fault:
            faults.append(fault)
        yield test


def _fault(test: Test) -> str:
    if test.operator == "BETWEEN" and len(test.values) != 2:
        return f"{test.column}: BETWEEN takes two values with | between them"
    if len(test.values) > MOST_ALTERNATIVES:
        return f"{test.column}: more than {MOST_ALTERNATIVES} alternatives"
    if test.column == "event_date" and test.operator != "LIKE":
        for value in test.values:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                return f"event_date: {value!r} is not a day; use YYYY-MM-DD"
    if test.column in NUMBERS and test.operator != "LIKE":
        for value in test.values:
            if _number(value, test.column) is None:
                return f"{test.column}: {value!r} is not a number"
    return ""


def passes(row: Row, terms: Iterable[Term]) -> bool:
    """Whether the row of ACLED's columns passes every term. What a row does not have passes nothing."""
    return all(any(_holds(row[test.column], test) for test in term.tests) for term in terms)


def _holds(cell: Cell, test: Test) -> bool:
    if cell is None:
        return False
    codes = CODED.get(test.column)
    if codes is not None:
        return any(_coded(str(cell), value, codes, test.operator) for value in test.values)
    if test.column in NUMBERS and test.operator != "LIKE":
        bounds = [found for value in test.values if (found := _number(value, test.column)) is not None]
        return _compare(float(cell), bounds, test.operator)
    text = str(cell).casefold()
    if test.operator == "LIKE":
        return any(_like(text, value.casefold()) for value in test.values)
    return _compare(text, [value.casefold() for value in test.values], test.operator)


def _coded(cell: str, value: str, codes: Mapping[str, int], operator: Operator) -> bool:
    if value.isdigit():
        return _compare(codes.get(cell, 0), [int(value)], "=" if operator == "LIKE" else operator)
    return (
        _like(cell.casefold(), value.casefold())
        if operator == "LIKE"
        else cell.casefold() == value.casefold()
    )


def _compare(found: float | str, bounds: Sequence[float] | Sequence[str], operator: Operator) -> bool:
    if operator == "BETWEEN":
        low, high = bounds
        return bool(low <= found <= high)  # type: ignore[operator]
    return any(_COMPARISONS[operator](found, bound) for bound in bounds)


def _like(text: str, pattern: str) -> bool:
    """SQL's LIKE with ``%``; without one the pattern may stand anywhere. Takes time in proportion to the
    text."""
    if WILD not in pattern:
        return pattern in text
    first, *middle, last = pattern.split(WILD)
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _number(value: str, column: str) -> float | None:
    """A number; a day stands for its first second where a time is asked for."""
    try:
        found = float(value)
    except ValueError:
        if column != "timestamp":
            return None
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            return None
        return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp()
    return found if math.isfinite(found) else None


def narrowed(terms: Iterable[Term], crosswalk: Crosswalk) -> dict[str, str] | None:
    """What of the terms our own filters can ask, as strings of them; ``None`` where nothing can pass.

    What ACLED's columns have no place for in any case, such as an event without a country, is narrowed away
    too. Only a narrowing: :func:`passes` decides.
    """
    places = set(countries())
    kinds = {
        name
        for name, kind in crosswalk.types.items()
        if kind.family != "statement" or name in crosswalk.asked_types
    }
    from_, to = FIRST_DAY, ""
    for term in terms:
        columns = {test.column for test in term.tests}
        if columns <= {"country", "iso", "region"}:
            places &= {
                iso2
                for iso2, country in countries().items()
                if any(
                    _holds(
                        {
                            "country": country.acled_name,
                            "iso": country.iso_number,
                            "region": list_of("acled")["regions"].get(str(country.acled_region), ""),
                        }[test.column],
                        test,
                    )
                    for test in term.tests
                )
            }
        elif columns <= {"event_type", "sub_event_type", "disorder_type"}:
            kinds &= matching_types(term, crosswalk)
        elif columns <= {"event_date", "year"} and len(term.tests) == 1:
            low, high = _days(term.tests[0])
            from_, to = max(from_, low), min(to or high, high or to)
    if not places or not kinds or (to and from_ > to):
        return None
    return {"from": from_, "to": to, "country": ",".join(sorted(places)), "type": ",".join(sorted(kinds))}


def matching_types(term: Term, crosswalk: Crosswalk) -> set[str]:
    """Our types of which some event could have the ACLED type that the term asks."""
    return {
        name
        for name, kind in crosswalk.types.items()
        if any(_holds(codes[test.column], test) for codes in possible_codes(kind) for test in term.tests)
    }


def _days(test: Test) -> tuple[str, str]:
    """First and last day that the test lets through, "" where it is open; all days where that is unclear."""
    values = sorted(test.values)
    if test.operator in ("LIKE",) or not values:
        return "", ""
    if test.column == "year":
        years = [int(float(value)) for value in values]
        if not all(1 <= year <= 9998 for year in years):
            return "", ""
        values = [f"{year:04d}-01-01" for year in sorted(years)]
        last = f"{max(years):04d}-12-31"
    else:
        last = values[-1]
    if test.operator in ("=", "BETWEEN"):
        return values[0], last
    return (values[0], "") if test.operator in (">", ">=") else ("", last)
