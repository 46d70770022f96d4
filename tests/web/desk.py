"""A store of invented accounts behind a running server on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Basis,
    Casualty,
    Count,
    DateInterval,
    DatePrecision,
    Document,
    Grade,
    Incident,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    content_id,
)
from dateline.store import Store, settings_here
from dateline.web import create_app

PLACES = {
    "Mopti": PlaceRef(
        text="Mopti",
        name="Mopti",
        geonameid=2453348,
        country="ML",
        admin1="Mopti",
        latitude=14.4843,
        longitude=-4.183,
        precision=PlacePrecision.TOWN,
    ),
    "Tillaberi": PlaceRef(
        text="Tillaberi",
        name="Tillabéri",
        geonameid=2439374,
        country="NE",
        admin1="Tillabéri",
        latitude=14.2117,
        longitude=1.4531,
        precision=PlacePrecision.TOWN,
    ),
    "Mali": PlaceRef(text="Mali", name="Mali", country="ML", precision=PlacePrecision.COUNTRY),
}


def told(
    number: int, place: str, killed: int | None, event_type: str = "armed_attack", status: str = "occurred"
) -> tuple[Document, Account]:
    """One report on one day of 2031 of an attack by the Islamic State on villagers."""
    day = f"2031-{number // 28 + 1:02d}-{number % 28 + 1:02d}"
    harm = "No figure was given." if killed is None else f"It killed {killed} people."
    body = f"Report {number}: fighters of the Islamic State attacked villagers in {place} on {day}. {harm}"
    document = Document(
        parts={"title": f"<b>Attack {number}</b>", "outlet": "Harbour Post", "published": day, "body": body}
    )
    account_id = content_id(["account", document.id])

    def says(field: str, value: object, words: str) -> Assertion:
        start = body.index(words)
        return Assertion(
            document_id=document.id,
            account_id=account_id,
            field=field,
            value=value,  # type: ignore[arg-type]
            spans=(document.span(start, start + len(words)),),
            attribution=(),
            method="rules@1",
            confidence=0.8,
        )

    date = DateInterval(start=day, end=day, precision=DatePrecision.DAY, basis=Basis.TEXT, text=day)
    found = [
        says("event_type", Label(value=event_type), "attacked"),
        says("status", Label(value=status), "attacked"),
        says("date", date, day),
        says("place", PLACES[place], place),
        says(
            "actor",
            ActorRef(
                role=Role.PERPETRATOR, text="Islamic State", actor_id="islamic-state", name="Islamic State"
            ),
            "Islamic State",
        ),
        says(
            "actor",
            ActorRef(role=Role.VICTIM, text="villagers", actor_id="generic:villagers:ML", name="Villagers"),
            "villagers",
        ),
    ]
    if killed is not None:
        found.append(says("casualties.killed", Count(low=killed, high=killed, text=str(killed)), str(killed)))
    return document, Account(id=account_id, document_id=document.id, assertions=tuple(found))


def fill(path: Path, reports: list[tuple[Document, Account]]) -> None:
    """Writes the reports into a store, each an incident of its own."""
    with Store.open(path) as store:
        for document, account in reports:
            store.add_accounts(document, (account,), "rules@1")
        store.replace_incidents(_incident(document, account) for document, account in reports)


def _incident(document: Document, account: Account) -> Incident:
    dead = account.casualties(Casualty.KILLED)
    return Incident(
        id=content_id(["incident", account.id]),
        account_ids=(account.id,),
        best=account.id,
        event_type=account.event_type,
        status=account.status,
        grade=Grade.WEAK,
        grade_reason="told by one origin, Harbour Post",
        date=account.date,
        place=account.place,
        actors=account.actors,
        casualties={} if dead is None else {Casualty.KILLED.value: (dead.low, dead.low, dead.high)},
        claimed_by=(),
        origins=("Harbour Post",),
        outlets=("Harbour Post",),
        document_ids=(document.id,),
    )


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a server over the store, while it runs."""
    app = create_app(path, settings_here({}))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
