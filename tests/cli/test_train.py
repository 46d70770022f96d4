"""``dateline train``: what it asks for, what it refuses, and its exit codes."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.cli.train import _day
from dateline.errors import UsageError
from dateline.training.mixture import find_encoder, shipped_mixture
from dateline.training.readers import READERS

TINY = Path(__file__).parent.parent / "tagging" / "tiny"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["train", *arguments])


def corrections(path: Path, *, rejected: int) -> str:
    """Twelve accounts that are right, then some that are not."""
    rows: list[dict[str, Any]] = []
    for number in range(12 + rejected):
        right = number < 12
        body = f"Police arrested {number} men." if right else f"Shares bombed on market day {number}."
        rows.append(
            {
                "account_id": str(number),
                "document_id": str(number),
                "event_type": "arrest" if right else "air_strike",
                "status": "occurred",
                "evidence": {"event_type": [[7, 13]]},
                "review": "reviewed",
                "verdict": "accept" if right else "reject",
                "body": body,
            }
        )
    path.write_text("{broken\n" + "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_corrections_that_help_are_installed_with_their_scores(tmp_path: Path) -> None:
    file = corrections(tmp_path / "c.jsonl", rejected=12)
    result = run("--corrections", file, "--base", str(TINY), "--out", str(tmp_path / "taught"))
    assert result.exit_code == 0, result.output
    assert "before" in result.stdout
    assert f"installed in {tmp_path / 'taught'}" in result.stdout
    assert f"{file}:1: not used: " in result.stderr
    assert (tmp_path / "taught" / "user_heads.npz").is_file()


def test_corrections_that_do_not_help_are_refused_with_exit_code_1(tmp_path: Path) -> None:
    file = corrections(tmp_path / "c.jsonl", rejected=0)
    result = run("--corrections", file, "--base", str(TINY), "--out", str(tmp_path / "taught"))
    assert result.exit_code == 1
    assert "nothing was installed" in result.stdout
    assert not (tmp_path / "taught").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give either --data"),
        (("--data", "d", "--corrections", "c"), "give either --data"),
        (("--data", "d", "--base", "m"), "--base goes with --corrections"),
        (("--corrections", "c", "--out", "o", "--seed", "1"), "go with --data"),
        (("--corrections", "c"), "say with --out"),
    ],
)
def test_options_that_do_not_go_together_are_told(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_without_pytorch_training_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    result = run("--data", "anywhere")
    assert result.exit_code == 2
    assert "needs torch, transformers, onnx" in result.stderr
    assert "requirements-train.lock" in result.stderr


def test_the_day_of_the_card_is_given_or_that_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert _day("2026-03-09") == "2026-03-09"
    assert _day(None) == "1970-01-02"
    with pytest.raises(UsageError, match="is no day"):
        _day("yesterday")


def test_the_shipped_recipe_names_corpora_that_have_a_reader() -> None:
    assert set(shipped_mixture().corpora) <= set(READERS)


def test_epochs_change_the_recipe_corpus_by_corpus() -> None:
    changed = shipped_mixture().changed(["muc4=0", "hrdsattack=2.5"], seed=3)
    assert "muc4" not in changed.corpora
    assert [one.epochs["hrdsattack"] for one in changed.rounds] == [2.5, 2.5]
    assert changed.longest["hrdsattack"] == 700
    assert changed.seed == 3
    for word in ("picnic=1", "muc4", "muc4=-1", "muc4=many"):
        with pytest.raises(UsageError, match=f"--epochs {word}"):
            shipped_mixture().changed([word], seed=None)
    with pytest.raises(UsageError, match="no corpus to train on"):
        shipped_mixture().changed([f"{name}=0" for name in shipped_mixture().corpora], seed=None)


def test_an_encoder_folder_without_its_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no config\.json here"):
        find_encoder(tmp_path)
