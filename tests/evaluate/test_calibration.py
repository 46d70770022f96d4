"""Judging single values, fitting maps on them and measuring how well they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from dateline.calibration import ACCOUNT, EVENT, Kind, field_of
from dateline.evaluate.calibration.cases import Case
from dateline.evaluate.calibration.news_verdicts import news_verdicts
from dateline.evaluate.calibration.regression import LEAST_CASES, fit, kinds_of
from dateline.evaluate.calibration.reliability import (
    area_under_curve,
    calibration_error,
    equal_mass,
    equal_width,
    measure,
)
from dateline.evaluate.calibration.report import as_json, as_text, as_toml, calibrate
from dateline.evaluate.calibration.satp_verdicts import satp_verdicts
from dateline.evaluate.calibration.verdicts import Verdicts
from dateline.evaluate.corpora.news import GoldActor, GoldCount, NewsText
from dateline.evaluate.corpora.satp import Incident, Report
from dateline.model import Account, Document, PlaceRef, Role
from evaluate.accounts import FAMILIES, account, document, gold
from evaluate.test_satp import incident

DOC = document("Raiders shot at a bus near Onde, killing two. Police arrested three men. A mine killed nine.")


def verdicts_by_field(account_: Account, verdicts: Verdicts) -> dict[str, bool | None]:
    pairs = zip(account_.assertions, verdicts.values, strict=True)
    return {field_of(assertion): right for assertion, right in pairs}


def test_values_of_a_matched_news_event_are_judged_and_those_of_a_false_one_are_not() -> None:
    actors = (
        GoldActor(role="perpetrator", names=("Harbour Army",), named=True),
        GoldActor(role="victim", names=("bus passengers",), named=False),
    )
    event = gold(
        DOC, "Raiders shot at a bus", "armed_attack", actors=actors, killed=(GoldCount(low=2, high=2),)
    )
    raid = account(
        DOC,
        "shot",
        "armed_attack",
        actors=[(Role.PERPETRATOR, "Hill Army", None), (Role.VICTIM, "passengers", None)],
        killed=(2, 2),
        place=PlaceRef(text="Onde"),
    )
    false = account(DOC, "mine", "bombing", killed=(9, 9))
    text = NewsText(name="x", kind="event", document=DOC, events=(event,), traps=())
    first, second = news_verdicts(text, [raid, false], FAMILIES)
    assert (first.event, second.event) == (True, False)
    assert verdicts_by_field(raid, first) == {
        "event_type": True,
        "status": True,
        "place": None,
        "perpetrator": False,
        "victim": True,
        "killed": True,
    }
    assert set(second.values) == {None}


def report(*incidents: Incident) -> Report:
    return Report(name="r", document=DOC, incidents=incidents)


def test_each_action_of_a_report_is_one_event_and_what_is_left_over_is_false() -> None:
    raid = account(DOC, "shot", "armed_attack", killed=(2, 2))
    mine = account(DOC, "mine", "armed_attack")
    arrest = account(DOC, "arrested", "arrest", arrested=(3, 3))
    coded = incident(actions=("armed_assault", "arrest"), killed=2)
    found = satp_verdicts(report(coded), [raid, mine, arrest])
    assert [verdict.event for verdict in found] == [True, False, True]
    assert verdicts_by_field(raid, found[0])["killed"] is True
    assert verdicts_by_field(arrest, found[2])["arrested"] is False


def test_a_partner_of_another_action_has_the_event_but_not_its_type() -> None:
    bomb = account(DOC, "mine", "bombing")
    (found,) = satp_verdicts(report(incident(actions=("armed_assault",))), [bomb])
    assert found.event is True
    assert verdicts_by_field(bomb, found)["event_type"] is False


def test_in_a_report_of_several_incidents_each_number_is_its_own() -> None:
    raid = account(DOC, "shot", "armed_attack", killed=(2, 2), place=PlaceRef(text="Onde"))
    mine = account(DOC, "mine", "bombing", killed=(8, 8), place=PlaceRef(text="Tarsa"))
    two = report(incident(killed=2), incident(actions=("bombing",), killed=9, district="Umber"))
    first, second = satp_verdicts(two, [raid, mine])
    assert verdicts_by_field(raid, first)["killed"] is True
    assert verdicts_by_field(mine, second)["killed"] is False
    assert verdicts_by_field(raid, first)["place"] is True
    assert verdicts_by_field(mine, second)["place"] is False


def test_a_side_is_judged_by_its_words_unless_the_coders_left_it_open() -> None:
    raid = account(
        DOC,
        "shot",
        "armed_attack",
        actors=[(Role.PERPETRATOR, "Maoist rebels", None), (Role.VICTIM, "two policemen", None)],
    )
    told = verdicts_by_field(raid, satp_verdicts(report(incident(targets=("security",))), [raid])[0])
    assert (told["perpetrator"], told["victim"]) == (True, True)
    open_ = verdicts_by_field(raid, satp_verdicts(report(incident(perpetrator="Unknown")), [raid])[0])
    assert (open_["perpetrator"], open_["victim"]) == (None, False)


def test_what_the_report_corpus_does_not_code_is_not_judged() -> None:
    threat = account(DOC, "shot", "threat")
    assert satp_verdicts(report(incident()), [threat])[0].event is None


def test_calibration_error_by_hand() -> None:
    given = np.array([0.1, 0.1, 0.9, 0.9])
    right = np.array([0.0, 1.0, 1.0, 1.0])
    assert calibration_error(given, right, equal_width) == pytest.approx((2 * 0.4 + 2 * 0.1) / 4)
    assert calibration_error(given, right, equal_mass) == pytest.approx((0.1 + 0.9 + 0.1 + 0.1) / 4)
    assert [len(part) for part in equal_mass(np.linspace(0, 1, 25))] == [3] * 5 + [2] * 5
    assert [list(part) for part in equal_width(np.array([1.0, 0.05, 0.95]))] == [[1], [0, 2]]


def test_area_under_the_curve_by_hand() -> None:
    assert area_under_curve(np.array([0.2, 0.6, 0.6, 0.9]), np.array([0.0, 0.0, 1.0, 1.0])) == 0.875
    assert area_under_curve(np.array([0.2, 0.6]), np.array([1.0, 1.0])) is None


def cases(number: int, *, field: str = EVENT, brief: bool = False, seed: int = 1) -> list[Case]:
    """Values that are right in 90 % of the cases told in the lead and in 40 % of the others."""
    chance = Random(seed)
    found = []
    for n in range(number):
        lead = chance.random() < 0.5
        evidence = {"brief": float(brief), "lead": float(lead), "score": 0.5}
        right = chance.random() < (0.9 if lead else 0.4)
        found.append(Case(field=field, corpus="news", document=f"d{n // 3}", evidence=evidence, right=right))
    return found


def test_a_map_learns_what_tells_right_from_wrong() -> None:
    measured = fit(EVENT, cases(2_000), [Kind.ARTICLE])[Kind.ARTICLE]
    assert measured.probability({"brief": 0, "lead": 1, "score": 0.5}) == pytest.approx(0.9, abs=0.03)
    assert measured.probability({"brief": 0, "lead": 0, "score": 0.5}) == pytest.approx(0.4, abs=0.04)
    assert (measured.cases, measured.right) == (2_000, sum(case.right for case in cases(2_000)))


def test_the_order_of_the_cases_does_not_matter() -> None:
    rows = cases(300)
    assert fit(EVENT, rows, [Kind.ARTICLE]) == fit(EVENT, rows[::-1], [Kind.ARTICLE])


def test_a_kind_with_few_cases_leans_on_the_other_and_one_with_too_few_has_no_map() -> None:
    rows = [*cases(1_000), *cases(40, brief=True, seed=2)]
    both = fit(EVENT, rows, kinds_of(rows))
    assert set(both) == {Kind.ARTICLE, Kind.BRIEF}
    assert both[Kind.BRIEF].weights["lead"] > 1
    assert kinds_of([*cases(1_000), *cases(10, brief=True)]) == (Kind.ARTICLE,)
    assert kinds_of(cases(LEAST_CASES - 1)) == ()


def test_honest_probabilities_are_measured_as_such_and_chance_beside_them() -> None:
    (event,) = [field for field in measure(cases(3_000)) if field.field == EVENT]
    pooled, news = event.curves
    assert (pooled.corpus, news.corpus) == ("pooled", "news")
    assert pooled.error_equal_mass < 0.03
    assert 0 < pooled.by_chance < 0.03
    assert pooled.brier < pooled.brier_of_the_mean
    assert pooled.auc is not None
    assert pooled.auc > 0.7
    assert sum(point.cases for point in pooled.bins) == pytest.approx(3_000, abs=5)


def test_a_probability_is_not_of_a_map_that_saw_its_document() -> None:
    """A figure that tells a document by heart must not help: right is a toss of a coin for each document."""
    chance = Random(3)
    rows = []
    for n in range(100):
        right, score = chance.random() < 0.5, chance.random()
        evidence = {"brief": 0.0, "score": score}
        case = Case(field=EVENT, corpus="news", document=f"d{n}", evidence=evidence, right=right)
        rows += [case] * 10
    (event,) = [field for field in measure(rows) if field.field == EVENT]
    assert event.curves[0].brier >= event.curves[0].brier_of_the_mean


def test_the_account_is_right_if_event_and_type_are() -> None:
    rows = cases(400)
    types = [replace(case, field="event_type") for case in cases(400, seed=5)]
    joint = [replace(a, field=ACCOUNT, right=a.right and b.right) for a, b in zip(rows, types, strict=True)]
    by_field = {field.field: field.curves[0] for field in measure([*rows, *types, *joint])}
    assert by_field[ACCOUNT].right < min(by_field[EVENT].right, by_field["event_type"].right)
    assert by_field[ACCOUNT].bins[-1].given < by_field[EVENT].bins[-1].given


def corpora(root: Path) -> Path:
    """A news text and two reports, all without events."""
    for corpus in ("news", "satp"):
        (root / corpus).mkdir()
    (root / "news" / "001.txt").write_text("It rained in Onde.", encoding="utf-8")
    (root / "news" / "001.json").write_text('{"title": "Rain", "kind": "control"}', encoding="utf-8")
    (root / "news" / "001.gold.json").write_text('{"events": [], "not_events": []}', encoding="utf-8")
    row = (
        '{"id": "a", "text": "Rebels shot two villagers.", "date": "2009-01-01", "perpetrator": "Maoist", '
        '"actions": ["armed_assault"], "targets": ["civilians"]}\n'
    )
    for split in ("dev", "splitting"):
        (root / "satp" / f"{split}.jsonl").write_text(row, encoding="utf-8")
    return root


def test_a_calibration_names_its_data_and_writes_no_text_of_it(tmp_path: Path) -> None:
    def weigh(doc: Document) -> Sequence[tuple[Account, Sequence[dict[str, float]]]]:
        if "shot" not in doc.body:
            return ()
        told = account(doc, "shot", "armed_attack")
        return ((told, [{"brief": 1.0, "score": 0.5}] * len(told.assertions)),)

    done: list[int] = []
    found = calibrate(corpora(tmp_path), weigh, method="hand@1", date="2024-05-08", progress=done.append)
    assert done == [1, 2, 3]
    assert set(found.maps.data) == {"news-dev", "satp-dev", "satp-splitting"}
    assert (found.maps.fields, found.fields) == ({}, ())  # too few cases for any map
    for text in (as_json(found), as_text(found), as_toml(found.maps)):
        assert "villagers" not in text
