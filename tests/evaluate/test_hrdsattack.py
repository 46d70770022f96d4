from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.evaluate.corpora import hrdsattack
from dateline.evaluate.corpora.hrdsattack import Article
from dateline.evaluate.metrics.hrdsattack import majority, metrics, score
from dateline.evaluate.metrics.hrdsattack_coding import code_article, perpetrator_type
from dateline.model import (
    Account,
    ActorRef,
    Basis,
    DateInterval,
    DatePrecision,
    PlacePrecision,
    PlaceRef,
    Role,
    Status,
)
from evaluate.accounts import account, document

DOC = document("Police arrested the reporter Ida Morn in Onde in May 2021. Gunmen later killed Olav Stern.")


def kind_of(actor_id: str) -> str | None:
    return {"ardan-police": "police", "harbour-front": "rebel"}.get(actor_id)


def month(basis: Basis = Basis.TEXT) -> DateInterval:
    return DateInterval(
        start="2021-05-01", end="2021-05-31", precision=DatePrecision.MONTH, basis=basis, text="May 2021"
    )


ARREST = account(
    DOC,
    "arrested",
    "arrest",
    date=month(),
    place=PlaceRef(
        text="Onde", name="Onde", country="NG", admin1="Tarsa State", precision=PlacePrecision.TOWN
    ),
    actors=[
        (Role.PERPETRATOR, "Police", None),
        (Role.VICTIM, "Ida Morn", None),
        (Role.VICTIM, "reporters", None),
    ],
)
KILLING = account(
    DOC,
    "killed",
    "armed_attack",
    killed=(1, 1),
    actors=[(Role.PERPETRATOR, "Gunmen", None), (Role.VICTIM, "Olav Stern", None)],
)

ARTICLE = Article(
    name="a1",
    document=DOC,
    perpetrator_mentioned=True,
    perpetrator_type="state actor",
    violations=frozenset({"arbitrary detention", "torture"}),
    victims=("Ida Morn", "Ola Stern"),
    place={"country": "NG", "region": "Tarsa", "city": "Halle"},
    date={"year": 2021, "month": 5, "day": 3},
)


def values(case: Article, *accounts: Account) -> dict[str, float | None]:
    tally = score(case, accounts, kind_of=kind_of).tally
    return {metric.name: metric.of(tally) for metric in metrics()}


def test_accounts_become_the_codes_of_the_corpus() -> None:
    coded = code_article([ARREST, KILLING], kind_of)
    assert coded.perpetrator_type == "state actor"
    assert coded.violations == {"arbitrary detention", "killing"}
    assert coded.victims == ("Ida Morn", "Olav Stern")
    assert coded.place == {"country": "NG", "region": "Tarsa State", "city": "Onde"}
    assert coded.date == {"year": 2021, "month": 5, "day": None}


def test_every_figure_is_the_one_counted_by_hand() -> None:
    scores = values(ARTICLE, ARREST, KILLING)
    assert scores["perpetrator_mention.f1"] == 1.0
    assert scores["perpetrator_type.accuracy"] == 1.0
    assert scores["violation_types.f1"] == 1 / 2
    assert scores["victim_names.exact.f1"] == 1 / 2
    assert scores["victim_names.fuzzy.f1"] == 1.0
    assert scores["country.f1"] == 1.0
    assert scores["region.f1"] == 1.0
    assert scores["city.f1"] == 0.0
    assert scores["month.f1"] == 1.0
    assert (scores["day.recall"], scores["day.precision"], scores["day.abstained"]) == (0.0, None, 1.0)


def test_the_majority_baseline_names_the_commonest_perpetrator_everywhere() -> None:
    silent = replace(ARTICLE, perpetrator_mentioned=False, perpetrator_type="")
    scores = majority([ARTICLE, ARTICLE, replace(ARTICLE, perpetrator_type="regional orgs"), silent])
    assert scores == {"perpetrator_mention.f1": 6 / 7, "perpetrator_type.accuracy": 2 / 3}


def test_silence_earns_nothing_and_is_reported() -> None:
    scores = values(ARTICLE)
    assert scores["perpetrator_mention.f1"] == 0.0
    assert scores["country.f1"] == 0.0
    assert scores["country.abstained"] == 1.0


def test_a_value_where_the_gold_has_none_costs_precision() -> None:
    scores = values(replace(ARTICLE, place={"country": "", "region": "", "city": ""}), ARREST)
    assert scores["country.precision"] == 0.0
    assert scores["country.f1"] is None


def test_the_publication_date_is_no_answer() -> None:
    dated = account(DOC, "arrested", "arrest", date=month(Basis.PUBLICATION))
    assert code_article([dated], kind_of).date == {"year": None, "month": None, "day": None}


def test_background_and_denied_accounts_are_not_coded() -> None:
    accounts = [
        account(DOC, "arrested", "arrest", background=True),
        account(DOC, "arrested", "arrest", status=Status.DENIED),
    ]
    assert code_article(accounts, kind_of).violations == frozenset()


def test_an_abduction_told_as_a_disappearance_is_one() -> None:
    doc = document("She disappeared on Monday.")
    assert code_article([account(doc, "disappeared", "abduction")], kind_of).violations == {
        "enforced disappearance"
    }


@pytest.mark.parametrize(
    ("actor_id", "text", "kind"),
    [
        ("ardan-police", "they", "state actor"),
        ("harbour-front", "the state", "other actors without permissions"),
        (None, "soldiers", "state actor"),
        (None, "armed bandits", "other actors without permissions"),
        (None, "a landlord", "other non-state actors"),
    ],
)
def test_a_perpetrator_type_comes_from_the_registry_and_else_from_the_words(
    actor_id: str | None, text: str, kind: str
) -> None:
    actor = ActorRef(role=Role.PERPETRATOR, text=text, actor_id=actor_id)
    assert perpetrator_type(actor, kind_of) == kind


def test_an_article_is_read_with_empty_labels_as_empty(tmp_path: Path) -> None:
    folder = tmp_path / "hrdsattack"
    folder.mkdir()
    labels = {
        "perpetrator_mention": True,
        "perpetrator_type": "insufficient info",
        "violation_types": ["killing", "unknown"],
        "country": "USA",
        "region": "unknown",
        "city": None,
        "year": "2021",
        "month": "December",
        "day": "unknown",
        "victims": [{"name": "Ida Morn"}, {"name": None}],
    }
    row = {
        "id": "x",
        "title": "T",
        "date_published": "2021-12-03 02:00:00",
        "text": "A raid.",
        "labels": labels,
    }
    (folder / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (article,) = hrdsattack.read(tmp_path, "dev")
    assert article.document.published == "2021-12-03T02:00:00"
    assert article.perpetrator_type == ""
    assert article.violations == {"killing"}
    assert article.victims == ("Ida Morn",)
    assert article.place == {"country": "US", "region": "", "city": ""}
    assert article.date == {"year": 2021, "month": 12, "day": None}
