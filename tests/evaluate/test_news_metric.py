from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.corpora.news import GoldCount, GoldEvent, NewsText
from dateline.evaluate.metrics.news import match_events, metrics, score
from dateline.model import Account, Document, Role, Status
from evaluate.accounts import FAMILIES, account, document, gold

BODY = (
    "A bomb went off in the market of Tarsa on Monday, killing three. Police arrested two men. "
    "Raiders shot at a bus near Onde. Years ago a mine killed nine."
)
DOC = document(BODY)
BOMB = "A bomb went off in the market of Tarsa on Monday, killing three."
ARREST = "Police arrested two men."
RAID = "Raiders shot at a bus near Onde."
MINE = "Years ago a mine killed nine."


def text(events: Sequence[GoldEvent], *, doc: Document = DOC, kind: str = "event") -> NewsText:
    return NewsText(name="x1", kind=kind, document=doc, events=tuple(events), traps=())


def figures(case: NewsText, accounts: Sequence[Account]) -> dict[str, float | None]:
    tally = score(case, accounts, FAMILIES).tally
    return {metric.name: metric.of(tally) for metric in metrics()}


def test_two_of_three_events_found_and_one_false_account_give_the_f1_by_hand() -> None:
    case = text([gold(DOC, BOMB, "bombing"), gold(DOC, ARREST, "arrest"), gold(DOC, RAID, "armed_attack")])
    found = [
        account(DOC, "bomb", "bombing"),
        account(DOC, "arrested", "arrest"),
        account(DOC, "mine", "bombing"),
    ]
    scores = figures(case, found)
    assert scores["event.precision"] == 2 / 3
    assert scores["event.recall"] == 2 / 3
    assert scores["event.f1"] == 2 / 3
    assert scores["event.violence.precision"] == 1 / 2
    assert scores["event.violence.recall"] == 1 / 2
    assert scores["event.strategic.f1"] == 1.0


def test_a_type_of_another_family_does_not_match_though_the_words_are_the_same() -> None:
    assert match_events([account(DOC, "arrested", "bombing")], [gold(DOC, ARREST, "arrest")], FAMILIES) == {}


def test_an_accepted_type_of_another_family_matches_and_is_the_right_type() -> None:
    event = gold(DOC, ARREST, "arrest", native_types=("arrest", "announcement"))
    assert figures(text([event]), [account(DOC, "arrested", "announcement")])["type.accuracy"] == 1.0


def test_evidence_that_only_touches_the_gold_evidence_does_not_match() -> None:
    event = gold(DOC, "A bomb went off", "bombing")
    assert match_events([account(DOC, " in the market", "bombing")], [event], FAMILIES) == {}


def test_every_place_where_the_gold_words_stand_counts_as_evidence() -> None:
    doc = document("A raid began. Later: A raid began.")
    event = gold(doc, "A raid began.", "armed_attack", spans=((0, 13), (21, 34)))
    second = account(doc, "Later: A raid", "armed_attack")
    assert match_events([second], [event], FAMILIES) == {0: 0}


def test_two_accounts_of_one_gold_event_are_one_right_and_one_false() -> None:
    scores = figures(
        text([gold(DOC, BOMB, "bombing")]),
        [account(DOC, "bomb", "bombing"), account(DOC, "killing three", "bombing")],
    )
    assert scores["event.precision"] == 1 / 2
    assert scores["event.recall"] == 1.0


def test_the_account_with_more_agreeing_fields_takes_the_gold_event() -> None:
    event = gold(DOC, BOMB, "bombing", killed=(GoldCount(low=3, high=3),))
    poor = account(DOC, "bomb", "bombing")
    rich = account(DOC, "killing three", "bombing", killed=(3, 3))
    assert match_events([poor, rich], [event], FAMILIES) == {1: 0}


def test_an_account_that_fits_a_core_and_an_optional_event_is_given_to_the_core_one() -> None:
    optional = gold(DOC, BOMB, "bombing", core=False, killed=(GoldCount(low=3, high=3),))
    core = gold(DOC, BOMB, "bombing")
    assert match_events([account(DOC, "bomb", "bombing", killed=(3, 3))], [optional, core], FAMILIES) == {
        0: 1
    }


def test_all_pairs_that_can_be_made_are_made_even_where_a_greedy_choice_would_lose_one() -> None:
    doc = document("First a blast, then a second blast.")
    wide = gold(doc, "First a blast, then a second blast.", "bombing", killed=(GoldCount(low=1, high=1),))
    narrow = gold(doc, "second blast", "bombing", killed=(GoldCount(low=1, high=1),))
    both = account(doc, "second", "bombing", killed=(1, 1))
    first_only = account(doc, "First", "bombing")
    assert match_events([both, first_only], [wide, narrow], FAMILIES) == {0: 1, 1: 0}


def test_optional_and_background_gold_changes_neither_precision_nor_recall() -> None:
    core = gold(DOC, BOMB, "bombing")
    beside = [
        gold(DOC, RAID, "armed_attack", core=False),
        gold(DOC, MINE, "bombing", core=False, background=True),
    ]
    found = [
        account(DOC, "bomb", "bombing"),
        account(DOC, "shot", "armed_attack"),
        account(DOC, "mine", "bombing"),
    ]
    assert figures(text([core, *beside]), found)["event.f1"] == 1.0
    assert figures(text([core, *beside]), found[:1])["event.f1"] == 1.0


def test_a_background_account_is_false_where_only_core_gold_stands() -> None:
    scores = figures(text([gold(DOC, BOMB, "bombing")]), [account(DOC, "bomb", "bombing", background=True)])
    assert scores["event.precision"] == 0.0
    assert scores["event.recall"] == 0.0


def test_a_background_account_may_match_background_gold() -> None:
    mine = gold(DOC, MINE, "bombing", core=False, background=True)
    assert match_events([account(DOC, "mine", "bombing", background=True)], [mine], FAMILIES) == {0: 0}


def test_the_status_of_a_statement_is_not_scored() -> None:
    doc = document("We will strike again, the group said.")
    event = gold(doc, doc.body, "threat")
    scores = figures(
        text([event], doc=doc), [account(doc, "strike again", "threat", status=Status.THREATENED)]
    )
    assert scores["status.accuracy"] is None
    assert scores["event.right_in_all"] == 1.0


def test_an_event_is_right_in_all_only_if_its_five_fields_are_and_unmatched_events_are_wrong() -> None:
    bomb = gold(DOC, BOMB, "bombing", killed=(GoldCount(low=3, high=3),))
    arrest = gold(DOC, ARREST, "arrest")
    raid = gold(DOC, RAID, "armed_attack")
    right = account(DOC, "bomb", "bombing", killed=(3, 3))
    wrong_status = account(DOC, "arrested", "arrest", status=Status.ALLEGED)
    assert figures(text([bomb, arrest, raid]), [right, wrong_status])["event.right_in_all"] == 1 / 3


def test_false_accounts_are_counted_per_control_and_not_on_other_texts() -> None:
    optional = gold(DOC, RAID, "armed_attack", core=False)
    found = [account(DOC, "bomb", "bombing"), account(DOC, "shot", "armed_attack")]
    control = score(text([optional], kind="control"), found, FAMILIES)
    other = score(text([]), found, FAMILIES)
    empty_control = score(text([], kind="control"), [], FAMILIES)
    sums = totals([control.tally, other.tally, empty_control.tally])
    per_control = next(m for m in metrics() if m.name == "false_accounts_per_control")
    assert per_control.of(sums) == 1 / 2
    assert not per_control.higher_is_better


def test_each_kind_of_miss_names_its_sentence() -> None:
    bomb = gold(DOC, BOMB, "bombing", killed=(GoldCount(low=3, high=3),))
    case = text([bomb, gold(DOC, ARREST, "arrest")])
    found = [account(DOC, "bomb", "bombing", killed=(4, 4)), account(DOC, "shot", "armed_attack")]
    kinds = {miss.kind: miss.text for miss in score(case, found, FAMILIES).misses}
    assert kinds == {"wrong killed": BOMB, "missed": ARREST, "spurious": RAID}


def test_nobody_named_is_right_for_an_unnamed_perpetrator_and_a_name_is_not() -> None:
    event = gold(DOC, RAID, "armed_attack")
    vague = account(DOC, "shot", "armed_attack", actors=[(Role.PERPETRATOR, "Raiders", None)])
    generic = account(DOC, "shot", "armed_attack", actors=[(Role.PERPETRATOR, "armed men", None)])
    silent = account(DOC, "shot", "armed_attack")
    accuracy = [figures(text([event]), [one])["perpetrator.accuracy"] for one in (vague, generic, silent)]
    assert accuracy == [0.0, 1.0, 1.0]
