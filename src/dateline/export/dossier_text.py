"""A dossier for a person at a terminal: section by section in order of time, each line with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.codec.actor_shapes import DossierLineRecord, DossierRecord, Section
from dateline.export.excerpt import one_line
from dateline.export.fields import chain_text
from dateline.model import Basis, DatePrecision, Status

__all__ = ["dossier_text"]

_HEADS: Mapping[Section, str] = {
    "name": "names",
    "role": "offices",
    "tie": "branches and ties",
    "membership": "memberships",
    "leadership": "changes of leadership",
    "stance": "stances",
    "done": "done",
    "suffered": "done to it",
    "said": "said",
    "heard": "said to it or of it",
}
_INDENT = " " * 14
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def dossier_text(record: DossierRecord, *, colour: bool = False) -> str:
    """The dossier as text; ends with a newline. Outside text is put on one line, stripped of controls."""
    return "\n".join(_lines(record, colour)) + "\n"


def _lines(record: DossierRecord, colour: bool) -> Iterator[str]:
    actor = record["actor"]
    head = one_line(actor["name"] or actor["text"])
    known = [text for text in (actor["actor_id"], record["actor_kind"], *record["countries"]) if text]
    yield f"{BOLD}{head}{PLAIN}" if colour else head
    yield f"{', '.join(known) or 'not in the registry; matched by these words'}; machine-made, not reviewed"
    for section, title in _HEADS.items():
        rows = [line for line in record["lines"] if line["section"] == section]
        if rows:
            yield ""
            yield f"{BOLD}{title}{PLAIN}" if colour else title
            for line in rows:
                yield from _line(line)
    changed = [line for line in record["lines"] if line["changed"]]
    if changed:
        yield ""
        yield f"{BOLD}what changed{PLAIN}" if colour else "what changed"
        yield from (f"  {_day(line):<12}{one_line(line['text'])}; {line['changed']}" for line in changed)
    if not record["lines"]:
        yield "nothing is told of it in this store"


def _line(line: DossierLineRecord) -> Iterator[str]:
    status = "" if line["status"] == Status.OCCURRED else f" [{line['status']}]"
    yield f"  {_day(line):<12}{one_line(line['text'])}{status}"
    yield f"{_INDENT}\u00ab{one_line(line['sentence'])}\u00bb"
    source = ", ".join(text for text in (line["source"], line["published"]) if text) or line["document_id"]
    more = f"; {line['documents']} documents" if line["documents"] > 1 else ""
    yield f"{_INDENT}{one_line(source)}{more}; on the word of {one_line(chain_text(line['attribution']))}"


def _day(line: DossierLineRecord) -> str:
    """The day, month or year, with "~" where it is only that of the report and "?" where none is known."""
    date = line["date"]
    if date is None or date["start"] is None:
        return f"~{line['published'][:10]}" if line["published"] else "?"
    shown = date["start"][: _LENGTH.get(DatePrecision(date["precision"]))]
    return f"~{shown}" if date["basis"] == Basis.PUBLICATION else shown


_LENGTH = {DatePrecision.MONTH: len("2026-01"), DatePrecision.YEAR: len("2026")}
"""Characters of an ISO day that a coarser date knows."""
