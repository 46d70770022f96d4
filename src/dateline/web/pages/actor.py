"""``/actors`` and ``/actor/{id}``: who is named, and one actor's history as the documents tell it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request, Response

from dateline.codec.actor_shapes import DossierLineRecord, Section
from dateline.export import Asked, Told, dossier
from dateline.export.fields import Where, chain_text
from dateline.filters import Filters
from dateline.model import BODY, Party
from dateline.store.index import IndexRow
from dateline.web.pages.counterparts import parts_of
from dateline.web.pages.marks import anchor_of
from dateline.web.pages.naming import named_actors, registry_of
from dateline.web.pages.remembered import remembered
from dateline.web.reading import Desk, DeskOf
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
ROWS = 1000
MOST_ROWS = 10_000
"""Incidents of one actor that its tables count; more are said to be more."""
IN_DOSSIER = 200
"""Newest incidents whose words stand in the dossier; the list of the incidents has them all."""
LISTED = 500
"""Actors on one page."""
HEADS: Mapping[Section, str] = {
    "name": "Names",
    "role": "Offices",
    "tie": "Branches and ties",
    "membership": "Memberships",
    "leadership": "Changes of leadership",
    "stance": "Stances",
    "done": "Done",
    "suffered": "Done to it",
    "said": "Said",
    "heard": "Said to it or of it",
}


@router.get("/actors", include_in_schema=False)
def actors_page(request: Request, desk: DeskOf, q: str = "") -> Response:
    """Actors of the registry that incidents name; ``q`` are words of the name."""
    registry = registry_of(desk)
    named = remembered(desk, "all actors", lambda: named_actors(desk, Filters()))
    asked = q.casefold().split()
    found = []
    for id_, incidents in named:
        actor = registry.get(id_)
        if actor is None:
            continue
        names = " ".join((actor.name, actor.id, *actor.aliases)).casefold()
        if all(word in names for word in asked):
            found.append((actor, incidents))
    page = {"q": q, "found": found[:LISTED], "number": len(found), "total": len(named)}
    return templates.TemplateResponse(request, "actors.html", page)


@router.get("/actor/{actor_id:path}", include_in_schema=False)
def actor_page(request: Request, desk: DeskOf, actor_id: str) -> Response:
    """One actor of the registry; of one that it does not know, the words that name it."""
    asked = _asked(desk, actor_id)
    filters = Filters(actor=asked.party.actor_id or asked.party.text)
    with desk.store.snapshot():
        rows = remembered(desk, ("actor", filters), lambda: _rows(desk, filters))
        told = _told(desk, asked, rows)
    if not rows and not told.assertions and asked.party.actor_id is None:
        raise HTTPException(404, "neither the registry nor the store knows an actor of that name")
    record = dossier(asked, told)
    families = {entry.id: entry.family for entry in desk.codebook.types.values()}
    parts = parts_of(rows, asked, families)
    sections: dict[Section, list[dict[str, Any]]] = {section: [] for section in get_args(Section)}
    for line in record["lines"]:
        sections[line["section"]].append(_line(line))
    page = {
        "actor": registry_of(desk).get(actor_id),
        "record": record,
        "name": asked.party.name or asked.party.text,
        "key": filters.actor,
        "about": [(HEADS[s], sections[s]) for s in get_args(Section)[:6] if sections[s]],
        "told": [(HEADS[s], s, sections[s][::-1]) for s in get_args(Section)[6:]],
        "parts": parts,
        "years_json": json.dumps([{"year": y, **counts} for y, counts in parts.years.items()]),
        "in_dossier": IN_DOSSIER,
        "all_counted": len(rows) < MOST_ROWS,
        "number": len(rows),
    }
    return templates.TemplateResponse(request, "actor.html", page)


def _asked(desk: Desk, actor_id: str) -> Asked:
    registry = registry_of(desk)
    known = registry.get(actor_id)
    if known is None:
        return Asked(party=Party(text=actor_id))
    id_ = known.id

    def names(text: str) -> bool:
        found = registry.match(text)
        return found is not None and found.id == id_

    return Asked(
        party=Party(text=known.name, actor_id=id_, name=known.name),
        kind=known.kind.value,
        countries=known.countries,
        names=names,
    )


def _rows(desk: Desk, filters: Filters) -> tuple[IndexRow, ...]:
    """The incidents that name the actor, newest event first."""
    found: list[IndexRow] = []
    after = None
    while len(found) < MOST_ROWS:
        page = desk.index.page(filters, after=after, limit=ROWS)
        found.extend(page.rows)
        after = page.next
        if after is None:
            break
    return tuple(found)


def _told(desk: Desk, asked: Asked, rows: tuple[IndexRow, ...]) -> Told:
    """What the dossier rests on: all that is said about the actor, and the newest of its incidents."""
    store = desk.store
    assertions = tuple(store.actor_assertions_on(asked.party.actor_id, asked.party.text))
    incidents = tuple(store.incidents_among([row["id"] for row in rows[:IN_DOSSIER]]))
    accounts = {a.id: a for a in store.accounts_among({id_ for i in incidents for id_ in i.account_ids})}
    wanted = {a.document_id for a in assertions} | {a.document_id for a in accounts.values()}
    return Told(
        assertions=assertions,
        incidents=incidents,
        accounts=accounts,
        documents=store.documents_among(wanted),
    )


def _line(line: DossierLineRecord) -> dict[str, Any]:
    first = next(iter(line["evidence"]), None)
    anchor = "" if first is None else anchor_of(Where(part=BODY, start=first[0], end=first[1]))
    return {"line": line, "anchor": anchor, "speaker": chain_text(line["attribution"])}
