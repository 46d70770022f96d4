"""From our accounts to MUC-4 templates: which accounts make one, its type, and which role each actor fills.

MUC-4 asks for recent violence against civilians, officials and property. Plain clashes between armed sides,
background, denials, guesses and speech acts make no template (SLOTS.md, "Which incidents count").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.evaluate.corpora.muc4 import Template, plain
from dateline.evaluate.metrics.names import fold
from dateline.model import Account, ActorRef, Role, Status

__all__ = ["INCIDENT_TYPES", "template_of", "templates_of"]

INCIDENT_TYPES: Mapping[str, str] = {
    "air_strike": "attack",
    "shelling": "attack",
    "bombing": "bombing",
    "suicide_bombing": "bombing",
    "grenade": "bombing",
    "chemical_attack": "attack",
    "armed_attack": "attack",
    "assassination": "attack",
    "sexual_violence": "attack",
    "torture": "attack",
    "execution": "attack",
    "excessive_force": "attack",
    "mob_violence": "attack",
    "abduction": "kidnapping",
    "property_attack": "attack",
}
"""Native type -> incident type. In the keys mortars and aircraft go with ATTACK, grenades with BOMBING."""

_NOT_TOLD_AS_FACT = (Status.DENIED, Status.HYPOTHETICAL)
_FIRE = re.compile(r"\b(?:arson\w*|burn\w*|torch\w*|set (?:\w+ )*(?:on fire|fire to|ablaze)|fire)\b")
_ROBBERY = re.compile(r"\b(?:rob\w*|stole\w*|steal\w*|loot\w*|plunder\w*)\b")

_ORGANISATION = re.compile(
    r"\b(?:front|army|armies|cartels?|movement|forces?|organi[sz]ation|party|brigades?|commandos?|command|"
    r"liberation|police|government|guard|union|federation|squads?|mafias?|military|navy|extraditables|path|"
    r"luminoso|regime|battalion|column)\b"
)
_PEOPLE = re.compile(
    r"\b(?:members?|men|man|persons?|people|soldiers?|troops|guerrillas?|individuals?|officers?)\b"
)
_THING = re.compile(
    r"\b(?:cars?|trucks?|bus|buses|vehicles?|planes?|helicopters?|boats?|trains?|ambulances?|offices?|"
    r"stores?|shops?|"
    r"houses?|homes?|residences?|buildings?|facilit(?:y|ies)|installations?|embass(?:y|ies)|consulates?|ministry|"
    r"restaurants?|hotels?|banks?|branch(?:es)?|towers?|pylons?|poles?|posts?|lines?|pipelines?|bridges?|"
    r"stations?|substations?|headquarters|property|properties|schools?|churches|church|factor(?:y|ies)|plants?|"
    r"warehouses?|centers?|centres?|clubs?|farms?|markets?|malls?|theaters?|palace|airports?|base|barracks|"
    r"roads?|highways?|railways?|electricity|system|network|exchange|transformers?|company|companies|"
    r"newspaper|institute|university|structures?|transportation|equipment|villages?|"
    r"town ?hall|booths?)\b"
)


def templates_of(accounts: Sequence[Account]) -> tuple[Template, ...]:
    """The templates of one text, exact doubles once, in order of the accounts."""
    found: list[Template] = []
    for account in accounts:
        template = template_of(account)
        if template is not None and template not in found:
            found.append(template)
    return tuple(found)


def template_of(account: Account) -> Template | None:
    """The template of an account, or ``None`` where it makes none."""
    incident_type = INCIDENT_TYPES.get(account.event_type)
    if incident_type is None or account.background or account.status in _NOT_TOLD_AS_FACT:
        return None
    perpetrators = account.actors_as(Role.PERPETRATOR)
    harmed = account.actors_as(Role.TARGET, Role.VICTIM)
    texts = {
        "PerpInd": [actor.text for actor in perpetrators if not is_organisation(actor)],
        "PerpOrg": [actor.text for actor in perpetrators if is_organisation(actor)],
        "Target": [actor.text for actor in harmed if is_thing(actor.text)],
        "Victim": [actor.text for actor in harmed if is_named_person(actor.text)],
        "Weapon": [account.weapon] if account.weapon else [],
    }
    return Template(
        types=frozenset({_narrowed(incident_type, account)}),
        entities={role: _entities(found) for role, found in texts.items()},
    )


def _narrowed(incident_type: str, account: Account) -> str:
    """An attack on property is arson or robbery where its words say so."""
    if account.event_type != "property_attack":
        return incident_type
    quotes = [span.quote for row in account.of("event_type") for span in row.spans]
    words = " ".join([*quotes, account.weapon or ""]).lower()
    if _FIRE.search(words):
        return "arson"
    return "robbery" if _ROBBERY.search(words) else incident_type


def is_organisation(actor: ActorRef) -> bool:
    """Whether the words name an organisation, not people ("the FMLN", not "FMLN guerrillas")."""
    if _PEOPLE.search(fold(actor.text)):
        return False
    letters = [word for word in re.findall(r"[\w-]+", actor.text) if word.lower() != "the"]
    acronym = len(letters) == 1 and letters[0].isupper() and len(letters[0]) > 1
    return acronym or actor.actor_id is not None or bool(_ORGANISATION.search(fold(actor.text)))


def is_thing(text: str) -> bool:
    """Whether the words name something that is not a person."""
    return bool(_THING.search(fold(text)))


def is_named_person(text: str) -> bool:
    """Whether the words are a person's name: capitalised throughout but for name particles, and no thing."""
    words = [
        word for word in text.split() if word.lower() not in {"de", "la", "del", "los", "y", "da", "dos"}
    ]
    return bool(words) and all(word[:1].isupper() for word in words) and not is_thing(text)


def _entities(texts: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(frozenset({plain(text)}) for text in texts if plain(text)))
