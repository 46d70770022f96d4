"""Writes every generated page and block of the documentation; ``--check`` only tells what is out of step.

Whole pages come from :mod:`docs.pages`. In a page written by hand a block stands between two markers::

    <!-- generated: NAME -->
    <!-- end -->

and is filled anew with what :data:`BLOCKS` gives for the name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dateline.codebook import Codebook
from dateline.codec import json_schema
from dateline.evaluate.gates import PARTS
from docs import card, mistakes, pages, reliability, results
from docs.example import ROOT, Example, coded_examples, shown_incident, told_values

__all__ = ["BLOCKS", "PAGES", "build", "main", "with_blocks"]

DOCS = ROOT / "docs"
_BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

PAGES: Mapping[str, Callable[[Example], str]] = {
    "docs/cli.md": lambda _example: pages.cli_page(),
    "docs/settings.md": lambda _example: pages.settings_page(),
    "docs/codebook.md": lambda _example: pages.codebook_page(),
    "docs/exchange-record.md": pages.record_page,
    "docs/exchange.schema.json": lambda _example: (
        json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    ),
    "docs/api.md": lambda _example: pages.api_page(),
    "docs/errors.md": lambda _example: pages.errors_page(),
    "docs/reliability.svg": lambda _example: reliability.diagrams(reliability.load_calibration()),
}
"""Pages that are generated as a whole."""


def _statuses() -> str:
    rows = ["| status | when | for example |", "|---|---|---|"]
    rules = Codebook.load().statuses.values()
    rows += [f"| `{rule.id.value}` | {rule.definition} | {rule.examples[0]} |" for rule in rules]
    return "\n".join(rows)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def _errors_of(part: str) -> Callable[[Example], str]:
    return lambda _example: mistakes.block_of(part, results.load())


BLOCKS: Mapping[str, Callable[[Example], str]] = {
    "incident": lambda example: _fenced(shown_incident(example)),
    "one-value": told_values,
    "statuses": lambda _example: _statuses(),
    "scores": lambda _example: results.headline_table(results.load()),
    "evaluations": lambda _example: results.evaluation_tables(results.load()),
    "card": lambda _example: card.card_table(results.load()),
    "calibration": lambda _example: reliability.table(reliability.load_calibration()),
    "speed": lambda _example: results.speed_table(),
    **{f"errors-{part}": _errors_of(part) for part in (f"{corpus}-{split}" for corpus, split in PARTS)},
}
"""Blocks of pages written by hand."""


def with_blocks(text: str, example: Example) -> str:
    """``text`` with every generated block filled anew.

    Raises:
        KeyError: a marker names no block.
    """
    return _BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found['name']](example)}\n{found[3]}", text)


def build() -> dict[Path, str]:
    """Every generated file and what should stand in it."""
    with coded_examples() as example:
        made = {ROOT / name: page(example) for name, page in PAGES.items()}
        for path in sorted([ROOT / "README.md", *DOCS.glob("*.md")]):
            text = path.read_text(encoding="utf-8")
            if path not in made and _BLOCK.search(text):
                made[path] = with_blocks(text, example)
    return made


def main() -> int:
    """Write the files, or with ``--check`` name those that are out of step and exit 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file is out of step"
    )
    check = parser.parse_args().check
    made = build()
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if not check:
            path.write_text(made[path], encoding="utf-8")
        print(path.relative_to(ROOT), file=sys.stderr)
    if check and stale:
        print("out of step with the code, the examples or the results: run `make docs`", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
