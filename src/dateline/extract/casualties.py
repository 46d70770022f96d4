"""Killed, injured, abducted and arrested, as ranges, from one parsed sentence.

A toll is found at the word that tells the harm ("killed", "dead", "wounded", "toll"), and counted on the
people it happened to. Coordinated groups are added up and kept as sides; an "including" phrase is part of the
whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.extract.actors import phrase_text
from dateline.extract.counted_once import counted_once
from dateline.extract.how_many import count_of
from dateline.extract.mentions import lemma_of
from dateline.extract.put_to_death import put_to_death
from dateline.extract.syntax import is_negated, noun_phrase, objects_of, prepositional, subjects_of
from dateline.model import Casualty, Count, SideCount
from dateline.text.parse import Sentence, words_of

__all__ = ["Toll", "find_tolls", "tells_of_nobody"]

_VERBS = {
    "kill": Casualty.KILLED, "murder": Casualty.KILLED, "slay": Casualty.KILLED, "execute": Casualty.KILLED,
    "massacre": Casualty.KILLED, "behead": Casualty.KILLED, "assassinate": Casualty.KILLED,
    "slaughter": Casualty.KILLED, "lynch": Casualty.KILLED, "wound": Casualty.INJURED,
    "injure": Casualty.INJURED, "hurt": Casualty.INJURED, "stab": Casualty.INJURED,
    "beat": Casualty.INJURED, "hack": Casualty.INJURED, "decapitate": Casualty.KILLED,
    "strangle": Casualty.KILLED, "strangulate": Casualty.KILLED,
    "abduct": Casualty.ABDUCTED, "kidnap": Casualty.ABDUCTED, "arrest": Casualty.ARRESTED,
    "detain": Casualty.ARRESTED, "apprehend": Casualty.ARRESTED,
}  # fmt: skip
_INTRANSITIVE = {"die": Casualty.KILLED, "perish": Casualty.KILLED}
_ADJECTIVES = {"dead": Casualty.KILLED, "wounded": Casualty.INJURED, "injured": Casualty.INJURED}
_NOUNS = {
    "death": Casualty.KILLED, "fatality": Casualty.KILLED, "injury": Casualty.INJURED,
    "casualty": Casualty.KILLED_OR_INJURED, "arrest": Casualty.ARRESTED, "life": Casualty.KILLED,
    "body": Casualty.KILLED, "corpse": Casualty.KILLED,
}  # fmt: skip
_PERPETRATOR_HEADS = frozenset(
    {"attacker", "bomber", "assailant", "shooter", "perpetrator", "gunman", "hijacker"}
)


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of one kind of harm in a sentence: the word that tells it, the people, the number as told."""

    kind: Casualty
    count: Count
    teller: Token
    people: tuple[Token, ...]
    tokens: tuple[Token, ...]
    """The number and the people: the evidence."""
    sentence: Sentence


def find_tolls(sentence: Sentence) -> list[Toll]:
    """Every toll of the sentence, in order."""
    found: list[Toll] = []
    for token in sentence.tokens:
        if tells_of_nobody(token):
            continue
        for kind, teller, people in _harm_at(token):
            toll = _toll(sentence, kind, teller, people)
            if toll is not None and not any(t.kind is toll.kind and t.people == toll.people for t in found):
                found.append(toll)
    return _mark_joint(found) + _none_harmed(sentence)


def _none_harmed(sentence: Sentence) -> list[Toll]:
    """ "No casualties were reported": a stated zero, which is not the same as nothing said."""
    found: list[Toll] = []
    for token in sentence.tokens:
        kinds = _NONE.get(lemma_of(token))
        determiner = next((c for c in token.children if c.lower_ == "no"), None)
        if kinds and determiner is not None:
            words = sentence.tokens.doc[determiner.i : token.i + 1]
            found.extend(
                Toll(kind, Count(low=0, high=0, text=words.text), token, (token,), tuple(words), sentence)
                for kind in kinds
            )
        nobody = _nobody_harmed(token)
        if nobody:
            found.extend(
                Toll(kind, Count(low=0, high=0, text=nobody[-1].text), token, nobody, nobody, sentence)
                for kind in _SPARED[lemma_of(token)]
            )
    return found


def tells_of_nobody(verb: Token) -> bool:
    """Whether the harm of ``verb`` befell nobody ("no one was hurt"): no event, but a count of another."""
    return verb.pos_ == "VERB" and any(_is_nobody(t) for t in _befell(verb))


def _nobody_harmed(verb: Token) -> tuple[Token, ...]:
    """The words for nobody at a word of harm; none where only some are spared ("none of the guards")."""
    if verb.pos_ != "VERB" or lemma_of(verb) not in _SPARED or _is_unreal(verb):
        return ()
    for who in _befell(verb):
        if _is_nobody(who) and not any(c.lower_ in {"of", "else", "other", "among"} for c in who.children):
            return tuple(noun_phrase(who)) if who.lower_ == "one" else (who,)
    return ()


def _befell(verb: Token) -> list[Token]:
    if lemma_of(verb) in _INTRANSITIVE:
        return subjects_of(verb, passive=False)
    return objects_of(verb)


def _is_nobody(head: Token) -> bool:
    if head.lower_ in {"nobody", "none", "noone"}:
        return True
    return head.lower_ in {"one", "person"} and any(c.lower_ == "no" for c in head.children)


_SPARED = {
    "hurt": (Casualty.KILLED, Casualty.INJURED), "harm": (Casualty.KILLED, Casualty.INJURED),
    "kill": (Casualty.KILLED,), "die": (Casualty.KILLED,), "injure": (Casualty.INJURED,),
    "wound": (Casualty.INJURED,),
}  # fmt: skip
"""What "nobody was ..." counts as none: who was not even hurt was not killed either."""
_NONE = {
    "casualty": (Casualty.KILLED, Casualty.INJURED), "death": (Casualty.KILLED,),
    "fatality": (Casualty.KILLED,), "injury": (Casualty.INJURED,),
    "victim": (Casualty.KILLED, Casualty.INJURED),
}  # fmt: skip


def _harm_at(token: Token) -> Iterator[tuple[Casualty, Token, list[Token]]]:
    lemma = lemma_of(token)
    if token.pos_ == "VERB" and _is_unreal(token):
        return
    if token.pos_ in {"VERB", "ADJ"} and lemma in _VERBS and not is_negated(token):
        yield Casualty.KILLED if put_to_death(token) else _VERBS[lemma], token, objects_of(token)
    elif put_to_death(token):
        yield Casualty.KILLED, token, put_to_death(token)
    elif token.pos_ == "VERB" and lemma in _INTRANSITIVE:
        yield (
            _INTRANSITIVE[lemma],
            token,
            [t for s in subjects_of(token, passive=False) for t in [s, *s.conjuncts]],
        )
    elif token.pos_ == "VERB" and lemma == "shoot" and _shot_dead(token):
        yield (
            Casualty.KILLED,
            token,
            [t for t in objects_of(token) if t.lower_ != "dead"] or _after_dead(token),
        )
    elif token.pos_ == "VERB" and lemma == "shoot" and objects_of(token):
        yield Casualty.INJURED, token, []
    elif token.lower_ == "dead" and any(
        lemma_of(t) == "shoot" for t in token.doc[max(token.i - 4, 0) : token.i]
    ):
        return
    elif token.lower_ in {"injured", "wounded"} and token.i > 0 and token.nbor(-1).like_num:
        yield Casualty.INJURED, token, [token.nbor(-1)]
    elif token.lower_ in _ADJECTIVES and token.pos_ in {"ADJ", "NOUN", "VERB"}:
        yield _ADJECTIVES[token.lower_], token, _described_by(token)
    elif (
        token.pos_ == "NOUN"
        and token.lower_ == "hostage"
        and lemma_of(token.head) in {"take", "hold", "seize"}
    ):
        taken = [t for t in objects_of(token.head) if t != token]
        before = [token.nbor(-1)] if token.nbor(-1).pos_ in {"NOUN", "PROPN"} else []
        yield Casualty.ABDUCTED, token.head, taken or before or [token]
    elif token.pos_ == "NOUN" and lemma in _NOUNS and not any(c.lower_ == "no" for c in token.children):
        if lemma == "life" and lemma_of(token.head) not in _LIVES_GO:
            return
        of = prepositional(token, "of")
        yield _NOUNS[lemma], token, [token] if count_of(token) not in {None, (1, 1)} or not of else of
    elif token.pos_ == "NOUN" and token.lower_ == "toll":
        yield Casualty.KILLED, token, _toll_figures(token)


_LIVES_GO = frozenset({"claim", "lose", "take", "cost", "lay", "sacrifice"})
"""Verbs that make deaths of lives; "a life in freedom" is nobody's death."""


def _is_unreal(verb: Token) -> bool:
    """Whether the verb tells a plan or a possibility: "to kill", "would kill", "plotted to kill".

    The perfect infinitive tells what was done: "claimed to have killed", "is reported to have died".
    """
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "MD" for c in auxiliaries):
        return True
    if any(c.lower_ == "to" for c in auxiliaries):
        return not any(c.lower_ == "have" for c in auxiliaries)
    return verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB" and _is_unreal(verb.head)


def _shot_dead(verb: Token) -> bool:
    return any(t.lower_ == "dead" for t in verb.doc[verb.i + 1 : verb.i + 5])


def _after_dead(verb: Token) -> list[Token]:
    """The person right after "shot dead", where the parser did not see an object."""
    for token in verb.doc[verb.i + 1 : verb.i + 10]:
        if token.pos_ in {"NOUN", "PROPN"} and token.lower_ != "dead":
            return [token.head if token.dep_ == "compound" else token]
    return []


def _described_by(adjective: Token) -> list[Token]:
    """Whom "dead" or "wounded" describes: "left 27 insurgents dead", "two men found dead"."""
    head = adjective.head
    if adjective.dep_ in {"amod", "acl"} and head.pos_ in {"NOUN", "PROPN", "NUM"}:
        return [head] if adjective.i > head.i or any(c.dep_ == "nummod" for c in head.children) else []
    before = adjective.nbor(-1) if adjective.i > adjective.sent.start else None
    if before is not None and before.pos_ in {"NOUN", "NUM", "PROPN"} and before.dep_ not in {"punct"}:
        return [before]
    if adjective.dep_ in {"acomp", "oprd", "ccomp", "xcomp", "advcl"}:
        return objects_of(head) if lemma_of(head) in {"leave", "find"} else subjects_of(head, passive=False)
    return [adjective] if any(c.dep_ == "nummod" for c in adjective.children) else []


def _toll_figures(toll: Token) -> list[Token]:
    """ "the death toll rises to at least 25", "a death toll of 12": the figures themselves."""
    verb = toll.head
    spots = (
        prepositional(toll, "of", "at", "to")
        + prepositional(verb, "to", "at")
        + [c for c in verb.children if c.dep_ in {"dobj", "attr"}]
    )
    return [t for t in spots if t.like_num or any(c.like_num for c in t.children)][:1]


def _toll(sentence: Sentence, kind: Casualty, teller: Token, people: list[Token]) -> Toll | None:
    persons = [who for person in counted_once(people, teller) for who in _meant_by(person, teller)]
    counted = [(person, amount) for person in persons if (amount := count_of(person)) is not None]
    if not counted or len(counted) < len([p for p in persons if p.pos_ != "PRON"]) - 1:
        return None
    if kind is Casualty.KILLED and all(lemma_of(p) in _PERPETRATOR_HEADS for p, _ in counted):
        kind = Casualty.PERPETRATORS_KILLED
    tokens = tuple(t for person, _ in counted for t in noun_phrase(person))
    start, end = sentence.span_of(tokens)
    lows, highs = [a[0] for _, a in counted], [a[1] for _, a in counted]
    low = sum(x for x in lows if x is not None) if any(x is not None for x in lows) else None
    high = sum(x for x in highs if x is not None) if all(x is not None for x in highs) else None
    sides = tuple(SideCount(low=a[0], high=a[1], of=phrase_text(p)) for p, a in counted)
    text = words_of(sentence.tokens.doc, start - sentence.offset, end - sentence.offset)
    count = Count(low=low, high=high, text=text, sides=sides if len(sides) > 1 else ())
    return Toll(kind, count, teller, tuple(p for p, _ in counted), tokens, sentence)


def _meant_by(person: Token, teller: Token) -> list[Token]:
    """Whom "them" means in "seized two men and killed them"; anybody else as told."""
    here = teller if person.lower_ == "them" else None
    while here is not None and here.dep_ in {"conj", "advcl", "xcomp"}:
        here = here.head
        before = [t for t in objects_of(here) if t.pos_ in {"NOUN", "PROPN", "NUM"} and t.i < person.i]
        if before:
            return counted_once(before, here)
    return [person]


def _mark_joint(tolls: list[Toll]) -> list[Toll]:
    """Join "30 people were killed and injured" into one figure; "one casualty, one injury" tells a death."""
    kinds = {t.kind for t in tolls}
    out: list[Toll] = []
    for toll in tolls:
        if toll.kind is Casualty.KILLED_OR_INJURED and Casualty.INJURED in kinds:
            out.append(replace(toll, kind=Casualty.KILLED, count=replace(toll.count, ambiguous=True)))
        else:
            out.append(toll)
    by_people: dict[tuple[int, ...], list[Toll]] = {}
    for toll in out:
        by_people.setdefault(tuple(p.i for p in toll.people), []).append(toll)
    result: list[Toll] = []
    for same in by_people.values():
        both = {t.kind for t in same} >= {Casualty.KILLED, Casualty.INJURED}
        named = all(p.pos_ == "PROPN" or count_of(p) == (1, 1) for t in same for p in t.people)
        if both and not named:
            result.append(replace(same[0], kind=Casualty.KILLED_OR_INJURED))
        else:
            result.extend(same if not both else [t for t in same if t.kind is Casualty.KILLED])
    return result
