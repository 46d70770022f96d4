"""Every exported value rests on words of its own document: checked value by value for a folder of texts."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.corpus_texts import write_texts
from benchmarks.runner import BenchmarkFailed, Figure, dateline_command, run_pinned, save
from dateline.codec import from_record
from dateline.errors import RecordError
from dateline.model import Assertion, Document

PARTS = (
    "title", "byline", "dateline", "body", "published", "outlet", "origin", "url", "language",
)  # fmt: skip
"""Keys of a document record that are parts of the document; the others describe the file it came from."""

TIMEOUT = 7200.0
"""Seconds one command may take; the largest corpora hold some ten thousand texts."""

Record = Mapping[str, Any]


def faults(record: Record, document: Document) -> Iterator[str]:
    """What is wrong with the evidence of one exported account, one sentence a fault.

    Reading the record back finds values without evidence and offsets outside the document; what is left to
    see is that the value's own words stand at those offsets.
    """
    try:
        account = from_record(record, document)
    except RecordError as error:
        yield from error.faults
        return
    for assertion in account.assertions:
        if not _words_in_spans(assertion):
            yield f"{assertion.field}: its words are not at its offsets: {assertion.value}"


def _words_in_spans(assertion: Assertion) -> bool:
    """Whether the value's own words, if it keeps any, are in one of its spans or in all of them in order."""
    words = _spaced(getattr(assertion.value, "text", ""))
    quotes = [_spaced(span.quote) for span in assertion.spans]
    return any(words in quote for quote in (*quotes, " ".join(quotes)))


def _spaced(text: str) -> str:
    """Line breaks in a source are not part of its words."""
    return " ".join(text.split())


def measure(folder: Path) -> dict[str, Figure]:
    """Code and export every text under ``folder`` and check every value; prints each fault with its document.

    Raises:
        BenchmarkFailed: a command ended otherwise than with 0, or 1 for rejected documents.
    """
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        database = str(Path(scratch, "spans.db"))
        _run("code", str(folder), "--db", database)
        documents = dict(_documents(_exported(database, "document")))
        seen["documents"] = len(documents)
        for record in _exported(database, "account"):
            seen["accounts"] += 1
            seen["values"] += sum(1 for _ in record["provenance"]) + len(record["other_values"])
            for fault in faults(record, documents[record["document_id"]]):
                seen["faults"] += 1
                print(f"{documents[record['document_id']].source_name}: {fault}", file=sys.stderr)
    counts = {name: seen[name] for name in ("documents", "accounts", "values", "faults")}
    return {"texts": folder.name, **counts}


def _documents(records: Iterator[Record]) -> Iterator[tuple[str, Document]]:
    """Each exported document, rebuilt from its record alone.

    Raises:
        BenchmarkFailed: the record does not hold everything that the document's id is made of.
    """
    for record in records:
        parts = {name: record[name] for name in PARTS if record[name]}
        document = Document(parts=parts, source_name=record["source_name"] or "")
        if document.id != record["document_id"]:
            raise BenchmarkFailed(f"the record of {document.source_name} does not give its document back")
        yield document.id, document


def _exported(database: str, level: str) -> Iterator[Record]:
    lines = _run("export", "--db", database, "--level", level, "--format", "jsonl").split("\n")
    return (json.loads(line) for line in lines if line)  # splitlines() would also split at U+2028


def _run(*arguments: str) -> str:
    run = run_pinned([dateline_command(), *arguments], timeout=TIMEOUT)
    if run.exit_code not in {0, 1}:
        raise BenchmarkFailed(f"dateline {arguments[0]}: exit code {run.exit_code}: {run.stderr[-500:]}")
    return run.stdout


def main() -> int:
    """Exit code 1 when a value has a fault, or when nothing was coded at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of texts, read as `dateline code` reads it")
    parser.add_argument(
        "--corpora", action="store_true", help="the folder is the root of human-coded corpora"
    )
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="CORPUS", help="a corpus not to read"
    )
    options = parser.parse_args()
    folder = options.folder.resolve()
    if not options.corpora:
        figures = measure(folder)
        save("spans", figures, ("dateline",))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            write_texts(folder, Path(scratch), frozenset(options.leave_out))
            figures = {**measure(Path(scratch)), "texts": "corpora", "left_out": ", ".join(options.leave_out)}
        save("spans_corpora", figures, ("dateline",))
    return int(bool(figures["faults"]) or not figures["values"])


if __name__ == "__main__":
    sys.exit(main())
