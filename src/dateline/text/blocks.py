"""Cut an article body into blocks: the paragraphs, list items and headings it is made of.

A block is a run of text that a sentence never crosses. Hard-wrapped text (old wire copy, PDF) is put
together again; a line that is a heading is marked, since a topic heading ("Gaza war") is not an event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Block", "BlockKind", "Layout", "blocks", "layout_of", "trailing_outlets"]

HEADING_WORDS, HEADING_LENGTH = 12, 200
"""A line of up to this many words and characters without a full stop is a heading."""
WRAP_MIN, WRAP_MAX = 45, 110
"""Line lengths of hard-wrapped copy (typewriter to wide terminal)."""
BLOCK_LIMIT = 6000
"""Longest block handed to the parser at once, in characters; longer ones are cut at a sentence end."""
DIGEST_ITEMS = 3
"""So many lines that end in an outlet in parentheses make a digest of unrelated items."""

_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$|[.!?…][\"”’]?\s*\([^\n]*\)[ .]*$|[\"”]\s*$")
_CREDIT = re.compile(r"\((?=[A-Z0-9+Ø-ÞİŞ])([^()\n]{1,60})\)")
_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s+(?=[A-Z\"“])")
_LINE = re.compile(r"[^\n]+")


class BlockKind(StrEnum):
    """What a block is."""

    PROSE = "prose"
    HEADING = "heading"


class Layout(StrEnum):
    """How the blocks of a document hang together: one story, or a list of unrelated items."""

    STORY = "story"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Half-open range of the body."""

    start: int
    end: int
    kind: BlockKind


def blocks(body: str) -> tuple[Block, ...]:
    """Every non-blank block of ``body`` in order; together they cover all non-space characters.

    >>> body = "Gaza war\\nTwo men were shot.\\n"
    >>> [(b.kind.value, body[b.start : b.end]) for b in blocks(body)]
    [('heading', 'Gaza war'), ('prose', 'Two men were shot.')]
    """
    found: list[Block] = []
    for paragraph in _paragraphs(body):
        lines = [m.span() for m in _LINE.finditer(body, *paragraph) if m.group().strip()]
        if len(lines) > 1 and _hard_wrapped([body[a:b] for a, b in lines]):
            lines = [(lines[0][0], lines[-1][1])]
        for start, end in lines:
            kind = BlockKind.HEADING if _is_heading(body[start:end]) else BlockKind.PROSE
            found.extend(Block(start=a, end=b, kind=kind) for a, b in _cut(body, start, end))
    return tuple(found)


def layout_of(body: str, parts: tuple[Block, ...]) -> Layout:
    """Whether the body is one story or a digest of items, each credited to its own outlet."""
    prose = [b for b in parts if b.kind is BlockKind.PROSE]
    credited = sum(1 for b in prose if trailing_outlets(body, b))
    return Layout.DIGEST if credited >= DIGEST_ITEMS and credited * 2 >= len(prose) else Layout.STORY


def trailing_outlets(body: str, block: Block) -> tuple[tuple[int, int], ...]:
    """Ranges of the outlet names credited in parentheses at the end of a block: ``(AP) (BBC News)``."""
    found: list[tuple[int, int]] = []
    end = _last_sign(body, block.start, block.end, " .\n\t\r")
    while end > block.start and body[end - 1] == ")":
        opening = body.rfind("(", max(block.start, end - 62), end)
        credit = _CREDIT.fullmatch(body, opening, end) if opening >= 0 else None
        if credit is None or _stands_for(credit[1], body[block.start : opening]):
            break
        found.append(credit.span(1))
        end = _last_sign(body, block.start, opening, " .")
    return tuple(reversed(found))


def _stands_for(letters: str, before: str) -> bool:
    """Whether a bracket is the short form of the words before it: "the Umbrian River Guard (URG)"."""
    words = before.replace("-", " ").split()[-len(letters) :]
    return letters.isupper() and len(letters) > 1 and "".join(word[0] for word in words).upper() == letters


def _last_sign(body: str, start: int, end: int, passed: str) -> int:
    """The offset after the last character before ``end`` that is not in ``passed``."""
    while end > start and body[end - 1] in passed:
        end -= 1
    return end


def _paragraphs(body: str) -> list[tuple[int, int]]:
    starts = [0, *(m.end() for m in re.finditer(r"\n[ \t]*\n", body))]
    return list(zip(starts, [*starts[1:], len(body)], strict=True))


def _hard_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph broken at a column: full lines that do not end a sentence."""
    full = lines[:-1]
    longest = max(len(line) for line in full)
    if not (WRAP_MIN <= longest <= WRAP_MAX):
        return False
    running = sum(1 for line in full if len(line) > longest * 0.6 and not _TERMINAL.search(line))
    return running * 2 >= len(full)


def _is_heading(line: str) -> bool:
    return len(line) <= HEADING_LENGTH and len(line.split()) <= HEADING_WORDS and not _TERMINAL.search(line)


def _cut(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """``body[start:end]`` in pieces of at most BLOCK_LIMIT characters, cut at sentence ends if it can."""
    pieces: list[tuple[int, int]] = []
    while end - start > BLOCK_LIMIT:
        cut = start + BLOCK_LIMIT
        ends = [m.end() for m in _SENTENCE_END.finditer(body, start, cut)]
        space = body.rfind(" ", start + 1, cut)
        cut = ends[-1] if ends else space + 1 if space > start else cut
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return pieces
