"""``/quality``: how often the machine was right, counted on what people reviewed of the random sample.

Reviews in another order begin with what is least certain or most disputed; shares of those would tell of the
order and not of the machine, and are not shown as precision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from statsmodels.stats.proportion import proportion_confint

from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import IncidentRecord, JudgementRecord
from dateline.export import decision_text
from dateline.judging.agreement import said_by_people, said_of
from dateline.judging.alpha import alpha
from dateline.judging.compared import results_in
from dateline.judging.corrections import corrections_in
from dateline.model import Judgement
from dateline.resolve.judgement_log import undone
from dateline.web.pages.records import records_of
from dateline.web.reading import Desk, DeskOf
from dateline.web.templating import templates

__all__ = ["Share", "fields_judged", "router", "shares"]

router = APIRouter()
CONFIDENCE = 0.95
TOLLS = ("killed", "injured", "abducted", "arrested")
NEWEST = 50

Judged = dict[str, list[list[bool]]]
"""Name -> for each incident, whether its values stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``right`` of ``judged`` values, which are of ``incidents``; ``low`` to ``high`` is Wilson's interval of
    95 %, for as many draws as incidents: the values of one incident stand or fall together."""

    of: str
    right: int
    judged: int
    incidents: int
    low: float
    high: float


@router.get("/quality", include_in_schema=False)
def quality(request: Request, desk: DeskOf) -> Response:
    """Precision by field, outlet and method; what reviewers change most."""
    records = list(records_of(desk, desk.store.reviewing.sample()).values())
    by_field: Judged = {}
    by_outlet: Judged = {}
    by_method: Judged = {}
    for record in records:
        best = next(a for a in record["accounts"] if a["account_id"] == record["best_account"])
        outlet = next(
            (s["outlet"] for s in record["sources"] if s["document_id"] == best["document_id"]), None
        )
        judged = list(fields_judged(record))
        if not judged:
            continue
        for field, right in judged:
            by_field.setdefault(field, []).append([right])
        by_outlet.setdefault(outlet or "no outlet", []).append([right for _, right in judged])
        by_method.setdefault(best["method"], []).append([right for _, right in judged])
    edits = [j for j in desk.store.judgements_in_force() if j.kind == "edit"]
    page = {
        "number": len(records),
        "tables": [
            ("field", shares(by_field)),
            ("outlet of the best account", shares(by_outlet)),
            ("method", shares(by_method)),
        ],
        "agreement": agreement(desk),
        "double": results_in(desk.store),
        "apart": [item for item in desk.store.doubles.items() if item.open],
        "admin": request.state.role == "admin",
        "changed": Counter(j.field for j in edits).most_common(),
        "newest": [decision_text(judgement_record(j)) for j in reversed(edits[-NEWEST:])],
    }
    return templates.TemplateResponse(request, "quality.html", page)


@router.get("/quality/corrections.jsonl", include_in_schema=False)
def corrections(desk: DeskOf) -> Response:
    """What people decided of accounts, as ``dateline train --corrections`` reads it."""
    lines = (orjson.dumps(record) + b"\n" for record in corrections_in(desk.store))
    headers = {"Content-Disposition": 'attachment; filename="corrections.jsonl"'}
    return StreamingResponse(lines, media_type="application/jsonl", headers=headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far reviewers agree on a field, on ``incidents`` that two or more of them judged; ``alpha`` is
    ``None`` where only one value was ever given."""

    field: str
    incidents: int
    alpha: float | None


def agreement(desk: Desk) -> list[Agreed]:
    """Krippendorff's alpha by field, over the incidents that two or more people accepted or corrected."""
    log = desk.store.judgements_of_people()
    records = records_of(desk, _by_two(log))
    stands = {id_: dict(_standing(record)) for id_, record in records.items()}
    by_field: dict[str, list[Sequence[str]]] = {}
    for unit in said_by_people(log, undone(log), stands):
        by_field.setdefault(unit.field, []).append(list(unit.said.values()))
    return [
        Agreed(field=field, incidents=len(units), alpha=alpha(units))
        for field, units in sorted(by_field.items())
    ]


def _by_two(log: Iterable[Judgement]) -> list[str]:
    people: dict[str, set[str]] = {}
    for judgement in log:
        if judgement.kind in ("accept", "edit") and judgement.level == "incident":
            for id_ in judgement.incidents:
                people.setdefault(id_, set()).add(judgement.by)
    return [id_ for id_, some in people.items() if len(some) > 1]


def _standing(record: IncidentRecord) -> Iterator[tuple[str, str]]:
    """What the incident shows, field by field, as it is compared."""
    for name in ("event_type", "status", "date", "place"):
        if value := said_of(record[name]):
            yield name, value
    tolls = dict(record["casualties"])
    for kind in TOLLS:
        if tolls[kind] is not None:
            yield f"casualties.{kind}", said_of(tolls[kind])


def shares(judged: Judged) -> list[Share]:
    """Each with its interval, most judged first."""
    found = []
    for name, incidents in judged.items():
        told = [right for values in incidents for right in values]
        draws = len(incidents)
        low, high = proportion_confint(
            sum(told) / len(told) * draws, draws, alpha=1 - CONFIDENCE, method="wilson"
        )
        found.append(
            Share(
                of=name,
                right=sum(told),
                judged=len(told),
                incidents=draws,
                low=float(low),
                high=float(high),
            )
        )
    return sorted(found, key=lambda share: (-share.judged, share.of))


def fields_judged(record: IncidentRecord) -> Iterator[tuple[str, bool]]:
    """What a person decided of a reviewed incident: each field that the machine filled, whether it stands.

    Of an incident that was discounted there is one thing to say: there was no such event.
    """
    told = [*record["judgements"], *(j for account in record["accounts"] for j in account["judgements"])]
    discounted = any(j["kind"] == "reject" and j["level"] == "incident" for j in told)
    if discounted:
        yield "there was such an event", False
        return
    if record["review"] != "reviewed":
        return
    yield "there was such an event", True
    changed = {j["field"] for j in told if j["kind"] == "edit"}
    for field in _filled(record, told):
        yield field, field not in changed


def _filled(record: IncidentRecord, told: Iterable[JudgementRecord]) -> Iterator[str]:
    """Fields that the machine gave a value: what was empty before a person set it is not its own."""
    given = {j["field"] for j in told if j["kind"] == "edit" and not j["was"]}
    fields = ["event_type", "status"]
    fields += [name for name in ("date", "place") if record[name] is not None]
    tolls = dict(record["casualties"])
    fields += [f"casualties.{kind}" for kind in TOLLS if tolls[kind] is not None]
    fields += sorted({f"actors.{actor['role']}" for actor in record["actors"]})
    yield from (field for field in fields if field not in given)
