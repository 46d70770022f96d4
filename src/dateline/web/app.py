"""The application: routes, headers, errors and static files put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from pathlib import Path

from anyio import create_task_group, sleep, to_thread
from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from dateline import __version__
from dateline.errors import StoreError
from dateline.indexing import Progress
from dateline.settings import Settings
from dateline.web import (
    acled,
    audit,
    auth,
    changes,
    described,
    downloads,
    faults,
    features,
    health,
    outputs,
    pages,
    quality,
    reference,
    rest,
    review,
    tokens,
    ucdp,
)
from dateline.web.auth import FromHere, Guard
from dateline.web.auth.passwords import fitting
from dateline.web.reading import THREADS, Desk
from dateline.web.security import with_headers

__all__ = ["create_app"]

SERVED_SECONDS = 60.0
"""A desk that has not said for so long that it serves the store is taken to be gone."""
GZIP_FROM = 1000
"""Bytes; a smaller answer fits into one packet anyway."""
GZIP_LEVEL = 4
"""Of 9. The scripts and basemap of the first page are 4.7 MB: 0.07 s of a core, and 1.1 s at level 9,
the default, for 8 % less."""

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    auth.router,
    rest.router,
    features.router,
    described.router,
    *pages.ROUTERS,
    *review.ROUTERS,
    quality.router,
    reference.router,
    changes.router,
    tokens.router,
    acled.router,
    ucdp.router,
    downloads.router,
    outputs.router,
    audit.router,
)  # fmt: skip
"""One line each."""


def create_app(
    db: Path,
    settings: Settings,
    progress: Progress = lambda _done, _all: None,
    *,
    guard: Guard | None = None,
) -> FastAPI:
    """The desk over the store at ``db``, whose index is brought up to date first. It makes no request to any
    other host. Without a ``guard`` everybody who reaches it may do everything.

    Raises:
        StoreError: there is no store, or it cannot be read.
    """
    # FastAPI's own pages of the description load their scripts from another host; ours come with the package.
    app = FastAPI(
        title="Dateline",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        dependencies=[FromHere],
        lifespan=_serving,
    )
    app.state.desk = Desk(db, settings)
    # A store that cannot be read is told now, not at the first page.
    app.state.desk.bring_up_to_date(progress)
    app.state.guard = guard or Guard(users=None)
    if app.state.guard.users is not None:
        app.state.sign_in = fitting(app.state.guard.users)
    app.middleware("http")(app.state.guard)
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_FROM, compresslevel=GZIP_LEVEL)
    app.middleware("http")(with_headers)
    faults.install(app)
    app.mount("/static", StaticFiles(directory=str(files("dateline.web") / "static")), name="static")
    for router in ROUTERS:
        app.include_router(router)
    return app


@asynccontextmanager
async def _serving(app: FastAPI) -> AsyncIterator[None]:
    """Few threads; and the store is told, while it is served, that people may be judging in it."""
    current_default_thread_limiter().total_tokens = THREADS
    desk: Desk = app.state.desk
    async with create_task_group() as tasks:
        await to_thread.run_sync(desk.tell_served, SERVED_SECONDS)
        tasks.start_soon(_tell_served, desk)
        yield
        tasks.cancel_scope.cancel()
    await to_thread.run_sync(desk.tell_served, 0.0)


async def _tell_served(desk: Desk) -> None:
    while True:
        await sleep(SERVED_SECONDS / 3)
        with suppress(StoreError):  # it is locked for long: said again in a moment
            await to_thread.run_sync(desk.tell_served, SERVED_SECONDS)
