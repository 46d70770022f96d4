"""Counts keep apart what must not be added up, and say what is not known."""

import csv
import io
import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.analytics import GROUPINGS, Tally, incidents_of, tally
from dateline.cli import main
from dateline.cli.analyse import BY
from dateline.codebook import Codebook
from dateline.errors import UsageError
from dateline.release import freeze
from dateline.store import Store
from release.test_release import resolve
from store.accounts import RAVA, account, by, day, document, killed


def incident(
    killed: tuple[int | None, int | None, int | None] | None = None,
    *,
    status: str = "occurred",
    count: int = 1,
    date: tuple[str, str] | None = None,
    actors: tuple[tuple[str, str], ...] = (),
    place: dict[str, str | None] | None = None,
) -> dict[str, Any]:
    import datetime

    days = None if date is None else [datetime.date.fromisoformat(iso) for iso in date]
    return {
        "event_type": "bombing",
        "status": status,
        "count": count,
        "date": None if days is None else {"start": days[0], "end": days[1]},
        "place": place,
        "actors": [{"role": role, "actor_id": id_, "name": None, "text": id_} for role, id_ in actors],
        "casualties": {
            "killed": None if killed is None else dict(zip(("low", "best", "high"), killed, strict=True))
        },
    }


def counted(*incidents: dict[str, Any]) -> Tally:
    (counts,) = tally(incidents, "type").values()
    return counts


def test_an_incident_without_a_figure_is_counted_beside_the_sum_and_is_not_zero() -> None:
    assert counted(incident(), incident()) == Tally(incidents=2, events=2, without_figure=2)
    assert counted(incident((0, 0, 0))).low == 0
    some = counted(incident((2, 3, 4)), incident())
    assert (some.low, some.best, some.high, some.with_figure, some.without_figure) == (2, 3, 4, 1, 1)


def test_a_figure_without_upper_bound_is_flagged_and_holds_the_sum_up() -> None:
    counts = counted(incident((7, 11, None)), incident((1, 1, 1)), incident((None, None, 5)))
    assert (counts.low, counts.best, counts.high) == (8, 12, 17)
    assert (counts.open_high, counts.without_best) == (1, 1)


def test_what_is_claimed_or_threatened_is_never_added_to_what_occurred() -> None:
    statuses = ("occurred", "claimed", "alleged", "attempted", "threatened", "denied")
    found = tally([incident((1, 1, 1), status=status) for status in statuses], "type")
    assert {status: counts.best for (_, status, _), counts in found.items()} == dict.fromkeys(statuses, 1)


def test_an_aggregate_stands_apart_from_the_single_incidents_it_may_sum_up() -> None:
    found = tally([incident((3, 3, 3)), incident((9, 9, 9), count=5)], "type")
    assert {told_as: (c.incidents, c.events, c.best) for (_, _, told_as), c in found.items()} == {
        "single": (1, 1, 3),
        "aggregate": (1, 5, 9),
    }


def test_a_dyad_is_each_doer_with_each_target_and_an_unknown_doer_is_told() -> None:
    two = incident(actors=(("perpetrator", "a"), ("perpetrator", "b"), ("target", "t"), ("victim", "t")))
    assert [key for key, _, _ in tally([two, incident(actors=(("target", "t"),))], "dyad")] == [
        ("a", "t"),
        ("b", "t"),
        (None, "t"),
    ]


def test_a_date_wider_than_a_week_is_in_no_week_but_may_be_in_a_month() -> None:
    wide = incident(date=("2026-03-01", "2026-03-20"))
    assert [key for key, _, _ in tally([wide], "week")] == [(None,)]
    assert [key for key, _, _ in tally([wide], "month")] == [("2026-03",)]
    assert [key for key, _, _ in tally([incident(date=("2027-01-01", "2027-01-03"))], "week")] == [
        ("2026-W53",)
    ]


def test_a_country_alone_is_in_no_division_of_it() -> None:
    found = tally([incident(place={"country": "XA", "admin1": None})], "admin1")
    assert [key for key, _, _ in found] == [("XA", None)]


def test_unknown_groupings_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="groupings are"):
        tally([], "colour")
    with pytest.raises(UsageError, match="is no release"):
        list(incidents_of(tmp_path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    told_by = document("=a bombed Rava, killing four.")
    told = account(told_by, date=day("2026-03-09"), place=RAVA, dead=killed(4, 4), actors=(by("=a"),))
    with Store.open(tmp_path / "record.db") as store:
        store.add_accounts(told_by, [told], "rules@1")
        resolve(store)
        return freeze(store, "one", tmp_path, date="2026-04-01", codebook=Codebook.load())


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_the_command_counts_a_release_by_everything_it_offers(grouping: str, folder: Path) -> None:
    asked = ["analyse", str(folder), "--by", grouping, "--format", "json"]
    (row,) = json.loads(CliRunner().invoke(main, asked).stdout)
    assert (row["killed_best"], row["status"], row["incidents"]) == (4, "occurred", 1)


def test_the_command_offers_every_grouping() -> None:
    assert set(BY) == set(GROUPINGS)


def test_counts_as_csv_run_no_formula_and_as_a_table_show_unknown(folder: Path) -> None:
    asked = ["analyse", str(folder), "--by", "dyad", "--format"]
    (row,) = csv.DictReader(io.StringIO(CliRunner().invoke(main, [*asked, "csv"]).stdout))
    assert (row["actor"], row["target"]) == ("'=a", "")
    assert "=a     ?" in CliRunner().invoke(main, [*asked, "table"]).stdout


def test_the_example_plots_a_release_without_network(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Path(__file__).parent.parent.parent / "examples" / "analysis.py"
    monkeypatch.setattr("sys.argv", [str(script), str(folder), str(tmp_path / "figure.png")])
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out.startswith("1 incidents, 1 types with deaths")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")
