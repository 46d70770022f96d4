"""STIX 2.1: one bundle; each incident with a report, its evidence as notes, who did it, to whom, and where.

Ids are UUIDv5 of ours, so that the same incident is the same object in every export. Objects are written as
they come and not held. STIX's own incident object has no fields but name and description: type, status, grade
and tolls are labels and words of it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Literal

from dateline.export.columns import Record
from dateline.export.crosswalk import Crosswalk, Tally
from dateline.export.facts import made_by, point, summary, web_address
from dateline.export.fields import field_rows
from dateline.export.incident_words import headline
from dateline.export.parties import Party, doers, parties
from dateline.model import BODY
from dateline.registry import ActorKind

__all__ = ["TLP", "TLP_LEVELS", "Tlp", "stix_id", "write_stix"]

Tlp = Literal["white", "green", "amber", "red"]
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/dateline-project/dateline#stix")
EPOCH = "2026-01-01T00:00:00.000Z"
"""Creation of objects that have no date of their own: actors, places, the maker."""
TLP: Mapping[Tlp, str] = {
    "white": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "green": "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
    "amber": "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
    "red": "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
}
"""The four marking definitions that the standard gives (STIX 2.1, section 7.2.1.4)."""
TLP_LEVELS: tuple[Tlp, ...] = ("white", "green", "amber", "red")
THREATS = frozenset({ActorKind.REBEL, ActorKind.MILITIA, ActorKind.CRIMINAL})
"""Kinds of doers that are threat actors; the organs of states and everyone else are identities."""
QUOTE_LIMIT = 300
"""Characters of one quotation: enough for the words that a value rests on, not an article."""
Stix = dict[str, Any]


def stix_id(kind: str, key: str) -> str:
    """The id of an object: its kind and a UUIDv5 of what it stands for.

    >>> stix_id("incident", "b2:i1") == stix_id("incident", "b2:i1")
    True
    """
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind} {key}')}"


def write_stix(
    records: Iterable[Record],
    out: BinaryIO,
    crosswalk: Crosswalk,
    documents: Mapping[str, Record],
    tally: Tally,
    *,
    tlp: Tlp = "amber",
) -> None:
    """A bundle of incident ``records``. ``documents`` (by id) give the quotations of the notes."""
    out.write(b'{"type":"bundle","objects":[')
    seen: set[str] = set()
    first = True
    for found in _objects(records, crosswalk, documents, tally, tlp):
        if found["id"] in seen:
            continue
        seen.add(found["id"])
        out.write(b"\n" if first else b",\n")
        out.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())
        first = False
    out.write(f'\n],"id":"{stix_id("bundle", " ".join(sorted(seen)))}"}}\n'.encode())


def _objects(
    records: Iterable[Record],
    crosswalk: Crosswalk,
    documents: Mapping[str, Record],
    tally: Tally,
    tlp: Tlp,
) -> Iterator[Stix]:
    marks = [TLP[tlp]]
    yield _marking(tlp)
    yield _sdo("identity", "dateline", EPOCH, marks) | {"name": "Dateline", "identity_class": "system"}
    for record in records:
        tally.written += 1
        yield from _incident(record, crosswalk, documents, marks)


def _marking(tlp: Tlp) -> Stix:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP[tlp],
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": f"TLP:{tlp.upper()}",
        "definition": {"tlp": tlp},
    }


def _sdo(kind: str, key: str, at: str, marks: list[str]) -> Stix:
    """What every object has."""
    made: Stix = {
        "type": kind,
        "spec_version": "2.1",
        "id": stix_id(kind, key),
        "created": at,
        "modified": at,
        "object_marking_refs": marks,
    }
    if key != "dateline":
        made["created_by_ref"] = stix_id("identity", "dateline")
    return made


def _incident(
    record: Record, crosswalk: Crosswalk, documents: Mapping[str, Record], marks: list[str]
) -> Iterator[Stix]:
    at, id_ = _published(record), record["incident_id"]
    sources = _references(record)
    labels = [record["event_type"], f"status:{record['status']}", f"grade:{record['grade']}"]
    labels.append("machine-made" if record["review"] != "reviewed" else "reviewed")
    incident = _sdo("incident", id_, at, marks) | {
        "name": headline(record),
        "description": summary(record),
        "labels": labels,
        "external_references": [{"source_name": "dateline", "external_id": id_}, *sources],
    }
    if record["confidence"] is not None:
        incident["confidence"] = round(record["confidence"] * 100)
    around: list[Stix] = []
    for party in doers(record, crosswalk):
        actor = _actor(party, marks)
        around += [actor, _tie(incident, "attributed-to", actor, at, marks, words=_how(record, party))]
    for party in parties(record, crosswalk, ("target", "victim")):
        actor = _identity(party, marks)
        around += [actor, _tie(incident, "targets", actor, at, marks, words=f"told as {party.text}")]
    place = _location(record, marks)
    if place is not None:
        words = f"{record['place']['text']} (precision: {record['place']['precision']})"
        around += [place, _tie(incident, "located-at", place, at, marks, words=words)]
    notes = [_note(account, incident, documents, at, marks) for account in record["accounts"]]
    yield incident
    yield from around
    yield from notes
    yield _sdo("report", id_, at, marks) | {
        "name": headline(record),
        "description": f"{record['grade']}: {record['grade_reason']}. [{made_by(record)}]",
        "report_types": ["incident"],
        "published": at,
        "labels": labels,
        "object_refs": list(dict.fromkeys(o["id"] for o in (incident, *around, *notes))),
        **({"external_references": sources} if sources else {}),
    }


def _published(record: Record) -> str:
    """When the first source appeared, as STIX writes times."""
    days = sorted(day for s in record["sources"] if len(day := (s["published"] or "")[:10]) == 10)
    return f"{days[0]}T00:00:00.000Z" if days else EPOCH


def _references(record: Record) -> list[Stix]:
    found = []
    for source in record["sources"]:
        reference: Stix = {"source_name": source["outlet"] or "unnamed outlet"}
        told = [part for part in (source["title"], source["published"]) if part]
        if told:
            reference["description"] = ", ".join(told)
        url = web_address(source["url"])
        if url is not None:
            reference["url"] = url
        reference["external_id"] = source["document_id"]
        found.append(reference)
    return found


def _actor(party: Party, marks: list[str]) -> Stix:
    if party.kind not in THREATS:
        return _identity(party, marks)
    return _sdo("threat-actor", party.key, EPOCH, marks) | {
        "name": party.name,
        "threat_actor_types": ["criminal" if party.kind is ActorKind.CRIMINAL else "unknown"],
    }


def _identity(party: Party, marks: list[str]) -> Stix:
    if not party.named:
        class_ = "class"
    else:
        class_ = (
            "individual" if party.kind is ActorKind.PERSON else "organization" if party.organised else "group"
        )
    return _sdo("identity", party.key, EPOCH, marks) | {"name": party.name, "identity_class": class_}


def _location(record: Record, marks: list[str]) -> Stix | None:
    """STIX knows a place by its coordinates or country; a bare name is none."""
    place = record["place"]
    if place is None:
        return None
    latitude, longitude = point(record)
    if latitude is None and not place["country"]:
        return None
    key = json.dumps(
        [place["geonameid"], place["name"] or place["text"], place["country"], latitude, longitude]
    )
    made = _sdo("location", key, EPOCH, marks) | {"name": place["name"] or place["text"]}
    if latitude is not None:
        made |= {"latitude": latitude, "longitude": longitude}
    if place["country"]:
        made["country"] = place["country"]
    if place["admin1"]:
        made["administrative_area"] = place["admin1"]
    return made


def _tie(source: Stix, kind: str, target: Stix, at: str, marks: list[str], *, words: str) -> Stix:
    made = _sdo("relationship", f"{source['id']} {kind} {target['id']}", at, marks) | {
        "relationship_type": kind,
        "source_ref": source["id"],
        "target_ref": target["id"],
        "description": words,
    }
    if "confidence" in source:
        made["confidence"] = source["confidence"]
    return made


def _how(record: Record, party: Party) -> str:
    """In what way accounts name the doer."""
    kinds: Sequence[str] = [
        saying["kind"]
        for doer in record["doers"]
        if (doer["actor_id"] or doer["text"]) == party.key
        for saying in doer["sayings"]
    ]
    told = ", ".join(dict.fromkeys(kinds)) or "named"
    return f"{told} as the doer" + ("; others are named too" if record["rivals"] else "")


def _note(
    account: Record, incident: Stix, documents: Mapping[str, Record], at: str, marks: list[str]
) -> Stix:
    """What one document says: each value, the words it rests on, and on whose word."""
    document = documents.get(account["document_id"])
    lines = []
    for row in field_rows(account):  # type: ignore[arg-type]
        quotes = [_quote(document, where.part, where.start, where.end) for where in row.where]
        words = " … ".join(f"“{quote}”" for quote in quotes if quote)
        said = f" ({row.speakers})" if row.speakers else ""
        lines.append(f"{row.label}{' (rival value)' if row.rival else ''}: {row.value}{said}: {words}")
    return _sdo("note", account["account_id"], at, marks) | {
        "abstract": f"Account {account['account_id']} [{made_by(account)}]",
        "content": "\n".join(lines) or "no value",
        "authors": [account["method"]],
        "object_refs": [incident["id"]],
        "external_references": [{"source_name": "dateline", "external_id": account["document_id"]}],
    }


def _quote(document: Record | None, part: str, start: int, end: int) -> str:
    if document is None:
        return ""
    text = " ".join(str(document["body"] if part == BODY else document.get(part) or "")[start:end].split())
    return text if len(text) <= QUOTE_LIMIT else text[:QUOTE_LIMIT] + "…"
