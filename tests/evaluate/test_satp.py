from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.corpora import satp
from dateline.evaluate.corpora.satp import Incident, Report
from dateline.evaluate.metrics.satp import (
    left_whole,
    majority,
    metrics,
    score,
    score_splitting,
    splitting_metrics,
)
from dateline.evaluate.metrics.satp_coding import code_report
from dateline.model import Account, PlacePrecision, PlaceRef, Role, Status
from evaluate.accounts import account, document

DOC = document(
    "Maoist cadres shot two villagers in Onde and set a truck on fire. "
    "Police arrested three rebels. One surrendered."
)


def incident(
    *,
    perpetrator: str | None = "Maoist",
    actions: tuple[str, ...] = ("armed_assault",),
    targets: tuple[str, ...] = ("civilians",),
    killed: int | None = 2,
    district: str = "Onde",
    village: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Incident:
    return Incident(
        perpetrator=perpetrator,
        actions=frozenset(actions),
        targets=frozenset(targets),
        targets_coded=True,
        totals={"killed": killed, "injured": None, "arrested": 0},
        deaths={"civilian": killed, "security": 0, "maoist": None},
        state="Tarsa",
        district=district,
        village=village,
        latitude=latitude,
        longitude=longitude,
    )


def report(*incidents: Incident) -> Report:
    return Report(name="r1", document=DOC, incidents=incidents)


MAOIST_ATTACK = account(
    DOC,
    "shot",
    "armed_attack",
    killed=(2, 2),
    actors=[(Role.PERPETRATOR, "Maoist cadres", None), (Role.VICTIM, "two villagers", None)],
)


def test_accounts_become_the_codes_of_the_corpus() -> None:
    fire = account(DOC, "set a truck on fire", "property_attack", actors=[(Role.TARGET, "a truck", None)])
    arrest = account(
        DOC, "arrested", "arrest", arrested=(3, None), actors=[(Role.TARGET, "three rebels", None)]
    )
    coded = code_report([MAOIST_ATTACK, fire, arrest, account(DOC, "surrendered", "group_change")])
    assert coded.perpetrator == "Maoist"
    assert coded.actions == {"armed_assault", "infrastructure", "arrest", "surrender"}
    assert coded.targets == {"civilians", "private_property", "maoist"}
    assert coded.totals == {"killed": 2, "injured": 0, "arrested": 3}


def test_an_arrest_without_a_named_actor_is_the_states() -> None:
    assert code_report([account(DOC, "arrested", "arrest")]).perpetrator == "Security"


def test_whom_the_state_arrests_is_maoist_unless_told_to_be_another() -> None:
    named = account(DOC, "arrested", "arrest", actors=[(Role.TARGET, "Olav Stern", None)])
    official = account(DOC, "arrested", "arrest", actors=[(Role.TARGET, "the sarpanch of Onde", None)])
    assert code_report([named]).targets == {"maoist"}
    assert code_report([account(DOC, "arrested", "weapons_seizure")]).targets == {"maoist"}
    assert code_report([official]).targets == {"government_officials"}


def test_background_and_threats_are_not_coded() -> None:
    accounts = [
        account(DOC, "shot", "armed_attack", background=True),
        account(DOC, "shot", "armed_attack", status=Status.THREATENED),
    ]
    assert code_report(accounts).actions == frozenset()
    assert code_report(accounts).perpetrator == "Unknown"


def test_sides_actions_targets_and_deaths_are_scored_as_counted_by_hand() -> None:
    first = score(report(incident()), [MAOIST_ATTACK])
    second = score(report(incident(perpetrator="Security", actions=("arrest", "seizure"), killed=3)), [])
    sums = totals([first.tally, second.tally])
    values = {metric.name: metric.of(sums) for metric in metrics()}
    assert values["perpetrator.weighted_f1"] == 1 / 2  # Maoist 1.0 and Security 0.0, one report each
    assert values["action.f1"] == 2 * 1 / (1 + 3)
    assert values["target.recall"] == 1 / 2
    assert values["killed.mean_absolute_error"] == 3 / 2
    assert values["killed.exact"] == 1 / 2
    assert values["injured.exact"] is None
    assert values["killed.civilian.exact"] == 1 / 2
    assert values["killed.security.exact"] == 1.0
    assert values["killed.maoist.exact"] is None
    assert values["arrested.exact"] == 1.0
    assert [miss.kind for miss in first.misses] == []
    assert [miss.kind for miss in second.misses] == [
        "wrong perpetrator",
        "wrong actions",
        "wrong targets",
        "wrong killed",
    ]


def killed(words: str, number: int) -> Account:
    return account(DOC, words, "armed_attack", killed=(number, number))


@pytest.mark.parametrize(
    ("accounts", "total"),
    [
        ([killed("two villagers", 3), killed("Maoist cadres", 2), killed("three rebels", 1)], 3),
        ([killed("two villagers", 2), killed("two villagers", 3)], 3),
        ([killed("Police", 4), killed("three rebels", 2)], 6),
        ([killed("Police", 4), killed("Police", 4)], 4),
    ],
)
def test_parts_of_the_dead_are_not_added_to_the_whole_but_the_armed_sides_are(
    accounts: list[Account], total: int
) -> None:
    assert code_report(accounts).totals["killed"] == total


def test_the_dead_are_of_the_side_that_their_words_name() -> None:
    doc = document("Three cadres, a former rebel, two constables, four traders and one of them died.")
    told = [
        account(doc, words, "armed_attack", killed=(number, number), actors=[(Role.VICTIM, victim, None)])
        for words, number, victim in (
            ("Three cadres", 3, "cadres"),
            ("a former rebel", 1, "a former rebel"),
            ("two constables", 2, "constables"),
            ("four traders", 4, "traders"),
        )
    ]
    assert code_report(told).deaths == {"civilian": 4, "security": 2, "maoist": 3}
    pronoun = account(
        doc, "one of them", "armed_attack", killed=(1, 1), actors=[(Role.VICTIM, "rebels", None)]
    )
    assert code_report([pronoun]).deaths == {"civilian": 0, "security": 0, "maoist": 1}


def test_weighted_f1_weighs_each_side_by_its_share_of_the_gold() -> None:
    tally = {"sides": 4, "side.Maoist.Maoist": 2, "side.Maoist.Security": 1, "side.Security.Security": 1}
    weighted = metrics()[0].of(tally)
    assert weighted == pytest.approx((3 * 0.8 + 1 * (2 / 3)) / 4)


def test_a_place_is_right_by_distance_or_by_the_name_of_its_district() -> None:
    near = PlaceRef(text="Halle", name="Halle", latitude=10.2, longitude=20.0, precision=PlacePrecision.TOWN)
    named = PlaceRef(text="Onde district", precision=PlacePrecision.UNKNOWN)
    gold = report(incident(latitude=10.0, longitude=20.0))
    sums = totals(
        [
            score(gold, [account(DOC, "shot", "armed_attack", place=place)]).tally
            for place in (near, named, None)
        ]
    )
    values = {metric.name: metric.of(sums) for metric in metrics()}
    assert values["place.within_50_km"] == 1 / 3
    assert values["place.within_50_km_or_same_district"] == 2 / 3
    assert values["place.given"] == 1 / 3


def test_splits_are_matched_by_action_and_an_action_only_split_is_optional() -> None:
    attack, arrest = incident(), incident(actions=("arrest",), village="Halle")
    seizure = incident(actions=("seizure",))
    found = [MAOIST_ATTACK, account(DOC, "surrendered", "group_change")]
    tally = score_splitting(report(attack, arrest, seizure), found).tally
    values = {metric.name: metric.of(tally) for metric in splitting_metrics()}
    assert values["split.precision"] == 1 / 2
    assert values["split.recall"] == 1 / 2
    assert values["split.same_number"] == 1.0
    with_seizure = [
        MAOIST_ATTACK,
        account(DOC, "arrested", "arrest"),
        account(DOC, "fire", "weapons_seizure"),
    ]
    again = score_splitting(report(attack, arrest, seizure), with_seizure).tally
    assert (again["split.right"], again["split.found"], again["split.gold"]) == (2, 2, 2)


def test_the_baselines_are_the_commonest_side_and_never_splitting() -> None:
    reports = [report(incident()), report(incident()), report(incident(perpetrator="Security"))]
    assert majority(reports)["perpetrator.weighted_f1"] == pytest.approx(2 / 3 * 0.8)
    whole = left_whole([report(incident(), incident(village="Halle")), report(incident())])
    assert whole["split.recall"] == pytest.approx(2 / 3)
    assert whole["split.precision"] == 1.0
    assert whole["split.left_whole"] == 1 / 2


def test_both_layouts_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "satp"
    folder.mkdir()
    base = {
        "perpetrator": "Maoist",
        "date": "2011-01-02",
        "location": {"district": "Onde", "lat": 1.5, "lon": 2},
    }
    one = {**base, "id": "a", "text": "A raid.", "actions": ["arrest"], "targets": {"types": ["no_target"]}}
    one["deaths"] = {"total": 2, "civilian": 1, "government_official": 2, "security": 1}
    several = {
        "id": "b",
        "text": "Raids.",
        "incidents": [{**base, "actions": ["Arrest"], "targets": ["Security"]}],
    }
    (folder / "dev.jsonl").write_text(json.dumps(one) + "\n\n", encoding="utf-8")
    (folder / "splitting.jsonl").write_text(json.dumps(several), encoding="utf-8")
    (single,), (multiple,) = satp.read(tmp_path, "dev"), satp.read(tmp_path, "splitting")
    assert dict(single.document.parts) == {"body": "A raid.", "published": "2011-01-02", "language": "en"}
    assert single.incidents[0].actions == multiple.incidents[0].actions == {"arrest"}
    assert single.incidents[0].targets == frozenset()
    assert single.incidents[0].deaths == {"civilian": 3, "security": 1, "maoist": None}
    assert single.incidents[0].totals == {"killed": 2, "injured": None, "arrested": None}
    assert (single.incidents[0].latitude, single.incidents[0].longitude) == (1.5, 2.0)
