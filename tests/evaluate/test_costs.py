"""What a miss costs, and that mending all misses of a text leaves nothing wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.corpora.cameo_ner import Sentence
from dateline.evaluate.corpora.indiapolice import Article as PoliceArticle
from dateline.evaluate.corpora.muc4 import MucText
from dateline.evaluate.corpora.muc4_full import FullText, read_template
from dateline.evaluate.corpora.polnear import Article
from dateline.evaluate.costs import by_kind, priced
from dateline.evaluate.metrics import cameo_ner, indiapolice, muc4, muc4_slot_figures, news, polnear, satp
from dateline.evaluate.metrics.muc4_incident import Filler, FillerRole, Incident
from dateline.evaluate.metrics.muc4_slot_score import score_incidents
from dateline.evaluate.tally import Metric, Miss, Scored, f1, ratio
from dateline.link.context import Places
from dateline.model import Account, Role
from dateline.tagging.reading import Reading, TaggedSpan
from evaluate.accounts import FAMILIES, account, document, gold
from evaluate.test_muc4_assembly import ATLAS
from evaluate.test_news_metric import ARREST, BOMB, DOC, RAID, text
from evaluate.test_polnear import ARTICLE, OUTER, attribution
from evaluate.test_satp import MAOIST_ATTACK, incident, report

F1 = f1("f1", "x.right", "x.found", "x.gold")
ERROR = ratio("error", "error", "x.gold", higher_is_better=False)


def miss(kind: str, **mend: float) -> Miss:
    changes = {key.replace("_", "."): change for key, change in mend.items()}
    return Miss(kind=kind, document="a", gold="", found="", text="", mend=changes)


SUMS = {"x.right": 2, "x.found": 4, "x.gold": 4, "error": 2}


def test_a_miss_costs_what_the_mean_of_the_headline_scores_would_gain() -> None:
    missed, spurious = miss("missed", x_right=1, x_found=1), miss("spurious", x_found=-1)
    costs = {one.kind: one.cost for one in priced([spurious, missed], SUMS, [F1])}
    assert costs == pytest.approx({"missed": 2 * 3 / 9 - 1 / 2, "spurious": 2 * 2 / 7 - 1 / 2})
    halved = priced([missed], SUMS, [F1, ERROR])[0].cost
    assert halved == pytest.approx((2 * 3 / 9 - 1 / 2) / 2)


def test_where_less_is_better_a_fall_is_a_gain() -> None:
    assert priced([miss("wrong", error=-2)], SUMS, [ERROR])[0].cost == pytest.approx(0.5)


def test_the_costliest_miss_comes_first_and_one_without_effect_costs_nothing() -> None:
    told = priced([miss("a"), miss("b", x_right=1, x_found=1)], SUMS, [F1])
    assert [one.kind for one in told] == ["b", "a"]
    assert told[1].cost == 0.0


def test_a_kind_is_mended_as_a_whole() -> None:
    (kind,) = by_kind([miss("missed", x_right=1, x_found=1)] * 2, SUMS, [F1])
    assert (kind.misses, kind.cost) == (2, pytest.approx(2 * 4 / 10 - 1 / 2))


def tagged(layer: str, body: str, *found: tuple[str, str]) -> Reading:
    spans = [(label, body.index(words), words) for label, words in found]
    return Reading(
        spans=tuple(
            TaggedSpan(layer=layer, label=label, start=at, end=at + len(words), text=words, probability=0.9)
            for label, at, words in spans
        ),
        labels={},
    )


def of_cameo() -> tuple[Scored, Sequence[Metric]]:
    body = "Rebels shelled the port of Umber"
    case = Sentence(name="a", document=document(body), places=(("source", 0, 6), ("target", 15, 32)))
    found = tagged("cameo", body, ("source", "shelled"), ("target", "the port"), ("both", "Rebels"))
    return cameo_ner.score(case, found), cameo_ner.metrics()


def of_police() -> tuple[Scored, Sequence[Metric]]:
    doc = document("police held a man; curfew was clamped on umber.")
    labelled = PoliceArticle(
        name="a", document=doc, labels=frozenset({"KILL", "ARREST", "ANY_ACTION"}), sentences=()
    )
    empty = PoliceArticle(name="b", document=doc, labels=frozenset(), sentences=())
    curfew = [account(doc, "curfew", "sanction")]
    scored = [indiapolice.score(labelled, curfew), indiapolice.score(empty, curfew)]
    both = Scored(
        tally=totals([one.tally for one in scored]),
        misses=tuple(miss for one in scored for miss in one.misses),
    )
    return both, [m for m in indiapolice.metrics() if m.name in indiapolice.HEADLINE]


def of_muc4() -> tuple[Scored, Sequence[Metric]]:
    from evaluate.test_muc4 import template

    doc = document("a bomb damaged the mill. ida morn was shot.")
    key = MucText(
        name="a",
        document=doc,
        templates=(
            template("bombing", Target=[["mill"]], Weapon=[["bomb"]]),
            template("attack", Victim=[["ida morn"]]),
        ),
    )
    target = [(Role.TARGET, "the bridge", None)]
    accounts = [account(doc, "bomb", "bombing", actors=target), account(doc, "shot", "abduction")]
    scored = muc4.score(key, accounts)
    return scored, [m for m in muc4.metrics() if m.name in muc4.HEADLINE]


def of_slots(places: Places = ATLAS) -> tuple[Scored, Sequence[Metric]]:
    rows = [
        {"template": ["1"], "incident_type": ["BOMBING"], "stage": ["ACCOMPLISHED"],
         "phys_tgt_id": ['"MILL"'], "phys_tgt_effect": ['DESTROYED: "MILL"']},
        {"template": ["2"], "incident_type": ["ATTACK"], "hum_tgt_name": ['"IDA MORN"']},
    ]  # fmt: skip
    key = FullText(
        name="a",
        document=document("A BOMB WENT OFF AT THE MILL. IDA MORN WAS SHOT."),
        templates=tuple(map(read_template, rows)),
    )
    mill = Filler(role=FillerRole.PHYS_TGT, mentions=((23, 27, "MILL"),), attributes={"effect": "NO DAMAGE"})
    found = [Incident(type="BOMBING", fillers=(mill,)), Incident(type="ROBBERY", fillers=(mill,))]
    return score_incidents(key, found, places=places), [
        m for m in muc4_slot_figures.metrics() if m.name in muc4_slot_figures.HEADLINE
    ]


def of_polnear() -> tuple[Scored, Sequence[Metric]]:
    short = attribution(OUTER[0], OUTER[1], "the port was shut")
    rain = Article(name="a", document=ARTICLE.document, attributions=(short,))
    found = [attribution(OUTER[0], OUTER[1], OUTER[2]), attribution("", "rained", "")]
    return polnear.score_attributions(rain, found), polnear.metrics()


def of_satp() -> tuple[Scored, Sequence[Metric]]:
    wrong = incident(perpetrator="Security", actions=("arrest", "seizure"), targets=(), killed=3)
    return satp.score(report(wrong), [MAOIST_ATTACK]), [m for m in satp.metrics() if m.name in satp.HEADLINE]


def of_news() -> tuple[Scored, Sequence[Metric]]:
    case = text([gold(DOC, BOMB, "bombing"), gold(DOC, ARREST, "arrest")])
    found = [account(DOC, "bomb", "armed_attack", killed=(4, 4)), account(DOC, "shot", "armed_attack")]
    return news.score(case, found, FAMILIES), [
        m for m in news.metrics() if m.name in ("event.f1", "type.accuracy", "killed.accuracy")
    ]


@pytest.mark.parametrize(
    "scored_and_metrics",
    [of_cameo, of_police, of_muc4, of_slots, of_polnear, of_satp, of_news],
    ids=lambda made: made.__name__,
)
def test_with_every_miss_mended_nothing_is_wrong(
    scored_and_metrics: Callable[[], tuple[Scored, Sequence[Metric]]],
) -> None:
    scored, metrics = scored_and_metrics()
    assert scored.misses
    mended = totals([scored.tally, *(miss.mend for miss in scored.misses)])
    wrong = {
        metric.name: value
        for metric in metrics
        if (value := metric.of(mended)) is not None and value != (1.0 if metric.higher_is_better else 0.0)
    }
    assert wrong == {}
    before = [metric.of(scored.tally) for metric in metrics]
    assert before != [metric.of(mended) for metric in metrics]


def test_what_was_confused_is_told_in_codes_and_not_in_words_of_the_text() -> None:
    scored, _ = of_news()
    told = {(pair.field, pair.gold, pair.given) for pair in scored.confusions}
    assert {("type", "bombing", "armed_attack"), ("type", "arrest", "nothing")} <= told
    assert ("type", "nothing", "armed_attack") in told
    assert RAID not in {value for pair in told for value in pair}


def test_a_coder_without_accounts_has_every_event_missed() -> None:
    no_accounts: list[Account] = []
    scored = news.score(text([gold(DOC, BOMB, "bombing")]), no_accounts, FAMILIES)
    assert [(pair.gold, pair.given) for pair in scored.confusions] == [("bombing", "nothing")]
