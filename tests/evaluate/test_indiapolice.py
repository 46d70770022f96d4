from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.evaluate.metrics.indiapolice_coding import label_account, label_article
from dateline.evaluate.run import run
from dateline.model import Account, Document, Role, Status
from evaluate.accounts import account, document
from evaluate.coders import HandCoder

TEXT = "police fired on the crowd and held a man; a mob burnt a shop; curfew was clamped on umber."
DOC = document(TEXT)
POLICE = (Role.PERPETRATOR, "the police", None)
MOB = (Role.PERPETRATOR, "a mob", None)


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        (account(DOC, "fired", "armed_attack", actors=[POLICE]), {"FORCE", "ANY_ACTION"}),
        (account(DOC, "fired", "riot", actors=[POLICE], killed=(2, None)), {"KILL", "FORCE", "ANY_ACTION"}),
        (account(DOC, "held", "arrest", actors=[POLICE]), {"ARREST", "ANY_ACTION"}),
        (account(DOC, "held", "arrest"), {"ARREST", "ANY_ACTION"}),
        (account(DOC, "held", "arrest", actors=[MOB]), set()),
        (account(DOC, "burnt", "property_attack", actors=[MOB], killed=(3, 3)), set()),
        (account(DOC, "burnt", "property_attack", actors=[(Role.TARGET, "police", None)]), set()),
        (account(DOC, "curfew", "sanction"), {"ANY_ACTION"}),
        (account(DOC, "held", "force_movement", actors=[(Role.TARGET, "army jawans", None)]), {"ANY_ACTION"}),
        (account(DOC, "held", "denial", actors=[(Role.SPEAKER, "the police chief", None)]), {"ANY_ACTION"}),
        (account(DOC, "fired", "armed_attack", actors=[POLICE], status=Status.THREATENED), set()),
    ],
)
def test_an_account_gives_the_labels_of_what_the_police_did(given: Account, labels: set[str]) -> None:
    assert label_account(given) == labels


def test_an_article_has_the_labels_of_all_its_accounts() -> None:
    rows = [account(DOC, "fired", "armed_attack", actors=[POLICE]), account(DOC, "held", "arrest")]
    assert label_article(rows) == {"FORCE", "ARREST", "ANY_ACTION"}


def test_a_false_alarm_is_a_label_of_an_article_without_any(tmp_path: Path) -> None:
    (tmp_path / "indiapolice").mkdir()
    rows = [
        {"id": 1, "text": TEXT, "labels": ["ARREST", "ANY_ACTION"], "sentences": []},
        {"id": 2, "text": "it rained. " + TEXT, "labels": [], "sentences": []},
        {"id": 3, "text": "it rained.", "labels": [], "sentences": []},
        {"id": 4, "text": "it snowed. " + TEXT, "labels": ["FAIL"], "sentences": []},
    ]
    (tmp_path / "indiapolice" / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def code(doc: Document) -> Sequence[Account]:
        return [account(doc, "held", "arrest")] if "held" in doc.body else []

    report = run("indiapolice", tmp_path, "dev", HandCoder(code))
    assert report.score("ARREST.recall").value == 1.0
    assert report.score("ARREST.precision").value == pytest.approx(1 / 3)
    assert report.score("ARREST.false_alarms").value == 0.5
    assert report.score("FAIL.recall").value == 0.0
    assert report.baselines["nothing found"]["ANY_ACTION.false_alarms"] == 0.0
