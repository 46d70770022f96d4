"""The same-incident and must-not-merge sets of ``news``: ``python -m benchmarks.news_incidents CORPORA``.

Codes all texts of the corpus as one store would hold them, resolves them, and prints for each set whether an
incident spans its documents, with the toll that each gives in the order of publication; and for each pair of
documents that must not be merged, what joins them, if anything does. A set is joined when one incident has
accounts of every document of it.
"""

from __future__ import annotations

import itertools
import pickle
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.api import open_pipeline
from dateline.evaluate.corpora import news
from dateline.evaluate.corpora.files import objects, read_json, strings, text_of
from dateline.model import Account, Casualty, Document, Incident
from dateline.resolve import resolve
from dateline.store import settings_here

__all__ = ["main"]


def coded(corpora: Path, cache: Path | None) -> tuple[dict[str, str], dict[str, Document], list[Account]]:
    """Name of a text -> its document's id; documents; accounts."""
    if cache is not None and cache.exists():
        held: tuple[dict[str, str], dict[str, Document], list[Account]] = pickle.loads(cache.read_bytes())  # noqa: S301 - own file
        return held
    names, documents, accounts = {}, {}, []
    with open_pipeline(settings_here({}), lambda *_: None) as coder:
        for text in news.read(corpora, "dev"):
            names[text.name] = text.document.id
            documents[text.document.id] = text.document
            accounts += coder.code(text.document)
    if cache is not None:
        cache.write_bytes(pickle.dumps((names, documents, accounts)))
    return names, documents, accounts


def toll_history(
    incident: Incident, accounts: Mapping[str, Account], documents: Mapping[str, Document]
) -> str:
    """The killed that each account tells, by publication."""
    told = []
    for id_ in incident.account_ids:
        count = accounts[id_].casualties(Casualty.KILLED)
        if count is not None:
            told.append((documents[accounts[id_].document_id].published[:10], count.text))
    return "; ".join(f"{day} {words}" for day, words in sorted(told)) or "no toll told"


def main(arguments: Sequence[str]) -> None:
    """Prints. ``arguments``: the folder of the corpora, and a file to keep the codings in, if any."""
    corpora = Path(arguments[0])
    names, documents, told = coded(corpora, Path(arguments[1]) if len(arguments) > 1 else None)
    accounts = {account.id: account for account in told}
    incidents = resolve(told, documents)
    sets = read_json(corpora / "news" / "incidents.json")
    for row in objects(sets.get("same_incident")):
        docs = row.get("docs")
        wanted = {names[name] for name in docs} if isinstance(docs, dict) else set()
        held = [i for i in incidents if wanted <= set(i.document_ids)]
        print(f"{text_of(row, 'id')}: {'joined' if held else 'NOT JOINED'} ({', '.join(docs or ())})")
        for incident in held:
            print(f"  {incident.event_type} {toll_history(incident, accounts, documents)}")
    for row in objects(sets.get("must_not_merge")):
        for one, other in itertools.combinations(strings(row.get("docs")), 2):
            joined = [i for i in incidents if {names[one], names[other]} <= set(i.document_ids)]
            kinds = ", ".join(f"{i.event_type} {i.date.start if i.date else ''}" for i in joined)
            print(f"{one} and {other}: {'MERGED ' + kinds if joined else 'apart'}")


if __name__ == "__main__":
    main(sys.argv[1:])
