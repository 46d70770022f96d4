"""Records of the model as JSON data and back: the one door between outside data and trusted records.

Layers: :mod:`.shapes` types the exchange record, :mod:`.accounts` and :mod:`.incidents` write it,
:mod:`.reading` reads it, :mod:`.schema` describes it, :mod:`.assertions` serves the store.
"""

from dateline.codec.accounts import to_record
from dateline.codec.assertions import dump_assertion, load_assertion
from dateline.codec.incidents import document_record, incident_record
from dateline.codec.reading import from_record
from dateline.codec.schema import json_schema
from dateline.codec.shapes import (
    SCHEMA_VERSION,
    AccountRecord,
    CorrectionRecord,
    DocumentRecord,
    IncidentRecord,
)

__all__ = [
    "SCHEMA_VERSION",
    "AccountRecord",
    "CorrectionRecord",
    "DocumentRecord",
    "IncidentRecord",
    "document_record",
    "dump_assertion",
    "from_record",
    "incident_record",
    "json_schema",
    "load_assertion",
    "to_record",
]
