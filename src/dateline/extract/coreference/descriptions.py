"""Sieves that join descriptions: the same head noun, "the group", "the attackers"."""

from __future__ import annotations

from dateline.extract.coreference.clusters import Clusters
from dateline.extract.coreference.mention import Form, Mention
from dateline.extract.coreference.words import ARMED, DESCRIBES_GROUP

__all__ = ["armed_people", "same_noun", "the_group"]

NEAR = 3
"""Sentences back that "the attackers" may reach for men described in other words."""
_SAME_NOUN = 12
"""Sentences back that "the soldiers" may reach for the same noun."""


def same_noun(mention: Mention, clusters: Clusters) -> Mention | None:
    """The last phrase before with the same head noun, of a definite phrase that adds nothing to it."""
    if mention.form is not Form.DESCRIPTION or not mention.definite or not mention.words:
        return None
    if any(c.dep_ in {"prep", "relcl", "acl", "poss"} for c in mention.head.children):
        return None
    ours = set(mention.words)
    for other in reversed(clusters.descriptions.get(mention.head.lemma_.lower(), ())):
        if other.start >= mention.start or mention.sentence.index - other.sentence.index > _SAME_NOUN:
            continue
        if ours <= set(other.words) and other.head.tag_ == mention.head.tag_:
            return other
    return None


def the_group(mention: Mention, clusters: Clusters) -> Mention | None:
    """The armed organisation named last before "the group", where no other is named in its own sentence."""
    lemma = mention.head.lemma_.lower()
    if lemma not in DESCRIBES_GROUP or not mention.definite or mention.plural:
        return None
    if any(c.dep_ in {"prep", "relcl", "acl", "poss"} for c in mention.head.children):
        return None
    before = [
        m
        for m in clusters.mentions
        if m.start < mention.start and m.form is Form.NAME and m.armed and m.person is not True
    ]
    near = [m for m in before if mention.sentence.index - m.sentence.index <= 1]
    if len({frozenset(m.registry) or frozenset(m.words) for m in near}) > 1:
        return None
    return before[-1] if before else None


def armed_people(mention: Mention, clusters: Clusters) -> Mention | None:
    """The armed men told of last: "four gunmen" for "the attackers". Two sorts of them: left open."""
    lemma = mention.head.lemma_.lower()
    if lemma not in ARMED or lemma == "militia" or mention.form is not Form.DESCRIPTION:
        return None
    if not mention.definite or len(mention.words) > 1:
        return None
    found = [
        m
        for m in clusters.mentions
        if m.start < mention.start
        and mention.sentence.index - m.sentence.index <= NEAR
        and m.armed
        and m.form is Form.DESCRIPTION
        and m.plural == mention.plural
    ]
    apart = {id(clusters.members(m)) for m in found}
    return found[-1] if len(apart) == 1 else None
