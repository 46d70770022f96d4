"""Learning from corrections: lines refused, heads that help, and the refusal of those that do not."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.codebook import Codebook
from dateline.errors import UsageError
from dateline.tagging.user_heads import Coded, Features, UserHeads, user_heads_in
from dateline.training.corrections.install import learn
from dateline.training.corrections.lines import Fault, read_lines
from dateline.training.corrections.samples import Sample, samples_of
from dateline.training.corrections.trial import trial

TINY = Path(__file__).parent.parent / "tagging" / "tiny"
TYPES = Codebook.load().types
TOWNS = ("Gao", "Mopti", "Raqqa", "Homs", "Herat", "Baidoa", "Jos", "Taiz", "Aden", "Cali", "Orrin", "Velm")


def line(number: int, **changed: object) -> dict[str, Any]:
    body = f"Police arrested three members of the group in {TOWNS[number % 12]} on Monday."
    return {
        "account_id": f"b2:{number}",
        "document_id": f"b2:d{number}",
        "event_type": "arrest",
        "status": "occurred",
        "evidence": {"event_type": [[7, 15]]},
        "review": "reviewed",
        "verdict": "accept",
        "body": body,
        **changed,
    }


def market(number: int, **changed: object) -> dict[str, Any]:
    """What a person keeps rejecting: prices that "strike" and shares that "bomb"."""
    body = f"Shares in {TOWNS[number % 12]} bombed as the market struck a record low price."
    told = {"event_type": "air_strike", "evidence": {"event_type": [[body.index("bombed"), len(body)]]}}
    return line(100 + number, body=body, verdict="reject", **told) | changed


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"review": "machine"}, "review: "),
        ({"verdict": "same"}, "'same' is no verdict on one account"),
        ({"verdict": "edit"}, "was: an edit says what was coded before"),
        ({"was": {"event_type": "trial", "status": "occurred"}}, "was: only an edit changes"),
        ({"event_type": "picnic"}, "event_type: no type 'picnic' in the codebook"),
        ({"status": "maybe"}, "status: "),
        ({"body": None}, "body: missing; give the text"),
        ({"evidence": {}}, "evidence.event_type: missing"),
        ({"evidence": {"event_type": [[7, 999]]}}, r"\[7, 999\] is not inside"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_what_is_wrong(
    tmp_path: Path, changed: dict[str, object], reason: str
) -> None:
    path = written(tmp_path / "c.jsonl", [line(1), line(2, **changed)])
    good, bad = read_lines(path, TYPES)
    assert not isinstance(good, Fault)
    assert isinstance(bad, Fault)
    assert bad.line == 2
    assert re.search(reason, bad.reason)


def test_a_line_that_is_no_json_is_told_and_an_empty_one_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("\n{not json\n", encoding="utf-8")
    [fault] = read_lines(path, TYPES)
    assert isinstance(fault, Fault)
    assert fault.line == 2


def test_the_sentence_of_a_correction_is_the_one_that_its_evidence_is_in(parser: Any, tmp_path: Path) -> None:
    body = "The market fell. Police arrested two men in Gao. Rain is expected."
    rows = [
        line(1, body=body, evidence={"event_type": [[body.index("arrested"), body.index("arrested") + 8]]}),
        line(2, body=None, sentences=["Two men were held."]),
        line(3, verdict="unsure"),
    ]
    records = [r for r in read_lines(written(tmp_path / "c.jsonl", rows), TYPES) if not isinstance(r, Fault)]
    seen: list[str] = []

    def vector(text: str) -> np.ndarray[Any, Any]:
        seen.append(text)
        return np.zeros(2)

    assert len(samples_of(records, parser, vector)) == 2
    assert seen == ["Police arrested two men in Gao.", "Two men were held."]


def test_what_a_person_keeps_rejecting_is_no_longer_coded(tmp_path: Path) -> None:
    rows = [row for n in range(12) for row in (line(n), market(n))]
    out = tmp_path / "taught"
    outcome = learn(written(tmp_path / "c.jsonl", rows), out, Codebook.load(), TINY)
    assert outcome.installed == out
    assert outcome.trial.before.false == 12
    assert outcome.trial.after.false <= 2
    assert outcome.trial.after.f1 > outcome.trial.before.f1
    assert [name for name, _ in outcome.trial.parts] == ["kept"]
    assert user_heads_in(out) is not None
    card = json.loads((out / "card.json").read_text())
    assert card["name"] == "tiny"
    assert card["corrections"]["heads"] == ["kept"]


def test_a_type_that_is_always_set_right_is_set_right(tmp_path: Path) -> None:
    was = {"event_type": "armed_attack", "status": "occurred"}
    told = "Soldiers burned the houses of two families in "
    rows = [
        line(n, verdict="edit", was=was, event_type="property_attack", body=None, sentences=[told + town])
        for n, town in enumerate(TOWNS)
    ]
    rows += [line(50 + n) for n in range(12)]
    outcome = learn(written(tmp_path / "c.jsonl", rows), tmp_path / "taught", Codebook.load(), TINY)
    assert outcome.installed is not None
    assert "types" in [name for name, _ in outcome.trial.parts]
    assert outcome.trial.after.right_type > outcome.trial.before.right_type


def test_heads_that_do_not_help_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    perfect = [line(n) for n in range(12)]
    outcome = learn(written(tmp_path / "c.jsonl", perfect), tmp_path / "taught", Codebook.load(), TINY)
    assert outcome.installed is None
    assert not outcome.trial.better
    assert not (tmp_path / "taught").exists()


def test_the_same_words_accepted_and_rejected_teach_nothing(tmp_path: Path) -> None:
    rows = [line(n, verdict="reject" if n // 12 else "accept", document_id=f"b2:{n % 12}") for n in range(24)]
    outcome = learn(written(tmp_path / "c.jsonl", rows), tmp_path / "taught", Codebook.load(), TINY)
    assert outcome.installed is None


def test_too_few_corrections_are_refused_with_the_first_fault(tmp_path: Path) -> None:
    path = written(tmp_path / "c.jsonl", [line(1), line(2, review="machine")])
    with pytest.raises(UsageError, match=r"1 decided corrections, too few.*line 2: review"):
        learn(path, tmp_path / "taught", Codebook.load(), TINY)


def test_learning_twice_gives_the_same_heads(tmp_path: Path) -> None:
    path = written(tmp_path / "c.jsonl", [row for n in range(12) for row in (line(n), market(n))])
    for name in ("a", "b"):
        learn(path, tmp_path / name, Codebook.load(), TINY)
    first, second = ((tmp_path / name / "user_heads.json").read_bytes() for name in ("a", "b"))
    assert first == second
    with np.load(tmp_path / "a" / "user_heads.npz") as a, np.load(tmp_path / "b" / "user_heads.npz") as b:
        assert all(np.array_equal(a[key], b[key]) for key in a.files)


def test_a_document_is_never_fitted_and_measured_on_at_once() -> None:
    coded = Coded(event_type="arrest", status="occurred")
    samples = [
        Sample(document=f"d{n % 7}", vector=np.array([float(n)]), coded=coded, right=coded) for n in range(40)
    ]
    features = Features(centre=np.zeros(1), types=("arrest",), statuses=("occurred",))
    parts: list[set[str]] = []

    def fit(part: Any) -> UserHeads:
        parts.append({s.document for s in part})
        return UserHeads(model="", name="", features=features)

    trial(samples, fit)
    assert len(parts) == 5
    for document in {s.document for s in samples}:
        assert sum(document not in part for part in parts) == 1


POSTERS = """
[types.poster_damage]
family = "disorder"
label = "Campaign posters damaged"
definition = "Someone tears down, burns or defaces the campaign posters of a party or candidate."
examples = ["Young men tore down the campaign posters of two candidates in Orrin.",
            "Campaign posters of the party were defaced in Velm."]
acled = { event_type = "Riots", sub_event_type = "Mob violence" }
plover = { type = "PROTEST", mode = "riot" }
"""


def test_a_type_of_the_users_own_is_learned_from_what_was_missed(tmp_path: Path) -> None:
    book = tmp_path / "types.toml"
    book.write_text(POSTERS, encoding="utf-8")
    rows = [
        line(
            n,
            event_type="poster_damage",
            verdict="edit",
            was=None,
            body=None,
            sentences=[f"Campaign posters of a candidate were torn down in {town}."],
        )
        for n, town in enumerate(TOWNS)
    ]
    rows += [line(50 + n) for n in range(12)]
    out = tmp_path / "taught"
    outcome = learn(written(tmp_path / "c.jsonl", rows), out, Codebook.load([book]), TINY)
    assert outcome.installed == out
    assert outcome.trial.after.recall > outcome.trial.before.recall + 0.3
    heads = user_heads_in(out)
    assert heads is not None
    assert [d.event_type for d in heads.detectors] == ["poster_damage"]
