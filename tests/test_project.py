"""Habits of the project as a whole: what its pages promise is there, and its modules keep to the map."""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import dateline

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
SOURCE = ROOT / "src" / "dateline"
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(dateline.__path__, "dateline.")
    if not module.name.endswith(".__main__")  # importing it is running it
)

READS_THE_WORLD = ("ingest", "store", "cli", "evaluate", "training", "watch", "web")
"""Folders that may touch network, clock, environment, other programs and chance."""

OUTSIDE = {
    "http.client",
    "os.environ",
    "random",
    "requests",
    "socket",
    "subprocess",
    "time",
    "urllib.request",
}
TRAIN_GROUP = {"onnx", "torch", "transformers"}
CLOCK = {"now", "today", "utcnow"}
MACHINE_PATH = re.compile(r"/(?:work|root|Users)/\w")


def commands_on(page: Path) -> Iterator[str]:
    """Command lines that a page shows: indented or fenced lines and code spans."""
    text = page.read_text(encoding="utf-8")
    yield from (line.strip() for line in text.splitlines() if line.startswith("    "))
    for fenced in re.findall(r"^```[a-z]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from fenced.splitlines()
    yield from re.findall(r"`([^`\n]+)`", text)


def shown(pattern: str) -> set[str]:
    """First group of ``pattern`` in every command that a page shows."""
    found = (re.match(pattern, command) for page in PAGES for command in commands_on(page))
    return {match[1] for match in found if match}


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def test_every_make_target_that_a_page_names_exists() -> None:
    named = shown(r"make ([a-z]+)")
    assert {"demo", "test"} <= named <= make_targets()


def test_every_make_target_is_phony_and_says_what_it_is_for() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == make_targets()


def test_every_dateline_command_that_a_page_names_exists() -> None:
    from dateline.cli import main

    named = shown(r"dateline ([a-z]+)\b")
    assert "code" in named
    assert named <= set(main.commands)


def test_every_benchmark_that_a_page_or_the_makefile_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = shown(r"python -m benchmarks\.(\w+)") | set(re.findall(r"-m benchmarks\.(\w+)", makefile))
    assert named
    assert all((ROOT / "benchmarks" / f"{name}.py").exists() for name in named)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_layout_page_names_every_top_level_folder_and_every_part_of_the_package() -> None:
    page = (ROOT / "docs" / "layout.md").read_text(encoding="utf-8")
    parts = {path for path in SOURCE.iterdir() if path.name[0] not in "._" and path.name != "py.typed"}
    assert [path.name for path in parts if f"`{path.name}{'/' if path.is_dir() else ''}`" not in page] == []
    tops = {"benchmarks", "docs", "examples", "tests"}
    assert all(f"`{name}/`" in page and (ROOT / name).is_dir() for name in tops)


def test_benchmark_page_is_in_step_with_the_measured_results() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.report", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+) \(([\d-]+)\)$", changelog, re.MULTILINE)
    assert newest is not None
    assert project["version"] == dateline.__version__ == newest[1]
    assert f"\nversion: {newest[1]}\n" in citation
    assert f"\ndate-released: {newest[2]}\n" in citation


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    folders = [ROOT / name for name in ("src", "tests", "docs", "examples", "benchmarks", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"]
    files += [path for path in ROOT.iterdir() if path.name[0] != "." and path.suffix != ".lock"]
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in files if path.is_file()}
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if MACHINE_PATH.search(text)] == []


def test_imports_point_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("name", MODULES)
def test_every_name_a_module_offers_is_there_once(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if name.startswith("dateline.training.") and error.name in TRAIN_GROUP:
            pytest.skip(f"{error.name} is of the train group, which tests do without")
        raise
    offered = list(getattr(module, "__all__", []))
    assert [item for item in offered if not hasattr(module, item)] == []
    assert len(offered) == len(set(offered))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_edges_touch_network_clock_environment_and_chance(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] in READS_THE_WORLD:
        return
    touched = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                touched |= {alias.name for alias in names} & OUTSIDE
            case ast.ImportFrom(module=str(module), names=names):
                touched |= ({module} | {f"{module}.{alias.name}" for alias in names}) & OUTSIDE
            case ast.Attribute(value=ast.Name(id="os"), attr="environ"):
                touched.add("os.environ")
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in CLOCK:
                touched.add(attr)
            case _:
                pass
    assert touched == set()


def test_every_benchmark_result_says_where_and_when_it_was_measured() -> None:
    for path in (ROOT / "benchmarks" / "results").glob("*.json"):
        result = json.loads(path.read_text(encoding="utf-8"))
        assert set(result) == {"name", "date", "commit", "machine", "versions", "figures"}
        assert result["name"] == path.stem
