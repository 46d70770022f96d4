"""Vague times ("now", "recently"), times of day, and quarters told without their year."""

from __future__ import annotations

import re

from dateline.text.timex.days import Kind, When, add_months, length, quarter, unknown
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.words import YEAR

__all__ = ["CLOCK", "VAGUE_TIMES"]

VAGUE_TIMES: Rules = []
"""Rules of times that date no event."""
CLOCK = "clock"
"""Name of the rule of times of day."""

# "Previously", "formerly", "soon", "current" and "recent" are left out: annotators mark one in five of them.
_REFERENCES = {
    "PRESENT_REF": r"(?:right )?now|currently|at (?:the )?present|at the moment|nowadays|these days|presently"
    r"|at this (?:time|point|moment)",
    "PAST_REF": r"(?:just |more |most |until |as )?recently|lately|the (?:recent )?past|not long ago"
    r"|a while ago|some time ago",
    "FUTURE_REF": r"the (?:near |immediate )?future|the near term",
}


@reads(
    VAGUE_TIMES,
    "|".join(f"(?P<{name}>{words})" for name, words in _REFERENCES.items()),
    dates=False,
)
def _reference(match: re.Match[str], anchor: Anchor) -> When | None:
    return unknown(value=match.lastgroup or "")


_ZONE = r"(?: (?:gmt|utc|est|edt|pst|pdt|cst|cdt|cet|cest|bst|local time|eastern(?: time)?|[a-z]+ time))?"
_MERIDIAN = r" ?(?P<half>[ap]m)"


@reads(
    VAGUE_TIMES,
    rf"(?:around |about |at around |shortly after |shortly before |before |after )?"
    rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d))?{_MERIDIAN}{_ZONE}|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d){_ZONE}"
    rf"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d) ?(?:gmt|utc|hours|hrs|local time)|(?P<named>noon|midday"
    rf"|midnight))",
    dates=False,
)
def _clock(match: re.Match[str], anchor: Anchor) -> When | None:
    if match["named"]:
        hour, minute = (24 if match["named"] == "midnight" else 12), 0
    else:
        hour = int(match["h"] or match["h2"] or match["h3"])
        minute = int(match["m"] or match["m2"] or match["m3"] or 0)
        if match["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    day = anchor.day.isoformat() if anchor.day else "XXXX-XX-XX"
    return unknown(value=f"{day}T{hour:02}:{minute:02}", kind=Kind.TIME)


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


@reads(
    VAGUE_TIMES,
    r"(?:(?:the|its|their|this year's|last year's) )?(?:fiscal[ -])?(?P<n>first|second|third|fourth"
    r"|final)[ -]quarter",
    dates=False,
)
def _quarter_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    """The quarter of that number begun last; of a day yet to come the next."""
    number = _NTH[match["n"]]
    if anchor.day is None:
        return unknown(value=f"XXXX-Q{number}")
    begun = number * 3 - 2 <= anchor.day.month
    last_year = match.group().startswith("last year")
    year_ = anchor.day.year - (last_year or not (begun or anchor.future))
    when = quarter(year_, number)
    return unknown(value=when.value)


@reads(
    VAGUE_TIMES,
    rf"(?:the (?P<y>{YEAR}) (?:(?P<nth>{'|'.join(_NTH)}) )?(?:quarter|period)|(?P<said>the"
    rf"|that) (?:(?:latest|recent|current) )?quarter(?!-)|the latest period"
    r"|(?:the )?(?P<ago>(?:comparable )?(?:year[ -]ago|year[ -]earlier|prior[ -]year)) (?:third "
    r"|second |first |fourth )?(?:quarter|period))",
    dates=False,
)
def _the_quarter(match: re.Match[str], anchor: Anchor) -> When | None:
    """The quarter spoken of, else the one completed last; "the year-ago quarter" is a year before it."""
    told = anchor.event.value if anchor.event is not None else ""
    if match["y"] is not None:
        known = told[-1] if re.fullmatch(r"\d{4}-Q[1-4]", told) else "X"
        return unknown(value=f"{match['y']}-Q{_NTH.get(match['nth'] or '', known)}")
    if re.fullmatch(r"\d{4}-Q[1-4]", told):
        year_, number = int(told[:4]), int(told[-1])
    elif anchor.day is None:
        return unknown(value="XXXX-QX")
    else:
        year_, month_ = add_months(anchor.day, -3)
        number = (month_ + 2) // 3
    return unknown(value=quarter(year_ - bool(match["ago"]), number).value)


@reads(
    VAGUE_TIMES,
    r"(?:the|this) (?:full )?(?P<unit>year|week|month|day)(?! (?:before|after|earlier|later))",
    dates=False,
)
@reads(VAGUE_TIMES, r"the (?P<unit>year) (?:ended|ending)", dates=False)
def _the_unit(match: re.Match[str], anchor: Anchor) -> When | None:
    """ "The year" so far: the one of publication."""
    if match.group().startswith("this") or anchor.day is None:
        return None
    if match.group().endswith(("ended", "ending")):
        return length(1, "year")
    iso = anchor.day.isocalendar()
    values = {
        "year": f"{anchor.day.year:04}",
        "month": f"{anchor.day.year:04}-{anchor.day.month:02}",
        "week": f"{iso.year:04}-W{iso.week:02}",
        "day": anchor.day.isoformat(),
    }
    return unknown(value=values[match["unit"]])
