"""Texts that ingest takes and that are hard to code: very long, endless sentences, one word over and over.

``write_hard_texts(folder)`` writes them. Ingest takes every one of them, so what is tried is the parsing,
the reading and the linking. Nothing in them is anybody's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from dateline.pipeline import MAX_BODY
from dateline.text.parse import MAX_WORDS

__all__ = ["TEXTS", "write_hard_texts"]

NEWS = (
    "Gunmen attacked a market in Tarsun on Monday, killing {n} people and wounding {n} others, police said. "
    "The Beldara Front claimed responsibility in a statement and threatened further attacks on the army. "
)
"""Two sentences that every part of the coder has to read."""

FULL = MAX_BODY - 10_000
"""Characters of a text just below the longest that is coded."""

WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")


def _told(words: int = MAX_WORDS) -> list[str]:
    count = words // (len(WORD_OR_SIGN.findall(NEWS)) + 2)
    return [NEWS.format(n=2 + number % 90).strip() for number in range(count)]


def _repeated(piece: str) -> str:
    """``piece`` as often as one document may hold it."""
    words = len(WORD_OR_SIGN.findall(piece))
    return piece * min((MAX_WORDS - 50) // max(words, 1), FULL // len(piece))


TEXTS: Mapping[str, Callable[[], str]] = {
    # length
    "paragraphs": lambda: "\n\n".join(_told()),
    "one-paragraph": lambda: " ".join(_told()),
    "lines": lambda: "\n".join(_told()),
    "just-too-long": lambda: "\n\n".join(_told(2 * MAX_WORDS)),
    "short-lines": lambda: _repeated("Attack.\n"),
    "headings": lambda: _repeated("Attack kills 2\n"),
    "blank-lines": lambda: "\n \n" * 120_000 + NEWS,
    "digest": lambda: "\n".join(f"{line} (AP) (BBC News)" for line in _told(MAX_WORDS * 3 // 4)),
    "upper-case": lambda: "\n\n".join(_told()).upper(),
    "lower-case": lambda: "\n\n".join(_told()).lower(),
    # one sentence
    "no-full-stop": lambda: _repeated("gunmen attacked a market and killed two people and "),
    "attack": lambda: _repeated("attack "),
    "attacked": lambda: _repeated("attacked "),
    "killed-and": lambda: _repeated("killed and "),
    "said-that": lambda: _repeated("he said that ") + "they attacked.",
    "who-said-that": lambda: _repeated("the man who said that ") + "they attacked.",
    "of-the": lambda: "They attacked " + _repeated("the army of the army of ") + "Tarsun.",
    "list-of-names": lambda: "They attacked " + _repeated("Tarsun, Aleppo, Raqqa, Syria, ") + "and Kesh.",
    "list-of-dead": lambda: _repeated("two men, three women, 4 children killed, "),
    "to-try": lambda: "They attacked " + _repeated("to try to plan ") + "to attack.",
    "with-the": lambda: "They attacked " + _repeated("with the man in the car near Tarsun ") + ".",
    "and-verbs": lambda: "They " + _repeated("attacked, bombed, shot, killed, wounded, abducted, ") + "fled.",
    # signs
    "quotes": lambda: _repeated('" attack '),
    "open-brackets": lambda: "attack " + _repeated("(") + " killed two",
    "credits": lambda: "attack " + _repeated("(A) "),
    "dashes": lambda: _repeated("attack -- killed -- "),
    "many-brackets": lambda: ".()" * (FULL // 3) + " attack",
    "too-many-words": lambda: "Attack.\n" * (FULL // 8),
    "full-stops": lambda: "attack " + _repeated(". "),
    "spaces": lambda: "attack" + " " * FULL + "killed two people.",
    "digits": lambda: "attack killed " + "1" * FULL,
    "numbers": lambda: "attack killed " + _repeated("one million two hundred thousand and "),
    "commas-in-numbers": lambda: "attack killed " + _repeated("1,000,"),
    "dates": lambda: "attack " + _repeated("on Monday 3 January 2024 to 5 May 2025 last week "),
    "capitals": lambda: "attack " + _repeated("Abu Al Ben Omar "),
    "initials": lambda: "attack " + _repeated("A. B. C. "),
    "emails": lambda: "attack " + _repeated("a@b.c "),
    "long-words": lambda: "attack " + _repeated("k" * 59 + " "),
    "hyphens": lambda: "attack " + _repeated("car-") + "bomb",
    "apostrophes": lambda: "attack " + _repeated("'s "),
    "dateline": lambda: "TARSUN" + _repeated(", Tarsun") + " (AP) - attack",
    "dateline-dashes": lambda: _repeated("TARSUN - ") + "attack",
}
"""Text by name."""


def write_hard_texts(folder: Path) -> list[Path]:
    """Write each text as ``NAME.txt``; returns the paths in order."""
    paths = [folder / f"{name}.txt" for name in TEXTS]
    for path, text in zip(paths, TEXTS.values(), strict=True):
        path.write_text(text(), encoding="utf-8")
    return paths
