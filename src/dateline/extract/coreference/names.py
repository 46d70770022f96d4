"""Sieves that join names: the same words, the same registry actor, an acronym, a part of a person's name."""

from __future__ import annotations

from dateline.extract.coreference.clusters import Clusters
from dateline.extract.coreference.mention import Form, Mention
from dateline.extract.coreference.words import TITLES
from dateline.text.parse import words_of

__all__ = ["acronym", "apposition", "part_of_name", "same_actor", "same_name"]

_SMALL = frozenset({"of", "the", "and", "for", "in", "al", "de", "on"})
_TOO_FEW = 3
"""Letters of an acronym that are not yet evidence: "UN" is spelt by too many names."""


def same_name(mention: Mention, clusters: Clusters) -> Mention | None:
    """The last name before with the same words."""
    if mention.form is not Form.NAME or not mention.words:
        return None
    bare = _bare(mention)
    for other in reversed(_names_with(bare[-1], mention, clusters)):
        if _bare(other) == bare:
            return other
    return None


def same_actor(mention: Mention, clusters: Clusters) -> Mention | None:
    """The last name before that the registry knows as the same single actor."""
    if len(mention.registry) != 1:
        return None
    for other in reversed(clusters.named):
        if other.start < mention.start and other.registry == mention.registry:
            return other
    return None


def acronym(mention: Mention, clusters: Clusters) -> Mention | None:
    """The name before whose initials spell the acronym, or the acronym before that spells the name."""
    if mention.form is not Form.NAME:
        return None
    if len(mention.words) == 1:
        if len(mention.words[0]) < _TOO_FEW or not _shown(mention).isupper():
            return None
        return _last_before(mention, [m for m in clusters.named if _spells(mention.words[0], m)])
    spelt = [m for short in _initials(mention) for m in clusters.names.get(short, ())]
    return _last_before(mention, [m for m in spelt if len(m.words) == 1 and _shown(m).isupper()])


def apposition(mention: Mention, clusters: Clusters) -> Mention | None:
    """The name that the phrase stands beside: "Abu Salem, the group's spokesman", "spokesman Abu Salem"."""
    head = mention.head
    if head.dep_ != "appos" or head.head.i > head.i or head.head.ent_type_ == "DATE":
        return None
    other = clusters.at(mention.sentence.offset + int(head.head.idx))
    if other is None or (other.form is Form.NAME and mention.form is Form.NAME):
        return None
    between = head.doc[head.head.i + 1 : head.i]
    return other if any(t.text in {",", "–", "—", "-", "("} for t in between) else None


def part_of_name(mention: Mention, clusters: Clusters) -> Mention | None:
    """The one person named more fully before: "Omar Haddad" for "Mr Haddad" and "Haddad".

    Two people of that name before it, and it is left open.
    """
    bare = _bare(mention)
    if mention.form is not Form.NAME or mention.person is False or len(bare) != 1:
        return None
    fuller = [
        other
        for other in _names_with(bare[0], mention, clusters)
        if other.person and len(_bare(other)) > 1 and _bare(other)[-1] == bare[0]
    ]
    return fuller[-1] if len({_bare(o) for o in fuller}) == 1 else None


def _bare(mention: Mention) -> tuple[str, ...]:
    """The words of a name without the titles and offices before it."""
    at = max((i + 1 for i, w in enumerate(mention.words[:-1]) if w in TITLES), default=0)
    return mention.words[at:]


def _names_with(word: str, mention: Mention, clusters: Clusters) -> list[Mention]:
    return [other for other in clusters.names.get(word, ()) if other.start < mention.start]


def _shown(mention: Mention) -> str:
    head = mention.head
    return words_of(head.doc, head.idx, head.idx + len(head.text))


def _spells(short: str, name: Mention) -> bool:
    return len(name.words) > 1 and name.words[0][0] == short[0] and short in _initials(name)


def _initials(name: Mention) -> set[str]:
    every = "".join(w[0] for w in name.words)
    main = "".join(w[0] for w in name.words if w not in _SMALL)
    return {letters for letters in (every, main) if len(letters) >= _TOO_FEW}


def _last_before(mention: Mention, found: list[Mention]) -> Mention | None:
    return max((m for m in found if m.start < mention.start), key=lambda m: m.start, default=None)
