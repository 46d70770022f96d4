"""TIMEX3 values to a reader of Wednesday 6 March 2024. Every value was worked out by hand."""

import time
from datetime import date

import pytest

from dateline.link.dates import resolve_time
from dateline.text.times import find_times, years_told
from dateline.text.timex.document import timexes_in
from dateline.text.timex.hijri import from_hijri

WEDNESDAY = date(2024, 3, 6)


def values(text: str) -> list[tuple[str, str, str]]:
    return [(t.text, t.kind.value, t.value) for t in timexes_in(text, WEDNESDAY)]


TABLE = """
He left on 27 January 2019.             | 27 January 2019 DATE 2019-01-27
He left on Friday night.                | Friday night TIME 2024-03-01TNI
He will leave on Friday.                | Friday DATE 2024-03-08
He left in late November.               | late November DATE 2023-11
He left last week.                      | last week DATE 2024-W09
He left over the weekend.               | the weekend DATE 2024-W09-WE
A revolt of the early 1990s.            | the early 1990s DATE 199
It fell in nineteen ninety-seven.       | nineteen ninety-seven DATE 1997
Sales of the third quarter of 2019.     | the third quarter of 2019 DATE 2019-Q3
Since fiscal 2019 it has grown.         | fiscal 2019 DATE 2019
In the summer of 2019 it ended.         | the summer of 2019 DATE 2019-SU
It lasted three days.                   | three days DURATION P3D
A five-hour siege.                      | five-hour DURATION PT5H
Nearly two months of war.               | Nearly two months DURATION P2M
A truce of a few weeks.                 | a few weeks DURATION PXW
It took half an hour.                   | half an hour DURATION PT30M
Over the past two decades.              | the past two decades DURATION P20Y
They march every Friday.                | every Friday SET XXXX-WXX-5
They march every other week.            | every other week SET P2W
Shells fall daily.                      | daily SET P1D
It is calm now.                         | now DATE PRESENT_REF
It fell recently.                       | recently DATE PAST_REF
A blast at 9:15 p.m. killed two.        | 9:15 p.m. TIME 2024-03-06T21:15
A blast at 9 a.m. on Friday.            | 9 a.m. on Friday TIME 2024-03-01T09:00
He left 20 years ago.                   | 20 years ago DATE 2004
The 25-year-old guard, aged 30 or so.   | none
The paper, the Sunday Times, said so.   | none
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_an_expression_has_its_type_and_value(row: str) -> None:
    text, expected = (cell.strip() for cell in row.split("|"))
    assert ([" ".join(found) for found in values(text)] or ["none"]) == [expected]


def test_a_range_is_two_expressions_in_timex() -> None:
    assert [value for _, _, value in values("Between Monday and Friday it fell.")] == [
        "2024-03-04",
        "2024-03-01",
    ]


def test_what_hangs_on_an_event_is_read_from_the_day_told_before() -> None:
    assert values("He was shot on 3 May 2019. The next day he died.")[1][2] == "2019-05-04"


def test_a_day_ahead_is_nearer_than_one_ten_months_behind_where_no_verb_says_otherwise() -> None:
    assert values("Talks: 20 March, in Umber.")[0][2] == "2024-03-20"
    assert values("He was shot on 20 December.")[0][2] == "2023-12-20"


def test_a_month_keeps_the_year_that_the_text_gave_it() -> None:
    assert values("He was shot in November 2019. On Nov. 16 he died.")[1][2] == "2019-11-16"
    assert years_told("In May 2011 and May 2012", 12) == {5: 2011}


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [((1445, 9, 1), "2024-03-11"), ((1446, 1, 1), "2024-07-08"), ((1400, 1, 1), "1979-11-21")],
)
def test_a_hijri_day_is_within_a_day_of_the_printed_calendar(hijri, gregorian) -> None:
    assert abs((from_hijri(*hijri) - date.fromisoformat(gregorian)).days) <= 1


def test_a_hijri_date_is_an_interval_since_months_begin_where_the_moon_is_seen() -> None:
    day, month = (resolve_time(text, date(2024, 5, 1)) for text in ("15 Ramadan 1445", "during Ramadan"))
    assert day is not None
    assert month is not None
    assert (day.start, day.end, day.precision.value) == ("2024-03-24", "2024-03-26", "2-6 days")
    assert (month.start, month.end, month.precision.value) == ("2024-03-10", "2024-04-10", "month")


HOSTILE = [
    "the the " * 5_000,
    "early late mid " * 4_000,
    "1-2 " * 10_000,
    "from 1 May to " * 4_000,
    "about nearly almost " * 3_000,
    "Jan. " * 10_000,
    "May 2011 " * 5_000,
    " " * 60_000,
    "\n" * 60_000,
    "-" * 60_000,
    "twenty twenty-" * 4_000,
    "the first second third " * 3_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_a_hostile_text_takes_time_in_proportion_to_its_length(text: str) -> None:
    begun = time.process_time()
    find_times(text[: len(text) // 8])
    short = time.process_time() - begun
    begun = time.process_time()
    find_times(text)
    assert time.process_time() - begun < 40 * short + 0.5
