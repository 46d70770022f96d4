"""``/api/v1``: what the store holds, for programs. The description is at ``/openapi.json``."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from dateline.api import Record as OpenRecord
from dateline.codec import AccountRecord, DocumentRecord, IncidentRecord, document_record
from dateline.codec.assertions import dump_assertion
from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import JudgementRecord
from dateline.errors import UsageError
from dateline.export import matches
from dateline.filters import Filters
from dateline.settings import person_name
from dateline.store.index import Counts
from dateline.web.answers import FAULTS, Answer, CountsRecord, answer_body, answered
from dateline.web.pages.naming import named_actors, registry_of
from dateline.web.pages.remembered import remembered
from dateline.web.queries import (
    Asked,
    AskedActors,
    AskedDocuments,
    AskedPage,
    AskedPart,
    document_filters_in,
    filters_in,
)
from dateline.web.reading import Desk, DeskOf, Record
from dateline.web.rows import ActorRow, AssertionRow, FacetRow, HistoryRow, PointColumns, RowRecord, WeekRow

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", responses={422: FAULTS[422]}, tags=["record"])

Id = Annotated[str, Path(max_length=100, description="an id")]
READ_AT_ONCE = 500
_PAST = ("event", "into", "by", "why", "at")


@router.get("/incidents", response_model=Answer[list[RowRecord]])
def incidents(request: Request, desk: DeskOf, asked: AskedPage) -> Response:
    """Incidents that pass the filters, a flat row each, with how many they are."""
    filters = filters_in(desk, asked)

    def make() -> tuple[object, str | None, object]:
        page = desk.index.page(filters, order=asked.order, after=asked.after, limit=asked.limit)
        return page.rows, page.next, _counts(desk.index.count(filters))

    return answered(request, desk, make)


@router.get("/incidents/{incident_id}", response_model=Answer[IncidentRecord], responses={404: FAULTS[404]})
def incident(request: Request, desk: DeskOf, incident_id: Id) -> Response:
    """One incident with its accounts whole. An id that once was given out leads to the incident that now
    holds its accounts."""
    here = desk.store.incident(incident_id)
    if here is None:
        raise HTTPException(404, "no incident has or had this id, or nothing is left of it")
    if here.id != incident_id:
        return RedirectResponse(f"/api/v1/incidents/{here.id}", status_code=308)
    return answered(request, desk, lambda: (desk.incident_record(incident_id), None, None))


@router.get(
    "/incidents/{incident_id}/history", response_model=Answer[list[HistoryRow]], responses={404: FAULTS[404]}
)
def incident_history(request: Request, desk: DeskOf, incident_id: Id) -> Response:
    """What became of an incident: splits, merges, its end."""
    past = desk.store.history(incident_id)
    if not past and desk.store.incident(incident_id) is None:
        raise HTTPException(404, "no incident has or had this id")

    def make() -> tuple[object, None, None]:
        told = [
            {
                "incident_id": p.incident,
                "event": p.event,
                "into": p.into,
                "by": p.by,
                "why": p.why,
                "at": p.at,
            }
            for p in past
        ]
        return told, None, None

    return answered(request, desk, make)


@router.get("/accounts", response_model=Answer[list[AccountRecord]])
def accounts(request: Request, desk: DeskOf, asked: AskedPage) -> Response:
    """The accounts of the incidents that pass the filters; ``limit`` counts incidents, whose accounts come
    together."""
    filters = filters_in(desk, asked)

    def make() -> tuple[object, str | None, object]:
        page = desk.index.page(filters, order=asked.order, after=asked.after, limit=asked.limit)
        found = [a for r in desk.incident_records(row["id"] for row in page.rows) for a in r["accounts"]]
        return found, page.next, _counts(desk.index.count(filters))

    return answered(request, desk, make)


@router.get("/accounts/{account_id}", response_model=Answer[AccountRecord], responses={404: FAULTS[404]})
def account(request: Request, desk: DeskOf, account_id: Id) -> Response:
    """One account, with the values that people set."""
    found = desk.account_record(account_id)
    if found is None:
        raise HTTPException(404, "no account has this id, or a newer method took its place")
    return answered(request, desk, lambda: (found, None, None))


@router.get(
    "/accounts/{account_id}/assertions",
    response_model=Answer[list[AssertionRow]],
    responses={404: FAULTS[404]},
)
def assertions(request: Request, desk: DeskOf, account_id: Id) -> Response:
    """Every assertion of an account as it was coded: value, words, speakers, method, confidence."""
    found = desk.store.account(account_id)
    if found is None:
        raise HTTPException(404, "no account has this id, or a newer method took its place")
    return answered(
        request, desk, lambda: ([json.loads(dump_assertion(a)) for a in found.assertions], None, None)
    )


@router.get("/documents", response_model=Answer[list[DocumentRecord]])
def documents(request: Request, desk: DeskOf, asked: AskedDocuments) -> Response:
    """Documents that pass the filters, in order of id. Of incidents' filters those that ask about an event
    mean nothing here, and are refused."""
    filters = document_filters_in(desk, asked)
    after = asked.after or ""

    def make() -> tuple[object, str | None, None]:
        passing = (r for r in _documents_from(desk, after) if matches(r, filters, {}))
        rows = list(islice(passing, asked.limit + 1))
        more = len(rows) > asked.limit
        return rows[: asked.limit], rows[asked.limit - 1]["document_id"] if more else None, None

    return answered(request, desk, make)


@router.get("/documents/{document_id}", response_model=Answer[DocumentRecord], responses={404: FAULTS[404]})
def document(request: Request, desk: DeskOf, document_id: Id) -> Response:
    """One document with its text, into which the evidence of its accounts points."""
    found = desk.document_record(document_id)
    if found is None:
        raise HTTPException(404, "no document has this id")
    return answered(request, desk, lambda: (found, None, None))


@router.get(
    "/documents/{document_id}/accounts",
    response_model=Answer[list[AccountRecord]],
    responses={404: FAULTS[404]},
)
def document_accounts(request: Request, desk: DeskOf, document_id: Id) -> Response:
    """What one document says, account by account in reading order."""
    if desk.document_record(document_id) is None:
        raise HTTPException(404, "no document has this id")
    return answered(request, desk, lambda: (desk.accounts_of_document(document_id), None, None))


@router.get("/actors", response_model=Answer[list[ActorRow]])
def actors(request: Request, desk: DeskOf, asked: AskedActors) -> Response:
    """Actors of the registry that incidents which pass the filters name, in order of their ids. Whom the
    registry does not know is in `/facets/actor`, by the words that name them."""
    filters = filters_in(desk, asked)

    def make() -> tuple[object, str | None, None]:
        named = remembered(desk, ("actors", filters), lambda: sorted(named_actors(desk, filters)))
        begin = 0 if asked.after is None else bisect_right(named, asked.after, key=itemgetter(0))
        rows = named[begin : begin + asked.limit]
        more = begin + asked.limit < len(named)
        return [_actor_row(desk, *row) for row in rows], rows[-1][0] if more else None, None

    return answered(request, desk, make)


@router.get("/actors/{actor_id}", response_model=Answer[ActorRow], responses={404: FAULTS[404]})
def actor(request: Request, desk: DeskOf, actor_id: Id) -> Response:
    """One actor of the registry, with the number of all incidents that name it."""
    if registry_of(desk).get(actor_id) is None:
        raise HTTPException(404, "the registry has no actor of this id")

    def make() -> tuple[object, None, None]:
        return _actor_row(desk, actor_id, desk.index.count(Filters(actor=actor_id)).visible), None, None

    return answered(request, desk, make)


def _actor_row(desk: Desk, actor_id: str, incidents: int) -> ActorRow:
    known = registry_of(desk).get(actor_id)
    if known is None:  # it was there when it was counted
        raise HTTPException(404, "the registry has no actor of this id")
    return {
        "actor_id": known.id,
        "name": known.name,
        "kind": known.kind.value,
        "countries": list(known.countries),
        "aliases": list(known.aliases),
        "parent": known.parent,
        "branch_of": known.branch_of,
        "start": known.start,
        "end": known.end,
        "incidents": incidents,
    }


@router.get("/counts", response_model=Answer[CountsRecord])
def counts(request: Request, desk: DeskOf, asked: Asked) -> Response:
    """How many incidents pass the filters."""
    filters = filters_in(desk, asked)
    return answered(request, desk, lambda: (_counts(desk.index.count(filters)), None, None))


@router.get("/map", response_model=Answer[PointColumns])
def points(request: Request, desk: DeskOf, asked: Asked) -> Response:
    """All incidents that pass the filters and have a point, column by column."""
    filters = filters_in(desk, asked)

    def make() -> tuple[object, None, object]:
        return desk.index.points(filters).columns, None, _counts(desk.index.count(filters))

    return answered(request, desk, make)


@router.get("/weeks", response_model=Answer[list[WeekRow]])
def weeks(request: Request, desk: DeskOf, asked: Asked) -> Response:
    """Incidents per week, type and status, with the sums of those killed."""
    filters = filters_in(desk, asked)

    def make() -> tuple[object, None, None]:
        return (
            [
                {name: getattr(week, name) for name in WeekRow.__annotations__}
                for week in desk.index.weeks(filters)
            ],
            None,
            None,
        )

    return answered(request, desk, make)


@router.get("/facets/{name}", response_model=Answer[list[FacetRow]])
def facets(
    request: Request,
    desk: DeskOf,
    asked: Asked,
    name: Literal["country", "type", "status", "grade", "review", "actor", "outlet"],
) -> Response:
    """The values of one thing that most of the incidents have which pass the filters."""
    filters = filters_in(desk, asked)

    def make() -> tuple[object, None, None]:
        found = desk.index.facet(name, filters)
        return [{"value": one.value, "incidents": one.incidents} for one in found], None, None

    return answered(request, desk, make)


@router.get("/judgements", response_model=Answer[list[JudgementRecord]], tags=["judging"])
def judgements(request: Request, desk: DeskOf, asked: AskedPart) -> Response:
    """The log of what people judged, in their order, undone ones too."""
    try:
        after = int(asked.after or 0)
    except ValueError:
        raise UsageError("after: it is not what a page gave as its next; begin without it") from None

    def make() -> tuple[object, str | None, None]:
        log = [j for j in desk.store.judgements_of_people() if j.number > after]
        rows = [judgement_record(j, desk.store.undone_by(j.id)) for j in log[: asked.limit]]
        more = len(log) > asked.limit
        return rows, str(log[asked.limit - 1].number) if more else None, None

    return answered(request, desk, make)


class Verb(BaseModel):
    """What a person decides: the verbs and arguments of the command line."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["merge", "split", "accept", "reject", "edit", "undo"]
    id: str = Field(max_length=100, min_length=1, description="incident, account or (undo) judgement")
    other: str = Field(default="", max_length=100, description="of merge: the other incident")
    accounts: list[Annotated[str, Field(max_length=100)]] = Field(
        default=[], max_length=1000, description="of split: the accounts that are of another incident"
    )
    field: str = Field(default="", max_length=100, description="of edit: which field")
    value: str = Field(default="", max_length=2000, description="of edit: its value")
    words: str = Field(default="", max_length=2000, description="of edit: the words that say so")
    by: str = Field(min_length=1, max_length=80, description="who decides")
    why: str = Field(default="", max_length=2000, description="why")


@router.post("/judgements", response_model=Answer[JudgementRecord], status_code=201, tags=["judging"])
def judge(request: Request, desk: DeskOf, said: Verb) -> Response:
    """Keeps a judgement; what it changes is changed when the answer comes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":  # a form of another site could else post it in a reader's name
        raise HTTPException(415, "send the judgement as application/json")
    try:
        by = person_name(said.by)
    except ValueError as error:
        raise UsageError(f"by: {said.by!r} {error}") from None
    me = request.state.user
    if me is not None and me != by:
        raise HTTPException(403, f"by: you are signed in as {me}")
    record = OpenRecord(desk.store, desk.settings)
    match said.verb:
        case "merge":
            kept = record.merge(said.id, said.other, by=by, why=said.why)
        case "split":
            kept = record.split(said.id, *said.accounts, by=by, why=said.why)
        case "accept":
            kept = record.accept(said.id, by=by, why=said.why)
        case "reject":
            kept = record.reject(said.id, by=by, why=said.why)
        case "edit":
            kept = record.edit(said.id, said.field, said.value, words=said.words, by=by, why=said.why)
        case "undo":
            kept = record.undo(said.id, by=by, why=said.why)
    return _created(kept)


def _created(kept: Mapping[str, Any]) -> Response:
    return Response(answer_body(kept), status_code=201, media_type="application/json")


def _documents_from(desk: Desk, after: str) -> Iterator[Record]:
    while some := desk.store.documents_after(after, READ_AT_ONCE):
        yield from (document_record(document) for document in some)
        after = some[-1].id


def _counts(found: Counts) -> dict[str, int]:
    return {"visible": found.visible, "total": found.total, "located": found.located}
