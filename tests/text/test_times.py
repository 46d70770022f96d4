"""What is found as a time expression in news sentences, and what is not."""

import pytest

from dateline.text.times import find_times


def found(text: str) -> list[str]:
    return [mention.text for mention in find_times(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The depot burned on 27 January 2019.", ["27 January 2019"]),
        ("The depot burned on Jan. 27, officials said.", ["Jan. 27"]),
        ("The depot burned on January 27th, 2019, at noon.", ["January 27th, 2019"]),
        ("EL PASO, 27 JAN 90 -- The depot burned.", ["27 JAN 90"]),
        ("On Tuesday, March 5, 2019, it burned.", ["Tuesday, March 5, 2019"]),
        ("Report of 2024-01-05 on the fire.", ["2024-01-05"]),
        ("Filed 12/05/2021 and again 5.12.2021.", ["12/05/2021", "5.12.2021"]),
        ("He left office in December 2024.", ["December 2024"]),
        ("He left office in November.", ["November"]),
        ("He left in late November of last year.", ["late November of last year"]),
        ("Fighting ebbed in mid-June.", ["mid-June"]),
        ("Fighting in 2016 and 2018 was worse.", ["2016", "2018"]),
        ("In 2019 troops withdrew.", ["2019"]),
        ("The 2016 attack was worse.", ["2016"]),
        ("After its defeat in 2017-2019 it hid.", ["2017-2019"]),
        ("The war (2013-14) ended.", ["2013-14"]),
        ("A revolt of the 1990s.", ["the 1990s"]),
        ("In the summer of 2019 it ended.", ["the summer of 2019"]),
        ("In the first half of 2019 it ended.", ["the first half of 2019"]),
        ("It lasted from 2 May to 4 June 2018.", ["from 2 May to 4 June 2018"]),
        ("It lasted between March 3 and March 5.", ["between March 3 and March 5"]),
        ("The talks of July 5-7, 2020 failed.", ["July 5-7, 2020"]),
        ("Police fired on Friday and last Monday night.", ["Friday", "last Monday night"]),
        ("Shells fell between Monday and Wednesday.", ["between Monday and Wednesday"]),
        ("Shells fell overnight Friday.", ["overnight Friday"]),
        ("Three attempts failed since last summer.", ["since last summer"]),
        ("Three attempts failed since last March.", ["since last March"]),
        ("Shells fell in the early hours of Sunday.", ["the early hours of Sunday"]),
        ("Shells fell yesterday morning, today and overnight.", ["yesterday morning", "today", "overnight"]),
        ("They met earlier this week and late last month.", ["earlier this week", "late last month"]),
        ("Attacks rose over the past three days.", ["the past three days"]),
        ("Attacks rose in recent weeks.", ["recent weeks"]),
        ("He fled two days ago; his son a week earlier.", ["two days ago", "a week earlier"]),
        ("It has grown since November.", ["since November"]),
        ("It broke out the previous day.", ["the previous day"]),
        ("Shortly after its release the group struck.", ["Shortly after its release"]),
        ("It came on the eve of the vote.", ["the eve of the vote"]),
        ("It came on the eve of 5 May.", ["the eve of 5 May"]),
        ("The guns fell silent at 9 a.m. on Friday.", ["9 a.m. on Friday"]),
        ("Shells fell on Monday and Tuesday.", ["Monday and Tuesday"]),
        ("A strike on 15 Ramadan 1445 killed two.", ["15 Ramadan 1445"]),
        ("It ended several weeks later.", ["several weeks later"]),
        ("It ended on\nFriday,\n3 March.", ["Friday,\n3 March"]),
    ],
)
def test_a_time_expression_is_found_whole(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels may march on the town.",
        "Ms May told parliament that May Thompson had left.",
        "The march on Kadesh began.",
        "The army killed 2000 fighters and 1990 others.",
        "The seven-day truce and the 25-year-old guard.",
        "The second blast came a second after the first.",
        "He sat with sun on the 14 men.",
        "Flight 2016-B cost $2019.",
        "By 1900 residents were gone.",
        "At 1800 UTC the guns fell silent (1800 GMT).",
        "An earlier toll was lower.",
        "He held it for three days, every Friday and twice a month.",
        "It is now 9 p.m. and currently calm.",
        "The man, aged 20, in his 60s and 3 months old.",
    ],
)
def test_words_that_only_look_like_dates_are_left(sentence: str) -> None:
    assert found(sentence) == []


def test_offsets_give_back_the_words() -> None:
    text = "On Friday, 5 April 2019, and again two days later, the same gate burned."
    assert all(text[m.start : m.end] == m.text for m in find_times(text))
    assert len(find_times(text)) == 2


def test_a_long_run_of_numbers_is_read_in_bounded_time() -> None:
    assert find_times("1-2 " * 5_000) == ()
