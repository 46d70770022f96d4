"""Whether an exchange record passes the filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.export.columns import Record
from dateline.export.excerpt import sentence_around
from dateline.export.filters import Filters
from dateline.export.geojson import point_of

__all__ = ["actor_names", "matches", "outlets_of", "words_looked_at"]


def matches(record: Record, filters: Filters, documents: Mapping[str, Record]) -> bool:
    """Whether ``record`` (of any level) passes every filter that is set.

    What a record does not know it does not match: no date for ``from``/``to``, no point for ``bbox``, no
    known figure for ``min_killed`` ("at most five" does not say that anyone was). Dates match when the
    intervals overlap. ``documents`` (by id) give outlet, title and source sentences; those an account or
    incident rests on must be among them when ``outlet`` or ``text`` is set.
    """
    if "body" in record:
        return _matches_document(record, filters)
    place = record["place"] or {}
    return (
        (not filters.type or record["event_type"] in filters.type)
        and (not filters.status or record["status"] in filters.status)
        and (not filters.review or record["review"] in filters.review)
        and (not filters.grade or record.get("grade") in filters.grade)
        and (not filters.country or place.get("country") in filters.country)
        and (not filters.admin1 or _same(place.get("admin1"), filters.admin1))
        and _in_box(record, filters)
        and _in_time(record, filters)
        and (not filters.actor or any(_same(name, filters.actor) for name in actor_names(record)))
        and _killed_enough(record, filters)
        and (not filters.outlet or any(_same(name, filters.outlet) for name in outlets_of(record, documents)))
        and (not filters.text or _has_words(words_looked_at(record, documents), filters.text))
    )


def _matches_document(record: Record, filters: Filters) -> bool:
    day = (record["published"] or "")[:10]
    return (
        _overlaps(day, day, filters)
        and (not filters.outlet or _same(record["outlet"], filters.outlet))
        and (not filters.text or _has_words((record["title"], record["body"]), filters.text))
    )


def _same(found: str | None, asked: str) -> bool:
    return found is not None and found.casefold() == asked.casefold()


def _in_box(record: Record, filters: Filters) -> bool:
    if filters.bbox is None:
        return True
    point = point_of(record)
    return point is not None and filters.bbox.holds(*point)


def _in_time(record: Record, filters: Filters) -> bool:
    date = record["date"] or {"start": None, "end": None}
    return _overlaps(date["start"] or date["end"] or "", date["end"] or date["start"] or "", filters)


def _overlaps(start: str, end: str, filters: Filters) -> bool:
    """ISO days compare as text; an unknown interval overlaps only when no day is asked for."""
    if not (filters.from_ or filters.to):
        return True
    return (
        bool(start)
        and (not filters.from_ or end >= filters.from_)
        and (not filters.to or start <= filters.to)
    )


def actor_names(record: Record) -> Iterator[str | None]:
    """Everything that the filter ``actor`` compares with."""
    for actor in record["actors"]:
        yield from (actor["actor_id"], actor["name"], actor["text"])
    if record["claim"] is not None:
        yield record["claim"]["by"]
    yield from record.get("claimed_by", ())


def _killed_enough(record: Record, filters: Filters) -> bool:
    if filters.min_killed is None:
        return True
    killed = record["casualties"]["killed"] or {}
    known = killed.get("best") if killed.get("best") is not None else killed.get("low")
    return known is not None and known >= filters.min_killed


def _document_ids(record: Record) -> list[str]:
    return [s["document_id"] for s in record["sources"]] if "sources" in record else [record["document_id"]]


def outlets_of(record: Record, documents: Mapping[str, Record]) -> Iterator[str | None]:
    """Everything that the filter ``outlet`` compares with."""
    yield from record.get("outlets", ())
    for document_id in _document_ids(record):
        yield documents[document_id]["outlet"]


def words_looked_at(record: Record, documents: Mapping[str, Record]) -> Iterator[str | None]:
    """What the filter ``text`` looks at: coded values, titles, source sentences."""
    place, date, statement = record["place"] or {}, record["date"] or {}, record["statement"] or {}
    yield from (
        record["event_type"],
        record["weapon"],
        place.get("text"),
        place.get("name"),
        date.get("text"),
    )
    yield from statement.values()
    yield from actor_names(record)
    for document_id in _document_ids(record):
        yield documents[document_id]["title"]
    for account in record.get("accounts", (record,)):
        body = documents[account["document_id"]]["body"]
        for ranges in account["evidence"].values():
            for start, end in ranges:
                low, high = sentence_around(body, start, end)
                yield body[low:high]


def _has_words(texts: Iterator[str | None] | tuple[str | None, ...], asked: str) -> bool:
    haystack = "\n".join(text for text in texts if text).casefold()
    return all(word in haystack for word in asked.casefold().split())
