"""Versions of one article are one origin, whomever the outlet credits since."""

from __future__ import annotations

from dateline.model import Document
from dateline.resolve.cases import case_of
from dateline.resolve.origins import origins_of
from store.accounts import RAVA, account, day, killed


def told(url: str, outlet: str, origin: str, body: str, dead: int) -> object:
    document = Document(parts={"body": body, "url": url, "outlet": outlet, "origin": origin})
    return case_of(
        account(document, "bomb", date=day("2026-03-09"), place=RAVA, dead=killed(dead, dead)), document
    )


FIRST = "A bomb went off beside the mill of Rava and four died."
LATER = (
    "Nine are now known to have died of the bomb that was put into a cart, a doctor of the province told us."
)


def test_an_outlet_that_credits_another_in_its_next_version_is_still_one_origin() -> None:
    url = "https://wire.example/rava"
    one = told(url, "River Wire", "", FIRST, 4)
    two = told(f"{url}?utm_source=x", "River Wire", "Hill Agency", LATER, 9)
    assert len(origins_of([one, two])) == 1  # type: ignore[list-item]


def test_a_page_that_gathers_what_several_outlets_report_is_not_one_origin() -> None:
    url = "https://portal.example/2026-03-09"
    one = told(url, "River Wire", "", FIRST, 4)
    two = told(url, "Hill Agency", "", LATER, 9)
    assert len(origins_of([one, two])) == 2  # type: ignore[list-item]
