"""A coder that needs no model: of a document that says "bomb" one account and one assertion about an actor.

Picklable for worker processes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.api import Progress
from dateline.calibration import Weighed
from dateline.cli.compose import Collaborators
from dateline.errors import RejectedDocument
from dateline.model import Account, ActorAssertion, ActorFact, Coding, Document, Party, PlaceRef, Span
from dateline.settings import Settings
from store.accounts import RAVA, account, day, killed

__all__ = ["WordCoder", "fakes", "open_word_coder"]


class WordCoder:
    """Codes by one word; ``FAKE_SECONDS`` makes it slow and ``FAKE_METHOD`` gives it another version."""

    method = os.environ.get("FAKE_METHOD", "words@1")

    def code(self, document: Document) -> tuple[Account, ...]:
        time.sleep(float(os.environ.get("FAKE_SECONDS", "0")))
        if "unreadable" in document.body:
            raise RejectedDocument(document.source_name, "code", "it says so itself")
        if "fault" in document.body:
            raise ZeroDivisionError("a fault of the coder")
        if "bomb" not in document.body:
            return ()
        told = account(
            document, "bomb", date=day("2026-03-09"), place=RAVA, dead=killed(4, 4), method=self.method
        )
        return (told,)

    def places(self, document: Document) -> tuple[tuple[Span, PlaceRef], ...]:
        return ()

    def coding(self, document: Document) -> Coding:
        accounts = self.code(document)
        if not accounts:
            return Coding(accounts=())
        start = document.body.index("bomb")
        told = ActorAssertion(
            document_id=document.id,
            kind=ActorFact.ROLE,
            relation="leader",
            subject=Party(text="Jonas Orr"),
            object=Party(text="Tolm Front"),
            title="leader",
            spans=(document.span(start, start + 4),),
            method=self.method,
        )
        return Coding(accounts=accounts, about_actors=(told,))

    def weigh(self, document: Document) -> Weighed:
        return [(told, [{"brief": 1.0}] * len(told.assertions)) for told in self.code(document)]


@contextmanager
def open_word_coder(_settings: Settings, _progress: Progress) -> Iterator[WordCoder]:
    yield WordCoder()


def build_nothing(settings: Settings, progress: Progress) -> Path:
    progress("folding names", 0.5)
    progress("writing", 1.0)
    return settings.cache / "places.db"


def fakes() -> Collaborators:
    """The library's own reader, with the fake coder."""
    return Collaborators(open_coder=open_word_coder, build_index=build_nothing)
