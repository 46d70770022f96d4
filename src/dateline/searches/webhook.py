"""A digest as a signed POST, tried again with growing pauses."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from dateline.searches.sending import NotSent
from dateline.store import Digest

__all__ = ["WebhookSender", "signature"]

TIMEOUT = 20.0
"""Seconds that a target may take to answer."""
TRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds; each pause is four times the one before, or what the target asks for within the longest."""
PASSING = frozenset({408, 425, 429})
"""Answers of the 400s that say "later", not "never"."""


def signature(secret: bytes, moment: int, body: bytes) -> str:
    """``t=MOMENT,v1=HEX``: HMAC-SHA256 over ``MOMENT.BODY``, so that an old request cannot be sent again
    later.

    >>> signature(b"key", 0, b"{}")[:10]
    't=0,v1=1a6'
    """
    made = hmac.new(secret, f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={made}"


@dataclass(frozen=True, kw_only=True)
class WebhookSender:
    """Posts to the target's address; follows no redirect. The secret signs, it is never sent."""

    secret: bytes = field(repr=False)
    client: httpx.Client
    sleep: Callable[[float], None]
    clock: Callable[[], float]

    @property
    def safe_to_repeat(self) -> bool:
        """The key says that it is the same digest."""
        return True

    def send(self, digest: Digest) -> None:
        """Posts until it is taken, at most five times.

        Raises:
            NotSent: it was refused, or not taken in five tries.
        """
        body, pause, problem = digest.content.encode(), FIRST_PAUSE, ""
        for attempt in range(TRIES):
            asked = 0.0
            try:
                answer = self.client.post(
                    digest.target.target,
                    content=body,
                    headers={
                        "Content-Type": "application/json",
                        "Idempotency-Key": digest.key,
                        "X-Dateline-Signature": signature(self.secret, int(self.clock()), body),
                    },
                    follow_redirects=False,
                    timeout=TIMEOUT,
                )
            except httpx.HTTPError as error:
                problem = f"{type(error).__name__}: {error}"
            else:
                if answer.is_success:
                    return
                problem = f"answered {answer.status_code}"
                if answer.status_code < 500 and answer.status_code not in PASSING:
                    raise NotSent(problem, final=True)
                asked = _seconds(answer.headers.get("Retry-After", ""))
            if attempt + 1 < TRIES:
                self.sleep(min(max(pause, asked), LONGEST_PAUSE))
                pause *= 4
        raise NotSent(f"{problem}, {TRIES} times")


def _seconds(text: str) -> float:
    """What ``Retry-After`` asks for; 0 where it gives a date or nonsense."""
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0.0
