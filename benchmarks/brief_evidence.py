"""Does every sentence of a brief rest on words that are there?

Writes a brief of each period as JSON, draws sentences from all of them, and looks up every span of each in
its document, its account and its incident::

    python -m benchmarks.brief_evidence STORE FIRST:LAST [FIRST:LAST ...] [--sample 200] [--seed 7]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

from dateline.brief import brief_json, make_brief, period_of
from dateline.codebook import Codebook
from dateline.store import Store

__all__ = ["faults_of"]


def faults_of(sentence: dict[str, Any], store: Store) -> list[str]:
    """What of a sentence does not resolve: no evidence, words that are not there, ids that lead nowhere."""
    found = [] if sentence["evidence"] else ["it rests on nothing"]
    documents = store.documents_among({one["document_id"] for one in sentence["evidence"]})
    for one in sentence["evidence"]:
        document = documents.get(one["document_id"])
        if document is None:
            found.append(f"no document {one['document_id']}")
        elif (
            document.parts.get(one["part"], "")[one["start"] : one["end"]] != one["quote"] or not one["quote"]
        ):
            found.append(f"{one['part']}[{one['start']}:{one['end']}] is not {one['quote']!r}")
        account = store.account(one["account_id"])
        if account is None or account.document_id != one["document_id"]:
            found.append(f"no account {one['account_id']} of that document")
        incident = store.incident(one["incident_id"]) if one["incident_id"] else None
        if one["incident_id"] and (incident is None or one["account_id"] not in incident.account_ids):
            found.append(f"incident {one['incident_id']} does not hold the account")
    return found


def main() -> int:
    """Print what was drawn and what does not resolve; exit 1 where anything does not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("periods", nargs="+", metavar="FIRST:LAST")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    sentences: list[dict[str, Any]] = []
    bad = 0
    with Store.open(asked.store, create=False) as store:
        for period in asked.periods:
            first, _, last = period.partition(":")
            made = make_brief(store, period_of(first, last), codebook=Codebook.load(()))
            # As a program reads it: through JSON and back.
            data = json.loads(json.dumps(brief_json(made)))
            mine = [sentence for section in data["sections"] for sentence in section["sentences"]]
            print(f"{period}: {len(mine)} sentences")
            sentences += mine
        draw = random.Random(asked.seed)  # noqa: S311 - repeatable, not secret
        sample = draw.sample(sentences, min(asked.sample, len(sentences)))
        spans = sum(len(sentence["evidence"]) for sentence in sample)
        for sentence in sample:
            for fault in faults_of(sentence, store):
                bad += 1
                print(f"{sentence['id']} {sentence['text'][:80]}: {fault}")
    print(f"{len(sample)} of {len(sentences)} sentences drawn, {spans} spans, {bad} do not resolve")
    print("command: python -m benchmarks.brief_evidence", *sys.argv[1:])
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
