"""How the two reports stand to each other: when they came, how they tell it, who speaks."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from dateline.model import Status
from dateline.resolve.features.columns import (
    NEWS_DAYS,
    SEVERAL,
    Group,
    Levels,
    Rows,
    both,
    chosen,
    days_read,
    is_serial,
    overlap,
)
from dateline.resolve.features.tolls import tolls_of
from dateline.resolve.table import CaseTable

COURTS = frozenset({"trial", "arrest"})
"""Types whose reports name the day of the deed that it is about; its own steps lie weeks apart."""
_DENIED = list(Status).index(Status.DENIED)
_DEEDS = (
    r"(?:attacks?|bombings?|shootings?|strikes?|airstrikes?|raids?|massacres?|stabbings?|killings?|murders?|"
    r"deaths?|assassinations?|kidnappings?|abductions?|explosions?|blasts?|ambush|siege|clash(?:es)?|riots?|"
    r"protests?|violence|coup|crash|incident|assault|hijacking|arrests?|shelling|offensive|operation)"
)
_LOOKS_BACK = re.compile(
    rf"\b(?:(?:the|this|that|these|those|his|her|their|whose|recent|deadly|yesterday s|\w+day s) "
    rf"(?:\w+ ){{0,2}}{_DEEDS}|{_DEEDS} (?:of|that|which|in which)|death toll|toll (?:from|of|in)|"
    r"(?:ris|increas|climb|reach)(?:es|e|ed|en|ing) to|rose to|yesterday|previous day|"
    r"(?:day|days|week|weeks) (?:prior|before|earlier|ago)|last (?:week|month|night|year)|"
    r"in connection with|suspects?|suspected of|accused of|charged|convicted|sentenced|over the|funerals?|"
    r"mourn\w*|victims?|survivors?|investigat\w+|responsib\w+|condemn\w*|aftermath|identif\w+|dies of|"
    r"died of|dies from|wounds sustained|later dies)\b"
)
"""Words of a sentence that refers to an event told before: follow-ups of news name it with an article, say
that a toll rose or who was arrested over it."""
_ONE_MORE = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fresh|again|further|separate|"
    r"continu\w+|latest|consecutive|renew\w*|resum\w+)\b"
)
"""Words of a sentence that tells one more event of a kind."""
_ONE_MORE_DEED = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|fresh|further|separate|latest) "
    rf"(?:\w+ ){{0,2}}(?:{_DEEDS}|time)\b"
)
"""The same, where the sentence would else look back: "the second deadly attack"."""
_COUNTS_ON = re.compile(
    r"\b(?:(?:past|last) (?:24|twenty four) hours|bringing the|"
    r"(?:nationwide|national|overall|total|cumulative) death toll)\b"
)
"""Words of a sentence that adds a day's dead to those of the days before."""


def _crowd(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How many events like it one of the two documents tells at that place and time: at most one of them is
    the other account's."""
    most = np.maximum(table.beside[one], table.beside[other])
    return chosen(len(one), (most <= 1, 0), (most == 2, 1), (most <= SEVERAL, 2), (most > SEVERAL, 3))


def _reported(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How far apart the reports are, and whether they are news or look back."""
    published = table.published
    known = both(published, one, other) & both(table.last, one, other)
    gap = np.abs(published[one] - published[other])
    lags = [published[rows] - table.last[rows] for rows in (one, other)]
    late = np.maximum(lags[0], lags[1]) > NEWS_DAYS
    courts = np.array([name in COURTS for name in table.types], dtype=np.bool_)
    both_late = np.minimum(lags[0], lags[1]) > NEWS_DAYS
    return chosen(
        len(one),
        (~known | ~days_read(table, one, other), 0),
        (both_late & courts[table.type[one]] & courts[table.type[other]] & (gap > NEWS_DAYS), 8),
        (~late & (gap == 0), 1),
        (~late & (gap == 1), 2),
        (~late, 3),
        (both_late & (gap <= NEWS_DAYS), 4),
        (both_late, 5),
        (gap <= NEWS_DAYS, 6),
        (late, 7),
    )


def _status(table: CaseTable, one: Rows, other: Rows) -> Levels:
    a, b = table.status[one], table.status[other]
    denied = (a == _DENIED) != (b == _DENIED)
    same_document = table.document[one] == table.document[other]
    return chosen(len(one), (denied & same_document, 1), (a != b, 2))


def _speaker(table: CaseTable, one: Rows, other: Rows) -> Levels:
    statement = table.statement[one] & table.statement[other]
    return chosen(len(one), (statement & overlap(table, table.doers, one, other).meet, 1))


def _telling(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Whether the later of two reports refers back to something told before, or tells it as new. Two reports
    of different days that both tell theirs as new mostly tell two events."""
    published = table.published
    untold = np.flatnonzero(both(published, one, other) & ~days_read(table, one, other))
    a, b = np.zeros(len(one), dtype=np.int8), np.zeros(len(one), dtype=np.int8)
    for manner, rows in ((a, one), (b, other)):
        manner[untold] = [_manner(table.words[row]) for row in rows[untold].tolist()]
    gap = published[other] - published[one]
    later = np.where(gap > 0, b, np.where(gap < 0, a, np.maximum(a, b)))
    tells, _, equal, _, _ = tolls_of(table.killed_low, table.killed_high, one, other)
    other_toll = tells & ~equal
    known = (a > 0) & (b > 0)
    return chosen(
        len(one),
        (~known, 0),
        ((gap == 0) & (later == _BACK), 3),
        (gap == 0, 4),
        (later == _AGAIN, 5),
        (later == _BACK, 1),
        (other_toll, 6),
        (is_serial(table, one) | is_serial(table, other), 7),
        (known, 2),
    )


_NEW, _AGAIN, _BACK = 1, 2, 3


@lru_cache(maxsize=200_000)
def _manner(words: str) -> int:
    """How a sentence tells its event: as new, as one more, or as known; 0 for no sentence."""
    if not words:
        return 0
    if _COUNTS_ON.search(words) or _ONE_MORE_DEED.search(words):
        return _AGAIN
    if _LOOKS_BACK.search(words):
        return _BACK
    return _AGAIN if _ONE_MORE.search(words) else _NEW


GROUPS: tuple[Group, ...] = (
    Group(
        name="crowd",
        levels=("alone", "one of two there", "one of several there", "one of many there"),
        of=_crowd,
        falling=(("alone", "one of two there", "one of several there", "one of many there"),),
    ),
    Group(
        name="reported",
        levels=(
            "unknown",
            "news of one day",
            "news of two days",
            "news of several days",
            "both look back, at one time",
            "both look back",
            "one looks back soon",
            "one looks back",
            "news of courts, weeks apart",
        ),
        of=_reported,
        falling=(
            ("news of one day", "news of two days", "news of several days"),
            ("both look back, at one time", "both look back"),
            ("one looks back soon", "one looks back"),
            ("both look back", "news of courts, weeks apart"),
        ),
    ),
    Group(
        name="status", levels=("same status", "one denies what the other tells", "other status"), of=_status
    ),
    Group(name="speaker", levels=("no statement", "same speaker"), of=_speaker),
    Group(
        name="telling",
        levels=(
            "unknown",
            "the later report looks back",
            "the later report tells it as new",
            "reports of one day, one looks back",
            "reports of one day",
            "the later report tells one more",
            "the later report tells it as new, with another toll",
            "the later report tells it as new, of a campaign",
        ),
        of=_telling,
        falling=(
            (
                "the later report looks back",
                "the later report tells it as new",
                "the later report tells it as new, with another toll",
            ),
            (
                "the later report tells it as new",
                "the later report tells it as new, of a campaign",
                "the later report tells one more",
            ),
        ),
    ),
)
"""What is looked at here, each once."""
