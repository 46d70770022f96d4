"""Decide which native type a mention tells, or that it tells none.

An anchor may be read in more than one way ("strike", "capture", "raid", "seize"); the words it governs decide.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.statements import one_sided
from dateline.extract.syntax import clause_verb

__all__ = ["FAMILY_OF_OUTCOME", "TYPE_RANK", "more_specific", "type_of"]

FAMILY_OF_OUTCOME = "armed_attack"
"""What an outcome ("killed") is taken for when nothing says how."""

TYPE_RANK = (
    "suicide_bombing", "chemical_attack", "assassination", "air_strike", "shelling", "grenade", "bombing",
    "abduction", "sexual_violence", "torture", "execution", "excessive_force", "protest_intervention", "mob_violence",
    "armed_clash", "property_attack", "armed_attack",
)  # fmt: skip
"""Which type names an event told in several ways, most specific first."""

_AIR = frozenset(
    {
        "air",
        "aircraft",
        "warplane",
        "jet",
        "drone",
        "helicopter",
        "airstrike",
        "aerial",
        "fighter",
        "bomber",
        "uav",
        "plane",
    }
)
_LABOUR = frozenset(
    {
        "hunger",
        "general",
        "labor",
        "labour",
        "rail",
        "worker",
        "teacher",
        "union",
        "nurse",
        "doctor",
        "wage",
        "nationwide",
        "transport",
        "school",
        "climate",
    }
)
_PLACE_OBJECTS = frozenset({
    "city", "town", "village", "territory", "area", "base", "district", "province", "settlement", "hill", "airport", "airbase",
    "position", "checkpoint", "installation", "field", "region", "neighbourhood", "neighborhood", "port", "capital", "island",
    "control", "ground", "land", "outpost", "headquarters", "camp", "stronghold", "bridge", "facility", "building", "post",
})  # fmt: skip
_WEAPON_OBJECTS = frozenset({
    "weapon", "arm", "arms", "ammunition", "explosive", "rifle", "gun", "firearm", "rocket", "missile", "tank", "hardware",
    "cache", "ied", "bomb", "grenade", "drone", "munition", "drug", "pistol", "detonator", "equipment", "vehicle",
})  # fmt: skip
_PROJECTILES = frozenset({"rocket", "missile", "mortar", "shell", "artillery", "projectile", "round"})
_PROTESTERS = frozenset(
    {"protester", "demonstrator", "crowd", "rally", "protest", "marcher", "demonstration", "protestor"}
)


def type_of(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """The native type, or ``None`` when the words tell no event of the codebook here."""
    types = [a.event_type for a in mention.anchors]
    reader = _READERS.get(mention.lemma) or _READERS.get(mention.trigger.lower_)
    if len(mention.tokens) == 1 and reader is not None:
        return reader(mention, lexicon, names)
    phrase_reader = _PHRASE_READERS.get(types[0])
    return phrase_reader(mention, lexicon, names) if phrase_reader is not None else types[0]


def more_specific(a: str, b: str) -> str:
    """Of two types that tell one event, the one that says more."""
    rank = {name: i for i, name in enumerate(TYPE_RANK)}
    return a if rank.get(a, len(TYPE_RANK)) <= rank.get(b, len(TYPE_RANK)) else b


_SHOOTS = frozenset({"shoot", "kill", "wound", "shooting", "killing", "assault", "attack", "open"})


_FIGHTERS = frozenset(
    {
        "militant",
        "insurgent",
        "rebel",
        "gunman",
        "gunmen",
        "terrorist",
        "jihadist",
        "guerrilla",
        "bandit",
        "separatist",
        "fighter",
        "maoist",
        "naxal",
        "naxalite",
    }
)


def _is_fighter(head: Token) -> bool:
    """Whether the phrase names armed opponents of a state: their deaths at its hands are a clash."""
    return (
        lemma_of(head) in _FIGHTERS
        or head.lower_ in _FIGHTERS
        or any(c.lower_ == "armed" for c in head.children)
    )


def _strike(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    around = _near_lemmas(trigger)
    if trigger.pos_ in {"NOUN", "PROPN"}:
        if around & _LABOUR:
            return "protest"
        if around & {"missile", "rocket", "artillery"} and "drone" not in around:
            return "shelling"
        armed = [*doers(mention, names), *done_to(mention, names)]
        return (
            "air_strike"
            if armed or around & _AIR or _in_sentence(mention, _AIR | {"military", "coalition"})
            else None
        )
    subjects = [t for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"} for t in [c]]
    if any(lemma_of(s) in _PROJECTILES for s in subjects):
        return "shelling"
    if any(lemma_of(s) in {"drone", "airstrike", "plane", "aircraft"} for s in subjects):
        return "air_strike"
    if any(is_armed(d, lexicon, names) for d in doers(mention, names)) or _in_sentence(
        mention, {"airstrike", "warplane", "jet"}
    ):
        return "air_strike"
    if any(names.is_demonym(d.text) or d.ent_type_ in {"GPE", "ORG"} for d in doers(mention, names)):
        return "air_strike"
    return None


def _capture(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    objects = (
        done_to(mention, names)
        if trigger.pos_ == "VERB"
        else [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    )
    if mention.lemma == "seizure" and not objects:
        return None
    for thing in objects:
        lemma = lemma_of(thing)
        if lemma in {"power"}:
            return "leadership_change"
        if lemma in _WEAPON_OBJECTS:
            return (
                "weapons_seizure"
                if mention.lemma in {"seize", "recover", "capture", "seizure", "intercept"}
                else None
            )
        if lemma in _PLACE_OBJECTS or (
            thing.ent_type_ in {"GPE", "LOC", "FAC"} and mention.lemma != "occupy"
        ):
            return "territory_change"
        if thing.ent_type_ == "PERSON" or lemma in lexicon.cue("actors", "people") | lexicon.cue(
            "actors", "armed"
        ):
            return "arrest" if mention.lemma in {"capture", "seize"} else None
    return None


def _liberate(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = done_to(mention, names)
    if any(lemma_of(t) in {"hostage", "prisoner", "captive"} for t in objects):
        return "group_change"
    return "territory_change" if mention.trigger.pos_ == "VERB" and objects else None


def _bomb(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    if trigger.pos_ == "VERB":
        return "air_strike" if _air_or_state(mention, names) else "bombing"
    return (
        None
        if lemma_of(trigger) == "mine"
        and not _in_sentence(mention, {"explode", "detonate", "step", "landmine"})
        else "bombing"
    )


def _blast(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if mention.trigger.pos_ == "VERB" and mention.lemma == "blast":
        return None
    if _near_lemmas(mention.trigger) & {
        "gas",
        "boiler",
        "volcanic",
        "population",
        "mine",
        "fuel",
        "firework",
        "fireworks",
    }:
        return None
    return "bombing"


def _raid(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if any(
        lemma_of(d) in {"police", "officer", "agent", "authority", "authorities"}
        for d in doers(mention, names)
    ) or _near_lemmas(mention.trigger) & {"police"}:
        return None
    return "armed_attack"


def _fire(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Only the verb: firing at someone, or firing rockets. Dismissing staff has a person as plain object."""
    trigger = mention.trigger
    if trigger.pos_ != "VERB":
        return None
    objects = {
        lemma_of(t) for c in trigger.children if c.dep_ in {"dobj", "nsubjpass"} for t in [c, *c.conjuncts]
    }
    if objects & {"gas", "canister", "cannon"} or (
        objects & {"bullet", "round"} and _in_sentence(mention, {"rubber", "plastic", "baton"})
    ):
        return "protest_intervention"
    if objects & _PROJECTILES and not (
        objects & {"round"} and not _in_sentence(mention, {"mortar", "artillery"})
    ):
        return "shelling"
    at = {
        lemma_of(t)
        for c in trigger.children
        if c.dep_ == "prep" and c.lower_ in {"on", "at", "into", "upon"}
        for t in c.children
    }
    if at & _PROTESTERS:
        return "excessive_force"
    if at or objects & {"shot", "gunshot", "round", "bullet", "gun", "weapon", "munition"}:
        return "armed_attack"
    return None


def _launch(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = [
        t for c in mention.trigger.children if c.dep_ in {"dobj", "nsubjpass"} for t in [c, *c.conjuncts]
    ]
    return "shelling" if any(lemma_of(t) in _PROJECTILES for t in objects) else None


def _projectile(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Rockets hit the base", "14 rockets hitting an airbase": the projectile is the doer of a hit."""
    verb = clause_verb(mention.trigger)
    if mention.trigger.dep_ in {"nsubj"} and lemma_of(verb) in {
        "hit",
        "strike",
        "land",
        "kill",
        "fall",
        "slam",
    }:
        return "shelling"
    return (
        "shelling"
        if any(
            lemma_of(c) in {"hit", "strike", "land", "kill"}
            for c in mention.trigger.children
            if c.dep_ in {"acl", "relcl"}
        )
        else None
    )


def _hit(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    subjects = {lemma_of(c) for c in mention.trigger.children if c.dep_ == "nsubj"}
    if subjects & _PROJECTILES:
        return None
    objects = done_to(mention, names)
    if not objects:
        return None
    if subjects & {"drone", "airstrike", "strike", "warplane", "jet", "aircraft"} or _air_or_state(
        mention, names
    ):
        return "air_strike"
    return None


def _offensive(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    return (
        "force_movement"
        if lemma_of(verb) in {"launch", "begin", "announce", "start", "continue", "resume", "open"}
        else None
    )


def _attack(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger, around = mention.trigger, _near_lemmas(mention.trigger)
    if mention.lemma == "claim":
        return _claim_of_lives(mention)
    if mention.lemma in {"body", "corpse"}:
        found = lemma_of(clause_verb(trigger)) in {"find", "recover", "discover", "dump", "unearth"}
        return "armed_attack" if found and trigger.dep_ != "compound" else None
    if mention.lemma == "leave":
        return "armed_attack" if any(t.lower_ == "dead" for t in trigger.subtree) else None
    if mention.lemma == "attempt":
        return None
    if trigger.pos_ in {"NOUN", "PROPN"} and around & {"terror", "terrorist", "militant", "gun", "knife"}:
        return "armed_attack"
    state = any(
        lemma_of(d) in {"police", "officer", "soldier", "troop", "force", "forces", "army"}
        or d.ent_type_ == "GPE"
        for d in doers(mention, names)
    )
    if (
        state
        and any(lemma_of(t) in _PROTESTERS for t in done_to(mention, names))
        and mention.lemma in _SHOOTS
    ):
        return "excessive_force"
    if state and mention.lemma in _SHOOTS and any(_is_fighter(t) for t in done_to(mention, names)):
        return "armed_clash"
    if state and mention.lemma == "open" and _in_sentence(mention, _PROTESTERS):
        return "excessive_force"
    return "armed_attack"


def _claim_of_lives(mention: Mention) -> str | None:
    return (
        "armed_attack"
        if any(c.dep_ == "dobj" and lemma_of(c) in {"life", "lives"} for c in mention.trigger.children)
        else None
    )


def _destroy(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if not any(c.dep_ in {"dobj", "nsubjpass"} for c in mention.trigger.children):
        return None
    if _air_or_state(mention, names):
        return "air_strike"
    return "property_attack" if any(is_armed(d, lexicon, names) for d in doers(mention, names)) else None


def _protesters(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Thousands of protesters gathered": the people stand for the protest only as doers of one."""
    verb = clause_verb(mention.trigger)
    return (
        "protest"
        if mention.trigger.dep_ == "nsubj"
        and lemma_of(verb)
        in {
            "gather",
            "march",
            "block",
            "rally",
            "chant",
            "surround",
            "storm",
            "demand",
            "return",
            "take",
            "fill",
        }
        else None
    )


def _gather(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    subjects = [t for c in mention.trigger.children if c.dep_ == "nsubj" for t in c.subtree]
    return (
        "protest"
        if any(lemma_of(t) in _PROTESTERS | {"activist", "people", "supporter"} for t in subjects)
        and _in_sentence(mention, _PROTESTERS | {"against", "protest", "demand"})
        else None
    )


def _march(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if mention.trigger.ent_type_ == "DATE" or mention.trigger.pos_ == "PROPN":
        return None
    return "protest"


def _join(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = {lemma_of(t) for c in mention.trigger.children if c.dep_ in {"dobj", "prep"} for t in c.subtree}
    return (
        "membership"
        if objects & {"coalition", "alliance", "nato", "union", "treaty", "pact", "bloc"}
        else None
    )


def _participation(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    within = {
        lemma_of(t)
        for c in mention.trigger.children
        if c.dep_ == "prep" and c.lower_ in {"in", "of", "to"}
        for t in c.subtree
    }
    return (
        "membership"
        if within & {"coalition", "alliance", "nato", "union", "treaty", "pact", "bloc"}
        else None
    )


def _surrender(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return "group_change" if doers(mention, names) else None


def _move(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Troops, armies and governments move or withdraw forces; bills and products are withdrawn too."""
    trigger = mention.trigger
    people = [*doers(mention, names), *done_to(mention, names)]
    if trigger.pos_ in {"NOUN", "PROPN"}:
        people += [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    objects = {lemma_of(t) for t in people}
    if objects & {
        "bill",
        "offer",
        "proposal",
        "candidacy",
        "support",
        "charge",
        "complaint",
        "product",
        "reporter",
        "aid",
        "ball",
        "claim",
    }:
        return None
    return "force_movement" if any(is_armed(t, lexicon, names) for t in people) else None


def _sanction_verb(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = {lemma_of(t) for t in done_to(mention, names)}
    if mention.lemma == "expel":
        return "sanction" if objects & {"diplomat", "ambassador", "envoy"} else None
    if mention.lemma in {"ban", "outlaw"}:
        return (
            "sanction"
            if objects & {"group", "party", "organisation", "organization", "entry", "import", "export"}
            and doers(mention, names)
            else None
        )
    return None


def _sanction_noun(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    return (
        "sanction"
        if lemma_of(verb)
        in {
            "impose",
            "announce",
            "approve",
            "expand",
            "extend",
            "lift",
            "place",
            "introduce",
            "issue",
            "implement",
            "sign",
            "adopt",
            "tighten",
            "ease",
        }
        else None
    )


def _agreement(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    conflict = _in_sentence(
        mention,
        {
            "peace",
            "ceasefire",
            "military",
            "defence",
            "defense",
            "security",
            "rebel",
            "war",
            "arm",
            "arms",
            "hostage",
            "prisoner",
            "nuclear",
            "conflict",
        },
    )
    return (
        "agreement"
        if conflict
        and lemma_of(verb) in {"sign", "reach", "agree", "conclude", "strike", "broker", "ratify", "announce"}
        else None
    )


def _talks(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    if lemma_of(verb) not in {
        "hold",
        "begin",
        "end",
        "start",
        "resume",
        "attend",
        "host",
        "open",
        "meet",
        "conduct",
        "include",
        "continue",
        "take",
    }:
        return None
    return (
        "talks"
        if _in_sentence(
            mention,
            {
                "peace",
                "ceasefire",
                "rebel",
                "taliban",
                "hamas",
                "minister",
                "president",
                "war",
                "conflict",
                "security",
                "coalition",
            },
        )
        else None
    )


def _trial(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    if trigger.pos_ in {"VERB"}:
        if mention.lemma == "charge":
            return (
                "trial"
                if any(c.dep_ == "prep" and c.lower_ in {"with", "for", "in"} for c in trigger.children)
                and any(c.dep_ in {"nsubjpass", "dobj", "auxpass"} for c in trigger.children)
                else None
            )
        return "trial"
    verb = clause_verb(trigger)
    return (
        "trial"
        if lemma_of(verb)
        in {
            "begin",
            "open",
            "start",
            "face",
            "stand",
            "hold",
            "be",
            "resume",
            "issue",
            "receive",
            "serve",
            "uphold",
        }
        and trigger.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass"}
        and mention.lemma in {"trial", "verdict", "sentence", "prosecution"}
        else None
    )


def _leader(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Someone takes or leaves the highest offices of a state or an armed group, not of a company."""
    offices = {
        "president",
        "premier",
        "minister",
        "chancellor",
        "leader",
        "king",
        "emir",
        "junta",
        "government",
        "presidency",
        "general",
        "commander",
        "chief",
    }
    return "leadership_change" if _in_sentence(mention, offices) and mention.trigger.pos_ == "VERB" else None


def _office(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Sworn in", "stepped down", "ousted": of the offices of a state or an armed group."""
    offices = {
        "president",
        "premier",
        "minister",
        "chancellor",
        "leader",
        "king",
        "emir",
        "junta",
        "government",
        "presidency",
        "power",
        "coup",
    }
    return "leadership_change" if _in_sentence(mention, offices) else None


def _aid(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Aid that is let through, held up or taken, and not aid that is only mentioned."""
    moved = {
        "block",
        "halt",
        "allow",
        "deliver",
        "enter",
        "suspend",
        "reach",
        "prevent",
        "deny",
        "restrict",
        "resume",
        "loot",
        "obstruct",
        "attack",
        "obstruction",
        "open",
        "stop",
        "delivery",
        "entry",
    }
    return "aid_access" if _in_sentence(mention, moved) else None


def _truce(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """A truce that is made; one that is only called for, expected or described is none, one party's word is a pledge."""
    verb = clause_verb(mention.trigger)
    if mention.trigger.pos_ not in {"NOUN", "PROPN"}:
        return "agreement"
    if lemma_of(verb) in {"announce", "declare", "proclaim"}:
        return None if one_sided(verb, names) else "agreement"
    made = {
        "sign",
        "reach",
        "agree",
        "conclude",
        "broker",
        "take",
        "enter",
        "begin",
        "hold",
        "extend",
        "break",
        "violate",
        "collapse",
        "come",
        "start",
        "accept",
        "negotiate",
        "end",
    }
    return "agreement" if lemma_of(verb) in made else None


def _fire_set(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Setting oneself on fire is a protest, not an attack on property."""
    return (
        "protest"
        if any(t.lower_ in {"himself", "herself", "themselves"} for t in mention.sentence.tokens)
        and mention.trigger.pos_ == "VERB"
        else "property_attack"
    )


def _never(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return None


def _execute(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    if trigger.pos_ in {"NOUN", "PROPN"}:
        return (
            "execution"
            if trigger.lower_ == "executions" or prepositional_of_person(trigger, lexicon)
            else None
        )
    return (
        "execution"
        if any(
            lemma_of(t) in lexicon.cue("actors", "people") or t.ent_type_ == "PERSON"
            for t in done_to(mention, names)
        )
        else None
    )


def prepositional_of_person(noun: Token, lexicon: Lexicon) -> bool:
    """Whether an of-phrase of ``noun`` names people ("execution of prisoners")."""
    people = lexicon.cue("actors", "people")
    return any(
        lemma_of(t) in people or t.ent_type_ == "PERSON"
        for c in noun.children
        if c.lower_ == "of"
        for t in c.children
    )


def _burn(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return "property_attack" if doers(mention, names) and done_to(mention, names) else None


def _supply(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return (
        "cooperation"
        if _in_sentence(mention, {"weapon", "arms", "military", "missile", "ammunition", "tank"})
        and mention.trigger.pos_ == "VERB"
        else None
    )


def _cooperation(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    return (
        "cooperation"
        if lemma_of(verb) in {"formalize", "formalise", "sign", "agree", "expand", "announce", "launch"}
        else None
    )


def _weak_battle(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Heavy fighting", "a battle between the army and rebels": fighters on a side, or a place and a toll."""
    armed = lexicon.cue("actors", "armed")
    inside = {lemma_of(t) for t in mention.trigger.subtree}
    return "armed_clash" if inside & armed or _in_sentence(mention, armed) else None


def _near_lemmas(token: Token) -> set[str]:
    near = {lemma_of(c) for c in token.children if c.dep_ in {"amod", "compound", "nmod", "poss"}}
    near |= {c.lower_ for c in token.children}
    if token.i > 0:
        near.add(lemma_of(token.nbor(-1)))
    return near


def _in_sentence(mention: Mention, lemmas: set[str] | frozenset[str]) -> bool:
    return any(lemma_of(t) in lemmas or t.lower_ in lemmas for t in mention.sentence.tokens)


def _air_or_state(mention: Mention, names: NameFinder) -> bool:
    """Whether the doer flies or is a state: states bomb from the air, others plant bombs."""
    for head in doers(mention, names):
        inside = {lemma_of(t) for t in head.subtree}
        if inside & _AIR or names.is_demonym(head.text) or (head.ent_type_ == "GPE"):
            return True
        if "air" in inside and "force" in inside:
            return True
    return _in_sentence(mention, {"airstrike", "warplane", "aircraft", "jet", "drone", "coalition"})


_READERS = {
    "strike": _strike, "strikes": _strike, "pound": _hit, "hit": _hit, "capture": _capture, "seize": _capture, "seizure": _capture,
    "conquer": _capture, "occupy": _capture, "fall": _never, "take": _never, "recover": _capture, "intercept": _capture,
    "liberate": _liberate, "liberation": _never, "takeover": _never, "bomb": _bomb, "mine": _bomb, "bombard": _bomb,
    "explosion": _blast, "blast": _blast, "explode": _blast, "detonation": _blast, "raid": _raid, "fire": _fire, "launch": _launch,
    "missile": _projectile, "rocket": _projectile, "mortar": _projectile, "artillery": _projectile, "salvo": _projectile,
    "barrage": _projectile, "shell": _projectile, "land": _never, "offensive": _offensive, "destroy": _destroy, "damage": _destroy,
    "protester": _protesters, "demonstrator": _protesters, "gather": _gather, "march": _march, "rally": _march, "join": _join,
    "participation": _participation, "membership": _participation, "accession": _participation, "surrender": _surrender,
    "deploy": _move, "deployment": _move, "withdraw": _move, "withdrawal": _move, "mobilize": _move, "mobilise": _move,
    "advance": _move, "retreat": _move, "transfer": _move, "redeploy": _move, "incursion": _move, "invasion": _never, "invade": _move,
    "reinforcement": _never, "mobilization": _move, "mobilisation": _move, "pullout": _move,
    "expel": _sanction_verb, "ban": _sanction_verb, "outlaw": _sanction_verb, "freeze": _never, "sanction": _sanction_noun,
    "embargo": _sanction_noun, "curfew": _sanction_noun, "blockade": _sanction_noun,
    "agreement": _agreement, "accord": _agreement, "treaty": _agreement, "deal": _agreement, "pact": _agreement, "sign": _never, "ratify": _never,
    "talk": _talks, "negotiation": _talks, "summit": _talks, "meeting": _talks, "dialogue": _talks, "mediation": _talks, "meet": _never,
    "trial": _trial, "conviction": _trial, "sentence": _trial, "verdict": _trial, "extradition": _trial, "prosecution": _trial,
    "charge": _trial, "convict": _trial, "jail": _trial, "acquit": _trial, "extradite": _trial, "prosecute": _trial,
    "resign": _leader, "appoint": _leader, "succeed": _leader, "depose": _leader, "dismiss": _never, "sack": _never, "impeach": _leader,
    "resignation": _never, "inauguration": _never, "presidency": _never, "merger": _never, "merge": _never, "release": _never, "free": _never,
    "disarm": _surrender, "dissolve": _never, "execution": _execute, "execute": _execute, "burn": _burn, "supply": _supply,
    "cooperate": _cooperation, "cooperation": _cooperation, "fighting": _weak_battle, "battle": _weak_battle, "combat": _never,
    "fight": _never, "encounter": _weak_battle, "hostility": _never, "mob": _never, "unrest": _never, "rioter": _never,
    "detention": _never, "hostage": _never, "disappearance": _never, "vigil": _never, "boycott": _never, "demolition": _never,
    "grenade": _never, "ied": _never, "landmine": _never, "drone": _never, "attempt": _never,
    "expulsion": _never, "defection": _surrender, "disbandment": _surrender, "demobilize": _surrender, "repel": _never,
}  # fmt: skip

_PHRASE_READERS = {
    "armed_attack": _attack,
    "leadership_change": _office,
    "aid_access": _aid,
    "agreement": _truce,
    "property_attack": _fire_set,
}  # fmt: skip
