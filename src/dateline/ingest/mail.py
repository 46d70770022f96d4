"""E-mail (.eml): the plain text of the message, or the article of its HTML part."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr

from dateline.ingest.article import Article, Unreadable
from dateline.ingest.text import decoded
from dateline.ingest.webpage import article_of

__all__ = ["read_mail"]

HEADERS = ("subject", "from", "date")

MOST_PARTS = 1_000
"""Parts of a message, nested ones included, that are looked at before it is given up as made to exhaust."""


def read_mail(data: bytes) -> Article:
    """The body of an e-mail. The subject is the title, the sender's name the byline, the date the day
    published. Attachments are not read; their names are noted."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not any(name in message for name in HEADERS):
        raise Unreadable("parse", "no e-mail: it has no Subject, From or Date header")
    subject, sender, date = (_header(message, name) for name in HEADERS)
    name, address = parseaddr(sender)
    told = {"title": subject, "byline": name or address, "published": date}
    plain, page, attached = _bodies(message)
    if not plain.strip() and not page.strip():
        raise Unreadable("parse", "no text in the e-mail")
    text = plain if plain.strip() else article_of(page).text
    notes = (f"attachments were not read: {', '.join(attached)}",) if attached else ()
    return Article(text=text, told=told, notes=notes)


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, ``""`` when absent or so malformed that the standard library trips over it
    (it raises any of these on broken encoded words and addresses)."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, KeyError):
        return ""


def _bodies(message: EmailMessage) -> tuple[str, str, list[str]]:
    """The first plain text, the first HTML text, and the names of all attachments."""
    plain = page = ""
    attached: list[str] = []
    for count, part in enumerate(message.walk()):
        if count >= MOST_PARTS:
            raise Unreadable("parse", f"an e-mail of more than {MOST_PARTS:,} parts")
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attached.append(part.get_filename() or kind)
        elif kind == "text/html":
            page = page or _text(part)
        elif kind == "text/plain":
            plain = plain or _text(part)
    return plain, page, attached


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "ascii")
    except (UnicodeDecodeError, LookupError):
        return decoded(payload)
