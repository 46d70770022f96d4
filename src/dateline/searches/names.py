"""What a saved search may be called, and whom it may tell."""

from __future__ import annotations

import ipaddress
import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from urllib.parse import urlsplit

from dateline.errors import UsageError

__all__ = ["mail_address", "search_name", "webhook_url"]

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def search_name(text: str) -> str:
    """A name that is also a part of a URL: ``sahel-attacks``.

    Raises:
        UsageError: it is none.
    """
    if not _NAME.fullmatch(text):
        raise UsageError(f"{text!r} is no name of a search; use 1 to 64 of a-z, 0-9 and hyphens inside")
    return text


def mail_address(text: str) -> str:
    """One address, on one line.

    Raises:
        UsageError: it is none.
    """
    try:
        found = Address(addr_spec=text)
    except (HeaderParseError, ValueError, IndexError) as error:
        raise UsageError(f"{text!r} is no mail address") from error
    if not found.domain or not text.isprintable() or not text.isascii():
        raise UsageError(f"{text!r} is no mail address")
    return text


def webhook_url(text: str) -> str:
    """An ``https`` address; plain ``http`` only to this machine, as nobody else hears it there.

    Raises:
        UsageError: it is none.
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageError(f"{text!r} is no address of a webhook") from error
    if not host or not text.isprintable() or " " in text or parts.username is not None:
        raise UsageError(f"{text!r} is no address of a webhook")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
        raise UsageError(f"{text!r}: a webhook is told over https")
    return text


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
