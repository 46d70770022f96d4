"""PDF: the text of every page by pypdf, with the lines of a paragraph joined again."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import statistics
from collections.abc import Iterable, Iterator

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError

from dateline.ingest.article import Article, Unreadable
from dateline.ingest.limits import Limits
from dateline.ingest.normalise import LINE_ENDS

__all__ = ["joined_lines", "read_pdf"]

SHORT_LINE = 0.75
"""A line that ends a sentence and is shorter than this share of the page's usual (80th percentile) line ends
its paragraph: only the last line of a paragraph stops well before the margin."""

SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
HYPHENATED = re.compile(r"(?P<word>[^\W\d_]{2,})[-\u2010]$")
HYPHEN_STAYS = re.compile(
    r"al|anti|co|counter|cross|el|ex|inter|mid|non|pre|post|pro|self|so|vice|well", re.IGNORECASE
)
"""Before these a hyphen at a line's end is part of the word ("anti-government", "al-Shabaab")."""

PAGE_NUMBER = re.compile(
    r"(?:page )?(?:- ?)?(?P<number>\d{1,4})(?: ?(?:/|of) ?\d{1,4})?(?: ?-)?", re.IGNORECASE
)


def read_pdf(data: bytes, limits: Limits) -> Article:
    """The text of a PDF. A lone page number at the top or foot of its page is left out. What pypdf had to
    mend or skip in a damaged file is noted."""
    with _heard() as faults:
        text = _text(data, limits)
    return Article(text=text, notes=tuple(f"damaged PDF, may be incomplete: {fault}" for fault in faults[:5]))


@contextlib.contextmanager
def _heard() -> Iterator[list[str]]:
    """What pypdf logs meanwhile; it tells of text it cannot read in no other way."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger, listener = logging.getLogger("pypdf"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)


def _text(data: bytes, limits: Limits) -> str:
    reader = PdfReader(io.BytesIO(data))
    _open(reader)
    count = len(reader.pages)
    if count > limits.pages:
        raise Unreadable("parse", f"{count:,} pages; at most {limits.pages:,} are read. Split the PDF")
    pages = [_without_number(page.extract_text(), number) for number, page in enumerate(reader.pages, 1)]
    text = joined_lines(pages)
    if not text:
        raise Unreadable(
            "parse", "scanned PDF: its pages hold no text; run it through text recognition (OCR) first"
        )
    return text


def _open(reader: PdfReader) -> None:
    """Open a PDF that only restricts printing or copying; one that asks for a password is refused."""
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("") != PasswordType.NOT_DECRYPTED
    except DependencyError:
        opened = False
    if not opened:
        raise Unreadable("parse", "encrypted PDF; save it without a password")


def _without_number(text: str, number: int) -> str:
    lines = LINE_ENDS.sub("\n", text).strip().split("\n")
    for end in (0, -1):
        found = PAGE_NUMBER.fullmatch(lines[end].strip()) if lines else None
        if found and int(found["number"]) == number:
            lines.pop(end)
    return "\n".join(lines)


def joined_lines(pages: Iterable[str]) -> str:
    """Paragraphs, parted by blank lines, of hard-wrapped lines; a paragraph may run on over a page.

    >>> joined_lines(["Two soldiers were kil-\\nled near the anti-\\ngovernment camp.\\n\\nOfficials said"])
    'Two soldiers were killed near the anti-government camp.\\n\\nOfficials said'
    """
    lines = [line.strip() for page in pages for line in page.split("\n")]
    widths = [len(line) for line in lines if line]
    if not widths:
        return ""
    usual = statistics.quantiles(widths, n=5)[-1] if len(widths) > 1 else widths[0]
    pieces: list[str] = []
    before = ""
    for line in lines:
        if line and before:
            pieces.append(_between(before, line, usual))
        elif line and pieces:
            pieces.append("\n\n")
        if line:
            pieces.append(line)
        before = line
    return _dehyphenated(pieces)


def _between(before: str, line: str, usual: float) -> str:
    """What parts two lines: a paragraph break, ``"-"`` for a word broken by a hyphen, or a space."""
    if SENTENCE_END.search(before) and len(before) < SHORT_LINE * usual:
        return "\n\n"
    return "-" if HYPHENATED.search(before) and line[0].isalpha() else " "


def _dehyphenated(pieces: list[str]) -> str:
    """The lines (even places) joined by what stands between them (odd places)."""
    text = pieces[:1]
    for joint, line in zip(pieces[1::2], pieces[2::2], strict=True):
        broken = HYPHENATED.search(text[-1]) if joint == "-" else None
        if broken is None:
            text += [joint, line]
            continue
        if not HYPHEN_STAYS.fullmatch(broken["word"]) and line[0].islower():
            text[-1] = text[-1][:-1]
        text.append(line)
    return "".join(text)
