"""Every action of :mod:`benchmarks.reader_actions` on the dev parts: what each figure is before and after.

Before and after are compared on the same documents: the interval is that of the difference, documents drawn
with replacement. The scorers of incidents are fitted on the dev part of ``muc4``, so there each text is
weighed by scorers that the other four folds fitted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.reader_actions import ACTIONS, Action, Text
from dateline.accounts import account_of
from dateline.api import place_index
from dateline.codebook import Codebook
from dateline.evaluate.bootstrap import interval, totals
from dateline.evaluate.cases import Answer, Case
from dateline.evaluate.corpora import muc4, muc4_full
from dateline.evaluate.tally import Metric, Tally
from dateline.evaluate.tasks import TASKS
from dateline.extract.lexicon import load_lexicon
from dateline.extract.rules import RuleCoder
from dateline.extract.silence import Silence
from dateline.link.actors import Registry
from dateline.link.places import PlaceIndex
from dateline.link.stand_ins import KindNames
from dateline.linking import Linker, RegistryNames
from dateline.model import Account, Document
from dateline.store import settings_here
from dateline.tagging.decode import labels_of, local_labels_of, spans_of
from dateline.tagging.incidents import LAYER, PROPOSAL, ROLES, Assembly, candidates_of
from dateline.tagging.tagger import ASSEMBLY, Tagger, shipped_model
from dateline.text.parse import load_parser
from dateline.training.assembly import FOLDS, Offer, described_people, fit_assembly

FIGURES = {
    "news": (
        "event.f1", "type.accuracy", "perpetrator.accuracy", "perpetrator.accuracy_where_stated",
        "victim.accuracy", "victim.accuracy_where_stated", "attribution.accuracy", "event.right_in_all",
        "false_accounts_per_control", "false_accounts_per_document",
    ),
    "muc4": (
        "accounts.six_field.precision", "accounts.six_field.recall", "accounts.six_field.f1",
        "accounts.incident_type.f1",
    ),
    "satp": (),
    "hrdsattack": (),
    "indiapolice": ("KILL.f1", "ARREST.f1", "FORCE.f1", "ANY_ACTION.f1", "ANY_ACTION.false_alarms"),
}  # fmt: skip
"""Corpus -> the figures of its accounts; without any, all that have a floor. No reading is handed in, so all
of them are those of accounts."""
RESAMPLES = 500


class Trial:
    """Reads texts once; gives accounts of drafts."""

    def __init__(self, model: Path) -> None:
        registry = Registry.load()
        places = PlaceIndex.open(place_index(settings_here({})))
        names = RegistryNames(registry, places)
        self._lexicon = load_lexicon(Codebook.load())
        self._parser = load_parser(names.is_name, KindNames(registry.scan).find)
        self._silence = Silence(self._lexicon, self._parser.spellings)
        self._coder = RuleCoder(self._lexicon, names)
        self._linker = Linker(registry, places)
        self._tagger = Tagger.open(model)
        self._assembly = Assembly.load(model / ASSEMBLY)

    def text(self, document: Document) -> Text:
        """What the rules and the reader make of a document."""
        parsed = self._parser.parse(document, self._lexicon.may_tell, self._silence.holds)
        body = document.body
        lead = f"{document.title}\n\n" if document.title else ""
        pieces, columns = self._tagger.columns(lead + body)
        at = {f"{LAYER}.{role}": PROPOSAL for role in ROLES}
        spans = [
            replace(span, start=span.start - len(lead), end=span.end - len(lead))
            for span in spans_of(lead + body, pieces, columns, self._tagger.heads, at, layers={LAYER})
            if span.start >= len(lead)
        ]
        return Text(
            document=document,
            drafts=tuple(self._coder.read(parsed)),
            sentences=tuple((sentence.start, sentence.end) for sentence in parsed.sentences),
            reading=self._tagger.read(body, document.title or ""),
            candidates=candidates_of(
                spans,
                labels_of(columns, self._tagger.heads),
                local_labels_of(columns, self._tagger.heads),
                len(body),
            ),
            assembly=self._assembly,
        )

    def accounts(self, text: Text, action: Action | None) -> tuple[Account, ...]:
        """The accounts of a text, as the rules give them or after an action."""
        drafts = text.drafts if action is None else action(text)
        published = text.document.published[:10]
        day = dt.date.fromisoformat(published) if published else None
        linked = self._linker.link(text.document, drafts, published=day)
        made = (
            account_of(text.document, draft, links, self._coder.method)
            for draft, links in zip(drafts, linked, strict=True)
        )
        return tuple({account.id: account for account in made}.values())


def read_all(trial: Trial, cases: Sequence[Case], keep: Path | None) -> list[Text]:
    """The text of every case; kept in (and taken from) the file ``keep``, which is one's own."""
    if keep is not None and keep.is_file():
        found: list[Text] = pickle.loads(keep.read_bytes())  # noqa: S301 - one's own file
        return found
    texts = [trial.text(case.document) for case in cases]
    if keep is not None:
        keep.write_bytes(pickle.dumps(texts))
    return texts


def fitted_apart(texts: Sequence[Text], data: Path) -> list[Text]:
    """The texts of ``muc4``, each with scorers that were fitted without it."""
    gold = {case.document.body: case for case in muc4.read(data, "dev")}
    keys = {full.name: full.templates for full in muc4_full.read(data, "dev")}
    cases = [(gold[text.document.body], text.candidates) for text in texts]
    offers = [
        Offer(text=case, described=described_people(keys.get(case.name, ())), candidates=candidates)
        for case, candidates in cases
    ]
    folds = [fit_assembly([o for n, o in enumerate(offers) if n % FOLDS != fold]) for fold in range(FOLDS)]
    return [replace(text, assembly=folds[n % FOLDS]) for n, text in enumerate(texts)]


def compared(before: Sequence[Tally], after: Sequence[Tally], metric: Metric) -> str:
    """``before -> after [interval of the difference]``; empty where nothing moved."""
    pairs = [
        {**{f"b.{k}": v for k, v in one.items()}, **{f"a.{k}": v for k, v in other.items()}}
        for one, other in zip(before, after, strict=True)
    ]

    def side(sums: Tally, mark: str) -> float | None:
        return metric.of({key[2:]: value for key, value in sums.items() if key.startswith(mark)})

    def difference(sums: Tally) -> float | None:
        one, other = side(sums, "b."), side(sums, "a.")
        return None if one is None or other is None else other - one

    sums = totals(pairs)
    if not difference(sums):
        return ""
    ends = interval(pairs, replace(metric, of=difference), resamples=RESAMPLES)
    shown = f" [{ends[0]:+.3f}, {ends[1]:+.3f}]" if ends else ""
    return f"{side(sums, 'b.'):.3f} -> {side(sums, 'a.'):.3f}{shown}"


def lines(trial: Trial, corpus: str, data: Path, limit: int, keep: Path | None) -> Iterator[str]:
    """One line for every figure that an action moves."""
    task = TASKS[corpus]
    cases = list(itertools.islice(task.cases(data, "dev"), limit))
    texts = read_all(trial, cases, keep)
    if corpus == "muc4":
        texts = fitted_apart(texts, data)
    wanted = FIGURES[corpus] or task.headline("dev")
    metrics = [metric for metric in task.metrics("dev") if metric.name in wanted]
    untouched = [
        c.score(Answer(accounts=trial.accounts(t, None))).tally for c, t in zip(cases, texts, strict=True)
    ]
    yield f"{corpus}: {len(texts)} texts, {sum(len(text.drafts) for text in texts)} accounts"
    for name, action in ACTIONS.items():
        tallies, changed = [], 0
        for case, text, tally in zip(cases, texts, untouched, strict=True):
            drafts = tuple(action(text))
            changed += len(set(map(repr, drafts)) ^ set(map(repr, text.drafts))) > 0
            same = drafts == text.drafts
            tallies.append(tally if same else case.score(Answer(accounts=trial.accounts(text, action))).tally)
        moved = [f"{m.name} {shown}" for m in metrics if (shown := compared(untouched, tallies, m))]
        yield f"  {name} ({changed} texts): " + ("; ".join(moved) or "no figure moves")


def main() -> int:
    """Print what every action changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--model", type=Path, default=shipped_model(), help="model folder (the shipped one)")
    parser.add_argument("--corpus", choices=sorted(FIGURES), action="append")
    parser.add_argument("--limit", type=int, help="texts of a corpus")
    parser.add_argument("--keep", type=Path, help="folder for what was read, to try other actions on it")
    options = parser.parse_args()
    trial = Trial(options.model)
    for corpus in options.corpus or FIGURES:
        keep = None if options.keep is None else options.keep / f"{corpus}.reader.pkl"
        for line in lines(trial, corpus, options.data, options.limit, keep):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
