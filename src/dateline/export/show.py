"""One record for a person at a terminal: each value with its sentence, the words marked, and who said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from dateline.codec.shapes import AccountRecord, IncidentRecord, RangeRecord
from dateline.export.columns import Record
from dateline.export.excerpt import one_line, sentence_around
from dateline.export.fields import FieldRow, Where, field_rows, made_by_text, range_text
from dateline.export.judgements import decision_text
from dateline.model import BODY

__all__ = ["show_text"]

LABEL_WIDTH = 14
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
NOT_REVIEWED = "machine-made, not reviewed"


def show_text(record: Record, documents: Mapping[str, Record], *, colour: bool = False) -> str:
    """An account or incident record as text, one field a paragraph; ends with a newline.

    The words a value rests on stand in guillemets, with ``colour`` in bold. ``documents`` (document
    records by id) must hold every document of the record. All outside text is put on one line and
    stripped of control characters.
    """
    if "accounts" in record:
        lines = _incident_lines(cast(IncidentRecord, record), documents, colour)
    else:
        lines = _account_lines(cast(AccountRecord, record), documents, colour)
    return "\n".join(lines) + "\n"


def _incident_lines(record: IncidentRecord, documents: Mapping[str, Record], colour: bool) -> Iterator[str]:
    yield f"incident {record['incident_id']}"
    yield _labelled("event", f"{record['event_type']}, {record['status']}")
    yield _labelled("grade", f"{record['grade']}: {record['grade_reason']}")
    yield _labelled("review", _review(record["review"]))
    yield from (_labelled("judged", decision_text(judgement)) for judgement in record["judgements"])
    yield _labelled("sources", _sources(record))
    for kind, counts in record["casualties"].items():
        if counts is not None:
            yield _labelled(kind.replace("_", " "), range_text(cast(RangeRecord, counts)))
    yield from _rivals(record, documents)
    for account in record["accounts"]:
        yield ""
        yield from _account_lines(account, documents, colour)


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
    """Fields on which the accounts differ, their values side by side."""
    told: dict[str, dict[str, list[str]]] = {}
    for account in record["accounts"]:
        outlet = documents[account["document_id"]]["outlet"] or account["document_id"]
        for row in field_rows(account):
            if row.path != "event_type" and not row.path.startswith("actors."):
                told.setdefault(row.label, {}).setdefault(row.value, []).append(outlet)
    differing = {label: values for label, values in told.items() if len(values) > 1}
    if differing:
        yield ""
        yield "where the accounts differ"
    for label, values in differing.items():
        sides = (f"{value} [{', '.join(dict.fromkeys(outlets))}]" for value, outlets in values.items())
        yield _labelled(label, " | ".join(sides))


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
