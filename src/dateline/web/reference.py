"""``/codebook``, ``/sources`` and ``/about``: what stands behind the record."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from itertools import groupby

from fastapi import APIRouter, Request, Response

from dateline import __version__
from dateline.web.reading import DeskOf, FiltersOf
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
OUTLETS = 500
"""On one page, those with most incidents first."""


@router.get("/codebook", include_in_schema=False)
def codebook(request: Request, desk: DeskOf) -> Response:
    """Every event type and status with its definition, its examples and its codes in other schemes."""
    types = sorted(desk.codebook.types.values(), key=lambda entry: (entry.family, entry.id))
    page = {
        "families": [(family, list(some)) for family, some in groupby(types, key=lambda entry: entry.family)],
        "statuses": list(desk.codebook.statuses.values()),
    }
    return templates.TemplateResponse(request, "codebook.html", page)


@router.get("/sources", include_in_schema=False)
def sources(request: Request, desk: DeskOf, filters: FiltersOf) -> Response:
    """Outlets by how many incidents rest on them, and what people decided of accounts from each."""
    found = desk.index.facet("outlet", filters, limit=OUTLETS)
    judged = _judged_by_outlet(desk)
    page = {
        "outlets": [(one.value, one.incidents, judged.get(one.value or "", (0, 0))) for one in found],
        "most": OUTLETS,
        "counts": desk.index.count(filters),
    }
    return templates.TemplateResponse(request, "sources.html", page)


def _judged_by_outlet(desk: DeskOf) -> dict[str, tuple[int, int]]:
    """Outlet -> accounts that stand accepted, and that were rejected or corrected."""
    right: dict[str, set[str]] = {}
    wrong: dict[str, set[str]] = {}
    log = [j for j in desk.store.judgements_in_force() if j.kind in ("accept", "reject", "edit")]
    outlet_of: dict[str, str] = {}
    accounts = list(desk.store.accounts_among({account for j in log for account in j.accounts}))
    documents = desk.store.documents_among({account.document_id for account in accounts})
    for account in accounts:
        outlet_of[account.id] = documents[account.document_id].outlet
    for judgement in log:
        side = right if judgement.kind == "accept" else wrong if judgement.level == "account" else None
        for account_id in judgement.accounts if side is not None else ():
            if side is not None and account_id in outlet_of:
                side.setdefault(outlet_of[account_id], set()).add(account_id)
    return {
        outlet: (
            len(right.get(outlet, set()) - wrong.get(outlet, set())),
            len(wrong.get(outlet, ())),
        )
        for outlet in right.keys() | wrong.keys()
    }


@router.get("/about", include_in_schema=False)
def about(request: Request) -> Response:
    """Version, licence, and everything of others that this desk stands on."""
    try:
        told = distribution("dateline").read_text("licenses/NOTICE") or ""
    except PackageNotFoundError:
        told = ""
    manifest = files("dateline.web").joinpath("static", "vendor", "manifest.json").read_text(encoding="utf-8")
    page = {"version": __version__, "notice": told, "vendored": json.loads(manifest)}
    return templates.TemplateResponse(request, "about.html", page)
