"""What is known about a document besides its text, from whichever place tells it best."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from dateline.errors import UsageError
from dateline.ingest.limits import ReadOptions
from dateline.ingest.normalise import one_line
from dateline.ingest.published import iso_published

__all__ = ["Metadata", "first_known", "from_fields", "from_options", "from_sidecar", "json_object"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Fields of a document, each one normalised line or ``""`` when not told. ``published`` is ISO;
    ``language`` an ISO 639-1 code; ``url`` is http or https."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    origin: str = ""


KEYS = {
    "title": ("title", "headline"),
    "byline": ("byline", "author"),
    "outlet": ("outlet", "publisher", "source"),
    "url": ("url",),
    "published": ("published", "date"),
    "language": ("language", "lang"),
    "origin": ("origin",),
}
"""The keys of a sidecar, a front matter or a JSON object that tell each field; the first present one wins."""


def from_fields(told: Mapping[str, object], where: str) -> Metadata:
    """Metadata from outside keys and values. A value of the wrong type or unreadable (a date in figures, an
    address that is not http) is left out with a warning naming ``where``: an article is not lost over its
    label.
    """
    known = {name: _value(name, keys, told, where) for name, keys in KEYS.items()}
    return Metadata(**known)


def from_sidecar(data: bytes | None, where: str) -> Metadata:
    """Metadata from the bytes of ``NAME.json``; a sidecar that is no JSON object counts as none, with a
    warning."""
    if data is None:
        return Metadata()
    try:
        return from_fields(json_object(data.decode("utf-8-sig")), where)
    except ValueError as error:
        log.warning("%s: sidecar ignored: %s", where, error)
        return Metadata()


def json_object(text: str) -> Mapping[str, object]:
    """The JSON object that ``text`` is.

    Raises:
        ValueError: not JSON, no object, or nested too deep.
    """
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError("JSON nested too deep") from None
    if not isinstance(value, dict):
        raise ValueError(f"a JSON object is needed, not a {type(value).__name__}")
    return value


def from_options(options: ReadOptions) -> Metadata:
    """Metadata from the caller.

    Raises:
        UsageError: a published date or an address that cannot be read.
    """
    given = {name: one_line(getattr(options, name) or "") for name in ("title", "outlet", "url", "published")}
    published = iso_published(given["published"])
    if given["published"] and not published:
        raise UsageError(f"cannot read the date {given['published']!r}; give it as YYYY-MM-DD")
    if given["url"] and not _is_web_address(given["url"]):
        raise UsageError(f"{given['url']!r} is no http or https address")
    language = language_code(options.language or "")
    if options.language and not language:
        raise UsageError(f"{options.language!r} is no ISO 639-1 language code such as 'en'")
    return Metadata(**(given | {"published": published, "language": language}))


def first_known(*sources: Metadata) -> Metadata:
    """Field by field the value of the first source that tells it."""
    names = [field.name for field in fields(Metadata)]
    return Metadata(**{name: next(filter(None, (getattr(s, name) for s in sources)), "") for name in names})


def language_code(text: str) -> str:
    """Two-letter code of a language tag, or ``""``.

    >>> language_code("en-GB"), language_code("eng"), language_code("English"), language_code("?")
    ('en', 'en', 'en', '')
    """
    code = text.strip().lower().replace("_", "-").split("-")[0]
    code = {"eng": "en", "english": "en"}.get(code, code)
    return code if len(code) in (2, 3) and code.isascii() and code.isalpha() else ""


def _value(name: str, keys: tuple[str, ...], told: Mapping[str, object], where: str) -> str:
    for key in keys:
        value = told.get(key)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            log.warning("%s: %s ignored: text is needed, not a %s", where, key, type(value).__name__)
            continue
        line = one_line(value)
        read = READERS[name](line) if name in READERS else line
        if line and not read:
            log.warning("%s: %s ignored: cannot read %.100r", where, key, line)
        if read:
            return read
    return ""


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in text


READERS: dict[str, Callable[[str], str]] = {
    "published": iso_published,
    "language": language_code,
    "url": lambda text: text if _is_web_address(text) else "",
}
