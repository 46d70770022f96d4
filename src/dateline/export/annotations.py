"""W3C Web Annotations (JSON-LD): every span that a value rests on, by its words and by its place."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from dateline.export.columns import Record
from dateline.export.crosswalk import Tally
from dateline.export.facts import made_by, web_address
from dateline.export.fields import PERSON, FieldRow, Where, field_rows
from dateline.model import BODY

__all__ = ["CONTEXT", "document_urn", "write_annotations"]

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/dateline-project/dateline#annotation")
CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"dateline": "https://github.com/dateline-project/dateline/ns#"},
]
AROUND = 32
"""Characters before and after the words that make a quotation findable; what annotation tools use."""


def document_urn(document_id: str, part: str) -> str:
    """The text that positions count in: one part of a document as Dateline keeps it, NFC, in characters."""
    return f"urn:dateline:{document_id}:{part}"


def write_annotations(
    records: Iterable[Record], out: BinaryIO, documents: Mapping[str, Record], tally: Tally
) -> None:
    """An AnnotationCollection of one page: of incident records the values of all accounts, of account records
    theirs. ``documents`` (by id) hold the texts."""
    head = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "Dateline: the words of every value",
    }
    out.write(json.dumps(head, ensure_ascii=False)[:-1].encode())
    out.write(b', "first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
    total, content = 0, hashlib.blake2b()
    for record in records:
        tally.written += 1
        for account in record.get("accounts", (record,)):
            for annotation in _annotations(account, documents[account["document_id"]]):
                out.write(b"\n" if total == 0 else b",\n")
                out.write(json.dumps(annotation, ensure_ascii=False, separators=(",", ":")).encode())
                total += 1
                content.update(annotation["id"].encode())
    id_ = "urn:uuid:" + str(uuid.uuid5(NAMESPACE, content.hexdigest()))
    out.write(f'\n]}}, "total": {total}, "id": "{id_}"}}\n'.encode())


def _annotations(account: Record, document: Record) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(field_rows(account)):  # type: ignore[arg-type]
        for where in row.where:
            yield _annotation(account, document, row, number, where)


def _annotation(
    account: Record, document: Record, row: FieldRow, number: int, where: Where
) -> dict[str, Any]:
    key = json.dumps([account["account_id"], row.path, number, where.part, where.start, where.end])
    text = str(document["body"] if where.part == BODY else document.get(where.part) or "")
    person = row.method.removeprefix(PERSON)
    made: dict[str, Any] = {
        "id": f"urn:uuid:{uuid.uuid5(NAMESPACE, key)}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": (
            {"type": "Person", "nickname": person}
            if person != row.method
            else {"type": "Software", "name": row.method}
        ),
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": row.path, "format": "text/plain"},
            {"type": "TextualBody", "purpose": "describing", "value": row.value, "format": "text/plain"},
            {"type": "TextualBody", "purpose": "tagging", "value": made_by(account), "format": "text/plain"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": document_urn(document["document_id"], where.part),
                "type": "Text",
                "format": "text/plain",
                **({"language": document["language"]} if document["language"] else {}),
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[where.start : where.end],
                    "prefix": text[max(0, where.start - AROUND) : where.start],
                    "suffix": text[where.end : where.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": where.start, "end": where.end},
            ],
        },
        "dateline:account": account["account_id"],
        "dateline:rival": row.rival,
    }
    url = web_address(document["url"])
    if url is not None:
        made["dateline:publishedAt"] = url
    more = {
        "dateline:incident": account["incident_id"],
        "dateline:speakers": row.speakers or None,
        "dateline:confidence": row.confidence,
    }
    return made | {name: value for name, value in more.items() if value is not None}
