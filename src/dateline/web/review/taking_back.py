"""A reviewer's newest act taken back: a judgement, or an item that they left without one."""

from __future__ import annotations

from urllib.parse import quote

from dateline.api import Record
from dateline.web.reading import Desk

__all__ = ["take_back"]


def take_back(desk: Desk, person: str, why: str, queue: str) -> str:
    """The address of what was touched, in ``queue`` where it is one incident.

    A note of skipping, of being unsure or of a relation is taken back where it is newer than every judgement
    of this person that is in force.

    Raises:
        UsageError: there is nothing to take back.
    """
    mark = next(iter(desk.store.reviewing.marks(person)), None)
    own = [j.at for j in desk.store.judgements_in_force() if j.by == f"person:{person}"]
    if mark is not None and (not own or mark.at > max(own)):
        desk.store.reviewing.unmark(mark.item, person)
        touched = mark.item.split()
        if len(touched) > 1:
            return f"/review/merges?one={quote(touched[0])}&other={quote(touched[1])}"
    else:
        record = Record(desk.store, desk.settings)
        undone = record.undo("", by=person, why=why)
        touched = [*record.judged_by(undone)["incidents"]][:1]
    return f"{queue}&item={quote(touched[0])}" if touched else queue
