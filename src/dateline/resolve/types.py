"""Which event types can be two readings of one event."""

from __future__ import annotations

__all__ = ["DECREES", "STATEMENTS", "area", "compatible"]

DECREES = frozenset({"sanction"})
"""What is done by whose act it is: that of another is another event."""
STATEMENTS = frozenset(
    {
        "threat",
        "call_to_arms",
        "responsibility_claim",
        "denial",
        "accusation",
        "condemnation",
        "demand",
        "pledge",
        "announcement",
    }
)
"""Speech acts: one is the same only with the same speaker, type and day."""

_READINGS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            # "an attack" is how any of these is told when the means is not yet known
            {
                "armed_attack",
                "armed_clash",
                "assassination",
                "execution",
                "bombing",
                "suicide_bombing",
                "grenade",
            },
            {"armed_attack", "shelling", "air_strike", "chemical_attack", "property_attack", "mob_violence"},
            {"bombing", "suicide_bombing", "grenade"},
            # what fell from the sky is often disputed; so is whether a blast was a bomb
            {"air_strike", "shelling", "bombing", "chemical_attack"},
            {"assassination", "bombing", "execution"},
            {"armed_clash", "shelling"},
            {"armed_clash", "territory_change"},
            {"protest", "protest_intervention", "excessive_force", "riot"},
            {"riot", "mob_violence"},
            {"property_attack", "mob_violence", "riot"},
        ),
    )
)
_VIOLENCE = frozenset().union(*(group for group in _READINGS))


def compatible(one: str, other: str) -> bool:
    """Whether two outlets may give these types to one event.

    >>> compatible("armed_attack", "bombing"), compatible("protest", "bombing")
    (True, False)
    """
    return one == other or any(one in group and other in group for group in _READINGS)


def area(event_type: str) -> str:
    """A coarse class that compatible types share; what lies in two areas is never compared.

    >>> area("bombing") == area("armed_attack"), area("bombing") == area("arrest")
    (True, False)
    """
    return "violence and disorder" if event_type in _VIOLENCE else event_type
