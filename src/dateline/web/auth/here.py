"""What changes something comes from a page of this desk: no other site acts in somebody's name."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from dateline.web.auth.guard import COOKIE, SAFE, path_of

__all__ = ["FromHere", "from_here"]

HEADER = "x-csrf-token"
FIELD = "csrf"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def from_here(request: Request) -> None:
    """Of a request that may change something: browsers say which site it comes from, and with a session it
    brings the token of our pages, as the field ``csrf`` of a form or the header ``X-CSRF-Token``.

    Raises:
        HTTPException: 403.
    """
    if request.method in SAFE:
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:  # an older browser, or a program; our pages send no referrer, so that Origin may be "null"
        ours = origin is None or urlsplit(origin).netloc == request.url.netloc
    if not ours:
        raise HTTPException(403, "this was not sent by a page of this desk")
    wanted = getattr(request.state, "csrf", "")
    # No session that a browser would send along, or one that is about to be replaced.
    if not wanted or COOKIE not in request.cookies or path_of(request) == "/login":
        return
    given = request.headers.get(HEADER, "")
    if not given and request.headers.get("content-type", "").partition(";")[0].strip().lower() in FORMS:
        posted = (await request.form()).get(FIELD, "")
        given = posted if isinstance(posted, str) else ""
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        raise HTTPException(403, "the page is older than your sign-in; load it again")


FromHere = Depends(from_here)
