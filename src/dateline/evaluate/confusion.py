"""Which value was given where the gold has which: counts of pairs, never a word of the text.

Every value here is a code of a closed list (a type, a side, the size of a number, how a span was met), so
that what is summed over a corpus may be published where its text may not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = [
    "NOTHING",
    "Confusion",
    "Confusions",
    "bucket",
    "of_sets",
    "of_spans",
    "of_value",
    "summed",
    "table",
]

NOTHING = "nothing"
"""Stands where one of the two sides has no value."""
SIZES = ((0, "0"), (1, "1"), (4, "2-4"), (9, "5-9"), (24, "10-24"), (99, "25-99"))
"""Largest number of each size and its name; what is larger is :data:`LARGEST`."""
LARGEST = "100 or more"
DENSE = 8
"""Most columns that are still read as a matrix; beyond them the wrong values of a row are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """``given`` was given where the gold has ``gold``, ``times`` times."""

    field: str
    gold: str
    given: str
    times: int = 1


Confusions = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Field -> value of the gold -> value given -> how often."""


def bucket(number: int | None) -> str:
    """The size of a number, so that a table of numbers has few rows.

    >>> bucket(None), bucket(3), bucket(250)
    ('nothing', '2-4', '100 or more')
    """
    if number is None:
        return NOTHING
    return next((name for most, name in SIZES if number <= most), LARGEST)


def of_value(field: str, gold: str, given: str) -> Confusion:
    """One value for another; an empty one is :data:`NOTHING`."""
    return Confusion(field=field, gold=gold or NOTHING, given=given or NOTHING)


def of_sets(field: str, gold: Collection[str], given: Collection[str]) -> Iterator[Confusion]:
    """Several values for several (doubles count): what both have is right. Where each side has one value
    left, the one was given for the other; of more, nobody can say which for which, and all stand against
    :data:`NOTHING`.

    >>> [(pair.gold, pair.given) for pair in of_sets("act", ["bombing", "arrest"], ["arrest", "seizure"])]
    [('arrest', 'arrest'), ('bombing', 'seizure')]
    """
    wanted, found = Counter(gold), Counter(given)
    for value in (wanted & found).elements():
        yield of_value(field, value, value)
    missed, spurious = list((wanted - found).elements()), list((found - wanted).elements())
    if len(missed) == len(spurious) == 1:
        yield of_value(field, missed[0], spurious[0])
        return
    yield from (of_value(field, value, NOTHING) for value in missed)
    yield from (of_value(field, NOTHING, value) for value in spurious)


Labelled = tuple[str, int, int]
"""Label, start, end (exclusive)."""


def of_spans(gold: Collection[Labelled], found: Collection[Labelled]) -> Iterator[Confusion]:
    """How each gold span was met, under its label: ``right``, ``boundary`` (a found one of its label shares a
    character with it), ``wrong label`` (one of another label does) or ``missed``; and, under the label it was
    given, each found span that touches no gold one: ``spurious``.

    >>> [(p.gold, p.given) for p in of_spans([("cue", 4, 8), ("source", 0, 3)], [("cue", 5, 8)])]
    [('cue', 'boundary'), ('source', 'missed')]
    """
    exact = set(gold) & set(found)
    others = set(found) - exact
    for label, start, end in sorted(gold):
        touching = {name for name, first, last in others if first < end and start < last}
        if (label, start, end) in exact:
            met = "right"
        elif label in touching:
            met = "boundary"
        else:
            met = "wrong label" if touching else "missed"
        yield of_value("spans", label, met)
    for label, start, end in sorted(others):
        if not any(first < end and start < last for _, first, last in gold):
            yield of_value("spans", label, "spurious")


def summed(confusions: Iterable[Confusion]) -> Confusions:
    """All pairs by field and gold value, what is commonest first."""
    sums: dict[str, dict[str, Counter[str]]] = {}
    for pair in confusions:
        sums.setdefault(pair.field, {}).setdefault(pair.gold, Counter())[pair.given] += pair.times
    return {
        field: {
            gold: dict(sorted(given.items(), key=lambda item: (-item[1], item[0])))
            for gold, given in sorted(rows.items(), key=lambda item: (-item[1].total(), item[0]))
        }
        for field, rows in sums.items()
    }


def table(rows: Mapping[str, Mapping[str, int]]) -> tuple[list[str], list[list[str]]]:
    """Head and rows of one field's pairs: a matrix where few values were given, else the right ones counted
    and the wrong ones listed. :data:`NOTHING` comes last.

    >>> table({"arrest": {"arrest": 3, "seizure": 1}})
    (['gold', 'arrest', 'seizure'], [['arrest', '3', '1']])
    """
    given: Counter[str] = Counter()
    for counts in rows.values():
        given.update(counts)
    columns = sorted(given, key=lambda value: (value == NOTHING, -given[value], value))
    golds = sorted(rows, key=lambda value: (value == NOTHING, -sum(rows[value].values()), value))
    if len(columns) <= DENSE:
        return ["gold", *columns], [
            [gold, *(str(rows[gold].get(value, 0) or "") for value in columns)] for gold in golds
        ]
    return ["gold", "n", "right", "given instead"], [
        [
            gold,
            str(sum(rows[gold].values())),
            str(rows[gold].get(gold, 0)),
            ", ".join(f"{value} {times}" for value, times in rows[gold].items() if value != gold),
        ]
        for gold in golds
    ]
