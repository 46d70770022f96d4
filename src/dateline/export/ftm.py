"""followthemoney entities, one JSON object a line, each with its statements: what Aleph and yente read.

The shape is that of followthemoney 3.8 and of the statement model of OpenSanctions. An incident is an
``Event``, its documents are ``Article`` entities, actors are ``Organization`` or ``Person``, words that
resolve to an actor are ``Mention`` entities, and places are ``Address`` entities.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dateline.export.columns import Record
from dateline.export.crosswalk import Crosswalk, Tally
from dateline.export.facts import made_by, point, summary, web_address
from dateline.export.incident_words import headline
from dateline.export.parties import Party, doers, parties
from dateline.model import DatePrecision
from dateline.registry import ActorKind

__all__ = ["DATASET", "entity_id", "write_ftm"]

DATASET = "dateline"
Properties = dict[str, list[str]]
Statement = dict[str, Any]
Entity = dict[str, Any]


def entity_id(kind: str, key: str) -> str:
    """The id of an entity: ``dl-event-`` and a hash of what it stands for, the same everywhere.

    >>> entity_id("event", "b2:i1")
    'dl-event-5ed21a4aebbfbfd3a36fb2a0b2e1b7ac'
    """
    return f"dl-{kind}-{hashlib.blake2b(f'{kind} {key}'.encode(), digest_size=16).hexdigest()}"


def write_ftm(records: Iterable[Record], out: BinaryIO, crosswalk: Crosswalk, tally: Tally) -> None:
    """Entities of incident ``records``, one a line; an actor, place or article that several share once."""
    seen: set[str] = set()
    for record in records:
        tally.written += 1
        for entity in _entities(record, crosswalk):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                out.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _entities(record: Record, crosswalk: Crosswalk) -> Iterator[Entity]:
    place, address = record["place"], None
    articles = {source["document_id"]: _article(source) for source in record["sources"]}
    yield from articles.values()
    people = parties(
        record, crosswalk, ("perpetrator", "target", "victim", "participant", "speaker", "addressee")
    )
    named = {party.key: _actor(party) for party in people if _is_entity(party)}
    yield from named.values()
    yield from _mentions(record, named, articles)
    if place is not None and (place["name"] or place["country"]):
        address = _address(record)
        yield address
    doing = {party.key for party in doers(record, crosswalk)}
    proof = [article["id"] for article in articles.values()]
    properties: Properties = {
        "name": [headline(record)],
        "summary": [summary(record)],
        "notes": _notes(record),
        "keywords": [
            record["event_type"],
            f"status: {record['status']}",
            f"grade: {record['grade']}",
            made_by(record),
        ],
        "recordId": [record["incident_id"]],
        "country": [] if place is None or not place["country"] else [place["country"].lower()],
        "location": [] if place is None else [place["name"] or place["text"]],
        "addressEntity": [] if address is None else [address["id"]],
        "startDate": _day(record, "start"),
        "endDate": _day(record, "end"),
        "involved": [entity["id"] for key, entity in named.items() if key not in doing],
        "organizer": [entity["id"] for key, entity in named.items() if key in doing],
        "proof": proof,
        "sourceUrl": [url for s in record["sources"] if (url := web_address(s["url"])) is not None],
        "publisher": list(record["outlets"]),
    }
    yield _entity(
        "event", record["incident_id"], "Event", properties, seen=_seen(record), origin=made_by(record)
    )


def _entity(
    kind: str, key: str, schema: str, properties: Properties, *, seen: str | None = None, origin: str
) -> Entity:
    """An entity with one statement for each of its values."""
    id_ = entity_id(kind, key)
    kept = {
        name: list(dict.fromkeys(v for v in values if v))
        for name, values in properties.items()
        if any(values)
    }
    statements = [
        _statement(id_, schema, name, value, seen=seen, origin=origin)
        for name, values in kept.items()
        for value in values
    ]
    caption = next((kept[name][0] for name in ("name", "title", "full") if name in kept), id_)
    return {
        "id": id_,
        "caption": caption,
        "schema": schema,
        "properties": kept,
        "datasets": [DATASET],
        "referents": [],
        "first_seen": seen,
        "last_seen": seen,
        "statements": statements,
    }


def _statement(id_: str, schema: str, prop: str, value: str, *, seen: str | None, origin: str) -> Statement:
    """The statement's id is the hash that the statement model gives it."""
    key = f"{DATASET}.{id_}.{prop}.{value}"
    return {
        "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
        "entity_id": id_,
        "canonical_id": id_,
        "schema": schema,
        "prop": prop,
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "external": False,
        "first_seen": seen,
        "last_seen": seen,
        "origin": origin,
    }


def _is_entity(party: Party) -> bool:
    """Organisations and public figures that are known by name; nobody else becomes an entity."""
    return party.named and party.kind is not ActorKind.GENERIC


def _actor(party: Party) -> Entity:
    schema = "Person" if party.kind is ActorKind.PERSON else "Organization"
    properties: Properties = {
        "name": [party.name],
        "country": [country.lower() for country in party.countries],
        "classification": [party.kind.value],
    }
    return _entity("actor", party.key, schema, properties, origin="registry")


def _mentions(record: Record, named: dict[str, Entity], articles: dict[str, Entity]) -> Iterator[Entity]:
    """One for each way in which a document words the name of an actor."""
    for account in record["accounts"]:
        article = articles.get(account["document_id"])
        for actor in account["actors"]:
            known = named.get(actor["actor_id"] or actor["text"])
            if known is None or article is None or not actor["text"]:
                continue
            properties: Properties = {
                "name": [actor["text"]],
                "resolved": [known["id"]],
                "document": [article["id"]],
                "detectedSchema": [known["schema"]],
            }
            key = json.dumps([account["document_id"], actor["actor_id"], actor["text"]])
            yield _entity("mention", key, "Mention", properties, origin=account["method"])


def _article(source: Record) -> Entity:
    url = web_address(source["url"])
    properties: Properties = {
        "title": [source["title"] or source["document_id"]],
        "publisher": [source["outlet"]] if source["outlet"] else [],
        "publishedAt": [source["published"][:10]] if source["published"] else [],
        "sourceUrl": [url] if url else [],
    }
    return _entity("article", source["document_id"], "Article", properties, origin="document")


def _address(record: Record) -> Entity:
    place = record["place"]
    latitude, longitude = point(record)
    full = ", ".join(
        dict.fromkeys(t for t in (place["name"] or place["text"], place["admin1"], place["country"]) if t)
    )
    properties: Properties = {
        "full": [full],
        "state": [place["admin1"]] if place["admin1"] else [],
        "country": [place["country"].lower()] if place["country"] else [],
        "latitude": [] if latitude is None else [str(latitude)],
        "longitude": [] if longitude is None else [str(longitude)],
        "remarks": [f"precision: {place['precision']}"],
    }
    key = json.dumps([full, place["geonameid"], place["precision"], latitude, longitude])
    return _entity("place", key, "Address", properties, origin="gazetteer")


def _day(record: Record, edge: str) -> list[str]:
    """A day, month or year, as exactly as it is known; an FtM date may be a part of one."""
    date = record["date"]
    if date is None or date[edge] is None:
        return []
    parts = {DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
    return [date[edge][: parts.get(date["precision"], 10)]]


def _notes(record: Record) -> list[str]:
    """Tolls with their ranges, claims and rivals: an event has no property for them."""
    notes = [
        f"{kind}: low {_or_unknown(c['low'])}, best {_or_unknown(c['best'])}, high {_or_unknown(c['high'])}"
        for kind, c in record["casualties"].items()
        if c is not None
    ]
    notes += [f"claimed by {name}" for name in record["claimed_by"]]
    notes += [f"named as the doer, against others: {name}" for name in record["rivals"]]
    return notes


def _or_unknown(figure: int | None) -> str:
    return "unknown" if figure is None else str(figure)


def _seen(record: Record) -> str | None:
    days = sorted(s["published"][:10] for s in record["sources"] if s["published"])
    return days[0] if days else None
