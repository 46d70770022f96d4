"""What people decide at the desk is undone in any order, and nothing is left of it."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.store import Store, logical_dump, settings_here
from dateline.web import create_app
from judging.desk import reports, store_of
from web.test_review import client_of

NUMBER = int(os.environ.get("DATELINE_UNDO_JUDGEMENTS", "100"))
"""Judgements that are made; 1,000 and their undoing take two minutes of work."""
EDITS = (
    ("casualties.killed", "9"),
    ("casualties.killed", "2-4"),
    ("date", "2026-04"),
    ("status", "alleged"),
    ("event_type", "protest"),
    ("claim", "none"),
    ("place", "unknown"),
    ("actors.victim", "shepherds; a driver"),
)
DERIVED = ("incident_redirects",)
"""Ids that were given out on the way lead on: that is no part of what is held for right."""


def held_for_right(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the store says, but for the log of who judged and for the ids that its incidents were given on the
    way: an incident goes by its first account."""
    dump = logical_dump(db)
    holds: dict[str, list[str]] = {}
    for incident, account, *_ in dump["incident_accounts"]:
        holds.setdefault(str(incident), []).append(str(account))
    names = {id_: f"of {min(accounts)}" for id_, accounts in holds.items()}
    pattern = re.compile("|".join(map(re.escape, names)) or "$^")

    def told(cell: object) -> object:
        return pattern.sub(lambda found: names[found[0]], cell) if isinstance(cell, str) else cell

    return {
        name: sorted((tuple(map(told, row)) for row in rows), key=repr)
        for name, rows in dump.items()
        if name not in ("judgements", *DERIVED)
    }


def one_at_random(clients: dict[str, TestClient], store: Store, draw: random.Random) -> bool:
    """Asks the desk for something drawn at random; whether it was kept as a judgement."""
    client = clients[draw.choice(list(clients))]
    incidents = [incident.id for incident in store.incidents()]
    if not incidents:  # every account was rejected
        client.post("/review", data={"verb": "undo"})
        return False
    item = draw.choice(incidents)
    whole = store.incident(item)
    assert whole is not None
    account = draw.choice(whole.account_ids)
    field, value = draw.choice(EDITS)
    before = len(store.judgements_of_people())
    verb = draw.choice(
        ("accept", "reject", "edit", "edit", "split", "misread", "words", "undo", "skip", "unsure", "pair")
    )
    form: dict[str, str] = {"item": item, "order": draw.choice(("killed", "random"))}
    if verb == "pair":
        one, other = draw.sample(incidents, 2) if len(incidents) > 1 else (item, item)
        pair = {"verb": draw.choice(("same", "different", "related", "undo")), "one": one, "other": other}
        status = client.post("/review/merges", data=pair).status_code
    else:
        match verb:
            case "edit":
                form |= {"verb": verb, "field": field, "value": value}
            case "split" | "misread":
                form |= {"verb": "split" if verb == "split" else "reject", "account": account}
            case "words":
                edit = {"field": "weapon", "value": "a bomb", "words": "report"}
                form |= {"verb": "edit", "account": account, **edit}
            case _:
                form |= {"verb": verb}
        status = client.post("/review", data=form).status_code
    assert status in (303, 422), (verb, status)
    return len(store.judgements_of_people()) > before


@pytest.mark.timeout(600)
def test_judgements_made_at_the_desk_and_undone_in_any_order_leave_the_store_as_it_was(
    tmp_path: Path,
) -> None:
    db = tmp_path / "u.db"
    draw = random.Random(7)
    with store_of(db, reports()) as store:
        app = create_app(db, settings_here({}))
        clients = {name: client_of(db, name, app) for name in ("Ann Ray", "Ben Low", "Cid Oro")}
        before = held_for_right(db)
        made = 0
        while made < NUMBER:
            made += one_at_random(clients, store, draw)
        assert held_for_right(db) != before
        assert {j.kind for j in store.judgements_of_people()} == {
            *("merge", "split", "accept", "reject", "edit", "undo")
        }
        while standing := store.judgements_in_force():
            said = {"verb": "undo", "id": draw.choice(standing).id, "by": "Ann Ray"}
            assert clients["Ann Ray"].post("/api/v1/judgements", json=said).status_code == 201
        for client in clients.values():  # what was left without a judgement is taken back as well
            while client.post("/review", data={"verb": "undo"}).status_code == 303:
                pass
        assert store.reviewing.marks() == []
    assert held_for_right(db) == before
