"""The answer of a corpus about one account."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Verdicts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """``event``: whether there is such an event; ``values``: whether each assertion, in order, is right given
    that there is. ``None`` where the corpus cannot tell."""

    event: bool | None
    values: tuple[bool | None, ...]
