"""The generated pages and blocks say what the code, the examples and the results say."""

import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import errors
from dateline.cli import main
from dateline.codec import json_schema
from dateline.evaluate import TASKS
from dateline.evaluate.gates import PARTS
from dateline.model import Grade, Status
from dateline.settings import TABLE
from real_coder import cache_folder

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def docs(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Imports a module of the documentation, which is no installed package."""
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.setenv("DATELINE_CACHE", str(cache_folder()))
    return lambda name: importlib.import_module(f"docs.{name}")


def test_every_generated_page_and_block_is_in_step(
    docs: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["docs.build", "--check"])
    assert docs("build").main() == 0, capsys.readouterr().err


def test_every_command_setting_error_and_record_field_is_documented() -> None:
    assert all(f"\n## dateline {name}\n" in page("docs/cli.md") for name in main.commands)
    assert all(f"`{setting.name}`" in page("docs/settings.md") for setting in TABLE)
    assert all(f"`{name}`" in page("docs/errors.md") for name in errors.__all__)
    assert all(f"`dateline.{name}`" in page("docs/api.md") for name in dateline.__all__ if name[0] != "_")
    schema = json_schema()["$defs"]
    assert isinstance(schema, dict)
    fields = {field for record in schema.values() for field in record.get("properties", {})}
    assert [
        field for field in sorted(fields) if f"| `{field}` |" not in page("docs/exchange-record.md")
    ] == []


def test_readme_and_rules_tell_every_status_and_grade() -> None:
    rules = page("docs/coding-rules.md")
    assert re.findall(r"^\| `(\w+)` \|", page("README.md"), re.MULTILINE) == [
        status.value for status in Status
    ]
    assert all(f"| `{status.value}` |" in rules for status in Status)
    assert all(f"| {grade.value} |" in rules for grade in Grade)


def test_every_function_that_the_pages_walk_through_exists() -> None:
    named = re.findall(r"`((?:\w+\.)+\w+)`", page("docs/how-it-works.md"))
    assert len(named) > 20
    for name in named:
        module, _, rest = f"dateline.{name}".partition(".")
        found: object = importlib.import_module(module)
        for part in rest.split("."):
            module = f"{module}.{part}"
            found = importlib.import_module(module) if find_spec_of(module) else getattr(found, part)


def find_spec_of(module: str) -> bool:
    """Whether there is a module of this name; a function within a module has none."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def test_every_module_that_the_coding_rules_name_exists() -> None:
    text = re.sub(r"<!-- generated.*?<!-- end -->", "", page("docs/coding-rules.md"), flags=re.DOTALL)
    named = set(re.findall(r"\(`([^)]*)`\)", text))
    assert len(named) > 12
    source = ROOT / "src" / "dateline"
    for name in {part for names in named for part in re.split(r"`,\s+`", names)}:
        path = name.rstrip("/")
        assert any(
            (folder / f"{path}.py").exists() or (folder / path).exists()
            for folder in (source, source / "extract")
        ), name


def test_evaluation_page_defines_every_corpus() -> None:
    assert all(f"\n## {corpus}: " in page("docs/evaluation.md") for corpus in TASKS)


def test_no_published_result_holds_text_of_a_corpus() -> None:
    for path in (DOCS / "results").glob("*-*.json"):
        report = json.loads(path.read_text(encoding="utf-8"))
        assert report["misses"] == []
        assert path.stem == f"{report['corpus']}-{report['split']}"


def test_every_field_with_enough_values_is_calibrated_to_five_percent(docs: Callable[[str], Any]) -> None:
    measured = {field["field"]: field["curves"][0] for field in docs("reliability").load_calibration()}
    enough = {name: curve for name, curve in measured.items() if curve["cases"] >= 200}
    assert {"account", "event", "event_type", "place", "killed", "perpetrator", "victim"} <= set(enough)
    assert [name for name, curve in enough.items() if curve["error_equal_mass"] > 0.05] == []
    # A known shortfall: numbers of arrested, most of which are sure, are 5.5 % off in bins of equal width.
    wide = [name for name, curve in enough.items() if curve["error_equal_width"] > 0.05]
    assert wide == ["arrested"]


CURVE = {
    "corpus": "pooled", "cases": 1200, "right": 0.8, "error_equal_mass": 0.021, "error_equal_width": 0.013,
    "by_chance": 0.018, "brier": 0.12, "brier_of_the_mean": 0.16, "auc": None,
    "bins": [{"given": 0.7, "right": 0.72, "cases": 600}, {"given": 0.9, "right": 0.88, "cases": 600}],
}  # fmt: skip


def test_calibration_becomes_a_table_and_the_same_diagram_each_time(docs: Callable[[str], Any]) -> None:
    fields = [
        {"field": "place", "curves": [CURVE, {**CURVE, "corpus": "news"}, {**CURVE, "corpus": "satp"}]},
        {"field": "date", "curves": [CURVE, {**CURVE, "corpus": "news"}]},
    ]
    reliability = docs("reliability")
    assert "| pooled | 1,200 | 80.0 % | 2.1 % | 1.8 % | 1.3 % | 0.120 | 0.160 |  |" in reliability.table(
        fields
    )
    svg = reliability.diagrams(fields)
    assert svg == reliability.diagrams(fields)
    for words in ("place: ECE 2.1 %", "date: ECE 2.1 %", "satp, n 1,200", "probability given"):
        assert words in svg


def test_make_results_scores_every_part_that_has_floors() -> None:
    listed = re.search(r"^PARTS := (.*)$", page("Makefile"), re.MULTILINE)
    assert listed is not None
    assert set(listed[1].split()) == {f"{corpus}-{split}" for corpus, split in PARTS}


RESULT: dict[str, Any] = {
    "corpus": "plover", "split": "dev", "method": "rules@1", "digest": "b2:00", "documents": 10,
    "accounts": 8, "rejected": [],
    "baselines": {"nothing found": {"type.f1": 0.0}, "majority": {"type.f1": 0.25}}, "misses": [],
    "scores": [
        {"name": "type.f1", "value": 0.5, "low": 0.4, "high": 0.625, "support": 10, "higher_is_better": True},
        {"name": "error", "value": None, "low": None, "high": None, "support": 0, "higher_is_better": False},
    ],
}  # fmt: skip


def test_results_become_tables_with_intervals_and_baselines(
    docs: Callable[[str], Any], tmp_path: Path
) -> None:
    (tmp_path / "plover-dev.json").write_text(json.dumps(RESULT), encoding="utf-8")
    results = docs("results")
    reports = results.load(tmp_path)
    assert "| plover dev | 10 | type.f1 0.500 |" in results.headline_table(reports)
    tables = results.evaluation_tables(reports)
    assert "| type.f1 | 0.500 | 0.400 to 0.625 | 10 | 0.000 | 0.250 |" in tables
    assert "| error (lower is better) |  |  | 0 |  |  |" in tables


def test_a_result_with_text_of_a_corpus_is_refused(docs: Callable[[str], Any], tmp_path: Path) -> None:
    miss = {"kind": "missed", "document": "x", "gold": "", "found": "", "text": "An invented sentence."}
    (tmp_path / "plover-dev.json").write_text(json.dumps({**RESULT, "misses": [miss]}), encoding="utf-8")
    with pytest.raises(ValueError, match="holds text of the corpus"):
        docs("results").load(tmp_path)


@pytest.mark.parametrize("path", sorted([ROOT / "README.md", *DOCS.glob("*.md")]), ids=lambda path: path.name)
def test_every_link_into_a_page_leads_to_a_heading(path: Path) -> None:
    broken = []
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", path.read_text(encoding="utf-8")):
        other = path.parent / target if target else path
        heads = re.findall(r"^#+ (.*)$", other.read_text(encoding="utf-8"), re.MULTILINE)
        if anchor not in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}:
            broken.append(f"{target}#{anchor}")
    assert broken == []


WITH_ERRORS = {
    **RESULT,
    "baselines": {**RESULT["baselines"], "gold fillers": {"type.f1": 0.9}},
    "kinds": [{"kind": "wrong type", "misses": 1200, "cost": 0.125}],
    "confusions": {"type": {"AID": {"AID": 3, "nothing": 2}}},
}


def test_errors_become_tables_by_cost_and_by_value_with_the_ceiling(docs: Callable[[str], Any]) -> None:
    told = docs("mistakes").block_of("plover-dev", [WITH_ERRORS])
    assert "| wrong type | 1,200 | 12.5 |" in told
    assert "| gold | AID | nothing |" in told
    assert "| AID | 3 | 2 |" in told
    assert "type.f1 0.900" in told


def test_a_part_without_measured_errors_says_so(docs: Callable[[str], Any]) -> None:
    mistakes = docs("mistakes")
    assert mistakes.block_of("plover-dev", [RESULT]) == mistakes.NO_LIST
    assert mistakes.block_of("news-dev", [WITH_ERRORS]) == mistakes.NONE_YET


@pytest.mark.parametrize("text", ["A blast in Tarsa killed three people; Monday.", "x" * 61, "a|b"])
def test_a_confused_value_that_is_no_code_is_refused(docs: Callable[[str], Any], text: str) -> None:
    told = {**WITH_ERRORS, "confusions": {"type": {text: {"AID": 1}}}}
    with pytest.raises(ValueError, match="never published"):
        docs("mistakes").block_of("plover-dev", [told])


def test_the_page_of_errors_has_a_part_for_every_scored_one() -> None:
    text = page("docs/errors-by-corpus.md")
    assert all(f"<!-- generated: errors-{corpus}-{split} -->" in text for corpus, split in PARTS)
