"""What stays out: accidents, weather, sport, culture, business, animals; bare and generic mentions.

Each test answers for one clause or one block; the words are in ``data/cues.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.syntax import agents_of, noun_phrase
from dateline.model import Document

__all__ = [
    "OFF_TOPIC_KINDS",
    "armed_people",
    "is_accident",
    "is_generic",
    "is_metaphor",
    "is_name_part",
    "is_petty",
    "names_armed_cause",
    "off_topic",
    "outweighs",
]

OFF_TOPIC_KINDS = ("sport", "culture", "business", "animals")
"""Topics that are no politics, each a list of words."""

_ARMED_CAUSE = re.compile(
    r"\b(?:attack|gunm[ae]n|militant|rebel|soldier|troops|army|insurgent|airstrike|air strike|bomb|shell|"
    r"shoot|shot|clash|missile|rocket|drone|ambush|terror|militia|armed|police|arson|stabb|grenade|massacre|"
    r"assassin|execut|maoist|naxal|cadre|guerrilla|extremist|explod|blew|blow|detonat|landmine|gang|cartel|"
    r"jihad|separatist)",
    re.IGNORECASE,
)
_ARMED_DEED = re.compile(
    r"\b(?:attack|airstrike|air strike|bomb(?!ardier|ers? (?:crash|aircraft|plane))|shell(?:s|ed|ing|fire)\b|"
    r"shoot|shot|gunfire|gunshot|open(?:s|ed|ing)? fire|fir(?:ed|es|ing) (?:on|at|into|upon)|clash|missile|"
    r"rocket|drone|ambush|terror|arson|stabb|grenade|massacre|assassin|execut|landmine|suicide|improvised|"
    r"ied\b|mortar|artillery|raid|fight|battle|combat|hostil|unrest|riot|violence|war\b|protest|crackdown|"
    r"strikes?\b|hijack|sabotag|tear gas|lynch|behead|tortur|abduct|kidnap|hostage|mob\b|torch|firebomb|"
    r"set (?:\w+ ){0,4}(?:fire|ablaze|alight))",
    re.IGNORECASE,
)
"""What people do to people. Soldiers and police die in accidents too: who is hit tells no deed."""
_ARMED_GROUP = re.compile(
    r"\b(?:gunm[ae]n|militant|rebel|insurgent|guerrilla|extremist|separatist|jihad|militia|maoist|naxal|"
    r"cartel|gang|islamic state|isis\b|isil\b|al-qaeda|taliban|responsibility)",
    re.IGNORECASE,
)
"""Who may be behind an explosion."""
_VIOLENT_CAUSE = re.compile(
    r"\b(?:coup|killing spree|killed by|blasts?\b|explosions?\b|security forces|crossfire|genocide|siege|"
    r"offensive|murder|pogrom|bloodshed|dispute|conflict|insurgency|uprising|rebellion|invasion|feud|purge)",
    re.IGNORECASE,
)
"""What else a death toll may be of."""
_BLASTS = frozenset({"explosion", "blast", "explode", "detonation", "fireball"})
_STORMS = frozenset({"typhoon", "cyclone", "hurricane"})
"""Nature that has names of persons."""
_HARM_VERBS = frozenset({
    "kill", "injure", "wound", "leave", "claim", "hurt", "die", "perish", "hit", "strike", "lose", "bring",
    "find", "dead",
})  # fmt: skip
"""Verbs that tell harm of nature as well as of people."""
_BEFORE = 1500
"""Characters before a "death toll" in which its cause may stand."""
_OFF_TOPIC_HITS = 2
"""So many sport, culture, business or animal words put a block out of scope, when they outnumber"""
_OFF_TOPIC_RATIO = 2
"""the words for people under arms so many times."""
_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "LAW", "FAC", "PRODUCT", "EVENT", "GPE"})
"""Entity labels of names that hold words of violence and tell no event."""
_EVENT_HEADS = frozenset({"attempt", "attack", "campaign", "victim"})
"""Nouns that a noun before them makes an event: "a bombing campaign"."""


def is_accident(mention: Mention, lexicon: Lexicon, document: Document) -> bool:
    """Whether the harm told here comes from an accident, nature, illness or an animal.

    A death toll without a cause is of what was told before it: of nothing, where that names no violence.
    """
    if mention.trigger.lower_ == "toll" or mention.trigger.head.lower_ == "toll":
        start = mention.sentence.start
        before = f"{document.title}\n{document.body[max(0, start - _BEFORE) : start]}"
        told = f"{before}\n{mention.sentence.tokens.text}"
        if not any(words.search(told) for words in (_ARMED_CAUSE, _ARMED_DEED, _VIOLENT_CAUSE)):
            return True
    words = lexicon.cue("scope", "accident")
    sentence = mention.sentence.tokens
    hits = [
        t
        for t in sentence
        if (lemma_of(t) in words or t.lower_ in words)
        and (t.ent_type_ not in {"PERSON"} or t.lower_ in _STORMS)
    ]
    if _by_no_one(mention, hits, lexicon):
        return True
    if not hits:
        return (
            any(t.lower_ in {"fire", "explosion"} for t in sentence)
            and not _ARMED_CAUSE.search(sentence.text)
            and mention.outcome
        )
    if any(_ARMED_CAUSE.search(_phrase(t)) for t in agents_of(mention.trigger)):
        return False
    if any(t == mention.trigger or mention.trigger.is_ancestor(t) for t in hits) and mention.outcome:
        return True
    return not _ARMED_CAUSE.search(sentence.text)


def _by_no_one(mention: Mention, hits: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether nature or a mishap is what kills here, whoever it kills: "a typhoon kills four soldiers", "an
    explosion in a coal mine". A word for an act of violence anywhere in the sentence speaks against it."""
    trigger, sentence = mention.trigger, mention.sentence.tokens
    if _ARMED_DEED.search(sentence.text) or any(_ARMED_CAUSE.search(_phrase(t)) for t in agents_of(trigger)):
        return False
    mishaps = lexicon.cue("scope", "industrial")
    grouped = _ARMED_GROUP.search(sentence.text) is not None
    industrial = not grouped and any(lemma_of(t) in mishaps or t.lower_ in mishaps for t in sentence)
    if lemma_of(trigger) in _BLASTS:
        return industrial
    harm = mention.outcome or lemma_of(trigger) in _HARM_VERBS or trigger.lower_ == "toll"
    causes = [
        t
        for t in (*hits, *(t for t in sentence if t.lower_ == "fire" and not grouped))
        if t.pos_ in {"NOUN", "PROPN"} or lemma_of(t) not in {"storm", "sink", "plunge", "fire"}
    ]
    return harm and (bool(causes) or (industrial and any(lemma_of(t) in _BLASTS for t in sentence)))


def _phrase(head: Token) -> str:
    """The words of a noun phrase, as the parser read them."""
    return " ".join(t.text for t in noun_phrase(head))


def names_armed_cause(text: str) -> bool:
    """Whether ``text`` has a word for violence or for people under arms."""
    return _ARMED_CAUSE.search(text) is not None


def off_topic(tokens: Iterable[Token], lexicon: Lexicon) -> bool:
    """Whether a block or story is about sport, culture, business or animals more than people under arms."""
    rows = [(lemma_of(t), t.lower_) for t in tokens]
    for kind in OFF_TOPIC_KINDS:
        words, meant = lexicon.cue("scope", kind), armed_people(kind)
        hits = sum(1 for lemma, word in rows if lemma in words or word in words)
        if hits >= _OFF_TOPIC_HITS:
            armed = sum(1 for lemma, word in rows if lemma in meant or word in meant)
            if outweighs(kind, hits, armed):
                return True
    return False


def armed_people(kind: str) -> frozenset[str]:
    """The words for people under arms that count against a topic; of a game some are meant otherwise."""
    return _FOUGHT_FOR_REAL if kind == "sport" else _ARMED_PEOPLE


def outweighs(kind: str, hits: int, armed: int) -> bool:
    """Whether so many words of a topic put a text out of scope against so many for people under arms."""
    if kind == "culture" and armed:
        return False
    return hits >= _OFF_TOPIC_HITS and hits > _OFF_TOPIC_RATIO * armed


_FIGURATIVE = frozenset(
    {"massacre", "war", "kill", "killed", "shoot", "shooting", "soldier", "missile", "invasion"}
)
"""Words of violence that sport reports use of a game."""
_ARMED_PEOPLE = frozenset({
    "gunman", "gunmen", "militant", "rebel", "soldier", "troop", "troops", "army", "insurgent", "airstrike",
    "terrorist", "terrorism", "militia", "jihadist", "guerrilla", "separatist", "ceasefire", "hostage",
    "shelling", "warplane", "assassination", "massacre", "riot", "protester", "protest", "bombing", "war",
    "invasion", "missile", "killed", "wounded", "shooting", "bomb", "police", "explosive", "rifle", "armed",
    "weapon", "detonator", "abduct", "arrest", "shoot", "kill",
})  # fmt: skip
_FOUGHT_FOR_REAL = _ARMED_PEOPLE - _FIGURATIVE


def is_metaphor(mention: Mention, parties: Iterable[Token], lexicon: Lexicon) -> bool:
    """Whether what is attacked or who attacks is no body: "an attack on the budget", "a takeover battle"."""
    trigger = mention.trigger
    around = [*parties, *(c for c in trigger.children if c.dep_ in {"compound", "amod", "nmod"})]
    if trigger.dep_ == "compound":
        around.append(trigger.head)
    return any(lemma_of(t) in lexicon.cue("scope", "metaphor") for t in around)


def is_petty(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether an arrest or a trial is for ordinary crime and nothing in its sentence is political."""
    words = {lemma_of(t) for t in mention.sentence.tokens} | {t.lower_ for t in mention.sentence.tokens}
    return bool(words & lexicon.cue("scope", "petty")) and not words & lexicon.cue("scope", "political")


def is_name_part(mention: Mention, actor_tokens: frozenset[int]) -> bool:
    """Whether the anchor is part of a name ("Islamic Liberation Front", "Operation Inherent Resolve")."""
    trigger = mention.trigger
    if trigger.i in actor_tokens:
        return True
    if trigger.pos_ == "PROPN" and trigger.ent_type_ in _NAMES:
        return True
    return (
        trigger.pos_ == "PROPN"
        and trigger.text[:1].isupper()
        and any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in [*trigger.children, trigger.head])
    )


def is_generic(mention: Mention) -> bool:
    """Whether the words name a kind of event and no event: bare plurals, "any attack", "such attacks"."""
    trigger = mention.trigger
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    determiners = {c.lower_ for c in trigger.children if c.dep_ in {"det", "predet"}}
    if determiners & {"any", "such", "every"}:
        return True
    plural = trigger.tag_ in {"NNS", "NNPS"}
    phrase = noun_phrase(trigger)
    bare = (
        plural
        and not determiners
        and not any(t.like_num or t.lower_ in {"several", "dozens", "series", "twin"} for t in phrase)
    )
    if bare and trigger.dep_ in {"pobj", "dobj", "conj", "nsubj", "compound", "pcomp", "appos", "attr"}:
        details = [
            t
            for c in trigger.children
            if c.dep_ in {"prep", "acl", "relcl", "amod", "compound"}
            for t in c.subtree
        ]
        return not any(
            t.ent_type_ in {"GPE", "LOC", "FAC", "DATE", "NORP", "ORG", "PERSON", "CARDINAL"} for t in details
        )
    return trigger.dep_ == "compound" and lemma_of(trigger.head) not in _EVENT_HEADS
