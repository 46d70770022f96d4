"""The command line: one module per command; each parses, calls the library, renders.

Only what parsing needs is imported here, so that ``dateline --help`` answers at once. Tests hand other
:class:`dateline.cli.compose.Collaborators` in as the context object.
"""

from __future__ import annotations

import os
import sys

import click

from dateline import __version__
from dateline.cli.analyse import analyse
from dateline.cli.brief import brief
from dateline.cli.calibrate import calibrate
from dateline.cli.changes import changes
from dateline.cli.code import code
from dateline.cli.codebook import codebook
from dateline.cli.corrections import corrections
from dateline.cli.double import double
from dateline.cli.evaluate import evaluate
from dateline.cli.export import export
from dateline.cli.index import index
from dateline.cli.judge import accept, conflicts, edit, history, merge, reject, split, undo
from dateline.cli.release import release
from dateline.cli.schema import schema
from dateline.cli.search import search
from dateline.cli.serve import serve
from dateline.cli.show import show
from dateline.cli.train import train
from dateline.cli.users import users
from dateline.cli.watch import watch
from dateline.errors import DatelineError

__all__ = ["main"]


class _Failed(click.ClickException):
    """An error of ours as click shows it: one message on stderr, exit code 2."""

    exit_code = 2


class _Commands(click.Group):
    """Lists the commands in the order of the work and turns our errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise _Failed(str(error)) from error


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Read news reports of political violence and keep the record, every value with its words.

    Data goes to stdout, progress and logs to stderr. Exit code 0: all done, 1: some documents were
    rejected, 2: the command cannot be carried out as given.
    """
    _ask_for_one_thread()


def _ask_for_one_thread() -> None:
    """Have numpy multiply on one thread, which it does only if told before it is loaded.

    Its library would else spread the parser's small matrices over all cores, and burn most of them waiting;
    see :mod:`dateline.store.arithmetic`. What the user says of it stands.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


_WORK = (code, watch, export, show, brief, changes, search, serve, release, analyse)
_JUDGING = (merge, split, accept, reject, edit, undo, history, conflicts, double, corrections)
_UPKEEP = (users, train, evaluate, calibrate, codebook, index, schema)
for _command in (*_WORK, *_JUDGING, *_UPKEEP):
    main.add_command(_command)
