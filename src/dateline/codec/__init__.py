"""Records of the model as JSON data and back: the one door between outside data and trusted records.

Layers: :mod:`.shapes` and :mod:`.actor_shapes` type the exchange records, :mod:`.accounts`,
:mod:`.incidents` and :mod:`.actors` write them, :mod:`.reading` reads them, :mod:`.schema` describes them,
:mod:`.assertions` serves the store.
"""

from dateline.codec.accounts import to_record
from dateline.codec.actor_shapes import ActorAssertionRecord, DossierLineRecord, DossierRecord
from dateline.codec.actors import actor_assertion_record
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
    "ActorAssertionRecord",
    "CorrectionRecord",
    "DocumentRecord",
    "DossierLineRecord",
    "DossierRecord",
    "IncidentRecord",
    "actor_assertion_record",
    "document_record",
    "dump_assertion",
    "from_record",
    "incident_record",
    "json_schema",
    "load_assertion",
    "to_record",
]
