"""What the pages show of ``examples/``: the real commands, run anew, and their real output."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from dateline.cli import main
from dateline.export.excerpt import one_line, sentence_around

__all__ = ["ROOT", "Example", "coded_examples", "record_as_json", "shown_incident", "told_values"]

ROOT = Path(__file__).parent.parent
WIDTH = 108
"""Characters of a line of shown output: what GitHub shows of a code block without a scroll bar."""
LABELLED = 16
"""Columns that the labels of ``dateline show`` take."""

Record = Mapping[str, Any]


class Example:
    """A store of the coded examples; ``run`` gives what a command prints about it."""

    def __init__(self, db: Path) -> None:
        self._db = db

    def run(self, *arguments: str) -> str:
        """Standard output of ``dateline ARGUMENTS --db STORE``.

        Raises:
            RuntimeError: the command failed.
        """
        return _run(*arguments, "--db", str(self._db))

    def records(self, level: str) -> list[Record]:
        """The exchange records of one level."""
        lines = self.run("export", "--format", "jsonl", "--level", level).splitlines()
        return [json.loads(line) for line in lines]


@contextmanager
def coded_examples() -> Iterator[Example]:
    """The examples, coded into a store that is gone afterwards."""
    with TemporaryDirectory() as folder, _in_folder(ROOT):
        db = Path(folder, "examples.db")
        _run("code", "examples/reports", "--db", str(db))
        yield Example(db)


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    if result.exit_code != 0:
        raise RuntimeError(f"dateline {' '.join(arguments)} ended with {result.exit_code}: {result.stderr}")
    return str(result.stdout)


def most_told(example: Example) -> Record:
    """The incident with the most documents behind it."""
    return max(
        example.records("incident"), key=lambda record: (len(record["sources"]), record["incident_id"])
    )


def shown_incident(example: Example) -> str:
    """What ``dateline show`` prints for the incident told most often, shortened for a first look.

    Kept are the head, who did it, the killed as told and what belongs to it; what is left out is marked, and
    long lines are wrapped.
    """
    incident = most_told(example)["incident_id"]
    head, *accounts = example.run("show", incident).split("\n\naccount ")
    first, *sections = head.split("\n\n")
    kept = [first, *(block for block in sections if block.startswith(SHOWN))]
    more = len(accounts)
    left_out = f"[... where, when, history, sources, and all {more} accounts whole, likewise]"
    shown = "\n\n".join([*map(_wrapped, kept), left_out])
    return f"$ dateline show {incident[:11]} --db record.db\n{shown}"


SHOWN = ("who did it", "killed", "related incidents")
"""Sections of the incident that a first look shows."""


def _wrapped(block: str) -> str:
    lines: list[str] = []
    for line in block.splitlines():
        wrapped = textwrap.wrap(
            line, WIDTH, subsequent_indent=" " * LABELLED, drop_whitespace=True, break_on_hyphens=False
        )
        lines += wrapped or [""]
    return "\n".join(lines)


def fullest_account(example: Example) -> Record:
    """The account in which most fields have a value: shows the record at its fullest."""

    def filled(record: Record) -> int:
        return sum(record[name] not in (None, [], {}) for name in record) + len(record["evidence"])

    return max(example.records("account"), key=lambda record: (filled(record), record["account_id"]))


def record_as_json(record: Record) -> str:
    """A record with one line for every field, and for every item of its longer ones."""
    rows = [f"  {json.dumps(name)}: {_compact(value)}" for name, value in record.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _compact(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= WIDTH or not value:
        return text
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value) + "\n  ]"
    if isinstance(value, dict):
        rows = [
            f"    {json.dumps(key)}: {json.dumps(item, ensure_ascii=False)}" for key, item in value.items()
        ]
        return "{\n" + ",\n".join(rows) + "\n  }"
    return text


def told_values(example: Example) -> str:
    """One value followed through the pipeline: its words, its span, its record and its cell, as Markdown."""
    incident = most_told(example)
    account = next(a for a in incident["accounts"] if a["casualties"]["killed"])
    document = next(d for d in example.records("document") if d["document_id"] == account["document_id"])
    killed = account["casualties"]["killed"]
    start, end = account["evidence"]["casualties.killed"][0]
    low, high = sentence_around(document["body"], start, end)
    sentence = one_line(document["body"][low:high])
    told = incident["casualties"]["killed"]
    rows = [
        ("sentence", sentence),
        ("words", f"`{document['body'][start:end]}`, characters {start} to {end} of the body"),
        ("account", "`" + json.dumps({key: killed[key] for key in ("low", "high", "text")}) + "`"),
        ("incident", "`" + json.dumps(told) + f"`, over {len(incident['accounts'])} accounts"),
        (
            "CSV, level account",
            f"`killed_low` = {_cell(killed['low'])}, `killed_high` = {_cell(killed['high'])}",
        ),
        (
            "CSV, level incident",
            ", ".join(f"`killed_{key}` = {_cell(told[key])}" for key in ("low", "best", "high")),
        ),
    ]
    return "\n".join(["| where | what stands there |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


def _cell(value: object) -> str:
    return "(empty: no bound is told)" if value is None else str(value)
