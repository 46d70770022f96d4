"""What the coder makes of the example reports, against what a careful person recorded for them.

What it gets wrong is listed in ``examples_known_misses.toml``: a new miss fails, and so does a listed one
that is right by now, so that the list is always the truth.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from dateline.export.excerpt import sentence_around
from dateline.ingest import read_paths
from dateline.model import BODY, Account, Document
from real_coder import real_coder

ROOT = Path(__file__).parent.parent
EXPECTED: dict[str, Any] = tomllib.loads((ROOT / "examples" / "expected.toml").read_text(encoding="utf-8"))
KNOWN: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("examples_known_misses.toml").read_text(encoding="utf-8")
)["miss"]


@lru_cache
def coded(file: str, line: int) -> tuple[Document, tuple[Account, ...]]:
    """The article of a report, of a .jsonl file the one on that line, and its accounts."""
    document = list(read_paths([str(ROOT / "examples" / "reports" / file)]))[line - 1]
    assert isinstance(document, Document)
    return document, real_coder().code(document)


def tells(account: Account, document: Document, expected: dict[str, Any]) -> bool:
    """Whether the account is of the expected type and status and rests on the expected sentence."""
    if account.event_type not in (expected["type"], *expected.get("accept", [])):
        return False
    if account.status.value != expected["status"]:
        return False
    words = " ".join(expected["words"].split())
    start = document.body.find(words)
    low, high = sentence_around(document.body, start, start + len(words))
    spans = [span for row in account.assertions for span in row.spans if span.part == BODY]
    return any(span.start < high and low < span.end for span in spans)


def misses() -> set[tuple[str, str]]:
    """File and words of each expected account that is not there, and file and type of each false one."""
    found: set[tuple[str, str]] = set()
    for entry in EXPECTED["document"]:
        document, accounts = coded(entry["file"], entry.get("line", 1))
        for expected in entry.get("account", []):
            if expected.get("optional"):
                continue
            if not any(tells(account, document, expected) for account in accounts):
                found.add((entry["file"], f"{expected['type']}, {expected['status']}"))
        if entry.get("control"):
            found |= {(entry["file"], f"false {account.event_type}") for account in accounts}
    return found


def test_what_the_coder_misses_is_what_is_listed() -> None:
    listed = {(miss["file"], miss["what"]) for miss in KNOWN}
    actual = misses()
    assert sorted(actual - listed) == [], "new misses: mend the rule, or list them with the reason"
    assert sorted(listed - actual) == [], "listed, but right by now: take them off the list"


def test_every_listed_miss_says_why_once() -> None:
    assert len({(miss["file"], miss["what"]) for miss in KNOWN}) == len(KNOWN)
    assert all(len(miss["reason"].split()) > 3 for miss in KNOWN)


@pytest.mark.parametrize("entry", EXPECTED["document"], ids=lambda d: f"{d['file']}:{d.get('line', 1)}")
def test_every_value_of_the_examples_rests_on_words_of_its_report(entry: dict[str, Any]) -> None:
    document, accounts = coded(entry["file"], entry.get("line", 1))
    assert all(document.holds(span) for a in accounts for row in a.assertions for span in row.spans)
