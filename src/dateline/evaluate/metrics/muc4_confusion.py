"""Where the fillers of ``muc4`` go: which type was given for which, and how each filler was met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from dateline.evaluate.confusion import Confusion, of_sets, of_value
from dateline.evaluate.corpora.muc4 import ROLES, Template

__all__ = ["confusions", "in_template", "without_template"]

Entity = frozenset[str]
"""The wordings of one filler."""


def confusions(
    found: Sequence[Template], gold: Sequence[Template], aligned: Mapping[int, int]
) -> Iterator[Confusion]:
    """Types and fillers of one text. Templates are aligned only where their types agree, so a wrong type is
    one template that is missed and one that is spurious."""
    reached = set(aligned.values())
    for f in aligned:
        yield of_value("incident type", _type(found[f]), _type(found[f]))
    missed = [template for g, template in enumerate(gold) if g not in reached]
    spurious = [template for f, template in enumerate(found) if f not in aligned]
    yield from of_sets("incident type", list(map(_type, missed)), list(map(_type, spurious)))
    for role in ROLES:
        for f, g in aligned.items():
            for how in in_template(role, found[f], gold[g]):
                yield of_value("fillers", role, how)
        given = [entity for template in found for entity in template.entities[role]]
        for template in missed:
            for entity in template.entities[role]:
                yield of_value("fillers", role, without_template(entity, given))
        for template in spurious:
            for _ in template.entities[role]:
                yield of_value("fillers", role, "of a spurious template")


def in_template(role: str, found: Template, gold: Template) -> Iterator[str]:
    """How each gold filler of an aligned pair was met, and ``spurious`` for each found one that shares no
    word with any."""
    ours, theirs = found.entities[role], gold.entities[role]
    others = [entity for name in ROLES if name != role for entity in found.entities[name]]
    for entity in theirs:
        if any(one <= entity for one in ours):
            yield "right"
        elif any(_shares_a_word(one, entity) for one in ours):
            yield "boundary"
        elif any(one <= entity for one in others):
            yield "wrong role"
        else:
            yield "missed"
    for one in ours:
        if not any(_shares_a_word(one, entity) for entity in theirs):
            yield "spurious"


def without_template(entity: Entity, given: Collection[Entity]) -> str:
    """How a filler of a missed template was met: in the text's other templates, or not at all."""
    return "in another template" if any(one <= entity for one in given) else "of a missed template"


def _shares_a_word(one: Entity, other: Entity) -> bool:
    words = {word for wording in other for word in wording.split()}
    return any(word in words for wording in one for word in wording.split())


def _type(template: Template) -> str:
    return min(template.types)
