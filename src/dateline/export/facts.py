"""What several schemes ask of a record in the same way: numbers, tolls, days, sources, words for people."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.export.code_lists import Country, countries
from dateline.export.columns import Record
from dateline.export.date_codes import acled_time_precision, ucdp_date_prec
from dateline.export.fields import chain_text
from dateline.export.geojson import point_of
from dateline.export.incident_words import headline
from dateline.model import Basis, DateInterval, DatePrecision

__all__ = [
    "MACHINE",
    "REVIEWED",
    "When",
    "country_of",
    "joined",
    "learned",
    "made_by",
    "number_of",
    "open_range",
    "outlets",
    "point",
    "summary",
    "toll",
    "web_address",
    "when_of",
]

MACHINE = "machine-made, not reviewed"
REVIEWED = "reviewed by a person"
_ID_BITS = 48
"""Bits of an id that a number keeps: exact in spreadsheets, R and JavaScript; of 200,000 incidents two share
one with a probability of 0.0001."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The first and last day on which the event may have been, and how exactly that is known in other
    schemes' codes; ``None`` where it is vaguer than their widest class."""

    start: datetime.date
    end: datetime.date
    acled_precision: int | None
    ucdp_precision: int | None

    @property
    def middle(self) -> datetime.date:
        """The day in the middle, the earlier of two."""
        return self.start + (self.end - self.start) // 2


def number_of(text: str, bits: int = _ID_BITS) -> int:
    """A number that stands for an id: the same for the same id everywhere, never 0.

    >>> number_of("b2:i1") == number_of("b2:i1"), number_of("b2:i1") < 2**48
    (True, True)
    """
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % ((1 << bits) - 1) + 1


def when_of(record: Record) -> When | None:
    """When it was, or ``None`` where no day is known."""
    told = record["date"]
    if told is None or (told["start"] is None and told["end"] is None):
        return None
    interval = DateInterval(
        start=told["start"],
        end=told["end"],
        precision=DatePrecision(told["precision"]),
        basis=Basis(told["basis"]),
        text=told["text"],
    )
    return When(
        start=datetime.date.fromisoformat((told["start"] or told["end"])[:10]),
        end=datetime.date.fromisoformat((told["end"] or told["start"])[:10]),
        acled_precision=acled_time_precision(interval),
        ucdp_precision=ucdp_date_prec(interval),
    )


def country_of(record: Record) -> Country | None:
    """The country of the record's place."""
    return None if record["place"] is None else countries().get(record["place"]["country"] or "")


def point(record: Record) -> tuple[float | None, float | None]:
    """Latitude and longitude with the four decimals that the schemes give; ``None`` without an honest
    point."""
    found = point_of(record)
    return (None, None) if found is None else (round(found[1], 4), round(found[0], 4))


def toll(record: Record, *kinds: str) -> tuple[int, int, int] | None:
    """Low, best and high of the kinds of harm together, or ``None`` where no figure is known.

    A bound that is not known is the nearest that is: a scheme without open ranges takes "at least 5" as 5.
    """
    ranges = [counts for kind in kinds if (counts := record["casualties"].get(kind)) is not None]
    known = [bounds for counts in ranges if (bounds := _bounds(counts)) is not None]
    if not known:
        return None
    low, best, high = (sum(column) for column in zip(*known, strict=True))
    return low, best, high


def _bounds(counts: dict[str, int | None]) -> tuple[int, int, int] | None:
    low, best, high = (counts.get(key) for key in ("low", "best", "high"))
    best = next((figure for figure in (best, low, high) if figure is not None), None)
    if best is None:
        return None
    return min(low if low is not None else best, best), best, max(high if high is not None else best, best)


def open_range(record: Record, kind: str) -> bool:
    """Whether a bound of the toll is not known although a figure is."""
    counts = record["casualties"].get(kind)
    return counts is not None and None in (counts.get("low"), counts.get("high"))


def made_by(record: Record) -> str:
    """That a machine made it, or that a person has reviewed it."""
    return REVIEWED if record["review"] == "reviewed" else MACHINE


def outlets(record: Record) -> list[str]:
    """Who published it, each once."""
    return list(dict.fromkeys(record.get("outlets", ())))


def joined(texts: Iterable[str | None], separator: str = "; ") -> str:
    """A list in one cell; a separator inside a text becomes a comma."""
    mark = separator.strip()
    return separator.join(dict.fromkeys(text.replace(mark, ",") for text in texts if text))


def summary(record: Record) -> str:
    """The event in one line, the word of whom it rests on, its grade, and who made it."""
    said = chain_text(record["attribution"])
    told = [f"[{made_by(record)}] {headline(record)}", f"status {record['status']}"]
    if record["claimed_by"]:
        told.append("claimed by " + ", ".join(record["claimed_by"]))
    if record["rivals"]:
        told.append("told as the doer, one or the other: " + ", ".join(record["rivals"]))
    if said:
        told.append("according to " + said)
    told.append(f"{record['grade']}: {record['grade_reason']}")
    return "; ".join(told) + f" (Dateline {record['incident_id']})"


def learned(record: Record) -> int:
    """Unix time of the newest thing the record rests on: a publication or a person's judgement; 0 where no
    source has a date."""
    times = [source["published"] for source in record["sources"] if source["published"]]
    times += [judgement["at"] for judgement in record["judgements"]]
    times += [judgement["at"] for account in record["accounts"] for judgement in account["judgements"]]
    return max((_unix(time) for time in times), default=0)


def _unix(time: str) -> int:
    try:
        moment = datetime.datetime.fromisoformat(time)
    except ValueError:  # only a year or a month
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp())


def web_address(url: str | None) -> str | None:
    """``url`` if it is one of the web, and not a script or a file."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
