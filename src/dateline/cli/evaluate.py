"""``dateline evaluate``: score the coder on a corpus that people coded."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.compose import collaborators
from dateline.cli.progress import index_progress, ticking
from dateline.errors import UsageError

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

    settings = settings_here({"corpora": data, "model": model})
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
