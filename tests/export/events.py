"""Invented incident records that the tests of the schemes vary."""

from __future__ import annotations

from typing import Any

DAY = {"start": "2031-03-04", "end": "2031-03-04", "precision": "day", "basis": "text", "text": "on Tuesday"}
TOWN = {
    "text": "Mopti",
    "name": "Mopti",
    "geonameid": 2453348,
    "country": "ML",
    "admin1": "Mopti",
    "latitude": 14.48431,
    "longitude": -4.18297,
    "precision": "town",
}
COUNTRY = {
    **TOWN,
    "text": "Mali",
    "name": "Mali",
    "admin1": None,
    "latitude": None,
    "longitude": None,
    "precision": "country",
}
SOURCE = {
    "document_id": "b2:d1",
    "title": "Market attacked",
    "outlet": "Harbour Post",
    "origin": "Harbour Post",
    "url": "https://harbour.example/market",
    "published": "2031-03-05",
}


def group(role: str, name: str, actor_id: str | None = None) -> dict[str, Any]:
    """One actor."""
    return {"role": role, "text": name, "actor_id": actor_id, "name": name}


def harm(**kinds: tuple[int | None, int | None, int | None]) -> dict[str, Any]:
    """Ranges of harm; kinds that are not given are unknown."""
    names = ("killed", "injured", "abducted", "arrested", "killed_or_injured", "perpetrators_killed")
    return {
        name: dict(zip(("low", "best", "high"), kinds[name], strict=True)) if name in kinds else None
        for name in names
    }


def event(
    actors: list[dict[str, Any]] | None = None,
    killed: tuple[int | None, int | None, int | None] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """An incident record of an armed attack; ``changes`` replace fields."""
    return {
        "incident_id": "b2:i1",
        "event_type": "armed_attack",
        "status": "occurred",
        "count": 1,
        "date": DAY,
        "place": TOWN,
        "actors": actors or [],
        "casualties": harm(killed=killed) if killed else harm(),
        "weapon": None,
        "claim": None,
        "statement": None,
        "attribution": [{"speaker": "medics", "kind": "medic", "actor_id": None}],
        "confidence": 0.8,
        "grade": "weak",
        "grade_reason": "told by one origin",
        "claimed_by": [],
        "best_account": "b2:a1",
        "accounts": [],
        "origins": ["Harbour Post"],
        "outlets": ["Harbour Post"],
        "sources": [SOURCE],
        "background": False,
        "doers": [],
        "rivals": [],
        "claims": [],
        "denials": [],
        "related": [],
        "machine": True,
        "review": "machine",
        "judgements": [],
        "schema_version": 2,
        **changes,
    }
