"""A new event type by its definition and examples alone, and after 20 corrections: precision, recall, F1.

Two real types that are not in the codebook's words here: police that fail to act (sentences of
indiapolice dev), and surrender (reports of satp train). A model trained on satp has seen that very
label: only an encoder before training makes surrender a new type. Half of the texts is what a user codes
and reviews, the other half is scored. The corrections are drawn from the fifth of the first half that is
most like the examples, which is what a user is shown; mean of ``DRAWS`` draws. No text of a corpus is
written anywhere.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean
from types import MappingProxyType

import numpy as np

from benchmarks.runner import Figure, save
from dateline.codebook import Codebook, EventType
from dateline.evaluate.corpora.files import objects, read_rows, split_file, strings, text_of
from dateline.tagging.detectors import Background, background_of, detector_of
from dateline.tagging.tagger import Tagger
from dateline.tagging.user_heads import Coded, Detector, Vector
from dateline.training.corrections.fit import fit_detector
from dateline.training.corrections.samples import Sample

DRAWS, CORRECTIONS, SHOWN = 10, 20, 0.2

TYPES = """
[police_inaction]
definition = "The police fail to act: officers do not come when they are called, stand by while people are attacked, or refuse to register a complaint."
examples = [
  "Residents said they called the police station eleven times but no officer came.",
  "Constables stood by and watched while the crowd set fire to the shops.",
  "The police refused to register the complaint of the widow.",
  "Officers were present in the street but did nothing to stop the mob.",
]
[surrender]
definition = "Members of an armed group surrender: they give themselves up to the police, the army or the authorities, with or without their weapons."
examples = [
  "Four fighters of the Front laid down their arms before the district police chief in Orrin on Monday.",
  "A wanted rebel commander gave himself up to the authorities, handing over a rifle.",
  "Twelve members of the insurgent group surrendered under the amnesty policy of the government.",
  "Two militants, tired of the movement's violence, turned themselves in to the army.",
]
"""  # noqa: E501

Told = list[tuple[str, bool]]


def police(data: Path) -> Iterator[tuple[str, bool]]:
    """Sentences, and whether police fail to act in them."""
    for row in read_rows(split_file(data / "indiapolice", "dev")):
        for sentence in objects(row.get("sentences")):
            yield text_of(sentence, "text"), "FAIL" in strings(sentence.get("labels"))


def surrenders(data: Path) -> Iterator[tuple[str, bool]]:
    """Reports, and whether they tell a surrender."""
    for row in read_rows(split_file(data / "satp", "train")):
        yield text_of(row, "text"), "surrender" in strings(row.get("actions"))


CORPORA: dict[str, Callable[[Path], Iterator[tuple[str, bool]]]] = {
    "police_inaction": police,
    "surrender": surrenders,
}


def drawn(rows: Iterator[tuple[str, bool]], most: int, chance: random.Random) -> Told:
    """At most ``most`` texts, a sixth of them of the type, in random order."""
    found = [row for row in rows if len(row[0]) > 20]
    told = [row for row in found if row[1]]
    others = [row for row in found if not row[1]]
    picked = chance.sample(told, min(len(told), most // 6))
    picked += chance.sample(others, min(len(others), most - len(picked)))
    chance.shuffle(picked)
    return picked


def book_with(name: str) -> Codebook:
    """The codebook with the new type, and without the types that already speak of it."""
    entry = tomllib.loads(TYPES)[name]
    book = Codebook.load()
    types = {t.id: t for t in book.types.values() if name not in t.definition.lower()}
    model = next(iter(types.values()))
    new: EventType = replace(
        model, id=name, definition=entry["definition"], examples=tuple(entry["examples"]), shipped=False
    )
    return replace(book, types=MappingProxyType({**types, name: new}))


def scores(detector: Detector, words: Vector, right: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    found = words @ detector.weights >= detector.threshold
    hits = int((found & right).sum())
    p, r = hits / max(1, int(found.sum())), hits / max(1, int(right.sum()))
    return p, r, 2 * p * r / max(1e-9, p + r)


def one_draw(
    name: str, vectors: list[Vector], right: np.ndarray, background: Background, chance: random.Random
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Scores before and after on the half that is not corrected."""
    order = list(range(len(vectors)))
    chance.shuffle(order)
    mine, test = order[: len(order) // 2], order[len(order) // 2 :]
    words = np.stack([background.features.words(v) for v in vectors])
    first = detector_of(name, background)
    near = sorted(mine, key=lambda n: -float(words[n] @ first.weights))[: round(SHOWN * len(mine))]
    told, other = Coded(event_type=name, status="occurred"), None
    samples = [
        Sample(document=str(n), vector=vectors[n], coded=told, right=told if right[n] else other)
        for n in chance.sample(near, min(CORRECTIONS, len(near)))
    ]
    second = fit_detector(name, samples, background)
    return scores(first, words[test], right[test]), scores(second, words[test], right[test])


def main() -> int:
    """Measure both types and save the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--model", type=Path, help="model folder (default: the shipped one)")
    parser.add_argument("--texts", type=int, default=600, help="texts of each corpus")
    options = parser.parse_args()
    tagger = Tagger.open(options.model)
    figures: dict[str, Figure] = {"model": tagger.method, "draws": DRAWS, "corrections": CORRECTIONS}
    for name, read in CORPORA.items():
        chance = random.Random(1992)  # noqa: S311
        rows = drawn(read(options.data), options.texts, chance)
        background = background_of(book_with(name), tagger.vector)
        vectors = [tagger.vector(text) for text, _ in rows]
        right = np.array([told for _, told in rows])
        draws = [one_draw(name, vectors, right, background, chance) for _ in range(DRAWS)]
        figures[f"{name}_texts"], figures[f"{name}_told"] = len(rows), int(right.sum())
        for when, side in (("before", 0), ("after", 1)):
            for number, measure in enumerate(("precision", "recall", "f1")):
                figures[f"{name}_{when}_{measure}"] = round(mean(d[side][number] for d in draws), 3)
    save("new_type", figures, ("dateline", "onnxruntime"))
    for key, value in figures.items():
        print(f"{key}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
