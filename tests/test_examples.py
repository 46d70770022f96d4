"""The example reports and what is expected of them agree with each other."""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dateline.codebook import Codebook
from dateline.model import Grade, Status

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"
EXPECTED: dict[str, Any] = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))
DOCUMENTS: list[dict[str, Any]] = EXPECTED["document"]


def report_text(document: dict[str, Any]) -> str:
    """The report as a person reads it: of a .jsonl file, the body of the article on that line."""
    raw = (REPORTS / document["file"]).read_text(encoding="utf-8")
    if not document["file"].endswith(".jsonl"):
        return raw
    return str(json.loads(raw.splitlines()[document["line"] - 1])["body"])


def test_every_report_has_an_expectation_and_every_expectation_a_report() -> None:
    expected = Counter(document["file"] for document in DOCUMENTS)
    articles = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) if path.suffix == ".jsonl" else 1
        for path in REPORTS.iterdir()
        if path.suffix != ".json"
    }
    assert expected == articles


def test_every_sidecar_belongs_to_a_text_report() -> None:
    sidecars = {path.stem for path in REPORTS.glob("*.json")}
    assert sidecars == {path.stem for path in REPORTS.glob("*.txt")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: f"{d['file']}:{d.get('line', 1)}")
def test_expected_words_are_exact_parts_of_the_report(document: dict[str, Any]) -> None:
    text = report_text(document)
    for account in document.get("account", []):
        for words in (
            account[key] for key in ("words", "place", "perpetrator", "claimed_by") if key in account
        ):
            assert words in text


def test_controls_and_only_controls_expect_no_account() -> None:
    controls = [document["file"] for document in DOCUMENTS if document.get("control")]
    assert controls == [document["file"] for document in DOCUMENTS if "account" not in document]
    assert len(controls) == 2


def test_the_reports_show_every_status() -> None:
    must = [a for d in DOCUMENTS for a in d.get("account", []) if not a.get("optional")]
    assert {Status(account["status"]) for account in must} == set(Status)


def test_the_reprint_is_the_wire_copy_letter_for_letter() -> None:
    wire, reprint = (REPORTS / f"{name}.txt" for name in ("01-mopti-market-wire", "02-mopti-market-reprint"))
    assert wire.read_bytes() == reprint.read_bytes()


def test_incidents_name_expected_reports_and_their_range_of_tolls() -> None:
    for incident in EXPECTED["incident"]:
        told = [
            account["killed"]
            for document in DOCUMENTS
            if document["file"] in incident["files"]
            for account in document["account"]
            if account["type"] == incident["type"] and "killed" in account
        ]
        assert len(told) == len(incident["files"])
        lows = [killed["low"] for killed in told]
        assert incident["killed"] == {"low": min(lows), "high": max(lows)}
        assert Grade(incident["grade"])


def test_expected_types_are_in_the_codebook() -> None:
    accounts = [account for document in DOCUMENTS for account in document.get("account", [])]
    named = {name for account in accounts for name in (account["type"], *account.get("accept", []))}
    assert named <= set(Codebook.load().types)
