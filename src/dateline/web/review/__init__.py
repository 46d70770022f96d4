"""Review: one incident a screen, its sentences and its article beside it; and pairs that may be one.

who     the reviewer, and that a request comes from a page of ours
fields  what stands for each field of an incident and what rivals it, as values that can be set
queue   which incident is next, in which order; nobody gets what another has before them
act     what the reviewer decided, kept as judgements
merges  pairs of incidents, side by side
taking_back  a reviewer's newest act, undone
double  incidents that two people code, neither seeing what the other says
"""

from dateline.web.review import act, double, merges, queue, who

__all__ = ["ROUTERS"]

ROUTERS = (who.router, queue.router, act.router, merges.router, double.router)
