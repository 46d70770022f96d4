"""Sign-in for teams: who a request comes from, what they may do, and that no other site speaks for them.

passwords  hashes, compared with the same work whether or not there is such a user
hosts      the names that the desk answers to
guard      every request: its host, its user, their role; set on ``request.state``
here       unsafe requests come from a page of this desk
sign_in    the pages to sign in and out

Without users (``Guard(users=None)``) everybody who reaches the desk may do everything, and ``dateline serve``
lets only this machine reach it.
"""

from dateline.web.auth.guard import Guard, require
from dateline.web.auth.here import FromHere
from dateline.web.auth.sign_in import router

__all__ = ["FromHere", "Guard", "require", "router"]
