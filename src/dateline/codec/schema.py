"""The JSON Schema of the exchange records, generated from their types."""

from __future__ import annotations

from typing import Literal

from pydantic import TypeAdapter

from dateline.codec.actor_shapes import ActorAssertionRecord, DossierRecord
from dateline.codec.shapes import AccountRecord, CorrectionRecord, DocumentRecord, IncidentRecord

__all__ = ["json_schema"]

Mode = Literal["serialization"]


def json_schema() -> dict[str, object]:
    """One JSON Schema (2020-12) for the records of all three levels, of a correction and of a dossier.

    Each record is under ``$defs`` by its class name; the root accepts any one of them.
    """
    mode: Mode = "serialization"
    levels = (
        AccountRecord,
        IncidentRecord,
        DocumentRecord,
        CorrectionRecord,
        ActorAssertionRecord,
        DossierRecord,
    )
    refs, definitions = TypeAdapter.json_schemas(
        [(level.__name__, mode, TypeAdapter(level)) for level in levels],
        title="Exchange records of Dateline",
        description="One line of `dateline export --format jsonl`, of `dateline train --corrections` "
        "or of `dateline show ACTOR --format json`. "
        "Fields may be added, not renamed.",
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **{key: text for key, text in definitions.items() if key != "$defs"},
        "anyOf": [refs[(level.__name__, mode)] for level in levels],
        "$defs": definitions["$defs"],
    }
