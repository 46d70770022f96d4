"""Whether the desk can read its store."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.web.reading import DeskOf

__all__ = ["router"]

router = APIRouter()


@router.get("/healthz", include_in_schema=False)
def healthz(desk: DeskOf) -> dict[str, str]:
    """``{"status": "ok"}`` once the store answered; an error else."""
    desk.store.releases()
    return {"status": "ok"}
