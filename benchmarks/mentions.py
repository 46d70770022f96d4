"""Who is who within an article, against WikiEvents and ECB+: MUC, B-cubed, CEAF-e with given mentions, and
how often each sieve is right."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.runner import Figure, save
from dateline.api import place_index
from dateline.evaluate.metrics.coreference import Ratio, b_cubed, ceaf_entity, conll, f1, muc
from dateline.extract.coder import NameFinder
from dateline.extract.coreference.mention import Mention, describe
from dateline.extract.coreference.resolve import join_mentions, mentions_of_article
from dateline.link.actors import Registry
from dateline.link.places import PlaceIndex
from dateline.linking import RegistryNames
from dateline.model import BODY, Document
from dateline.store import settings_here
from dateline.text.parse import ParsedDocument, Parser, load_parser

Range = tuple[int, int]
FILES = {"wikievents": ("dev.jsonl",), "ecbplus": ("train.jsonl.gz", "dev.jsonl")}


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its mentions (offsets of its body) and the entity of each."""

    body: str
    entities: dict[Range, str]


def wikievents(record: dict[str, Any]) -> Case:
    """Mentions and clusters of the whole article; a mention in no cluster is an entity of its own."""
    body, starts, ends = "", [], []
    for tokens, text in record["sentences"]:
        body += "\n\n" if body else ""
        shift = len(body) - tokens[0][1]
        body += text
        starts += [t[1] + shift for t in tokens]
        ends += [t[2] + shift for t in tokens]
    of = {m: str(n) for n, cluster in enumerate(record["entity_clusters"]) for m in cluster}
    return Case(
        body,
        {
            (starts[m["start"]], ends[m["end"] - 1]): of.get(m["id"], m["id"])
            for m in record["entity_mentions"]
        },
    )


def ecbplus(record: dict[str, Any]) -> Case:
    """Participants of the validated sentences, with the chains that lie within the document."""
    body, at = "", {}
    for sentence in record["sentences"]:
        body += "\n\n" if body else ""
        for n, token in enumerate(sentence["tokens"]):
            at[sentence["n"], n] = (len(body), len(body) + len(token))
            body += token + " "
        body = body.rstrip(" ")
    checked = {s["n"] for s in record["sentences"] if s["validated"]}
    return Case(
        body,
        {
            (at[m["sentence"], m["tokens"][0]][0], at[m["sentence"], m["tokens"][-1]][1]): m["chain"]
            or m["id"]
            for m in record["mentions"]
            if m["group"].startswith("participant") and m["sentence"] in checked
        },
    )


READERS = {"wikievents": wikievents, "ecbplus": ecbplus}


def cases(corpora: Path, corpus: str) -> Iterator[Case]:
    """Every text of a corpus that has two mentions to join."""
    for name in FILES[corpus]:
        path = corpora / corpus / name
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for line in lines:
                case = READERS[corpus](json.loads(line))
                if len(case.entities) > 1:
                    yield case


def _described(case: Case, parsed: ParsedDocument, names: NameFinder) -> list[tuple[Mention, Range]]:
    found: dict[int, tuple[Mention, Range]] = {}
    for start, end in sorted(case.entities, key=lambda r: r[0] - r[1]):
        for sentence in parsed.sentences:
            tokens = [t for t in sentence.tokens if start <= sentence.offset + t.idx < end]
            if not tokens:
                continue
            inside = {t.i for t in tokens}
            free = [t for t in tokens if t.head.i not in inside or t.head == t]
            head = next((t for t in free if sentence.offset + t.idx not in found), None)
            if head is not None:
                found[sentence.offset + head.idx] = (
                    describe(sentence, head, tokens, names),
                    (start, end),
                )
            break
    return list(found.values())


def measure(corpora: Path, corpus: str, parser: Parser, names: NameFinder) -> dict[str, Figure]:
    """The three scores, the precision of every sieve, and milliseconds an article for its own mentions."""
    totals = {"muc": Ratio(), "b_cubed": Ratio(), "ceaf_e": Ratio()}
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    seconds: list[float] = []
    for case in cases(corpora, corpus):
        parsed = parser.parse(Document(parts={BODY: case.body}))
        started = time.process_time()
        mentions_of_article(parsed.sentences, names)
        seconds.append(time.process_time() - started)
        described = _described(case, parsed, names)
        ranges = {id(m): r for m, r in described}
        clusters = join_mentions(m for m, _ in described)
        for join in clusters.joins.values():
            made[join.sieve] += 1
            here, there = ranges[id(join.mention)], ranges[id(join.antecedent)]
            right[join.sieve] += case.entities[here] == case.entities[there]
        answer: list[set[Range]] = [{ranges[id(m)] for m in members} for members in clusters.all()]
        seen = {r for cluster in answer for r in cluster}
        answer += [{r} for r in case.entities if r not in seen]
        for name, ratio in scores(_key(case), answer).items():
            totals[name] += ratio
    figures: dict[str, Figure] = {f"{corpus}.{name}_f1": round(f1(r), 3) for name, r in totals.items()}
    figures[f"{corpus}.conll_f1"] = round(conll(totals.values()), 3)
    figures[f"{corpus}.b_cubed_precision"] = round(totals["b_cubed"].precision, 3)
    figures[f"{corpus}.b_cubed_recall"] = round(totals["b_cubed"].recall, 3)
    for sieve in made:
        figures[f"{corpus}.{sieve}.joined"] = made[sieve]
        figures[f"{corpus}.{sieve}.precision"] = round(right[sieve] / made[sieve], 3)
    figures[f"{corpus}.ms_median"] = round(1000 * sorted(seconds)[len(seconds) // 2], 2)
    figures[f"{corpus}.texts"] = len(seconds)
    return figures


def scores(key: Sequence[set[Range]], answer: Sequence[set[Range]]) -> dict[str, Ratio]:
    """The three metrics of one text."""
    return {"muc": muc(key, answer), "b_cubed": b_cubed(key, answer), "ceaf_e": ceaf_entity(key, answer)}


def _key(case: Case) -> list[set[Range]]:
    grouped: dict[str, set[Range]] = defaultdict(set)
    for mention, entity in case.entities.items():
        grouped[entity].add(mention)
    return list(grouped.values())


def main() -> int:
    """Print and save the figures of both corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="print only")
    parser.add_argument("--corpus", choices=sorted(FILES), action="append")
    options = parser.parse_args()
    names = RegistryNames(Registry.load(), PlaceIndex.open(place_index(settings_here())))
    reader = load_parser(names.is_name)
    figures: dict[str, Figure] = {}
    for corpus in options.corpus or FILES:
        figures |= measure(options.corpora, corpus, reader, names)
    for name, value in figures.items():
        print(f"{name:45} {value}")
    if not options.dry_run:
        save("mentions", figures, ("dateline", "spacy"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
