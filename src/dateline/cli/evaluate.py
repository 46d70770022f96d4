"""``dateline evaluate``: score the coder on a corpus that people coded."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.compose import Coder, Collaborators, collaborators
from dateline.cli.progress import index_progress, ticking
from dateline.errors import UsageError
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.evaluate.floors import Floors, Pinned
    from dateline.evaluate.gates import GateResult

__all__ = ["evaluate"]


@click.command()
@click.argument("corpus", required=False)
@click.option(
    "--data", metavar="DIR", help="Folder of the corpora (DIR/CORPUS/SPLIT.jsonl[.gz], DIR/news/NNN.*)."
)
@click.option("--model", metavar="FOLDER", help="Another trained reader than the one in the package.")
@click.option("--split", default="dev", show_default=True, help="Part of the corpus.")
@click.option(
    "--format",
    "format_",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json"]),
    help="How to print the scores.",
)
@click.option(
    "--errors",
    default=0,
    metavar="N",
    type=click.IntRange(min=0),
    help="Print N misses with their sentences; with --report, the N costliest (default: 30).",
)
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write an HTML page of the errors, with corpus text: for your eyes only.",
)
@click.option("--gates", is_flag=True, help="Score every pinned corpus and fail where a score fell.")
@click.option(
    "--jobs", type=int, metavar="N", help="Processes that score corpora beside one another (--gates)."
)
@click.option(
    "--update-floors", is_flag=True, help="Pin the headline scores of CORPUS, or of all, as their floors."
)
@click.option(
    "--lower-because", default="", metavar="REASON", help="Why a pinned floor may sink; kept beside it."
)
@click.pass_context
def evaluate(
    context: click.Context,
    corpus: str | None,
    *,
    data: str | None,
    model: str | None,
    split: str,
    format_: str,
    errors: int,
    report_file: Path | None,
    gates: bool,
    jobs: int | None,
    update_floors: bool,
    lower_because: str,
) -> None:
    """Score the coder on CORPUS, with 95 % intervals, against what people coded.

    With --gates, score every corpus that has pinned floors; exit 1 where a score is lower than its floor.
    """
    from dateline.evaluate import TASKS, as_json, as_page, as_text, load_floors, pin, run, write_floors
    from dateline.evaluate.gates import gates_as_text, passed, pin_parts, run_gates
    from dateline.evaluate.page import COSTLIEST
    from dateline.store import settings_here

    settings = settings_here({"corpora": data, "model": model, "jobs": jobs})
    if settings.corpora is None:
        raise UsageError("no corpora are named: give --data DIR or set DATELINE_CORPORA")
    if corpus is None and not (gates or update_floors):
        raise UsageError(f"name a CORPUS ({', '.join(sorted(TASKS))}) or give --gates")
    if corpus is not None and (gates or corpus not in TASKS):
        raise UsageError(f"no corpus {corpus!r}; there are {', '.join(sorted(TASKS))}; --gates takes none")
    if corpus is None and report_file is not None:
        raise UsageError("--report goes with a CORPUS")
    if lower_because and not update_floors:
        raise UsageError("--lower-because goes with --update-floors")
    if gates and not update_floors and settings.jobs > 1:
        results = _in_processes(settings, collaborators(context), load_floors())
        click.echo(gates_as_text(results))
        context.exit(0 if passed(results) else 1)
    with (
        collaborators(context).open_coder(settings, index_progress()) as coder,
        ticking("documents") as tick,
    ):
        floors = load_floors()
        if corpus is None:
            if update_floors:
                floors = pin_parts(
                    settings.corpora, coder, floors, method=coder.method, lower_because=lower_because
                )
                write_floors(_floors_file(), floors)
            results = run_gates(
                settings.corpora, coder, floors, method=coder.method, progress=lambda _, done: tick(done)
            )
            click.echo(gates_as_text(results))
            context.exit(0 if passed(results) else 1)
        report = run(corpus, settings.corpora, split, coder, method=coder.method, progress=tick)
    if report_file is not None:
        page = as_page(report, TASKS[corpus].headline(split), errors=errors or COSTLIEST)
        _write(report_file, page)
    if update_floors:
        floors = pin(floors, report, TASKS[corpus].headline(split), lower_because=lower_because)
        write_floors(_floors_file(), floors)
        click.echo(f"the floors of {corpus} {split} are pinned", err=True)
    printed = 0 if report_file is not None else errors
    click.echo(as_json(report, errors=printed) if format_ == "json" else as_text(report, errors=printed))


def _in_processes(settings: Settings, parts: Collaborators, floors: Floors) -> list[GateResult]:
    """Each process has a coder of its own and takes the next corpus when it is done with one."""
    with parts.open_coder(settings, index_progress()):
        pass  # what has to be built before the first run is built once, not by all of them
    pool = ProcessPoolExecutor(
        settings.jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(settings, parts)
    )
    with pool:
        scored = [pool.submit(_gate, part, floors[part]) for part in sorted(floors)]
        return [result for one in scored for result in one.result()]


_held: tuple[ExitStack, Coder, Path] | None = None
"""What a process scores with; opened once, when it starts."""


def _start(settings: Settings, parts: Collaborators) -> None:
    global _held  # noqa: PLW0603 - a worker process has no other place to keep what it opens once
    stack = ExitStack()
    coder = stack.enter_context(parts.open_coder(settings, lambda _step, _share: None))
    if settings.corpora is not None:
        _held = stack, coder, settings.corpora


def _gate(part: tuple[str, str], pinned: Pinned) -> list[GateResult]:
    from dateline.evaluate.gates import run_gate

    if _held is None:
        raise UsageError("a process was asked to score a corpus before it had opened the coder")
    _, coder, data = _held
    return run_gate(part, pinned, data, coder, method=coder.method)


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--report {file}: {error.strerror or error}") from error
    click.echo(f"{file}: holds corpus text, not to be passed on", err=True)


def _floors_file() -> Path:
    """The gate file of the package."""
    from dateline.evaluate import __file__ as package

    return Path(package).with_name("floors.toml")
