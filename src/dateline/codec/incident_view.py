"""What is behind the values of an incident as JSON data: figures, doers, alternatives, history, relations."""

from __future__ import annotations

from typing import Any, cast

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from dateline.codec.shapes import IncidentViewRecord
from dateline.model import (
    DateTold,
    Doer,
    Figure,
    Incident,
    OriginGroup,
    PlaceTold,
    Relation,
    Saying,
    SayingKind,
    Step,
)

__all__ = ["dump_related", "dump_view", "load_related", "load_view", "view_record"]


class _View(TypedDict):
    casualties_told: dict[str, tuple[Figure, ...]]
    doers: tuple[Doer, ...]
    denials: tuple[Saying, ...]
    date_alternatives: tuple[DateTold, ...]
    place_alternatives: tuple[PlaceTold, ...]
    origin_groups: tuple[OriginGroup, ...]
    timeline: tuple[Step, ...]


_VIEW: TypeAdapter[_View] = TypeAdapter(_View)
_RELATED: TypeAdapter[tuple[Relation, ...]] = TypeAdapter(tuple[Relation, ...])
_CLAIMS: TypeAdapter[list[Saying]] = TypeAdapter(list[Saying])


def view_record(incident: Incident) -> IncidentViewRecord:
    """The fields of the exchange record that tell what its values rest on."""
    claims = [s for doer in incident.doers for s in doer.sayings if s.kind is SayingKind.CLAIMED]
    view: dict[str, Any] = _VIEW.dump_python(_view(incident), mode="json")
    view["rivals"] = sorted(doer.name or doer.text for doer in incident.doers if doer.rival)
    view["claims"] = _CLAIMS.dump_python(claims, mode="json")
    view["related"] = _RELATED.dump_python(incident.related, mode="json")
    return cast(IncidentViewRecord, {name: view[name] for name in IncidentViewRecord.__annotations__})


def dump_view(incident: Incident) -> str:
    """The same without the relations as one JSON object for the store; what has its default is left out."""
    return _VIEW.dump_json(_view(incident), exclude_defaults=True).decode()


def load_view(text: str) -> dict[str, Any]:
    """The fields of :class:`Incident` that :func:`dump_view` wrote.

    Raises:
        pydantic.ValidationError: it did not write ``text``.
    """
    return dict(_VIEW.validate_json(text)) if text != EMPTY else {}


EMPTY = "{}"
"""A view that was never computed: of incidents that an older Dateline made."""


def dump_related(related: tuple[Relation, ...]) -> str:
    """The relations as a JSON list for the store."""
    return _RELATED.dump_json(related, exclude_defaults=True).decode() if related else "[]"


def load_related(text: str) -> tuple[Relation, ...]:
    """The relations that :func:`dump_related` wrote.

    Raises:
        pydantic.ValidationError: it did not write ``text``.
    """
    return _RELATED.validate_json(text) if text != "[]" else ()


def _view(incident: Incident) -> _View:
    return {
        "casualties_told": dict(incident.casualties_told),
        "doers": incident.doers,
        "denials": incident.denials,
        "date_alternatives": incident.date_alternatives,
        "place_alternatives": incident.place_alternatives,
        "origin_groups": incident.origin_groups,
        "timeline": incident.timeline,
    }
