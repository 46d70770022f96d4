"""``/document/{id}``: an article with everything that was read of it, and the same beside an incident."""

from __future__ import annotations

from typing import Any, cast

from fastapi import APIRouter, HTTPException, Request, Response

from dateline.codec.shapes import AccountRecord
from dateline.export import decision_text
from dateline.export.fields import field_rows, made_by_text
from dateline.web.pages.marks import anchor_of, article_of, excerpt_of, kind_of, marks_of, where_of
from dateline.web.reading import Desk, DeskOf, Record
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()


@router.get("/document/{document_id}", include_in_schema=False)
def document_page(request: Request, desk: DeskOf, document_id: str) -> Response:
    """The whole document, its accounts, and what of it was turned down and why."""
    told = _document(desk, document_id)
    accounts = _accounts(desk, document_id)
    refused = [r for r in desk.store.rejections() if r.raw_hash and r.raw_hash == told["raw_hash"]]
    rejected = [account for account in accounts if _rejection(account)]
    page = {
        "article": article_of(told, marks_of(accounts)),
        "accounts": [_account(account, told) for account in accounts if not _rejection(account)],
        "rejected": [_account(account, told) for account in rejected],
        "refused": refused,
    }
    return templates.TemplateResponse(request, "document.html", page)


@router.get("/document/{document_id}/beside", include_in_schema=False)
def beside(request: Request, desk: DeskOf, document_id: str, at: str = "", incident: str = "") -> Response:
    """The article alone, to stand beside an incident: its words marked, those ``at`` an anchor above all."""
    told = _document(desk, document_id)
    accounts = _accounts(desk, document_id)
    mine = [a for a in accounts if not incident or a["incident_id"] == incident]
    page = {"article": article_of(told, marks_of(mine), where_of(at, told)), "at": at}
    return templates.TemplateResponse(request, "article.html", page)


def _document(desk: Desk, document_id: str) -> Record:
    document = desk.document_record(document_id)
    if document is None:
        raise HTTPException(404, "there is no such document")
    return document


def _accounts(desk: Desk, document_id: str) -> list[AccountRecord]:
    return [cast(AccountRecord, account) for account in desk.accounts_of_document(document_id)]


def _rejection(account: AccountRecord) -> str:
    """Who rejected the account and why; "" where nobody did."""
    return next((decision_text(j) for j in account["judgements"] if j["kind"] == "reject"), "")


def _account(account: AccountRecord, document: Record) -> dict[str, Any]:
    return {
        "record": account,
        "rejection": _rejection(account),
        "judged": [decision_text(judgement) for judgement in account["judgements"]],
        "rows": [
            {
                "row": row,
                "kind": kind_of(row.path),
                "anchor": anchor_of(row.where[0]) if row.where else "",
                "excerpts": [excerpt_of(where, document) for where in row.where],
                "made_by": made_by_text(row.method, row.confidence),
            }
            for row in field_rows(account)
        ],
    }
