"""How the account of an incident changed, document by document."""

from dateline.model import Basis, DateInterval, DatePrecision, PlacePrecision, PlaceRef, Status
from resolve.tellings import summed, tell
from store.accounts import RAVA, by, day, killed

XANADU = PlaceRef(text="Xanadu", name="Xanadu", geonameid=1, country="XA", precision=PlacePrecision.COUNTRY)


def changes(step):
    return {change.field: (change.was, change.now) for change in step.changes}


def test_each_document_shows_what_it_newly_gave_and_what_it_changed_in_order_of_publication():
    incident = summed(
        tell(
            "C", "2026-03-12", dead=killed(24, 24), actors=(by("Red Front", "red-front"),), claim="red-front"
        ),
        tell("A", "2026-03-09", dead=killed(20, 20), place=XANADU, status=Status.ALLEGED),
        tell("B", "2026-03-10", dead=killed(20, 20), place=RAVA, date=day("2026-03-09")),
    )
    first, second, third = incident.timeline
    assert [step.published for step in incident.timeline] == ["2026-03-09", "2026-03-10", "2026-03-12"]
    assert changes(first) == {
        "event": (None, "bombing"),
        "status": (None, "alleged"),
        "place": (None, "Xanadu (country)"),
        "killed": (None, "20"),
    }
    assert changes(second) == {
        "status": ("alleged", "occurred"),
        "place": (None, "Rava (town)"),
        "date": (None, "2026-03-09"),
    }
    assert changes(third) == {"killed": ("20", "24"), "claimed by": (None, "Red Front")}


def test_a_document_that_says_nothing_new_has_no_changes_and_a_reprint_is_marked():
    same = {"place": RAVA, "dead": killed(3, 3)}
    incident = summed(
        tell("A", "2026-03-09", origin="Wire", **same), tell("B", "2026-03-10", origin="Wire", **same)
    )
    assert [(step.changes == (), step.copy) for step in incident.timeline] == [(False, False), (True, True)]


def test_a_wider_place_than_one_already_told_is_nothing_new():
    incident = summed(tell("A", "2026-03-09", place=RAVA), tell("B", "2026-03-10", place=XANADU))
    assert incident.timeline[1].changes == ()


def test_a_denial_changes_no_figure_and_says_who_denies():
    incident = summed(
        tell("A", "2026-03-09", dead=killed(3, 3)),
        tell("B", "2026-03-10", dead=killed(0, 0), status=Status.DENIED),
    )
    assert changes(incident.timeline[1]) == {"denied": (None, "by someone")}


def test_one_document_has_no_history_and_undated_ones_come_last():
    assert summed(tell("A")).timeline == ()
    assert [step.published for step in summed(tell("A", ""), tell("B")).timeline] == ["2026-03-10", ""]


def test_a_lower_bound_that_is_already_passed_and_a_wider_date_are_nothing_new():
    march = DateInterval(
        start="2026-03-01", end="2026-03-31", precision=DatePrecision.MONTH, basis=Basis.TEXT, text="March"
    )
    incident = summed(
        tell("A", "2026-03-09", dead=killed(11, 11), date=day("2026-03-09")),
        tell("B", "2026-03-10", dead=killed(7), date=march),
        tell("C", "2026-03-11", dead=killed(14)),
    )
    assert incident.timeline[1].changes == ()
    assert changes(incident.timeline[2]) == {"killed": ("11", "at least 14")}
