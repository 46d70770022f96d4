"""``/review``: the next incident to look at, one a screen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dateline.errors import UsageError
from dateline.export import decision_text, headline
from dateline.filters import Filters
from dateline.web.pages.marks import article_of, marks_of
from dateline.web.pages.records import history_of, told_of
from dateline.web.reading import Desk, DeskOf, FiltersOf
from dateline.web.review.fields import fields_to_review
from dateline.web.review.who import Reviewer
from dateline.web.templating import templates

__all__ = ["DOUBLE", "ORDERS", "SEED", "next_item", "query_of", "router"]

router = APIRouter()
DOUBLE = "double"
"""The order of what is set aside for two people: :mod:`dateline.web.review.double` has it."""
ORDERS = {
    "confidence": "least confident first",
    "conflict": "most conflict first",
    "killed": "most killed first",
    "newest": "newest first",
    "random": "random sample",
    DOUBLE: "double coding, each apart",
}
SEED = 20260301
"""The random sample is one sample: what Quality counts on has the same order every day."""
LOOKED_AT = 1000
"""Incidents looked at for one that nobody has; a team is smaller."""
ASKED_FOR = 50
"""Of these so many are tried at once."""


@router.get("/review", include_in_schema=False)
def review(  # noqa: PLR0917 - FastAPI passes them by name
    request: Request,
    desk: DeskOf,
    filters: FiltersOf,
    person: Reviewer,
    order: str = "confidence",
    item: str = "",
) -> Response:
    """One incident: the one named by ``item``, else the next that nobody has looked at."""
    if order not in ORDERS:
        raise UsageError(f"order: {order!r} is not one of {', '.join(ORDERS)}")
    if order == DOUBLE:
        return RedirectResponse(f"/review/double?{query_of(filters, order)}", status_code=303)
    asked = {"order": order, "query": query_of(filters, order), "orders": ORDERS, "person": person}
    waiting = desk.index.count(_unreviewed(filters))
    if not item:
        item = next_item(desk, filters, order, person) or ""
        if not item:
            page = {**asked, "waiting": waiting.visible}
            return templates.TemplateResponse(request, "review_done.html", page)
    else:
        incident = desk.store.incident(item)
        if incident is None:
            raise HTTPException(404, "there is no such incident")
        item = incident.id
        if item in desk.store.doubles.open_items():
            here = f"/review/double?{query_of(filters, DOUBLE)}&item={quote(item)}"
            return RedirectResponse(here, status_code=303)
    return templates.TemplateResponse(
        request, "review.html", {**asked, **_page(desk, item, person), "waiting": waiting.visible}
    )


def next_item(desk: Desk, filters: Filters, order: str, person: str) -> str | None:
    """The next incident of the queue, held for ``person``; ``None``: nothing is left for them."""
    left = {mark.item for mark in desk.store.reviewing.marks(person)} | _discounted(desk)
    left |= desk.store.doubles.open_items()
    waiting = (id_ for id_ in _in_order(desk, _unreviewed(filters), order) if id_ not in left)
    for _ in range(0, LOOKED_AT, ASKED_FOR):
        # Found before the claim, for to claim is to write, and others wait meanwhile.
        some = list(islice(waiting, ASKED_FOR))
        got = desk.store.reviewing.claim(some, person) if some else None
        if got is not None or not some:
            return got
    return None


def _discounted(desk: Desk) -> set[str]:
    """Incidents of which somebody said that there was no such event; their accounts stay unreviewed."""
    rejected = [j for j in desk.store.judgements_in_force() if j.kind == "reject" and j.level == "incident"]
    held = desk.store.incidents_holding({account for j in rejected for account in j.accounts})
    return {incident.id for incident in held}


def query_of(filters: Filters, order: str) -> str:
    """The queue as a query string."""
    return urlencode({**filters.to_query(), "order": order})


def _unreviewed(filters: Filters) -> Filters:
    return replace(filters, review=("machine",))


def _in_order(desk: Desk, filters: Filters, order: str) -> Iterator[str]:
    if order == "random":
        ids = desk.index.ids(filters)
        yield from sorted(ids, key=lambda id_: random.Random(f"{SEED} {id_}").random())  # noqa: S311
        return
    after: str | None = None
    while True:
        page = desk.index.page(filters, order=order, after=after, limit=200)
        yield from (row["id"] for row in page.rows)
        after = page.next
        if after is None:
            return


def _page(desk: Desk, item: str, person: str) -> dict[str, Any]:
    told = told_of(desk, item)
    if told is None:
        raise HTTPException(404, "the accounts of the incident are not whole; run `dateline code` again")
    record = told.record
    holder = desk.store.reviewing.holder(item)
    articles = [
        article_of(
            told.documents[account["document_id"]],
            marks_of(a for a in record["accounts"] if a["document_id"] == account["document_id"]),
        )
        for account in {a["document_id"]: a for a in record["accounts"]}.values()
    ]
    return {
        "record": record,
        "title": headline(record),
        "fields": fields_to_review(told),
        "articles": articles,
        "history": [decision_text(j) for j in history_of(desk, record) if j["number"] and not j["undone_by"]],
        "holder": holder if holder and holder != person else "",
    }
