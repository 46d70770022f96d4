"""From our accounts to MUC-4 templates: which accounts make one, its type, and which role each actor fills.

MUC-4 asks for recent violence against civilians, officials and property. Plain clashes between armed sides,
background, denials, guesses and speech acts make no template (SLOTS.md, "Which incidents count").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.evaluate.corpora.muc4 import Template, plain
from dateline.evaluate.metrics.names import GENERIC_ID, fold
from dateline.model import Account, ActorRef, Role, Status
from dateline.tagging.reading import Incident

__all__ = ["INCIDENT_TYPES", "ROLE_OF", "template_of", "templates_of", "templates_of_incidents"]

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
_PEOPLE_WORDS = (
    r"(?:members?|men|man|persons?|people|soldiers?|troops|guerrillas?|individuals?|officers?|rebels?|terrorists?|"
    r"fighters?|militants?|gunmen|elements?|units?)"
)
_PEOPLE = re.compile(rf"\b{_PEOPLE_WORDS}\b")
_PEOPLE_OUTSIDE = re.compile(
    rf"^.*?\b{_PEOPLE_WORDS}\s+(?:of|from|belonging to)\s+(?:the\s+)?|\s+{_PEOPLE_WORDS}$", re.IGNORECASE
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

_TITLE = re.compile(
    r"president|vice-?president|senator|minister|mayor|judge|magistrate|colonel|col|general|gen|captain|capt|"
    r"lieutenant|lt|major|maj|sergeant|sgt|corporal|priest|father|bishop|archbishop|monsignor|leader|candidate|"
    r"deputy|governor|ambassador|attorney|prosecutor|director|journalist|reporter|professor|dr|mr|mrs|ms|doctor|"
    r"engineer|rector|citizen|businessman|rancher|lawyer|councilman|congressman|commander|adviser|advisor|"
    r"representative|industrialist|missionary|sister|union|activist|secretary|chief|former"
)
"""Words that stand before a person's name."""
_PARTICLES = frozenset({"de", "la", "del", "los", "las", "y", "da", "dos", "von", "van"})
_DESCRIBES = re.compile(
    r"a|an|the|his|her|their|its|this|that|some|several|many|other|others|all|no|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozens?|hundreds?|and|of|in|from|who|members?|m[ae]n|wom[ae]n|child|children|people|persons?|"
    r"(?:peasant|civilian|soldier|student|worker|priest|journalist|teacher|guard|bodyguard|officer|policem[ae]n|"
    r"official|leader|judge|mayor|victim|passenger|resident|passerby|passersby|tourist|citizen|farmer|"
    r"guerrilla|rebel|troop|jesuit|nun|relative|employee|inhabitant|politician|candidate|activist)s|"
    r"peasant|civilian|soldier|student|worker|guard|police|army|military|patrol|crew|family|wife|son|daughter|"
    r"brother|driver|owner|population|government|forces?|groups?|somebody|someone|him|them|he|she|they|it"
)
"""Words that show a description of somebody rather than a name."""


def templates_of(accounts: Sequence[Account]) -> tuple[Template, ...]:
    """The templates of one text, exact doubles once, in order of the accounts."""
    found: list[Template] = []
    for account in accounts:
        template = template_of(account)
        if template is not None and template not in found:
            found.append(template)
    return tuple(found)


ROLE_OF: Mapping[str, str] = {
    "perp_individual": "PerpInd",
    "perp_org": "PerpOrg",
    "phys_tgt": "Target",
    "hum_tgt_name": "Victim",
    "instrument": "Weapon",
}
"""Role of a filler -> one of the six fields; victims are the named ones only."""


def templates_of_incidents(incidents: Sequence[Incident]) -> tuple[Template, ...]:
    """The templates of a text from the trained tagger's incidents, in their order."""
    return tuple(
        Template(
            types=frozenset({incident.type}),
            entities={
                name: _entities([filler.text for filler in incident.of(role)])
                for role, name in ROLE_OF.items()
            },
        )
        for incident in incidents
    )


def template_of(account: Account) -> Template | None:
    """The template of an account, or ``None`` where it makes none."""
    incident_type = INCIDENT_TYPES.get(account.event_type)
    if incident_type is None or account.background or account.status in _NOT_TOLD_AS_FACT:
        return None
    perpetrators = account.actors_as(Role.PERPETRATOR)
    harmed = account.actors_as(Role.TARGET, Role.VICTIM)
    texts = {
        "PerpInd": [actor.text for actor in perpetrators if not is_organisation(actor)],
        "PerpOrg": [words for actor in perpetrators if (words := organisation_words(actor))],
        "Target": [actor.text for actor in harmed if is_thing(actor.text)],
        "Victim": [name for actor in harmed if (name := personal_name(actor.text))],
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
    return acronym or _is_linked(actor) or bool(_ORGANISATION.search(fold(actor.text)))


def organisation_words(actor: ActorRef) -> str:
    """The organisation in an actor's words, ``""`` where there is none.

    MUC-4 has two roles where we have one actor: "HF guerrillas" are people of the organisation "HF".
    """
    if is_organisation(actor):
        return actor.text
    inner = _PEOPLE_OUTSIDE.sub(" ", actor.text).strip(" ,'")
    known = _is_linked(actor) or bool(_ORGANISATION.search(fold(inner)))
    return inner if known and inner != actor.text and not _PEOPLE.search(fold(inner)) else ""


def _is_linked(actor: ActorRef) -> bool:
    return actor.actor_id is not None and not actor.actor_id.startswith(GENERIC_ID)


def is_thing(text: str) -> bool:
    """Whether the words name something that is not a person."""
    return bool(_THING.search(fold(text)))


def personal_name(text: str) -> str | None:
    """The person's name in the words, titles before it off; ``None`` where they only describe somebody.

    The corpus has lower-case text, where no capital tells a name: then it is two or more words, none of
    them a number, a determiner or a word for a kind of person or thing.
    """
    words = text.split()
    titles = [n for n, word in enumerate(words) if _TITLE.fullmatch(fold(word).strip(".,"))]
    name = words[titles[-1] + 1 :] if titles else words
    described = any(_DESCRIBES.fullmatch(fold(word).strip(".,")) or not word[:1].isalpha() for word in words)
    if not name or described or is_thing(text):
        return None
    capitals = [word[:1].isupper() for word in name if word.lower() not in _PARTICLES]
    if any(capitals):
        return " ".join(name) if all(capitals) else None
    return " ".join(name) if titles or len(name) >= 2 else None


def _entities(texts: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(frozenset({plain(text)}) for text in texts if plain(text)))
