"""Which mentions of an article are one: the sieves, the most precise first.

After Raghunathan et al., "A multi-pass sieve for coreference resolution" (EMNLP 2010) and Lee et al.
(CL 2013): each sieve sees what those before it have joined, and leaves open what it cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.coder import NameFinder
from dateline.extract.coreference.clusters import Clusters
from dateline.extract.coreference.descriptions import armed_people, same_noun, the_group
from dateline.extract.coreference.mention import Form, Mention, mentions_in
from dateline.extract.coreference.names import acronym, apposition, part_of_name, same_actor, same_name
from dateline.extract.coreference.pronouns import personal, relative
from dateline.text.parse import Sentence

__all__ = ["SIEVES", "Resolution", "Sieve", "antecedent_of", "join_mentions", "mentions_of_article"]

Sieve = Callable[[Mention, Clusters], Mention | None]

SIEVES: tuple[tuple[str, Sieve, float], ...] = (
    ("same_name", same_name, 0.95),
    ("same_actor", same_actor, 0.85),
    ("acronym", acronym, 0.95),
    ("apposition", apposition, 0.75),
    ("relative", relative, 0.9),
    ("part_of_name", part_of_name, 0.9),
    ("same_noun", same_noun, 0.8),
    ("the_group", the_group, 0.8),
    ("armed_people", armed_people, 0.8),
    ("personal", personal, 0.7),
)
"""Name, function and confidence of every sieve, in the order they run."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a pronoun or description stands for: the words that say who, and how sure that is."""

    antecedent: Mention
    sieve: str
    confidence: float


def join_mentions(
    mentions: Iterable[Mention], sieves: Sequence[tuple[str, Sieve, float]] = SIEVES
) -> Clusters:
    """The clusters of given mentions; each mention takes up at most one antecedent before it."""
    clusters = Clusters(list(mentions))
    for name, sieve, confidence in sieves:
        for mention in clusters.mentions:
            if id(mention) in clusters.joins:
                continue
            found = sieve(mention, clusters)
            if found is not None and found is not mention and clusters.agree(mention, found):
                clusters.join(mention, found, name, confidence)
    return clusters


@lru_cache(maxsize=1)  # events and dossier ask for the same article, one after the other
def mentions_of_article(sentences: tuple[Sentence, ...], names: NameFinder) -> Clusters:
    """The clusters of everything in ``sentences`` that may be an actor or a place."""
    return join_mentions(m for sentence in sentences for m in mentions_in(sentence, names))


def antecedent_of(clusters: Clusters, sentence: Sentence, head: Token) -> Resolution | None:
    """The last name, else the last description, before ``head`` that its cluster has; ``None``: left open.

    The confidence is the product of the joins that lead from the pronoun to it.
    """
    mention = clusters.at(sentence.offset + int(head.idx))
    if mention is None or id(mention) not in clusters.joins:
        return None
    first = clusters.joins[id(mention)]
    confidence, here = first.confidence, first.antecedent
    while here.form is Form.PRONOUN:
        join = clusters.joins.get(id(here))
        if join is None:
            return None
        confidence, here = confidence * join.confidence, join.antecedent
    if here.form is not Form.NAME:
        named = [m for m in clusters.members(here) if m.form is Form.NAME and m.start < mention.start]
        here = max(named, key=lambda m: m.start) if named else here
    return Resolution(here, first.sieve, round(confidence, 3))
