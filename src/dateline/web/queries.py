"""The query of a request as the interface takes it: the filters, how to page, and nothing unknown.

A parameter that does not exist is refused, not passed over: a misspelt filter would else keep everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from dateline.codec.shapes import Review
from dateline.filters import FILTER_NAMES, Filters
from dateline.model import Grade, Status
from dateline.store.index import MOST_ROWS
from dateline.web.reading import Desk

__all__ = [
    "ActorQuery",
    "Asked",
    "AskedActors",
    "AskedDocuments",
    "AskedPage",
    "AskedPart",
    "FilterQuery",
    "PartQuery",
    "document_filters_in",
    "filters_in",
]

LONGEST = 500
"""Characters of one value; nobody types more, and every word of ``text`` costs a look-up."""
_DAY = r"^\s*([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?\s*$"
_AFTER = "`next` of the page before; without it the first page"


def _filter(name: str, pattern: str | None = None) -> Any:
    """A filter with what the description can say of its form; :meth:`Filters.parse` says the rest."""
    return Field(default="", alias=name, description=FILTER_NAMES[name], max_length=LONGEST, pattern=pattern)


def _one_or_more(names: Iterable[str]) -> str:
    """A pattern of a comma-separated list of ``names``."""
    one = rf"({'|'.join(names)})"
    return rf"^\s*({one}\s*(,\s*{one}\s*)*)?$"


class FilterQuery(BaseModel):
    """The filters."""

    model_config = ConfigDict(extra="forbid")

    country: str = _filter("country", r"^\s*([A-Za-z]{2}\s*(,\s*[A-Za-z]{2}\s*)*)?$")
    admin1: str = _filter("admin1")
    bbox: str = _filter("bbox")
    from_: str = _filter("from", _DAY)
    to: str = _filter("to", _DAY)
    type: str = _filter("type")
    status: str = _filter("status", _one_or_more(Status))
    actor: str = _filter("actor")
    min_killed: str = _filter("min_killed", r"^\s*[0-9]{0,9}\s*$")
    outlet: str = _filter("outlet")
    grade: str = _filter("grade", _one_or_more(Grade))
    review: str = _filter("review", _one_or_more(get_args(Review)))
    text: str = _filter("text")


class PageQuery(FilterQuery):
    """The filters, and which part of the rows in which order."""

    order: Literal["date", "newest", "changed", "killed", "grade", "confidence", "conflict"] = Field(
        default="date", description="what comes first"
    )
    after: str | None = Field(default=None, max_length=LONGEST, description=_AFTER)
    limit: int = Field(default=50, ge=1, le=MOST_ROWS, description="rows on a page")


class ActorQuery(FilterQuery):
    """The filters of the incidents that name an actor, and which part of the actors."""

    after: str | None = Field(default=None, max_length=LONGEST, description=_AFTER)
    limit: int = Field(default=50, ge=1, le=MOST_ROWS, description="rows on a page")


class PartQuery(BaseModel):
    """Which part of a list that has no filters."""

    model_config = ConfigDict(extra="forbid")

    after: str | None = Field(default=None, max_length=LONGEST, description=_AFTER)
    limit: int = Field(default=50, ge=1, le=MOST_ROWS, description="rows on a page")


class DocumentQuery(PartQuery):
    """The filters that mean something for a document."""

    from_: str = _filter("from", _DAY)
    to: str = _filter("to", _DAY)
    outlet: str = _filter("outlet")
    text: str = _filter("text")


Asked = Annotated[FilterQuery, Query()]
AskedPage = Annotated[PageQuery, Query()]
AskedActors = Annotated[ActorQuery, Query()]
AskedPart = Annotated[PartQuery, Query()]
AskedDocuments = Annotated[DocumentQuery, Query()]


def filters_in(desk: Desk, asked: FilterQuery) -> Filters:
    """The filters of a query.

    Raises:
        UsageError: a value is not allowed; says which are.
    """
    given = asked.model_dump(by_alias=True, include={*FilterQuery.model_fields})
    return Filters.parse(given, desk.codebook.types)


def document_filters_in(desk: Desk, asked: DocumentQuery) -> Filters:
    """The filters of a query for documents; raises as :func:`filters_in`."""
    given = asked.model_dump(by_alias=True, include={*DocumentQuery.model_fields} - {*PartQuery.model_fields})
    return Filters.parse(given, desk.codebook.types)
