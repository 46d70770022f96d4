"""One document coded, or the reason why not."""

from __future__ import annotations

import logging
from typing import Protocol

from dateline.errors import RejectedDocument
from dateline.model import Coding, Document, Rejection

__all__ = ["Coder", "outcome_of"]

log = logging.getLogger(__name__)


class Coder(Protocol):
    """What codes one document: :class:`dateline.pipeline.Pipeline`, or a stand-in."""

    @property
    def method(self) -> str:
        """``name@version``."""

    def coding(self, document: Document) -> Coding:
        """All that ``document`` tells; may raise ``RejectedDocument``."""


def outcome_of(coder: Coder, document: Document) -> Coding | Rejection:
    """What ``coder`` finds in ``document``; whatever is wrong with one document, the others are coded."""
    try:
        return coder.coding(document)
    except RejectedDocument as refused:
        return Rejection(
            document=refused.name, stage=refused.stage, reason=refused.reason, raw_hash=document.raw_hash
        )
    except Exception as error:
        name = document.source_name or document.id
        log.exception("coding %s failed", name)
        reason = f"the coder failed ({type(error).__name__}: {error}); please report it with the document"
        return Rejection(document=name, stage="code", reason=reason, raw_hash=document.raw_hash)
