"""The flat columns of the spreadsheet-like exports: one table of name, kind, meaning and source per level."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dateline.export.date_codes import acled_time_precision, ucdp_date_prec
from dateline.export.fields import chain_text
from dateline.filters import Level
from dateline.model import Basis, DateInterval, DatePrecision

__all__ = ["COLUMNS", "Cell", "Column", "Level", "Record", "flat_row"]

Kind = Literal["text", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Record = Mapping[str, Any]
"""An exchange record of any level; :mod:`dateline.codec.shapes` types each."""

LIST_SEPARATOR = "; "
CASUALTIES = ("killed", "injured", "abducted", "arrested", "killed_or_injured", "perpetrators_killed")
ROLES = {
    "perpetrator": "perpetrators",
    "target": "targets",
    "victim": "victims",
    "speaker": "speakers",
    "addressee": "addressees",
    "participant": "participants",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``value`` reads it from a record; an empty cell is unknown, never 0."""

    name: str
    kind: Kind
    doc: str
    value: Callable[[Record], Cell]


def flat_row(record: Record, level: Level) -> dict[str, Cell]:
    """``record`` as one flat row, keys in column order."""
    return {column.name: column.value(record) for column in COLUMNS[level]}


def _plain(name: str, kind: Kind, doc: str, *path: str) -> Column:
    """A column that is one value of the record, at ``path`` (by default its name)."""
    steps = path or (name,)

    def value(record: Record) -> Cell:
        found: Any = record
        for step in steps:
            found = None if found is None else found[step]
        return found  # type: ignore[no-any-return]

    return Column(name=name, kind=kind, doc=doc, value=value)


def _joined(name: str, doc: str, items: Callable[[Record], list[str | None]]) -> Column:
    """A column that joins a list; empty where the list is."""

    def value(record: Record) -> Cell:
        return LIST_SEPARATOR.join(dict.fromkeys(item for item in items(record) if item)) or None

    return Column(name=name, kind="text", doc=doc, value=value)


def _actors(role: str, plural: str) -> tuple[Column, Column]:
    def names(record: Record) -> list[str | None]:
        return [a["name"] or a["text"] for a in record["actors"] if a["role"] == role]

    def ids(record: Record) -> list[str | None]:
        return [a["actor_id"] for a in record["actors"] if a["role"] == role]

    return (
        _joined(plural, f"names, or the words where unnamed, of actors as {role}", names),
        _joined(f"{role}_ids", f"registry ids of actors as {role}", ids),
    )


def _date_code(name: str, doc: str, code_of: Callable[[DateInterval | None], int | None]) -> Column:
    """A column with the code that another scheme has for how exactly the date is known."""

    def value(record: Record) -> Cell:
        told = record["date"]
        if told is None:
            return None
        precision, basis = DatePrecision(told["precision"]), Basis(told["basis"])
        when = DateInterval(
            start=told["start"], end=told["end"], precision=precision, basis=basis, text=told["text"]
        )
        return code_of(when)

    return Column(name=name, kind="integer", doc=doc, value=value)


_EVENT = (
    _plain("event_type", "text", "native event type"),
    _plain("status", "text", "what kind of fact it is"),
)
_WHEN_AND_WHERE = (
    _plain("date_start", "text", "first day, ISO", "date", "start"),
    _plain("date_end", "text", "last day, ISO", "date", "end"),
    _plain("date_precision", "text", "how exactly the date is known", "date", "precision"),
    _plain("date_basis", "text", "where the date comes from", "date", "basis"),
    _plain("date_text", "text", "the words of the date", "date", "text"),
    _date_code(
        "acled_time_precision", "ACLED: 1 day, 2 week, 3 month; empty if vaguer", acled_time_precision
    ),
    _date_code(
        "ucdp_date_prec", "UCDP: 1 day, 2 to 6 days, 3 week, 4 month, 5 year; empty if vaguer", ucdp_date_prec
    ),
    _plain("place_text", "text", "the words of the place", "place", "text"),
    _plain("place_name", "text", "gazetteer name", "place", "name"),
    _plain("geonameid", "integer", "GeoNames id", "place", "geonameid"),
    _plain("country", "text", "ISO 3166-1 alpha-2", "place", "country"),
    _plain("admin1", "text", "first-level division", "place", "admin1"),
    _plain("latitude", "number", "WGS84 degrees; empty without a point", "place", "latitude"),
    _plain("longitude", "number", "WGS84 degrees; empty without a point", "place", "longitude"),
    _plain("place_precision", "text", "how exactly the place is known", "place", "precision"),
)
_WHO = tuple(column for role, plural in ROLES.items() for column in _actors(role, plural))
_MADE_BY = (
    _plain("background", "boolean", "told as an older event"),
    _plain("machine", "boolean", "made by a machine, not by a person"),
    _plain("review", "text", "machine until a person has decided"),
    _joined("edited", "fields that a person set", lambda r: [j["field"] for j in r["judgements"]]),
    _plain("schema_version", "integer", "version of the record's fields"),
)


def _counts(kind: str) -> tuple[Column, ...]:
    def at(key: str) -> tuple[str, str, str]:
        return ("casualties", kind, key)

    return (
        _plain(f"{kind}_low", "integer", "least; empty is unknown, not 0", *at("low")),
        _plain(f"{kind}_high", "integer", "most; empty is unknown or unbounded", *at("high")),
        _plain(f"{kind}_text", "text", "the words of the number", *at("text")),
        _plain(f"{kind}_ambiguous", "boolean", "the words leave the reading open", *at("ambiguous")),
    )


def _ranges(kind: str) -> tuple[Column, ...]:
    return tuple(
        _plain(
            f"{kind}_{key}",
            "integer",
            f"{doc} over all accounts; empty is unknown, not 0",
            "casualties",
            kind,
            key,
        )
        for key, doc in (("low", "least"), ("best", "best figure"), ("high", "most"))
    )


_STATEMENT = tuple(
    _plain(f"statement_{key}", "text", f"{key} of the speech act", "statement", key)
    for key in ("speaker", "organisation", "medium", "addressee")
)


def _attribution(record: Record) -> Cell:
    return chain_text(record["attribution"]) or None


_ATTRIBUTION = Column(
    name="attribution",
    kind="text",
    doc="who says so, nearest first",
    value=_attribution,
)
_CONFIDENCE = _plain(
    "confidence", "number", "probability that the event is told and of this type; empty is not measured"
)


def _evidence_json(record: Record) -> Cell:
    return json.dumps(record["evidence"], separators=(",", ":")) if record["evidence"] else None


def _elsewhere_json(record: Record) -> Cell:
    found = record["evidence_elsewhere"]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else None


def _deniers(record: Record) -> list[str | None]:
    return [saying["attribution"][0]["speaker"] for saying in record["denials"] if saying["attribution"]]


def _related(record: Record) -> list[str | None]:
    """``arrest b2:...`` for a follow-up of this incident, ``arrest of b2:...`` where this one is it."""
    return [
        f"{tie['kind']}{' of' if tie['follows'] else ''} {tie['incident_id']}" for tie in record["related"]
    ]


ACCOUNT_COLUMNS: tuple[Column, ...] = (
    _plain("account_id", "text", "id of the account"),
    _plain("document_id", "text", "id of the document that tells it"),
    _plain("incident_id", "text", "id of the incident it is part of"),
    *_EVENT,
    _plain("count", "integer", "how many events it stands for, at least"),
    _plain("count_high", "integer", "how many at most; empty is one or unbounded", "count_range", "high"),
    *_WHEN_AND_WHERE,
    *_WHO,
    *(column for kind in CASUALTIES for column in _counts(kind)),
    _plain("weapon", "text", "weapon or means, as worded"),
    _plain("claim_by", "text", "who says it did it", "claim", "by"),
    _plain("claim_mode", "text", "channel of the claim", "claim", "mode"),
    *_STATEMENT,
    _ATTRIBUTION,
    _CONFIDENCE,
    *_MADE_BY,
    _plain("method", "text", "what made it"),
    Column(name="evidence", kind="text", doc="JSON: field -> ranges in the body", value=_evidence_json),
    Column(
        name="evidence_elsewhere",
        kind="text",
        doc="JSON: field -> spans elsewhere",
        value=_elsewhere_json,
    ),
)

INCIDENT_COLUMNS: tuple[Column, ...] = (
    _plain("incident_id", "text", "id of the incident"),
    *_EVENT,
    _plain("grade", "text", "how well supported"),
    _plain("grade_reason", "text", "the rule that gave the grade"),
    _plain("count", "integer", "how many events it stands for, at least"),
    *_WHEN_AND_WHERE,
    *_WHO,
    *(column for kind in CASUALTIES for column in _ranges(kind)),
    _plain("weapon", "text", "weapon or means, as worded by the best account"),
    _joined("claimed_by", "who says it did it", lambda r: list(r["claimed_by"])),
    _plain("claim_mode", "text", "channel of the claim", "claim", "mode"),
    *_STATEMENT,
    _ATTRIBUTION,
    _CONFIDENCE,
    _joined("origins", "independent newsrooms, copies counted once", lambda r: list(r["origins"])),
    _joined("outlets", "who published it", lambda r: list(r["outlets"])),
    _joined("urls", "addresses of the sources", lambda r: [s["url"] for s in r["sources"]]),
    _joined("document_ids", "ids of the documents", lambda r: [s["document_id"] for s in r["sources"]]),
    _plain("best_account", "text", "the account whose values stand where all agree"),
    _joined("account_ids", "ids of the accounts", lambda r: [a["account_id"] for a in r["accounts"]]),
    _joined("rivals", "perpetrators named who exclude each other", lambda r: list(r["rivals"])),
    _joined("denied_by", "who denies it", _deniers),
    _joined("related", "related incidents, each as kind and id", _related),
    *_MADE_BY,
)

DOCUMENT_COLUMNS: tuple[Column, ...] = (
    _plain("document_id", "text", "id of the document"),
    _plain("source_name", "text", "file or address as given"),
    _plain("media_type", "text", "media type of the bytes"),
    _plain("raw_hash", "text", "hash of the bytes as read"),
    _plain("title", "text", "headline"),
    _plain("byline", "text", "author line"),
    _plain("dateline", "text", "place and origin before the dash"),
    _plain("published", "text", "ISO date or time of publication"),
    _plain("outlet", "text", "who published it"),
    _plain("origin", "text", "who first wrote the copy"),
    _plain("url", "text", "address"),
    _plain("language", "text", "ISO 639-1"),
    _plain("body", "text", "text that evidence ranges point into"),
    _plain("schema_version", "integer", "version of the record's fields"),
)

COLUMNS: Mapping[Level, tuple[Column, ...]] = {
    "incident": INCIDENT_COLUMNS,
    "account": ACCOUNT_COLUMNS,
    "document": DOCUMENT_COLUMNS,
}
"""Every column of every level, in the order of the file."""
