"""Every command that a page shows can be given, and what a page tells a reader to try works as told."""

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dateline import api
from dateline.cli import main
from dateline.store import Store
from real_coder import cache_folder, real_coder, with_real_coder

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"(?:\$ )?(?P<settings>(?:DATELINE_\w+=\S+ )*)dateline (?P<rest>.*)")


def fences(page: Path, kind: str) -> list[str]:
    return [text for found, text in FENCE.findall(page.read_text(encoding="utf-8")) if found == kind]


def full_commands(page: Path) -> list[str]:
    """Command lines to copy: after a prompt in a fenced block, or indented."""
    lines = [
        line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith(("$ ", "    "))
    ]
    return [line.strip() for line in lines if COMMAND.fullmatch(line.strip())]


def mentioned(page: Path) -> list[str]:
    """Commands in running text, which may leave out what they need."""
    return [
        code
        for code in re.findall(r"`(dateline [^`\n]+)`", page.read_text(encoding="utf-8"))
        if "..." not in code
    ]


def parsed(command: str) -> tuple[click.Command, list[str]]:
    """The command and its arguments, without settings before it and redirection after it."""
    found = COMMAND.fullmatch(command.partition(" > ")[0].partition("  #")[0].strip())
    assert found, command
    words = shlex.split(found["rest"])
    if words[0].startswith("-"):
        return main, words
    assert words[0] in main.commands, command
    return main.commands[words[0]], words[1:]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_shown_is_one_that_can_be_given(page: Path) -> None:
    for line in full_commands(page):
        command, arguments = parsed(line)
        command.make_context(command.name, arguments)
    for code in mentioned(page):
        command, arguments = parsed(code)
        while isinstance(command, click.Group) and arguments and arguments[0] in command.commands:
            command, arguments = command.commands[arguments[0]], arguments[1:]
        with click.Context(command) as context:
            known = {option for param in command.get_params(context) for option in param.opts}
        assert {word for word in arguments if word.startswith("-") and word != "-"} <= known, code


def test_the_pages_show_commands() -> None:
    shown = {parsed(line)[0].name for page in PAGES for line in full_commands(page)}
    assert {"code", "export", "show", "evaluate", "codebook"} <= shown


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the examples under the names that the pages use."""
    for name in ("DB", "BY", "JOBS", "CORPORA", "CODEBOOK", "REGISTRY"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.setenv("DATELINE_CACHE", str(cache_folder()))
    monkeypatch.setattr(api, "_held_pipeline", lambda _settings: real_coder())
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "examples" / "reports")
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "my-reports")
    shutil.copy(ROOT / "examples" / "reports" / "09-kisumu-protest.txt", tmp_path / "report.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


NAMES = {"ID", "A", "B", "INCIDENT", "ACCOUNT"}


def ids() -> dict[str, str]:
    """What the names of ids on the pages stand for: INCIDENT has several accounts, ACCOUNT is of it."""
    with Store.open(Path("record.db")) as store:
        incidents = list(store.incidents())
    several = max(incidents, key=lambda incident: len(incident.account_ids))
    first, second = (incident.id for incident in incidents[:2])
    return {
        "ID": first,
        "A": first,
        "B": second,
        "INCIDENT": several.id,
        "ACCOUNT": several.account_ids[-1],
    }


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    """One command of a page, in this process: settings before it, ``> FILE`` after it, ``ID`` filled in."""
    found = COMMAND.fullmatch(line)
    assert found
    body, _, output = found["rest"].partition(" > ")
    arguments = shlex.split(body)
    if NAMES.intersection(arguments):
        arguments = [ids().get(word, word) for word in arguments]
    with monkeypatch.context() as here:
        for setting in found["settings"].split():
            here.setenv(*setting.split("=", 1))
        result = CliRunner().invoke(main, arguments, obj=with_real_coder())
    if output:
        Path(output).write_text(result.stdout, encoding="utf-8")
    return result


def files_on(page: Path) -> Iterator[tuple[str, str]]:
    """Files that a page tells a reader to write: fenced blocks that begin with ``# NAME``."""
    for kind in ("toml", "text"):
        for text in fences(page, kind):
            named = re.match(r"# ([\w-]+\.\w+)\n", text)
            if named:
                yield named[1], text[named.end() :]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/add-a-type.md",
        "docs/add-actors.md",
        "docs/add-places.md",
        "docs/judgements.md",
        "docs/releases.md",
    ],
)
def test_what_a_page_tells_a_reader_to_try_works(
    name: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ROOT / name
    for file, text in files_on(page):
        (desk / file).write_text(text, encoding="utf-8")
    lines = [line for block in fences(page, "console") for line in block.splitlines()]
    assert lines
    for line in lines:
        result = run(line, monkeypatch)
        assert result.exit_code == 0, f"{line}\n{result.output}"
    for written in desk.glob("*.csv"):
        assert len(written.read_text(encoding="utf-8").splitlines()) > 1, f"{written.name} has no row"
    for code in fences(page, "python"):
        exec(compile(code, name, "exec"), {})


def test_the_examples_of_the_api_page_give_what_they_say(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("dateline code examples/reports --db record.db", monkeypatch)
    page = ROOT / "docs" / "api.md"
    for code in fences(page, "python"):
        exec(compile(code, "docs/api.md", "exec"), {})
    told = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, "docs/api.md", None, 0)
    outcome = doctest.DocTestRunner().run(told)
    assert (outcome.failed, outcome.attempted > 2) == (0, True)
