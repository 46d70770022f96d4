"""The actor registry: organisations and public figures as data, and the loader that checks them.

How to extend it
----------------
``actors/REGION.toml`` holds one table per actor. A file of your own of the same shape, given to
:func:`load_actors` (or to ``Registry.load(extra=[path])``), adds actors; an id that exists already is
replaced as a whole, and a name that the packaged files give to another actor goes to yours::

    [army-of-the-lake]                      # the id: lower case, digits, hyphens; never changes
    name = "Army of the Lake"               # how it is shown
    kind = "rebel"                          # a value of ActorKind
    country = ["NG", "NE"]                  # ISO 3166 alpha-2, home first (one may be a plain string)
    aliases = ["AOL", "Lake Army"]          # other names; case, hyphens, accents, "al-" are folded
    shared = ["the Front"]                  # names that mean it only given its country or its years
    cased = ["AOL"]                         # acronyms that are English words: never read in all-caps text
    start = 2011                            # years under this name
    end = 2019
    parent = "some-id"                      # what it is part of or serves under
    branch_of = "some-id"                   # the movement it is a branch of
    inter = "Rebel group"                   # ACLED actor type, where the default of the kind is wrong
    sector = "REB"                          # PLOVER sector, likewise
    roles = [{ role = "president", of = "SY", from = "2000-07-17", to = "2024-12-08" }]   # persons only

``states.toml`` has one line per country: names and adjectives, from which the regular actors
``<adjective>-government``, ``-army``, ``-police`` and ``-security-forces`` are made
(:mod:`dateline.registry.states`). To give one of these irregular names, write an entry with its id.
``generic.toml`` holds unnamed actors ("gunmen", "villagers"), ``spelling.toml`` the spellings of names
that count as one, ``phrases.toml`` the words around names. Every fault is a
:class:`~dateline.errors.CodebookError` that names file, entry and field.
"""

from dateline.registry.generic import GenericActor, load_generic
from dateline.registry.loader import ActorSet, load_actors
from dateline.registry.offices import Offices, load_offices
from dateline.registry.phrases import load_phrases
from dateline.registry.records import Actor, ActorKind, ActorRole, Inter
from dateline.registry.spelling import fold_token, load_spelling
from dateline.registry.states import Organ, State, load_states

__all__ = [
    "Actor",
    "ActorKind",
    "ActorRole",
    "ActorSet",
    "GenericActor",
    "Inter",
    "Offices",
    "Organ",
    "State",
    "fold_token",
    "load_actors",
    "load_generic",
    "load_offices",
    "load_phrases",
    "load_spelling",
    "load_states",
]
