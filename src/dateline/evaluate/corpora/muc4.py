"""The six-field form of ``muc4``: ``muc4/six_field/SPLIT.jsonl[.gz]``, lower-case text and templates.

The text is given to the coder as it is; reading single-case text is part of the coder's work.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["ROLES", "MucText", "Template", "files", "plain", "read"]

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident. ``types`` are the right incident types (an alternative is right too); per role its
    entities, each a set of wordings in plain form."""

    types: frozenset[str]
    entities: Mapping[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MucText:
    """One text and its templates, exact doubles counted once."""

    name: str
    document: Document
    templates: tuple[Template, ...]


def plain(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces: the form in which wordings are compared.

    >>> plain('The "Harbour" Army, a front')
    'harbour army front'
    """
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "muc4" / "six_field", split),)


def read(data: Path, split: str) -> Iterator[MucText]:
    """The texts of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    (path,) = files(data, split)
    for row in read_rows(path):
        templates: list[Template] = []
        for item in objects(row.get("templates")):
            template = _template(item)
            if template not in templates:
                templates.append(template)
        name = text_of(row, "docid")
        document = Document(parts={"body": text_of(row, "doctext"), "language": "en"}, source_name=name)
        yield MucText(name=name, document=document, templates=tuple(templates))


def _template(row: Row) -> Template:
    types = frozenset(part.strip() for part in text_of(row, "incident_type").split("/"))
    return Template(types=types, entities={role: _entities(row.get(role)) for role in ROLES})


def _entities(value: object) -> tuple[frozenset[str], ...]:
    """Entities of a role: lists of ``[wording, offset]`` mentions."""
    found = []
    for entity in value if isinstance(value, list) else []:
        wordings = frozenset(
            plain(str(mention[0])) for mention in entity if isinstance(mention, list) and mention
        )
        if wordings:
            found.append(wordings)
    return tuple(found)
