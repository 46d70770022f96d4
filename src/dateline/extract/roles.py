"""Who has which role in an event: doers, those harmed, other targets, and who claims it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dateline.extract.actors import is_armed, is_group_like, is_person
from dateline.extract.claimed import ToldClaim
from dateline.extract.coder import ActorDraft
from dateline.extract.coreference.words import PRONOUNS
from dateline.extract.frame import Frame
from dateline.extract.grouping import Group
from dateline.extract.mentions import lemma_of
from dateline.extract.referents import actor_draft
from dateline.extract.spans import phrase_span
from dateline.extract.story import Story
from dateline.extract.toll import HARM_NOUNS, harmed_in
from dateline.model import Role

__all__ = ["actors_of_group"]

_SHARED = frozenset({
    "armed_clash", "protest", "agreement", "talks", "cooperation", "membership", "riot", "group_change",
    "leadership_change",
})  # fmt: skip
"""Types whose parties all take part: none is said to do it to the other."""
_HITS_THINGS = frozenset({
    "air_strike", "shelling", "bombing", "suicide_bombing", "grenade", "armed_attack", "property_attack",
    "chemical_attack", "weapons_seizure",
})  # fmt: skip
"""Types whose target may be a thing."""
_MEANS = frozenset({
    "gas", "bullet", "round", "shell", "mortar", "rocket", "missile", "bomb", "grenade", "cannon", "shot",
    "munition", "stone", "fire", "device", "explosive", "responsibility", "way", "place", "sentence",
    "attack",
})  # fmt: skip
"""What is fired, thrown or taken is no target."""
_UNDERGONE = frozenset({
    "arrest", "death", "killing", "murder", "assassination", "abduction", "kidnapping", "detention",
    "execution", "ouster", "release", "capture",
})  # fmt: skip
"""Nouns whose possessive pronoun is who it befell: "his arrest" does not say who arrested."""
_NOBODY = frozenset({"dozens", "more", "fire", "control", "shot"})


def actors_of_group(group: Group, claim: ToldClaim | None, story: Story) -> tuple[ActorDraft, ...]:
    """Everyone with a role, by sentence: doers, those harmed, other targets; last the claimant."""
    found: list[ActorDraft] = []
    event_type = group.event_type
    for read in group.frames:
        frame = read.frame
        for head, role in _roles_in(frame, event_type, story):
            if _names_someone(head):
                draft = actor_draft(head, role, frame.sentence, story)
                if draft is not None:
                    found.append(draft)
    if claim is not None and claim.reading.made:
        found.extend(
            ActorDraft(role=Role.PERPETRATOR, span=phrase_span(story.document, claim.sentence, head))
            for head in claim.reading.by
            if head.pos_ != "PRON"
        )
    return _distinct(found)


def _roles_in(frame: Frame, event_type: str, story: Story) -> list[tuple[Token, Role]]:
    """Heads of the phrases of one frame that may have a role, each with the role."""
    people = harmed_in(frame)
    harmed = {p.i for p in people}
    one_sided = event_type == "armed_clash" and bool(harmed)
    doer = Role.PARTICIPANT if event_type in _SHARED and not one_sided else Role.PERPETRATOR
    undergone = lemma_of(frame.trigger) in _UNDERGONE
    doers = [head for head in frame.agents if not (undergone and head.tag_ == "PRP$")]
    rows = [(head, doer) for head in doers if head.i not in harmed]
    rows += [(head, Role.VICTIM) for head in people]
    for head in frame.patients:
        if head.i in harmed or (event_type == "leadership_change" and head.ent_type_ == "GPE"):
            continue  # the president of a country succeeds somebody, not the country
        human = _is_human(head, story)
        if human and event_type in _SHARED:
            rows.append((head, Role.PARTICIPANT))
        elif human or event_type in _HITS_THINGS:
            rows.append((head, Role.VICTIM if human and frame.only_outcome else Role.TARGET))
    return rows


def _is_human(head: Token, story: Story) -> bool:
    return (
        is_person(head, story.lexicon)
        or is_armed(head, story.lexicon, story.names)
        or is_group_like(head, story.names)
    )


def _names_someone(head: Token) -> bool:
    """Whether the phrase may say who: it is no number, no count of harm, no pronoun but a personal one."""
    if head.pos_ == "PRON":
        return head.lower_ in PRONOUNS
    if head.pos_ in {"DET", "VERB", "AUX"} or head.ent_type_ in {"DATE", "TIME"} or head.lower_ in _NOBODY:
        return False
    if lemma_of(head) in HARM_NOUNS | _MEANS:
        return False
    if head.pos_ == "NUM":
        return any(c.lower_ == "of" for c in head.children)
    return head.lower_ != "others" or any(c.dep_ == "nummod" for c in head.children)


def _distinct(found: Iterable[ActorDraft]) -> tuple[ActorDraft, ...]:
    """One entry for each role and wording, in order; "the army" is who was named "the Malian army" there."""
    unique: dict[tuple[Role, str], ActorDraft] = {}
    for actor in found:
        unique.setdefault((actor.role, _bare(actor)), actor)
    return tuple(a for a in unique.values() if not any(_says_less(a, b) for b in unique.values()))


def _bare(actor: ActorDraft) -> str:
    """The words that say who, without their article."""
    return actor.words.quote.lower().removeprefix("the ")


def _says_less(one: ActorDraft, other: ActorDraft) -> bool:
    """Whether ``one`` is "the army" or "the group" and ``other``, in the same role, says which."""
    definite = one.words.quote.lower().startswith("the ")
    return one.role is other.role and definite and _bare(other).endswith(f" {_bare(one)}")
