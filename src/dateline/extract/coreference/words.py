"""Words that tell what a mention is, and what may take it up again: closed lists of English.

No first name is listed: a name's gender is known only from a title ("Ms") or from a noun ("the widow").
"""

from __future__ import annotations

__all__ = [
    "ARMED", "DESCRIBES_GROUP", "FEMALE", "GROUPS", "MALE", "NOT_ACTING", "PEOPLE", "PRONOUNS", "TITLES",
]  # fmt: skip

PRONOUNS: dict[str, tuple[bool | None, bool | None, bool | None]] = {
    "he": (False, False, True), "him": (False, False, True), "his": (False, False, True),
    "himself": (False, False, True), "she": (False, True, True), "her": (False, True, True),
    "hers": (False, True, True), "herself": (False, True, True),
    "it": (False, None, False), "its": (False, None, False), "itself": (False, None, False),
    "they": (True, None, None), "them": (True, None, None), "their": (True, None, None),
    "themselves": (True, None, None), "who": (None, None, None), "whose": (None, None, None),
    "which": (None, None, None), "whom": (None, None, None),
}  # fmt: skip
"""Pronoun -> plural, female, person; ``None`` where the word leaves it open."""

MALE = frozenset({
    "mr", "mr.", "sir", "king", "prince", "sheikh", "man", "men", "boy", "boys", "father", "brother", "son",
    "husband", "uncle", "widower", "policeman", "businessman", "spokesman", "chairman", "imam", "gunman",
})  # fmt: skip
FEMALE = frozenset({
    "mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "woman", "women", "girl", "girls", "mother",
    "sister", "daughter", "wife", "aunt", "widow", "policewoman", "businesswoman", "spokeswoman", "actress",
})  # fmt: skip
TITLES = frozenset({
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "president", "minister", "general", "gen",
    "colonel", "col", "major", "captain", "lieutenant", "sergeant", "senator", "judge", "sheikh", "king",
    "prince", "queen", "governor", "mayor", "commander", "spokesman", "spokeswoman", "spokesperson",
    "secretary", "ambassador", "inspector", "chief",
})  # fmt: skip
PEOPLE = MALE | FEMALE | TITLES | frozenset({
    "person", "people", "leader", "victim", "suspect", "attacker", "bomber", "assailant", "driver", "doctor",
    "civilian", "soldier", "officer", "policeman", "official", "journalist", "activist", "lawyer", "child",
    "teacher", "student", "worker", "resident", "villager", "farmer", "protester", "demonstrator", "witness",
    "militant", "gunman", "rebel", "insurgent", "fighter", "terrorist", "kidnapper", "hostage", "prisoner",
    "survivor", "friend", "relative", "cleric", "founder", "member", "analyst", "candidate", "prosecutor",
    "teenager", "killer", "shooter", "defendant", "detainee", "refugee", "lawmaker", "politician", "deputy",
    "raider", "perpetrator", "cousin", "grandson", "accomplice", "premier", "player", "actor", "singer",
})  # fmt: skip
ARMED = frozenset({
    "gunman", "militant", "rebel", "insurgent", "fighter", "terrorist", "attacker", "assailant", "bandit",
    "raider", "kidnapper", "jihadist", "militia", "guerrilla", "extremist", "bomber", "shooter", "abductor",
})  # fmt: skip
DESCRIBES_GROUP = frozenset({
    "group", "organisation", "organization", "militia", "movement", "outfit", "faction", "network",
})  # fmt: skip
"""Nouns that, with "the", take up an armed organisation named before them."""
GROUPS = DESCRIBES_GROUP | frozenset({
    "army", "police", "government", "military", "force", "party", "ministry", "coalition", "court", "company",
    "union", "agency", "council", "parliament", "committee", "department", "country", "state", "nation",
    "city", "gang", "cartel", "regime", "administration", "authority", "team", "firm", "unit", "embassy",
})  # fmt: skip
NOT_ACTING = frozenset({
    "attack", "bomb", "blast", "explosion", "war", "day", "week", "month", "year", "time", "statement",
    "report", "weapon", "gun", "car", "vehicle", "house", "building", "road", "area", "case", "law", "death",
    "killing", "incident", "strike", "operation", "deal", "talks", "move", "situation", "election", "plan",
    "decision", "violence", "conflict", "claim", "video", "message", "earthquake", "fire", "clash", "raid",
    "shooting", "bombing", "device", "truck", "bus", "home", "way", "part", "number", "office", "injury",
    "power", "control", "charge", "damage", "responsibility", "presidency", "visit", "meeting", "ceasefire",
})  # fmt: skip
"""Nouns that name no actor: neither "he" nor "they" nor an acting "it" takes them up."""
