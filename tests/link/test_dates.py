"""What time expressions mean to a reader of Wednesday 6 March 2024. Every value was worked out by hand."""

from datetime import date

import pytest

from dateline.link.dates import hangs_on_event, resolve_after, resolve_time
from dateline.model import Basis, DateInterval, DatePrecision

WEDNESDAY = date(2024, 3, 6)


def read(text: str, published: date | None = WEDNESDAY, *, future: bool = False) -> str:
    """The reading as ``start..end precision``, one day without the dots, ``-`` for what is not known."""
    when = resolve_time(text, published, future=future)
    if when is None:
        return "nothing"
    days = when.start or "-"
    if when.end != when.start:
        days += f"..{when.end or '-'}"
    return f"{days} {when.precision.value}"


TABLE = """
27 January 2019             | 2019-01-27 day
27th of January, 2019       | 2019-01-27 day
January 27, 2019            | 2019-01-27 day
Jan. 27, 2019               | 2019-01-27 day
27 Jan 90                   | 1990-01-27 day
26 APR 12                   | 2012-04-26 day
Monday, March 4, 2024       | 2024-03-04 day
Sunday 3 March              | 2024-03-03 day
2019-01-27                  | 2019-01-27 day
31.12.2020                  | 2020-12-31 day
13/05/2021                  | 2021-05-13 day
05/13/2021                  | 2021-05-13 day
5/5/2021                    | 2021-05-05 day
12/05/2021                  | 2021-05-12..2021-12-05 year
Jan. 27                     | 2024-01-27 day
6 March                     | 2024-03-06 day
7 March                     | 2024-03-07 day
9 March                     | 2023-03-09 day
December 25                 | 2023-12-25 day
29 February                 | 2024-02-29 day
30 February                 | nothing
31 June 2020                | nothing
April 5 last year           | 2023-04-05 day
December 2024               | 2024-12-01..2024-12-31 month
February 2023               | 2023-02-01..2023-02-28 month
November                    | 2023-11-01..2023-11-30 month
in March                    | 2024-03-01..2024-03-31 month
last March                  | 2023-03-01..2023-03-31 month
last November               | 2023-11-01..2023-11-30 month
this May                    | 2024-05-01..2024-05-31 month
next March                  | 2025-03-01..2025-03-31 month
May last year               | 2023-05-01..2023-05-31 month
early November              | 2023-11-01..2023-11-10 week
mid-June                    | 2023-06-11..2023-06-20 week
late February 2024          | 2024-02-21..2024-02-29 week
the end of December         | 2023-12-21..2023-12-31 week
2016                        | 2016-01-01..2016-12-31 year
early 2020                  | 2020-01-01..2020-04-30 year
late 2020                   | 2020-09-01..2020-12-31 year
2017-2019                   | 2017-01-01..2019-12-31 year
2013-14                     | 2013-01-01..2014-12-31 year
between 2014 and 2016       | 2014-01-01..2016-12-31 year
the 1990s                   | 1990-01-01..1999-12-31 year
the summer of 2019          | 2019-06-01..2019-08-31 year
last summer                 | 2023-06-01..2023-08-31 year
the first half of 2019      | 2019-01-01..2019-06-30 year
the fourth quarter of 2019  | 2019-10-01..2019-12-31 year
on Wednesday                | 2024-03-06 day
on Friday                   | 2024-03-01 day
Friday night                | 2024-03-01 day
early on Monday             | 2024-03-04 day
the early hours of Sunday   | 2024-03-03 day
last Friday                 | 2024-03-01 day
last Wednesday              | 2024-02-28 day
this Friday                 | 2024-03-08 day
next Wednesday              | 2024-03-13 day
Monday of last week         | 2024-02-26 day
Saturday last week          | 2024-03-02 day
yesterday                   | 2024-03-05 day
late yesterday evening      | 2024-03-05 day
the day before yesterday    | 2024-03-04 day
today                       | 2024-03-06 day
tonight                     | 2024-03-06 day
this morning                | 2024-03-06 day
last night                  | 2024-03-05 day
tomorrow                    | 2024-03-07 day
overnight                   | 2024-03-05..2024-03-06 2-6 days
overnight Friday            | 2024-03-01..2024-03-02 2-6 days
overnight Friday to Saturday | 2024-03-01..2024-03-02 2-6 days
the weekend                 | 2024-03-02..2024-03-03 2-6 days
last weekend                | 2024-03-02..2024-03-03 2-6 days
next weekend                | 2024-03-09..2024-03-10 2-6 days
this week                   | 2024-03-04..2024-03-06 week
earlier this week           | 2024-03-04..2024-03-06 week
later this week             | 2024-03-06..2024-03-10 week
last week                   | 2024-02-26..2024-03-03 week
early last week             | 2024-02-26..2024-02-28 2-6 days
late last week              | 2024-02-29..2024-03-03 2-6 days
next week                   | 2024-03-11..2024-03-17 week
this month                  | 2024-03-01..2024-03-06 month
last month                  | 2024-02-01..2024-02-29 month
early last month            | 2024-02-01..2024-02-10 week
late last month             | 2024-02-21..2024-02-29 week
this year                   | 2024-01-01..2024-03-06 year
last year                   | 2023-01-01..2023-12-31 year
late last year              | 2023-09-01..2023-12-31 year
last decade                 | 2010-01-01..2019-12-31 year
the past week               | 2024-02-28..2024-03-06 week
the past three days         | 2024-03-03..2024-03-06 2-6 days
the last 24 hours           | 2024-03-05..2024-03-06 2-6 days
the past two months         | 2024-01-06..2024-03-06 year
recent days                 | 2024-03-01..2024-03-06 2-6 days
in recent weeks             | 2024-02-05..2024-03-06 month
recent years                | - unknown
two days ago                | 2024-03-04 day
a couple of days ago        | 2024-03-04 day
several days ago            | 2024-03-01..2024-03-05 2-6 days
five hours ago              | 2024-03-06 day
a week ago                  | 2024-02-25..2024-03-02 week
two months ago              | 2024-01-01..2024-01-31 month
three years ago             | 2021-01-01..2021-12-31 year
since November              | 2023-11-01..2024-03-06 year
since Monday                | 2024-03-04..2024-03-06 2-6 days
since the start of 2021     | 2021-01-01..2024-03-06 year
between Monday and Wednesday | 2024-03-04..2024-03-06 2-6 days
between March 3 and March 5 | 2024-03-03..2024-03-05 2-6 days
July 5-7, 2020              | 2020-07-05..2020-07-07 2-6 days
5 to 7 March 2019           | 2019-03-05..2019-03-07 2-6 days
from 2 May to 14 May        | 2023-05-02..2023-05-14 week
30 December to 2 January 2020 | 2019-12-30..2020-01-02 2-6 days
the eve of 5 May 2019       | 2019-05-04 day
9 a.m. on Friday            | 2024-03-01 day
the summer                  | 2023-06-01..2023-08-31 year
the end of the year         | 2024-09-01..2024-12-31 year
earlier in the year         | 2024-01-01..2024-03-06 year
three days                  | nothing
every Friday                | nothing
now                         | nothing
the gate                    | nothing
twelve men                  | nothing
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_an_expression_means_what_a_reader_of_that_day_takes_it_for(row: str) -> None:
    text, expected = (cell.strip() for cell in row.split("|"))
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", "2024-03-08 day"),
        ("on Wednesday", "2024-03-06 day"),
        ("April 5", "2024-04-05 day"),
        ("January 5", "2025-01-05 day"),
        ("in May", "2024-05-01..2024-05-31 month"),
        ("in January", "2025-01-01..2025-01-31 month"),
        ("this week", "2024-03-06..2024-03-10 week"),
        ("between Friday and Sunday", "2024-03-08..2024-03-10 2-6 days"),
    ],
)
def test_what_is_announced_lies_ahead(text: str, expected: str) -> None:
    assert read(text, future=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 January 2019", "2019-01-27 day"),
        ("in 2016", "2016-01-01..2016-12-31 year"),
        ("November", "- month"),
        ("Jan. 27", "- day"),
        ("on Friday", "- unknown"),
        ("overnight", "- unknown"),
        ("two days ago", "- unknown"),
        ("since 2019", "2019-01-01..- unknown"),
        ("July 5-7, 2020", "2020-07-05..2020-07-07 2-6 days"),
    ],
)
def test_without_a_publication_date_nothing_is_made_up(text: str, expected: str) -> None:
    assert read(text, published=None) == expected


def test_the_words_and_the_basis_are_kept() -> None:
    when = resolve_time("Late last month", WEDNESDAY)
    assert when is not None
    assert (when.text, when.basis) == ("Late last month", Basis.TEXT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two days later", "2024-03-03 2024-03-03 day"),
        ("the previous day", "2024-02-29 2024-02-29 day"),
        ("a day earlier", "2024-02-29 2024-02-29 day"),
        ("the same day", "2024-03-01 2024-03-01 day"),
        ("the following Monday", "2024-03-04 2024-03-04 day"),
        ("a week later", "2024-03-05 2024-03-11 week"),
        ("two months earlier", "2024-01-01 2024-01-31 month"),
        ("several weeks later", "None None unknown"),
        ("hours later", "2024-03-01 2024-03-02 2-6 days"),
        ("two hours earlier", "2024-02-29 2024-03-01 2-6 days"),
        ("shortly after its release", "2024-03-01 2024-03-02 2-6 days"),
        ("minutes after the blast", "2024-03-01 2024-03-01 day"),
        ("three days after the vote", "2024-03-04 2024-03-04 day"),
        ("the eve of the vote", "2024-02-29 2024-02-29 day"),
        ("later that year", "2024-01-01 2024-12-31 year"),
    ],
)
def test_event_relative_words_are_read_from_their_event(text: str, expected: str) -> None:
    friday = resolve_time("1 March 2024", None)
    assert friday is not None
    when = resolve_after(text, friday)
    assert hangs_on_event(text)
    assert when is not None
    assert f"{when.start} {when.end} {when.precision.value}" == expected
    assert when.basis is Basis.EVENT


def test_event_relative_words_are_not_read_from_the_publication() -> None:
    when = resolve_time("the previous day", WEDNESDAY)
    assert when == DateInterval(
        start=None, end=None, precision=DatePrecision.UNKNOWN, basis=Basis.EVENT, text="the previous day"
    )


def test_words_that_hang_on_no_event_are_not_read_from_one() -> None:
    friday = resolve_time("1 March 2024", None)
    assert friday is not None
    assert resolve_after("yesterday", friday) is None


def test_the_edges_of_the_calendar_hold() -> None:
    assert read("yesterday", date(1, 1, 1)) == "0001-01-01 day"
    assert read("next year", date(9999, 12, 31)) == "9999-01-01..9999-12-31 year"
    assert read("next decade", date(9999, 12, 31)) == "9999-01-01..9999-12-31 year"
    assert read("two weeks ago", date(1, 1, 1)).startswith("0001-01-01")


def test_a_hostile_string_is_refused_quickly() -> None:
    assert read("1-" * 10_000) == "nothing"
    assert read("overnight " * 2_000) == "nothing"


def test_since_a_season_or_month_is_up_to_the_day_of_publication():
    for words, start in (("since last summer", "2025-06-01"), ("since last March", "2025-03-01")):
        when = resolve_time(words, date(2026, 3, 10))

        assert when is not None
        assert (when.start, when.end) == (start, "2026-03-10")
