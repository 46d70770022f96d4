"""The words that extraction looks for, loaded once: anchors of event types and cues of the coded fields."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources

from dateline.codebook import Codebook
from dateline.errors import CodebookError

__all__ = ["Anchor", "Lexicon", "load_lexicon"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """That a word or phrase tells an event of ``event_type``; ``strong`` when it needs no support."""

    event_type: str
    strong: bool


@dataclass(frozen=True)
class Lexicon:
    """Anchors by lemma, and cue words by field and kind."""

    verbs: Mapping[str, tuple[Anchor, ...]]
    nouns: Mapping[str, tuple[Anchor, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Anchor], ...]]
    """First lemma -> phrases, longest first."""
    cues: Mapping[str, Mapping[str, frozenset[str]]]

    def cue(self, of: str, kind: str) -> frozenset[str]:
        """The words of one kind of cue of one coded field."""
        return self.cues[of][kind]

    @cached_property
    def speech(self) -> Mapping[str, str]:
        """Speech verb -> statement type (or ``report``)."""
        return {verb: kind for kind, verbs in self.cues["speech"].items() for verb in verbs}

    @cached_property
    def _wanted(self) -> re.Pattern[str]:
        words = {*self.verbs, *self.nouns, *self.phrases}
        words |= {verb for verb, kind in self.speech.items() if kind != "report"}
        words |= {"call", "responsib", "statement", "said"}
        stems = sorted({_stem(word) for word in words if word.isascii() and len(word) > 1})
        return re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE)

    def may_tell(self, text: str) -> bool:
        """Whether ``text`` has any word that could tell an event: a quick test before parsing."""
        return self._wanted.search(text) is not None


def _stem(word: str) -> str:
    """A prefix that every inflected form of ``word`` starts with.

    >>> _stem("seize"), _stem("deny"), _stem("shoot")
    ('seiz', 'den', 'sho')
    """
    irregular = _IRREGULAR.get(word)
    if irregular:
        return irregular
    if word.endswith(("e", "y")) and len(word) > 3:
        return word[:-1]
    return word


_IRREGULAR = {
    "fight": "f", "shoot": "sho", "slay": "sl", "strike": "str", "swear": "sw", "overthrow": "overthr",
    "hold": "h", "take": "t", "find": "f", "blow": "bl", "throw": "thr", "leave": "le", "fall": "f",
    "break": "br", "drive": "dr", "lose": "los", "tell": "t", "say": "s", "meet": "me", "die": "d",
    "withdraw": "withdr", "sink": "s", "go": "w", "send": "sen", "set": "set", "lay": "la", "sit": "s",
    "stand": "st", "begin": "beg", "undertake": "undert", "retake": "ret",
}  # fmt: skip


def load_lexicon(codebook: Codebook | None = None) -> Lexicon:
    """The packaged word lists together with the anchors of ``codebook``.

    ``data/anchors.toml`` says how the rules read a word: which types it may tell, and whether it needs
    support. A type of the codebook that has no entry there, such as a user's own, is told by the codebook's
    anchors alone.

    Raises:
        CodebookError: a list is malformed; names the file and the entry.
    """
    folder = resources.files("dateline.extract") / "data"
    anchors = tomllib.loads((folder / "anchors.toml").read_text(encoding="utf-8"))
    cues = tomllib.loads((folder / "cues.toml").read_text(encoding="utf-8"))
    for event_type in (codebook or Codebook.load()).types.values():
        if event_type.id not in anchors and event_type.family != "statement":
            anchors[event_type.id] = {
                "strong_verbs": event_type.verbs,
                "strong_nouns": event_type.nouns,
                "phrases": event_type.phrases,
            }
    filed = _Filed()
    for event_type_id, lists in anchors.items():
        for kind, words in lists.items():
            filed.add(event_type_id, kind, words)
    return Lexicon(
        verbs={word: tuple(rows) for word, rows in filed.verbs.items()},
        nouns={word: tuple(rows) for word, rows in filed.nouns.items()},
        phrases={word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in filed.phrases.items()},
        cues={
            name: {kind: frozenset(words) for kind, words in kinds.items()} for name, kinds in cues.items()
        },
    )


_LISTS = frozenset({"phrases", "strong_verbs", "weak_verbs", "strong_nouns", "weak_nouns"})


@dataclass(frozen=True, slots=True)
class _Filed:
    """Anchors under their lemma, for a phrase its first, while the lists are read."""

    verbs: dict[str, list[Anchor]] = field(default_factory=dict)
    nouns: dict[str, list[Anchor]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Anchor]]] = field(default_factory=dict)

    def add(self, event_type: str, kind: str, words: Sequence[str]) -> None:
        """File the words of one list."""
        if kind not in _LISTS:
            raise CodebookError(f"extract/data/anchors.toml: {event_type}: no list is called {kind!r}")
        anchor = Anchor(event_type, strong=not kind.startswith("weak"))
        for word in words:
            if kind == "phrases":
                lemmas = tuple(word.split())
                self.phrases.setdefault(lemmas[0], []).append((lemmas, anchor))
            elif kind.endswith("verbs"):
                self.verbs.setdefault(word, []).append(anchor)
            else:
                self.nouns.setdefault(word, []).append(anchor)
