"""The texts of a release folder: how to read it, how to cite it, what each column means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from dateline.codebook import Codebook
from dateline.codebook.render import as_markdown
from dateline.export import COLUMNS, LEVELS

__all__ = ["citation", "codebook_page", "readme"]


def codebook_page(codebook: Codebook) -> str:
    """Every column of the three levels, then the event types."""
    return "\n".join(_columns()) + "\n" + as_markdown(codebook)


def _columns() -> Iterator[str]:
    yield "# Columns of the CSV files"
    for level in LEVELS:
        yield f"\n## {level}s.csv\n\n| column | kind | meaning |\n|---|---|---|"
        yield from (f"| `{column.name}` | {column.kind} | {column.doc} |" for column in COLUMNS[level])


def readme(manifest: Mapping[str, object]) -> str:
    """What the folder holds and how to check it."""
    bodies = manifest["bodies_licence"]
    texts = (
        f"Texts of the documents are included, under these terms: {bodies}"
        if bodies
        else "Texts of the documents are not included; evidence offsets point into them."
    )
    return f"""# {manifest["name"]}

Release {manifest["number"]} of a record kept with Dateline, {manifest["date"]}.

Each table is there twice: Parquet (nested, typed; `schema.json` describes incidents, accounts and documents)
and CSV (flat; `codebook.md` describes the columns). Unknown is null or an empty cell, never 0.

| table | one row is |
|---|---|
| incidents | one event, from all its accounts |
| accounts | one event as one document tells it |
| assertions | one value of one account, with its words and who says so |
| documents | one report |
| about_actors | one thing that a document says about a person or group |
| judgements | one decision that accounts are of one event or not, by a method or a person |

{texts} Headlines and the words that values rest on are quoted as evidence.

`release.json` names the methods that made the data. `changelog.md` and `changelog.json` tell what changed
since the release before. `sha256sum -c SHA256SUMS` checks that every file is as it was released.
`CITATION.cff` says how to cite it.
"""


def citation(manifest: Mapping[str, object]) -> str:
    """A Citation File Format stub; its authors are for the publisher to fill in."""
    title = json.dumps(f"{manifest['name']} (release {manifest['number']})", ensure_ascii=False)
    return f"""cff-version: 1.2.0
message: "Cite this release by its name and digest; put your own names in place of the authors."
title: {title}
type: dataset
authors:
  - name: "The makers of this record"
version: "{manifest["number"]}"
date-released: {manifest["date"]}
identifiers:
  - type: other
    value: "sha256:{manifest["digest"]}"
    description: "Digest of the data files, as in release.json"
"""
