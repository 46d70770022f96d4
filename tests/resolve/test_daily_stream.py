"""Pairs of a daily stream: most items give no day, so how and when they are told decides."""

import datetime

import numpy as np
import pytest

from dateline.resolve.compare import compare
from dateline.resolve.daily import days_with, rarity_of_name
from dateline.resolve.features import FEATURES, levels
from dateline.resolve.story import keys_of
from dateline.resolve.table import CaseTable, Row

_DAY = datetime.date(2021, 6, 10).toordinal()


def _item(document: str, words: str, published: int = 0, **more: object) -> Row:
    """An item of one sentence that gives no day."""
    day = _DAY + published
    row = Row(
        id=f"a-{document}", document=document, published=day, first=day - 3, last=day, own=False,
        moment=datetime.date.fromordinal(day).isoformat(), coarse=False, dated=True, latitude=14.5,
        longitude=-4.2, precision=2, country="ML", admin1="05", place_words="tenzou", geonameid=7,
        type="bombing", reality="deed", status=0, statement=False, background=False, number=1,
        killed=(None, None), injured=(None, None), doers=(), described=(), others=(), words=words,
        story=keys_of("", words), read=False,
    )  # fmt: skip
    return row._replace(**more)


def _level(group: str, one: Row, other: Row) -> str:
    """The level of a pair, which is that of the pair turned round."""
    table = CaseTable.of_rows([one, other])
    there, back = (
        levels(table, np.array([a]), np.array([1 - a]))[0, list(FEATURES).index(group)] for a in (0, 1)
    )
    assert there == back
    return FEATURES[group].levels[there]


_FIRST = "a bomb in a tea house in tenzou kills four weavers"


@pytest.mark.parametrize(
    ("later", "toll", "told"),
    [
        ("the death toll from the bombing of a tea house rises to six", 6, "the later report looks back"),
        ("a bomb in tenzou kills a herder", 4, "the later report tells it as new"),
        ("a bomb in tenzou kills nine", 9, "the later report tells it as new, with another toll"),
        ("a second deadly attack hits tenzou", 4, "the later report tells one more"),
        ("tenzou counts six dead of the past 24 hours", 6, "the later report tells one more"),
    ],
)
def test_a_later_report_looks_back_or_tells_its_own(later: str, toll: int, told: str) -> None:
    one = _item("d1", _FIRST, killed=(4, 4))
    assert _level("telling", one, _item("d2", later, 1, killed=(toll, toll))) == told


def test_windows_before_publication_are_no_days_that_overlap() -> None:
    one = _item("d1", _FIRST)
    assert _level("days", one, _item("d2", _FIRST)) == "no day told, news of one day"
    assert _level("days", one, _item("d2", _FIRST, 2)) == "no day told, news of several days"
    told = _item("d2", _FIRST, 1, first=_DAY, last=_DAY, own=True, read=True)
    assert _level("days", one, told) == "the day that the other is news of"


def test_tolls_rise_and_two_exact_ones_of_a_day_differ() -> None:
    one = _item("d1", _FIRST, killed=(4, 4))
    assert _level("order", one, _item("d2", _FIRST, 1, killed=(6, 6))) == "the later toll is higher"
    assert _level("order", one, _item("d2", _FIRST, 0, killed=(6, 6))) == "other exact tolls on one day"
    assert _level("order", one, _item("d2", _FIRST, 1, killed=(2, 2))) == "the later exact toll is lower"


def test_victims_of_other_countries_are_told_apart() -> None:
    one = _item("d1", _FIRST, others=("generic:civilians:KR",))
    assert _level("others", one, _item("d2", _FIRST, others=("generic:politicians:JP",))) == (
        "victims of other countries"
    )


def test_a_place_that_is_always_in_the_news_says_less() -> None:
    assert days_with("gaza") > 0.1 > days_with("tenzou")
    assert rarity_of_name("gaza") < rarity_of_name("tenzou")
    one = _item("d1", _FIRST, place_words="gaza")
    assert _level("busy", one, _item("d2", _FIRST, place_words="gaza")) == "a place always in the news"
    assert _level("busy", _item("d1", _FIRST), _item("d2", _FIRST)) == "a place seldom in the news"


def test_two_bombs_told_as_new_on_two_days_stay_apart_and_a_rising_toll_joins() -> None:
    one = _item("d1", _FIRST, killed=(4, 4))
    again = _item("d2", "a bomb near a mill in tenzou kills nine guards", 1, killed=(9, 9))
    rises = _item(
        "d3", "the death toll from yesterday s bomb in a tea house in tenzou rises to six weavers", 1,
        killed=(6, 6), first=_DAY, last=_DAY, own=True, read=True,
    )  # fmt: skip
    table = CaseTable.of_rows([one, again, rises])
    odds = compare(table, np.array([0, 0]), np.array([1, 2])).log_odds
    assert odds[0] < 0 < odds[1]
