"""Copies found by edit strength, and the cost of finding them among many documents.

``python -m benchmarks.copies`` makes wire stories of invented sentences, edits them and asks what is found;
``python -m benchmarks.copies --store FILE`` looks for copies in the documents of a store, opened read-only,
and ``--articles N`` among N invented articles of some 300 words, half of them edited reprints.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, combinations

from dateline.resolve.origins import Copies

STORIES = 200
"""Stories per edit strength."""
BATCH = 5_000
LATE = 1_000
"""Documents added one by one at the end, to see what a new one costs."""

SYLLABLES = [
    "ba",
    "do",
    "fe",
    "gi",
    "ka",
    "lu",
    "me",
    "no",
    "pa",
    "ri",
    "so",
    "ta",
    "vu",
    "wen",
    "dar",
    "mil",
    "tor",
    "sen",
    "gra",
    "lim",
]
VOCABULARY = [first + second + third for first in SYLLABLES for second in SYLLABLES for third in SYLLABLES]
"""8,000 invented words, drawn with the frequencies of Zipf's law."""
FREQUENCY = [1 / (rank + 3) for rank in range(len(VOCABULARY))]
CUMULATED = list(accumulate(FREQUENCY))
SET_PHRASES = (
    "who spoke on condition of anonymity because he was not allowed to talk to reporters",
    "no group has so far said that it was behind the attack",
    "the figures could not be checked independently",
    "said in a statement on Monday",
    "was taken to a hospital where doctors said",
    "the latest in a string of attacks in the region",
    "police have opened an investigation and are asking witnesses to come forward",
)
PHRASE_RATE = 0.3
"""Share of sentences with a set phrase that every newsroom writes."""


def _words(draw: random.Random, count: int) -> list[str]:
    return draw.choices(VOCABULARY, cum_weights=CUMULATED, k=count)


def _sentence(draw: random.Random) -> str:
    words = _words(draw, draw.randrange(10, 25))
    if draw.random() < PHRASE_RATE:
        words.insert(draw.randrange(len(words)), draw.choice(SET_PHRASES))
    return " ".join(words).capitalize() + "."


class Event:
    """What every newsroom knows of one event, and one story on it after another."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.facts = [" ".join(_words(draw, draw.randrange(2, 6))) for _ in range(6)]

    def story(self, sentences: int = 15) -> list[str]:
        """A lead that gives four of the facts in an order of its own, and sentences of the newsroom's own."""
        lead = ", ".join(self.draw.sample(self.facts, 4)).capitalize() + "."
        return [lead, *(_sentence(self.draw) for _ in range(sentences - 1))]


def _edited(story: list[str], share: float, draw: random.Random) -> str:
    """``story`` with ``share`` of its words replaced, left out or put in."""
    words = " ".join(story).split()
    out: list[str] = []
    for word in words:
        if draw.random() >= share:
            out.append(word)
            continue
        act = draw.randrange(3)
        out += (
            [f"edit{draw.randrange(10**6)}"]
            if act == 0
            else [word, f"new{draw.randrange(10**6)}"]
            if act == 1
            else []
        )
    return " ".join(out)


def _versions(event: Event, story: list[str]) -> Iterator[tuple[str, str]]:
    draw = event.draw
    for share in (0.0, 0.05, 0.1, 0.15, 0.2, 0.3):
        yield f"reprint, {share:.0%} of words edited", _edited(story, share, draw)
    for kept in (10, 5, 3):
        yield f"trimmed to {kept} of {len(story)} sentences", " ".join(story[:kept])
    yield "trimmed to 5, 10% edited", _edited(story[:5], 0.1, draw)
    for taken in (5, 3, 2):
        own = event.story()
        yield f"{taken} sentences inside another story", " ".join([*own[:6], *story[1 : 1 + taken], *own[6:]])
    own = event.story()
    yield (
        "3 sentences inside another story, 5% edited",
        " ".join([*own[:6], _edited(story[1:4], 0.05, draw), *own[6:]]),
    )


def strengths() -> None:
    """Print what is found of each kind of copy, and how many stories written apart are taken for copies."""
    found: dict[str, Counter[str]] = {}
    documents: list[tuple[str, str]] = []
    for number in range(STORIES):
        event = Event(random.Random(number))  # noqa: S311 - repeatable, not secret
        story = event.story()
        for name, body in _versions(event, story):
            kinds = Copies().add([("a", " ".join(story)), ("b", body)])
            found.setdefault(name, Counter())[kinds[0].kind.value if kinds else "missed"] += 1
        documents += [(f"{number}-{rival}", " ".join(event.story())) for rival in range(5)]
    print(f"{'kind of copy':48}{'found':>8}  as")
    for name, kinds_found in found.items():
        right = 1 - kinds_found["missed"] / STORIES
        print(f"{name:48}{right:8.1%}  {dict(kinds_found)}")
    wrong = Counter(copy.kind.value for copy in Copies().add(documents))
    same_event = STORIES * len(list(combinations(range(5), 2)))
    print(
        f"stories written apart: {len(documents)}, {same_event} pairs on one event;"
        f" taken for copies: {dict(wrong)}"
    )


def cost(documents: list[tuple[str, str]]) -> None:
    """Print time and memory of adding ``documents`` by the batch, and the last ones one by one."""
    index, kinds, began = Copies(), Counter[str](), time.perf_counter()
    before = _memory()
    early = documents[:-LATE]
    for start in range(0, len(early), BATCH):
        kinds.update(copy.kind.value for copy in index.add(early[start : start + BATCH]))
    took = time.perf_counter() - began
    print(
        f"{len(index)} documents in {took:.1f} s, {_memory() - before:.0f} MB more at the peak,"
        f" {index.compared} pairs compared"
    )
    began = time.perf_counter()
    for document in documents[-LATE:]:
        kinds.update(copy.kind.value for copy in index.add([document]))
    each = (time.perf_counter() - began) / LATE * 1000
    print(f"{LATE} more one by one: {each:.2f} ms each; copies: {dict(kinds)}")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _stored(path: str) -> list[tuple[str, str]]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        return [
            (id_, json.loads(parts).get("body", ""))
            for id_, parts in store.execute("SELECT id, parts FROM documents")
        ]


def _invented(count: int) -> list[tuple[str, str]]:
    documents: list[tuple[str, str]] = []
    while len(documents) < count:
        event = Event(random.Random(len(documents)))  # noqa: S311 - repeatable, not secret
        story = event.story(20)
        documents += [
            (f"{len(documents):07d}", " ".join(story)),
            (f"{len(documents) + 1:07d}", _edited(story, 0.05, event.draw)),
        ]
    return random.Random(0).sample(documents, count)  # noqa: S311


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", help="file of a store")
    parser.add_argument("--articles", type=int, help="number of invented articles")
    asked = parser.parse_args()
    if asked.store:
        cost(_stored(asked.store))
    elif asked.articles:
        cost(_invented(asked.articles))
    else:
        strengths()


if __name__ == "__main__":
    main()
