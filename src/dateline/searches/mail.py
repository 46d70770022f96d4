"""A digest as a mail, through an SMTP server."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate

from dateline.searches.sending import InDoubt, NotSent
from dateline.store import Digest

__all__ = ["MailSender", "message_of"]

TIMEOUT = 30.0
"""Seconds that a server may be silent."""


def _connect(host: str, port: int) -> smtplib.SMTP:
    return smtplib.SMTP(host, port, timeout=TIMEOUT)


@dataclass(frozen=True, kw_only=True)
class MailSender:
    """Sends through ``host:port``; with a user also signs in, which it does over TLS only."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    connect: Callable[[str, int], smtplib.SMTP] = _connect

    @property
    def safe_to_repeat(self) -> bool:
        """A mail that comes twice is two mails."""
        return False

    def send(self, digest: Digest) -> None:
        """Hands the mail to the server.

        Raises:
            NotSent: the server did not take it.
            InDoubt: the connection broke when it may have taken it.
        """
        message = message_of(digest, self.sender)
        try:
            server = self.connect(self.host, self.port)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(f"{self.host}:{self.port}: {error}") from error
        try:
            self._begin(server)
            self._hand_over(server, message)
        finally:
            server.close()

    def _begin(self, server: smtplib.SMTP) -> None:
        try:
            server.ehlo_or_helo_if_needed()
            encrypted = server.has_extn("starttls")
            if encrypted:
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if self.user:
                if not encrypted:
                    raise NotSent(
                        f"{self.host} takes no TLS; a password is not sent in the clear", final=True
                    )
                server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(f"{self.host}:{self.port}: {error}") from error

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            code, said = server.mail(self.sender)
            if code == 250:
                code, said = server.rcpt(str(message["To"]))
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(f"{self.host}: {error}") from error
        if code not in {250, 251}:
            raise NotSent(f"{self.host}: {code} {said.decode('utf-8', 'replace')}", final=500 <= code < 600)
        try:
            code, said = server.data(message.as_bytes(policy=message.policy.clone(linesep="\r\n")))
        except smtplib.SMTPDataError as error:  # the server refused to take it at all
            raise NotSent(f"{self.host}: {error.smtp_code}", final=500 <= error.smtp_code < 600) from error
        except (OSError, smtplib.SMTPException) as error:
            raise InDoubt(f"{self.host}: {error}") from error
        if code != 250:
            raise NotSent(f"{self.host}: {code} {said.decode('utf-8', 'replace')}", final=500 <= code < 600)


def message_of(digest: Digest, sender: str) -> EmailMessage:
    """The mail: plain text, under an id that is the same whenever it is made again."""
    content = json.loads(digest.content)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = digest.target.target
    message["Subject"] = f"Dateline: {content['search']}, {content['first']} to {content['last']}"
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{digest.key.replace(':', '.')}@dateline.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    lines = [
        f"{content['count']} incidents were told or told anew, {content['first']} to {content['last']}.",
        "",
    ]
    for item in content["items"]:
        lines += [item["title"], f"  {item['summary']}", f"  {item['url'] or item['incident_id']}", ""]
    if content["more"]:
        lines.append(f"{content['more']} more are not listed.")
    message.set_content("\n".join(lines) + "\n")
    return message
