"""What the address of a page asks for: filters, order, place in the list; and addresses made of the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import Request

from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.store.index import ORDERS
from dateline.web.reading import Desk

__all__ = ["PAGE_NAMES", "Asked", "asked_of"]

PAGE_NAMES = frozenset({"order", "after", "at"})
"""What the address of the incidents may say beside the filters: the order, the row that the list goes on
after, and where the map looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the incidents."""

    filters: Filters
    order: str = "date"
    after: str | None = None
    at: str = ""

    def query(self, *, after: str | None = None, **changed: str) -> str:
        """The query of this question, with other filters where ``changed`` names them ("" drops one)."""
        values = self.filters.to_query() | {name.removesuffix("_"): text for name, text in changed.items()}
        if self.order != "date":
            values["order"] = self.order
        if after is not None:
            values["after"] = after
        return urlencode({name: text for name, text in values.items() if text})

    def without_time(self) -> Filters:
        """The filters but the days and the box: what the brush and the map choose among."""
        return replace(self.filters, from_="", to="", bbox=None)


def asked_of(request: Request, desk: Desk) -> Asked:
    """The question of ``request``; boxes ticked in a form come as one name given several times.

    Raises:
        UsageError: a name is unknown, or a value is not allowed.
    """
    given = request.query_params
    values = {name: ",".join(given.getlist(name)) for name in given if name not in PAGE_NAMES}
    order = given.get("order") or "date"
    if order not in ORDERS:
        raise UsageError(f"order: {order} is not one of {', '.join(ORDERS)}")
    return Asked(
        filters=Filters.parse(values, desk.codebook.types),
        order=order,
        after=given.get("after") or None,
        at=given.get("at", ""),
    )
