"""From an article and all that is told about it to the one immutable document."""

from __future__ import annotations

import dataclasses
import logging
import re

from dateline.ingest.article import Article, Unreadable
from dateline.ingest.language import READABLE_LANGUAGES, detect_language, language_name
from dateline.ingest.limits import Limits
from dateline.ingest.metadata import Metadata, first_known, from_fields
from dateline.ingest.normalise import normalise
from dateline.model import BODY, Document
from dateline.text.dateline import Dateline, parse_day, read_dateline, wire_named

__all__ = ["compose"]

log = logging.getLogger(__name__)

BYLINE = re.compile(
    r"By (?P<who>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,7}(?:(?:,| and) [^\W\d_][\w.'’ -]{1,40}){0,3})\n+"
)
NAME_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ]|(?:and|al|el|de|del|van|von|der|bin|ibn|of|the|in|for)\b")
SIGNED_OFF = re.compile(r"\n[(\[—–-]* ?(?P<who>[^\n()\[\]]{2,40}?)[)\]]?\s*\Z")


def compose(
    article: Article,
    *,
    name: str,
    raw_hash: str,
    media_type: str,
    given: Metadata,
    sidecar: Metadata,
    limits: Limits,
) -> Document:
    """The document of an article. ``given`` (by the caller) wins over ``sidecar``, that over the file's own
    words.

    A first line "By …" becomes the byline and leaves the body. The date published falls back on a first line
    that is a date, then on a dateline with a year; the origin on the dateline, the byline, and a last line
    naming a wire.

    Raises:
        Unreadable: empty, a line too long for prose, or in a language that cannot be coded.
    """
    body = normalise(article.text)
    _check_lines(body, limits)
    byline, body = _byline(body)
    dateline = read_dateline(body)
    in_text = Metadata(byline=byline, published=_day(dateline), origin=_origin(dateline, body))
    known = first_known(given, sidecar, from_fields(article.told, name), in_text)
    known = dataclasses.replace(known, origin=known.origin or _wire_in(known.byline))
    language = given.language or detect_language(body, known.language)
    if language not in READABLE_LANGUAGES:
        raise Unreadable("language", f"in {language_name(language)}; only English can be coded yet")
    parts = dataclasses.asdict(known) | {"language": language, BODY: body}
    parts["dateline"] = dateline.text if dateline else ""
    return Document(
        parts={part: text for part, text in parts.items() if text},
        raw_hash=raw_hash,
        source_name=name,
        media_type=media_type,
    )


def _check_lines(body: str, limits: Limits) -> None:
    if not any(map(str.isalnum, body)):
        raise Unreadable("parse", "empty: no word of text")
    longest = max(map(len, body.split("\n")))
    if longest > limits.line_bytes:
        raise Unreadable(
            "parse", f"a line of {longest:,} characters; at most {limits.line_bytes:,} are read as prose"
        )


def _byline(body: str) -> tuple[str, str]:
    """A first line "By Jane Doe, Reuters" without the "By", and the rest; ``""`` where every word is not a
    name's."""
    found = BYLINE.match(body)
    if found is None or not all(NAME_WORD.match(word) for word in found["who"].split()):
        return "", body
    return found["who"], normalise(body[found.end() :])


def _day(dateline: Dateline | None) -> str:
    day = parse_day(dateline.date_text) if dateline else None
    return day.isoformat() if day else ""


def _origin(dateline: Dateline | None, body: str) -> str:
    """The wire or newsroom of the dateline, else the wire that the last line names and does nothing else."""
    if dateline and dateline.origin:
        return wire_named(dateline.origin) or dateline.origin
    last = SIGNED_OFF.search(body, max(0, len(body) - 60))
    return wire_named(last["who"]) if last else ""


def _wire_in(byline: str) -> str:
    """The wire a byline names after the writer or alone: "Jane Doe, Reuters", "The Associated Press"."""
    pieces = re.split(r",| for | of | \| | / |[()]", byline)
    return next(filter(None, map(wire_named, pieces)), "")
