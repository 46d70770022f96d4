"""One record for a person at a terminal: each value with its sentence, the words marked, and who said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import cast

from dateline.codec.shapes import AccountRecord, IncidentRecord, RangeRecord
from dateline.export.columns import Record
from dateline.export.excerpt import one_line, sentence_around
from dateline.export.fields import FieldRow, Where, field_rows, made_by_text
from dateline.export.incident_view import (
    Line,
    date_lines,
    doer_lines,
    figure_lines,
    place_lines,
    related_lines,
    source_lines,
    telling_line,
    timeline_lines,
)
from dateline.export.incident_words import headline, span_of_counts
from dateline.export.judgements import decision_text
from dateline.model import BODY

__all__ = ["show_text"]

LABEL_WIDTH = 14
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
NOT_REVIEWED = "machine-made, not reviewed"


def show_text(
    record: Record,
    documents: Mapping[str, Record],
    *,
    colour: bool = False,
    others: Mapping[str, str] | None = None,
) -> str:
    """An account or incident record as text, one field a paragraph; ends with a newline.

    The words a value rests on stand in guillemets, with ``colour`` in bold. ``documents`` (document
    records by id) must hold every document of the record; ``others`` may hold the first lines (by id) of the
    incidents related to it. All outside text is put on one line and stripped of control characters.
    """
    if "accounts" in record:
        incident = cast(IncidentRecord, record)
        accounts = [["", *_account_lines(a, documents, colour)] for a in incident["accounts"]]
        lines = chain(
            _incident_lines(incident, documents, colour),
            _related(incident, documents, colour, others or {}),
            *accounts,
        )
    else:
        lines = chain(_account_lines(cast(AccountRecord, record), documents, colour))
    return "\n".join(lines) + "\n"


def _incident_lines(record: IncidentRecord, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    """What is asked first: what, where, when, how many, how sure, by whose word."""
    yield f"incident {record['incident_id']}"
    yield one_line(headline(record))
    yield _labelled("event", f"{record['event_type']}, {record['status']}")
    yield _labelled("grade", f"{record['grade']}: {record['grade_reason']}")
    yield _labelled("review", _review(record["review"]))
    yield from (_labelled("judged", decision_text(judgement)) for judgement in record["judgements"])
    yield _labelled("sources", _sources(record))
    if record["background"]:
        yield _labelled("background", "told as an older event only")
    yield from ("", "what", *_told(telling_line(record, documents), documents, colour))
    yield from _where_and_when(record, documents, colour)
    yield from _who(record, documents, colour)
    yield from _harm(record, documents, colour)
    yield from _rivals(record, documents)
    yield from _history(record, documents)
    yield from _by_origin(record)


def _who(record: IncidentRecord, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    if not record["doers"] and not record["denials"]:
        return
    yield from ("", "who did it, by whose word")
    for name, lines in doer_lines(record, documents):
        yield f"  {one_line(name)}"
        for line in lines:
            yield from _told(line, documents, colour)


def _harm(record: IncidentRecord, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    for kind, counts in record["casualties"].items():
        if counts is not None:
            yield ""
            yield _labelled(kind.replace("_", " "), span_of_counts(cast(RangeRecord, counts)))
            for line in figure_lines(record, documents, kind):
                yield from _told(line, documents, colour)


def _told(line: Line, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    """A dated line and below it the sentence with its words marked."""
    marks = f" [{', '.join(line.marks)}]" if line.marks else ""
    told_by = [line.source, f"said by {line.speaker}" if line.speaker else ""]
    yield f"  {_day(line)}  {one_line(' | '.join([line.text + marks, *filter(None, told_by)]))}"
    document = documents.get(line.document_id)
    for where in line.where[:1]:
        if document is not None:
            yield f"{'':{LABEL_WIDTH}}  {_sentence(where, document, colour)}"


def _day(line: Line) -> str:
    """The day of publication in ten columns."""
    undated = "undated" if line.document_id else ""
    return f"{one_line(line.day) or undated:<10}"


def _where_and_when(record: IncidentRecord, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    for label, lines in (("where", place_lines(record, documents)), ("when", date_lines(record, documents))):
        for number, line in enumerate(lines):
            if number == 0:
                yield from ("", label)
            yield from _told(line, documents, colour)


def _history(record: IncidentRecord, documents: Mapping[str, Record]) -> Iterator[str]:
    lines = list(timeline_lines(record, documents))
    if lines:
        yield from ("", "how the account changed")
    for line in lines:
        copy = f" ({line.marks[0]})" if line.marks else ""
        yield f"  {_day(line)}  {one_line(f'{line.source}{copy}: {line.text}')}"


def _by_origin(record: IncidentRecord) -> Iterator[str]:
    yield from ("", "sources by origin")
    for name, lines in source_lines(record):
        yield f"  {one_line(name)}"
        for line in lines:
            why = f" [{', '.join(line.marks)}]" if line.marks else ""
            told = ", ".join(t for t in (line.source, line.text) if t)
            yield f"    {_day(line)}  {one_line(told + why)}"


def _related(
    record: IncidentRecord, documents: Mapping[str, Record], colour: bool, others: Mapping[str, str]
) -> Iterator[str]:
    lines = list(related_lines(record, documents))
    if lines:
        yield from ("", "related incidents")
    for line in lines:
        other = f"{others[line.other]} ({line.other})" if line.other in others else line.other
        yield from _told(replace(line, text=f"{line.text}: {other}"), documents, colour)


def _account_lines(record: AccountRecord, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    document = documents[record["document_id"]]
    yield f"account {record['account_id']}"
    yield _labelled("told by", _told_by(document))
    yield _labelled("review", _review(record["review"]))
    yield from (_labelled("judged", decision_text(judgement)) for judgement in record["judgements"])
    for row in field_rows(record):
        yield ""
        yield from _row_lines(row, document, colour)


def _row_lines(row: FieldRow, document: Record, colour: bool) -> Iterator[str]:
    yield _labelled(("or: " if row.rival else "") + row.label, row.value)
    for where in row.where:
        yield f"{'':{LABEL_WIDTH}}  {_sentence(where, document, colour)}"
    said = f"said by {row.speakers}" if row.speakers else "no speaker named"
    yield f"{'':{LABEL_WIDTH}}  {one_line(said)}; {made_by_text(row.method, row.confidence)}"


def _sentence(where: Where, document: Record, colour: bool) -> str:
    """The sentence around a span with its words marked; the part's name first where it is not the body."""
    text = document[where.part] or ""
    low, high = sentence_around(text, where.start, where.end) if where.part == BODY else (0, len(text))
    before, words, after = text[low : where.start], text[where.start : where.end], text[where.end : high]
    marked = f"{BOLD}\u00ab{one_line(words)}\u00bb{PLAIN}" if colour else f"\u00ab{one_line(words)}\u00bb"
    prefix = "" if where.part == BODY else f"[{where.part}] "
    left = one_line(before) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + one_line(after)
    return f"{prefix}{left}{marked}{right}"


def _rivals(record: IncidentRecord, documents: Mapping[str, Record]) -> Iterator[str]:
    """Other fields on which the accounts differ, their values side by side."""
    above = _SHOWN_ABOVE if record["origin_groups"] else _SHOWN_ABOVE[:2]
    told: dict[str, dict[str, list[str]]] = {}
    for account in record["accounts"]:
        outlet = _outlet(documents[account["document_id"]])
        for row in field_rows(account):
            if not row.path.startswith(above):
                told.setdefault(row.label, {}).setdefault(row.value, []).append(outlet)
    differing = {label: values for label, values in told.items() if len(values) > 1}
    if differing:
        yield ""
        yield "where the accounts differ"
    for label, values in differing.items():
        sides = (f"{value} [{', '.join(dict.fromkeys(outlets))}]" for value, outlets in values.items())
        yield _labelled(label, " | ".join(sides))


_SHOWN_ABOVE = ("event_type", "actors.", "casualties.", "date", "place", "attribution")
"""Fields that have their own section; of an incident that an older Dateline made only the first two."""


def _outlet(document: Record) -> str:
    return str(document["outlet"] or document["document_id"])


def _labelled(label: str, text: str) -> str:
    return f"{label:<{LABEL_WIDTH}}  {one_line(text)}"


def _review(review: str) -> str:
    return NOT_REVIEWED if review == "machine" else review


def _sources(record: IncidentRecord) -> str:
    origins = len(record["origins"])
    return (
        f"{len(record['sources'])} documents of {origins} independent origins: {', '.join(record['outlets'])}"
    )


def _told_by(document: Record) -> str:
    known = (document["outlet"], document["published"], document["title"], document["url"])
    return ", ".join(text for text in known if text) or document["document_id"]
