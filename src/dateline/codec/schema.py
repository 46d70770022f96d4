"""The JSON Schema of the exchange records, generated from their types."""

from __future__ import annotations

from typing import Literal

from pydantic import TypeAdapter

from dateline.codec.shapes import AccountRecord, CorrectionRecord, DocumentRecord, IncidentRecord

__all__ = ["json_schema"]

Mode = Literal["serialization"]


def json_schema() -> dict[str, object]:
    """One JSON Schema (2020-12) for the records of all three levels, and of a correction.

    Each record is under ``$defs`` by its class name; the root accepts any one of them.
    """
    mode: Mode = "serialization"
    levels = (AccountRecord, IncidentRecord, DocumentRecord, CorrectionRecord)
    refs, definitions = TypeAdapter.json_schemas(
        [(level.__name__, mode, TypeAdapter(level)) for level in levels],
        title="Exchange records of Dateline",
        description="One line of `dateline export --format jsonl`, or of `dateline train --corrections`. "
        "Fields may be added, not renamed.",
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **{key: text for key, text in definitions.items() if key != "$defs"},
        "anyOf": [refs[(level.__name__, mode)] for level in levels],
        "$defs": definitions["$defs"],
    }
