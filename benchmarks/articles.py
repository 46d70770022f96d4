"""Articles of a fixed length to measure with, built from the example reports, the same ones every time."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path

from benchmarks.runner import ROOT

__all__ = ["WORDS", "write_articles"]

WORDS = 300
"""Words an article has at least; a paragraph more brings it past that."""

FIRST_DAY = datetime.date(2026, 1, 5)
DAYS = 180
"""Publication dates are spread over half a year, so that the articles are not all of the same incidents."""


def write_articles(folder: Path, count: int) -> int:
    """Write ``count`` articles as ``NNNN.txt`` with sidecars into ``folder``; returns their words in all.

    Each is paragraphs of the example reports in an order drawn from its number, until it has
    :data:`WORDS` words.
    """
    paragraphs = _paragraphs()
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number in range(count):
        draw = random.Random(number)  # noqa: S311 - repeatable, not secret
        body, words = [], 0
        for paragraph in draw.sample(paragraphs, len(paragraphs)):
            body.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS:
                break
        total += words
        published = FIRST_DAY + datetime.timedelta(days=draw.randrange(DAYS))
        sidecar = {"title": f"Report {number}", "outlet": "Example", "published": published.isoformat()}
        (folder / f"{number:04d}.txt").write_text("\n\n".join(body) + "\n", encoding="utf-8")
        (folder / f"{number:04d}.json").write_text(json.dumps(sidecar), encoding="utf-8")
    return total


def _paragraphs() -> list[str]:
    """Every different paragraph of the plain-text reports, in order of file name."""
    reports = sorted((ROOT / "examples" / "reports").glob("*.txt"))
    texts = (path.read_text(encoding="utf-8") for path in reports)
    return list(dict.fromkeys(p.strip() for text in texts for p in text.split("\n\n") if p.strip()))
