"""What stands behind the values of an incident, as lines of words that every display shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.codec.shapes import (
    AccountRecord,
    DateRecord,
    DoerRecord,
    FigureRecord,
    IncidentRecord,
    OriginMemberRecord,
    SayingRecord,
    SourceRecord,
)
from dateline.export.columns import Record
from dateline.export.fields import FieldRow, Where, chain_text, field_rows
from dateline.export.incident_words import (
    changes_text,
    date_text,
    figure_text,
    how_told,
    place_text,
    relation_text,
)
from dateline.model import OriginWhy, SayingKind

__all__ = [
    "Line",
    "date_lines",
    "doer_lines",
    "figure_lines",
    "place_lines",
    "related_lines",
    "source_lines",
    "telling_line",
    "timeline_lines",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a section: what is said, who says it where and when, and the words it rests on.

    ``document_id`` and ``where`` lead to the words; ``where`` is empty where none are known. ``marks`` are
    short notes ("best", "rival").
    """

    text: str
    marks: tuple[str, ...] = ()
    day: str = ""
    source: str = ""
    speaker: str = ""
    document_id: str = ""
    where: tuple[Where, ...] = ()
    other: str = ""
    """Id of another incident."""


def telling_line(record: IncidentRecord, documents: Mapping[str, Record]) -> Line:
    """The words by which the account that stands for the incident tells it."""
    account = _accounts(record)[record["best_account"]]
    row = next((row for row in field_rows(account) if row.path == "event_type"), None)
    return _line(record["event_type"].replace("_", " "), account, documents, row)


def place_lines(record: IncidentRecord, documents: Mapping[str, Record]) -> Iterator[Line]:
    """The place and its rivals, each with the words of one account that gives it and all who do."""
    best = record["place"]
    mine = [a["account_id"] for a in record["accounts"] if best is not None and a["place"] == best]
    if best is not None:
        yield _given(place_text(best), mine, "place", record, documents)
    for other in record["place_alternatives"]:
        text = place_text(other["place"])
        yield _given(f"or {text}", other["account_ids"], "place", record, documents)


def date_lines(record: IncidentRecord, documents: Mapping[str, Record]) -> Iterator[Line]:
    """The same of the date."""
    best = record["date"]
    mine = [
        a["account_id"] for a in record["accounts"] if best is not None and _days(a["date"]) == _days(best)
    ]
    if best is not None:
        yield _given(date_text(best), mine, "date", record, documents)
    for other in record["date_alternatives"]:
        text = date_text(other["date"])
        yield _given(f"or {text}", other["account_ids"], "date", record, documents)


def figure_lines(record: IncidentRecord, documents: Mapping[str, Record], kind: str) -> Iterator[Line]:
    """The figures for one kind of harm in order of publication."""
    accounts = _accounts(record)
    for figure in record["casualties_told"].get(kind, []):
        account = accounts[figure["account_id"]]
        rows = [row for row in field_rows(account) if row.path == f"casualties.{kind}"]
        row = rows[figure["choice"]] if figure["choice"] < len(rows) else None
        yield _line(figure_text(figure), account, documents, row, marks=_figure_marks(figure))


def doer_lines(
    record: IncidentRecord, documents: Mapping[str, Record]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Everyone told to have done it, with each account's word on it; then who is said not to have."""
    accounts = _accounts(record)
    for doer in record["doers"]:
        yield _doer_name(doer, record["event_type"]), _saying_lines(doer["sayings"], accounts, documents)
    if record["denials"]:
        yield "denials", _saying_lines(record["denials"], accounts, documents)


def timeline_lines(record: IncidentRecord, documents: Mapping[str, Record]) -> Iterator[Line]:
    """What each document newly gave or changed, in order of publication."""
    for step in record["timeline"]:
        yield Line(
            text=changes_text(step),
            marks=(f"again from {step['origin']}",) if step["copy"] else (),
            day=step["published"][:10],
            source=_outlet(documents.get(step["document_id"]), step["document_id"]),
            document_id=step["document_id"],
        )


def source_lines(record: IncidentRecord) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Origins with their documents; of a record without origins every document by itself."""
    sources = {source["document_id"]: source for source in record["sources"]}
    groups = [(group["name"], group["document_ids"]) for group in record["origin_groups"]]
    why = {member["document_id"]: member for group in record["origin_groups"] for member in group["members"]}
    for name, ids in groups or [(s["outlet"] or s["document_id"], [id_]) for id_, s in sources.items()]:
        lines = []
        for id_ in ids:
            source = sources[id_]
            text = ", ".join(t for t in (source["title"], source["url"]) if t) or id_
            lines.append(
                Line(
                    text=text,
                    day=(source["published"] or "")[:10],
                    marks=_why_marks(why.get(id_), sources),
                    source=source["outlet"] or "",
                    document_id=id_,
                    where=_why_where(why.get(id_)),
                )
            )
        yield name, tuple(lines)


def _why_marks(member: OriginMemberRecord | None, sources: Mapping[str, SourceRecord]) -> tuple[str, ...]:
    """Why a document is not by itself an origin; nothing of one that is."""
    if member is None or member["why"] == OriginWhy.OWN:
        return ()
    if member["why"] == OriginWhy.CREDIT:
        return (f"credits {member['of']}",)
    if member["why"] == OriginWhy.QUOTES:
        return (f"tells it on the word of {member['of']}",)
    copied = sources.get(member["of"])
    name = member["of"] if copied is None else copied["outlet"] or copied["title"] or member["of"]
    shared = "the telling words" if member["words"] is None else f"{member['words']} of its words"
    return (f"copy: {shared} are those of {name}",)


def _why_where(member: OriginMemberRecord | None) -> tuple[Where, ...]:
    span = None if member is None else member["span"]
    return () if span is None else (Where(part=span["part"], start=span["start"], end=span["end"]),)


def related_lines(record: IncidentRecord, documents: Mapping[str, Record]) -> Iterator[Line]:
    """The related incidents, each with the words that tell the tie."""
    for relation in record["related"]:
        document = documents.get(relation["document_id"])
        yield Line(
            text=relation_text(relation),
            day="" if document is None else (document["published"] or "")[:10],
            source=_outlet(document, ""),
            speaker=chain_text(relation["attribution"]),
            document_id=relation["document_id"],
            where=tuple(Where(part=s["part"], start=s["start"], end=s["end"]) for s in relation["spans"]),
            other=relation["incident_id"],
        )


def _accounts(record: IncidentRecord) -> dict[str, AccountRecord]:
    return {account["account_id"]: account for account in record["accounts"]}


def _line(
    text: str,
    account: AccountRecord,
    documents: Mapping[str, Record],
    row: FieldRow | None,
    marks: tuple[str, ...] = (),
) -> Line:
    document = documents[account["document_id"]]
    return Line(
        text=text,
        marks=marks,
        day=(document["published"] or "")[:10],
        source=_outlet(document, account["document_id"]),
        speaker=(row.speakers if row else "") or chain_text(account["attribution"]),
        document_id=account["document_id"],
        where=() if row is None else row.where[:1],
    )


def _days(date: DateRecord | None) -> tuple[object, ...] | None:
    return None if date is None else (date["start"], date["end"], date["basis"] == "publication")


def _given(
    text: str, ids: Sequence[str], path: str, record: IncidentRecord, documents: Mapping[str, Record]
) -> Line:
    """A value with everyone who gives it, on the words of the first; no words where it is what they share."""
    accounts = _accounts(record)
    if not ids:
        return Line(text=text, marks=("what the accounts share",))
    row = next((row for row in field_rows(accounts[ids[0]]) if row.path == path and not row.rival), None)
    line = _line(text, accounts[ids[0]], documents, row)
    outlets = (_outlet(documents[accounts[id_]["document_id"]], "") for id_ in ids)
    return replace(line, source=", ".join(dict.fromkeys(filter(None, outlets))))


def _figure_marks(figure: FigureRecord) -> tuple[str, ...]:
    notes = (
        ("best", figure["best"]),
        ("the claimant's own figure", figure["own_word"]),
        ("ambiguous", figure["ambiguous"]),
    )
    return tuple(note for note, holds in notes if holds)


def _doer_name(doer: DoerRecord, event_type: str) -> str:
    name = doer["name"] or doer["text"]
    words = ", ".join(dict.fromkeys(how_told(saying, event_type) for saying in doer["sayings"]))
    return f"{name}: {words}" + (
        " (others are named too, and they exclude each other)" if doer["rival"] else ""
    )


def _saying_lines(
    sayings: Sequence[SayingRecord],
    accounts: Mapping[str, AccountRecord],
    documents: Mapping[str, Record],
) -> tuple[Line, ...]:
    """Each word once: accounts of one document may rest on one sentence."""
    return tuple(dict.fromkeys(_saying_line(saying, accounts, documents) for saying in sayings))


def _saying_line(
    saying: SayingRecord, accounts: Mapping[str, AccountRecord], documents: Mapping[str, Record]
) -> Line:
    account = accounts[saying["account_id"]]
    how = how_told(saying, account["event_type"])
    mode = f" ({saying['mode']})" if saying["mode"] else ""
    denied = f" ({saying['by']})" if saying["kind"] == SayingKind.DENIED and saying["by"] else ""
    line = _line(how + mode + denied, account, documents, _saying_row(saying, account))
    return replace(line, speaker=chain_text(saying["attribution"]))


def _saying_row(saying: SayingRecord, account: AccountRecord) -> FieldRow | None:
    """The value that the account's word rests on: the claim, else the actor, else the status."""
    paths = {"claim": 0} if saying["kind"] == SayingKind.CLAIMED else {}
    paths |= {
        f"actors.{index}": 1
        for index, actor in enumerate(account["actors"])
        if actor["role"] == "perpetrator" and saying["by"] in {actor["actor_id"], actor["text"]}
    }
    rows = [row for row in field_rows(account) if row.path in {*paths, "status"} and not row.rival]
    return min(rows, key=lambda row: paths.get(row.path, 2), default=None)


def _outlet(document: Record | None, otherwise: str) -> str:
    return otherwise if document is None else document["outlet"] or document["source_name"] or otherwise
