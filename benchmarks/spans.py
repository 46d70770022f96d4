"""Every coded value rests on words of its own document: checked for all texts of a folder, value by value."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.coder import open_coder
from benchmarks.runner import Figure, save
from dateline.codec import to_record
from dateline.errors import RejectedDocument
from dateline.ingest import read_paths
from dateline.model import BODY, Account, Assertion, Document, Rejection


def faults(account: Account, document: Document) -> Iterator[str]:
    """What is wrong with the evidence of one account, one sentence a fault."""
    for assertion in account.assertions:
        if not all(document.holds(span) for span in assertion.spans):
            yield f"{assertion.field}: a span's quote is not the text at its offsets"
        if not _words_in_spans(assertion):
            yield f"{assertion.field}: its words are not in its spans: {assertion.value}"
    told = {(s.start, s.end) for a in account.assertions for s in a.spans if s.part == BODY}
    for field, ranges in to_record(account, document, None)["evidence"].items():
        for start, end in ranges:
            if (start, end) not in told or not 0 <= start < end <= len(document.body):
                yield f"record: evidence of {field} names {start}:{end}, which no assertion rests on"


def _words_in_spans(assertion: Assertion) -> bool:
    """Whether the value's own words, if it keeps any, are in one of its spans or in all of them in order."""
    words = _spaced(getattr(assertion.value, "text", ""))
    quotes = [_spaced(span.quote) for span in assertion.spans]
    return any(words in quote for quote in (*quotes, " ".join(quotes)))


def _spaced(text: str) -> str:
    """Line breaks in a source are not part of its words."""
    return " ".join(text.split())


def measure(folder: Path) -> dict[str, Figure]:
    """Code every text under ``folder`` and check every assertion; prints each fault with its document."""
    seen: Counter[str] = Counter()
    with open_coder() as pipeline:
        for found in read_paths([str(folder)]):
            if isinstance(found, Rejection):
                seen["rejected"] += 1
                continue
            try:
                accounts = pipeline.code(found)
            except RejectedDocument:
                seen["rejected"] += 1
                continue
            seen["documents"] += 1
            for account in accounts:
                seen["accounts"] += 1
                seen["values"] += len(account.assertions)
                for fault in faults(account, found):
                    seen["faults"] += 1
                    print(f"{found.source_name}: {fault}", file=sys.stderr)
    counts = {name: seen[name] for name in ("documents", "rejected", "accounts", "values", "faults")}
    return {"texts": folder.name, **counts}


def main() -> int:
    """Exit code 1 when a value has a fault, or when nothing was coded at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of texts, read as `dateline code` reads it")
    figures = measure(parser.parse_args().folder)
    save("spans", figures, ("dateline",))
    return int(bool(figures["faults"]) or not figures["values"])


if __name__ == "__main__":
    sys.exit(main())
