"""Renders docs/benchmarks.md from benchmarks/results/*.json; ``--check`` only tells whether it is in step."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.runner import RESULTS, ROOT

__all__ = ["render"]

PAGE = ROOT / "docs" / "benchmarks.md"

Result = Mapping[str, Any]

COMPARED = {
    "speed": "Dateline",
    "baseline_spacy_gazetteer": "baseline: spaCy small + exact gazetteer + dateparser",
}
"""Results that are columns of one table, because they were measured on the same files in the same way."""

TITLES = {
    "cameo_folds": (
        "Source and target words in sentences not trained on (CAMEO-NER, five folds)",
        'python -m benchmarks.cameo_folds --data "$DATELINE_CORPORA"',
    ),
    "desk": ("The desk over 200,000 incidents", "python -m benchmarks.desk"),
    "desk_load": ("A team at the desk while documents are coded", "python -m benchmarks.desk_load"),
    "desk_million": ("The desk over a million incidents", "python -m benchmarks.desk --incidents 1000000"),
    "hostile": ("Files made to break a reader", "python -m benchmarks.hostile"),
    "kills": ("Kills at random moments of a run", "python -m benchmarks.kills"),
    "million": (
        "A million accounts to incidents",
        "python -m benchmarks.million --splink PYTHON_WITH_SPLINK_5",
    ),
    "new_type": (
        "A new event type by its examples, and after 20 corrections",
        'python -m benchmarks.new_type --data "$DATELINE_CORPORA"',
    ),
    "stream_replay": (
        "A daily stream of 22 years replayed",
        'python -m benchmarks.stream_replay "$DATELINE_CORPORA"',
    ),
    "polls": ("Sources polled in accelerated time: memory", "python -m benchmarks.polls"),
    "watch_kills": ("Kills at random moments of a watch", "python -m benchmarks.watch_kills"),
    "spans": ("Every value rests on words of its document", "python -m benchmarks.spans examples/reports"),
    "swap": (
        "Names of actors exchanged in real sentences",
        'python -m benchmarks.swap "$DATELINE_CORPORA"',
    ),
    "ucdp_actors": (
        "Actor labels of the Uppsala Conflict Data Program in the registry",
        'python -m benchmarks.ucdp_actors "$DATELINE_CORPORA"',
    ),
    "spans_corpora": (
        "The same on the texts of the human-coded corpora",
        'python -m benchmarks.spans "$DATELINE_CORPORA" --corpora --leave-out current_events',
    ),
}
"""Section title and command of every other result."""

HEAD = """\
<!-- Written by `make docs` from benchmarks/results/; a change made here is lost. -->

# Benchmarks

`make bench` measures all of this anew on your machine and rewrites this page. Each table says when, on what
and at which commit it was measured; only figures of one machine can be compared.
"""

SPEED = """
## Speed and memory on one core

Articles of about {words} words, built from the invented reports in `examples/`, from raw file to store.
Start-up is the whole of a run over one article, that article included (median of 3, after a first run that
may build caches). The baseline codes no event, status, role, count or claim: it is here for its speed and
memory.

    python -m benchmarks.speed
    python -m benchmarks.baseline_spacy_gazetteer
"""


def render(results: Mapping[str, Result]) -> str:
    """The page for results by name; a result not yet measured has no row or section.

    Raises:
        KeyError: a result has no section in this page.
    """
    compared = [name for name in COMPARED if name in results]
    page = [HEAD]
    if compared:
        page.append(SPEED.format(words=results[compared[0]]["figures"]["words_per_article"]))
        page.append(_table([COMPARED[name] for name in compared], [results[name] for name in compared]))
    for name in sorted(results.keys() - COMPARED.keys()):
        title, command = TITLES[name]
        page.append(f"\n## {title}\n\n    {command}\n")
        page.append(_table([""], [results[name]]))
    return "\n".join(page)


def _table(heads: Sequence[str], results: Sequence[Result]) -> str:
    """One row a figure, one column a result, and under it where each was measured."""
    figures = list(dict.fromkeys(figure for result in results for figure in result["figures"]))
    rows = [["", *heads] if any(heads) else ["figure", "value"], ["---"] * (len(heads) + 1)]
    rows += [
        [_label(figure), *(_cell(result["figures"].get(figure)) for result in results)] for figure in figures
    ]
    rows.append(["measured", *(_provenance(result) for result in results)])
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def _label(figure: str) -> str:
    """``peak_rss_mib`` as a person reads it."""
    return figure.replace("_", " ").replace("rss mib", "memory, MiB").replace(" seconds", " time, s")


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


def _provenance(result: Result) -> str:
    machine, versions = result["machine"], result["versions"]
    pinned = "one core" if machine["pinned"] else "not pinned"
    return (
        f"{result['date']}, commit {result['commit']}, {machine['processor']} ("
        f"{pinned} of {machine['cores']}, {machine['memory_gib']} GiB, load {machine['load_1min']}), "
        + ", ".join(f"{package} {number}" for package, number in versions.items())
    )


def main() -> int:
    """Write the page, or with ``--check`` exit 1 when it is not what the results say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when the page is out of step"
    )
    check = parser.parse_args().check
    results = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))
    }
    page = render(results)
    if not check:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print("docs/benchmarks.md is out of step with benchmarks/results/: run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
