"""The terminal table: what, when, where, who, whom, how many, and the words it rests on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.codec.shapes import Evidence
from dateline.export.columns import Level, Record
from dateline.export.excerpt import one_line, sentence_around
from dateline.export.fields import bounds_text

__all__ = ["Style", "write_table"]

MAX_SENTENCE = 400
"""Characters of a source sentence in a cell; the whole of it is in `dateline show`."""
DONE_BY = ("perpetrator", "speaker", "participant")
DONE_TO = ("victim", "target", "addressee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to draw: characters a line, and whether to use terminal colours."""

    width: int = 120
    colour: bool = False


def write_table(
    records: Iterable[Record], level: Level, out: BinaryIO, documents: Mapping[str, Record], style: Style
) -> None:
    """A table of ``records`` in the order given, UTF-8. Source sentences come from ``documents`` (by id)."""
    table = _documents_table(records) if level == "document" else _events_table(records, level, documents)
    text = io.StringIO()
    console = Console(
        file=text,
        width=style.width,
        force_terminal=style.colour,
        no_color=not style.colour,
        color_system="standard" if style.colour else None,
        legacy_windows=False,
        highlight=False,
    )
    console.print(table)
    out.write(text.getvalue().encode())


def _events_table(records: Iterable[Record], level: Level, documents: Mapping[str, Record]) -> Table:
    table = Table(show_lines=True, expand=True, caption="machine-made, not reviewed, unless marked reviewed")
    for name, ratio in (("what", 3), ("when", 3), ("where", 3), ("who", 4), ("whom", 4), ("killed", 2)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("source sentence", ratio=9, overflow="fold")
    for record in records:
        account = _best_account(record) if level == "incident" else record
        table.add_row(
            _what(record),
            _cell(_when(record)),
            _cell(_where(record)),
            _cell(_done_by(record)),
            _cell(_actors(record, DONE_TO)),
            _cell(_killed(record, level)),
            _source(account, documents.get(account["document_id"])),
        )
    return table


def _documents_table(records: Iterable[Record]) -> Table:
    table = Table(expand=True)
    for name in ("document", "published", "outlet", "origin", "title", "read from"):
        table.add_column(name, overflow="fold")
    for record in records:
        names = ("document_id", "published", "outlet", "origin", "title", "source_name")
        table.add_row(*(_cell(record[name] or "") for name in names))
    return table


def _cell(text: str) -> Text:
    """Outside text as literal text: no markup, no terminal controls."""
    return Text(one_line(text))


def _what(record: Record) -> Text:
    text = Text(record["event_type"].replace("_", " "), style="bold")
    if record["count"] != 1:
        text.append(f" x{record['count']}")
    text.append(f"\n{record['status']}", style="italic")
    if "grade" in record:
        text.append(f"\n{record['grade']}")
    if record["background"]:
        text.append("\nbackground")
    if record["review"] == "reviewed":
        text.append("\nreviewed")
    return text


def _when(record: Record) -> str:
    date = record["date"]
    if date is None or (date["start"] is None and date["end"] is None):
        return "" if date is None else date["text"]
    days = (
        date["start"] if date["start"] == date["end"] else f"{date['start'] or '?'} to {date['end'] or '?'}"
    )
    return f"{days} ({date['basis']})"


def _where(record: Record) -> str:
    place = record["place"]
    if place is None:
        return ""
    name = place["name"] or place["text"]
    country = f", {place['country']}" if place["country"] and place["country"] != name else ""
    return f"{name}{country} ({place['precision']})"


def _actors(record: Record, roles: tuple[str, ...]) -> str:
    names = [actor["name"] or actor["text"] for actor in record["actors"] if actor["role"] in roles]
    return ", ".join(dict.fromkeys(names))


def _done_by(record: Record) -> str:
    """Who did it; of rivals that it is the one or the other."""
    if record.get("rivals"):
        return " or ".join(record["rivals"])
    return _actors(record, DONE_BY)


def _killed(record: Record, level: Level) -> str:
    killed = record["casualties"]["killed"]
    if killed is None:
        return ""
    if level == "account":
        return bounds_text(killed["low"], killed["high"])
    low, best, high = ("?" if killed[key] is None else str(killed[key]) for key in ("low", "best", "high"))
    return best if low == best == high else f"{best} ({low} to {high})"


def _best_account(incident: Record) -> Record:
    return next(a for a in incident["accounts"] if a["account_id"] == incident["best_account"])


def _source(account: Record, document: Record | None) -> Text:
    """The sentence of the event's own words, those words in bold; "" without the document."""
    evidence: Evidence = account["evidence"]
    ranges = evidence.get("event_type") or next(iter(evidence.values()), [])
    if document is None or not ranges:
        return Text("")
    body = document["body"]
    start, end = ranges[0]
    low, high = sentence_around(body, start, end)
    before, words, after = (one_line(body[i:j]) for i, j in ((low, start), (start, end), (end, high)))
    text = Text.assemble(
        before,
        " " if body[low:start][-1:].isspace() else "",
        (words, "bold"),
        " " if body[end:high][:1].isspace() else "",
        after,
    )
    text.truncate(MAX_SENTENCE, overflow="ellipsis")
    return text
