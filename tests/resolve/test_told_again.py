"""One event told again: a toll that rose, the death of one person, documents of no day, items of a digest."""

from __future__ import annotations

import pytest

from dateline.model import Account, Count, Document, Role
from dateline.resolve import resolve
from dateline.resolve.cases import case_of, cases_of
from resolve.tellings import Told, tell
from store.accounts import RAVA, TOLM, account, by, day, document, killed

MOURA = by("Idris Moura", None, Role.VICTIM)
ONE_DEAD = Count(low=1, high=1, text="Idris Moura")


def _incidents(*told: Told) -> int:
    accounts: list[Account] = [a for _, a in told]
    documents: dict[str, Document] = {d.id: d for d, _ in told}
    return len(resolve(accounts, documents))


def _first(published: str = "2026-03-10") -> Told:
    body = "Shells hit a grain market in Rava, killing 14 traders."
    return tell("A", published, body, place=RAVA, dead=killed(14, 14), event_type="shelling")


@pytest.mark.parametrize(
    ("words", "incidents"),
    [
        ("The death toll from the shelling of a market in Rava rises to 22.", 1),
        ("Gunners kill 22 people in a second barrage on Rava.", 2),
    ],
)
def test_a_toll_told_anew_is_no_second_attack(words: str, incidents: int) -> None:
    later = tell("B", "2026-03-12", words, place=RAVA, dead=killed(22, 22), event_type="shelling")
    assert _incidents(_first(), later) == incidents


def test_a_toll_of_a_whole_war_is_not_one_attack_told_anew() -> None:
    words = "The death toll from the shelling of Rava passes 900 since winter."
    later = tell("B", "2026-03-12", words, place=RAVA, dead=killed(900), event_type="shelling")
    assert _incidents(_first(), later) == 2


def _death(outlet: str, published: str, body: str, *, iso: str = "", **more: object) -> Told:
    if iso:
        more["date"] = day(iso)
    return tell(outlet, published, body, actors=(MOURA,), dead=ONE_DEAD, **more)


def test_the_death_of_a_person_is_one_event_wherever_and_however_it_is_told() -> None:
    shot = _death(
        "A", "2026-03-10", "Gunmen shot Idris Moura dead in Rava.", place=RAVA, event_type="armed_attack"
    )
    buried = _death("B", "2026-03-19", "Crowds in Tolm bury Idris Moura, killed last week.", place=TOLM)
    assert _incidents(shot, buried) == 1


def test_a_death_told_anew_a_year_later_or_on_another_day_is_another_report() -> None:
    first = _death("A", "2025-03-10", "Gunmen shot Idris Moura dead in Rava.", place=RAVA)
    anew = _death("B", "2026-03-10", "The army says it killed Idris Moura in Tolm.", place=TOLM)
    assert _incidents(first, anew) == 2
    monday = _death("A", "2026-03-10", "Idris Moura was killed on 2 March.", iso="2026-03-02", place=RAVA)
    friday = _death("B", "2026-03-10", "Idris Moura was killed on 6 March.", iso="2026-03-06", place=TOLM)
    assert _incidents(monday, friday) == 2


@pytest.mark.parametrize(
    ("victim", "dead"),
    [
        (
            by("Three of the assassins of Idris Moura", "idris-moura", Role.VICTIM),
            "Three of the assassins of Idris Moura",
        ),
        (by("Red Front fighters", "red-front", Role.VICTIM), "Red Front fighters"),
        (by("a farmer", None, Role.VICTIM), "a farmer"),
        (by("Idris Moura", None, Role.TARGET), "Idris Moura"),
    ],
)
def test_only_who_is_named_as_dead_is_a_person_killed(victim: object, dead: str) -> None:
    source = document("Somebody was killed in Rava.")
    told = account(source, actors=(victim,), dead=Count(low=1, high=1, text=dead))  # type: ignore[arg-type]
    assert case_of(told, source).slain == frozenset()


def test_accounts_of_no_day_meet_by_their_place() -> None:
    words = (
        "A lorry full of fuel was blown up beside the clock tower of Rava, killing 31 pilgrims, the mayor {}."
    )
    one = tell("A", "", words.format("said"), place=RAVA, dead=killed(31, 31))
    other = tell("B", "", words.format("told mourners"), place=RAVA, dead=killed(31, 31))
    assert _incidents(one, other) == 1
    elsewhere = tell("B", "", "A bomb hit a bus in Rava, killing two.", place=RAVA, dead=killed(2, 2))
    assert _incidents(one, elsewhere) == 2


def test_an_item_of_a_digest_is_compared_as_an_item() -> None:
    items = [
        "Rava war\nShells hit a grain market in Rava, killing 14 traders. (Rava Post)",
        "Tolm elections\nThe count of votes in Tolm ends without a winner. (Tolm Times)",
        "Belmar floods\nThe river Sarn leaves its banks below Belmar. (Belmar Herald)",
    ]
    page = document("\n".join(items), published="2026-03-10")
    told = account(page, "Shells hit a grain market", event_type="shelling", place=RAVA)
    (case,) = cases_of([told], {page.id: page})
    keys = {key.partition(":")[2] for key in case.story}
    assert "grain" in keys
    assert "rava" in keys, "the heading is of the item"
    assert not keys & {"belmar", "vote", "election", "river"}


@pytest.mark.parametrize(("published", "incidents"), [("", 2), ("2026-03-10", 1)])
def test_two_statements_of_one_speaker_are_one_only_with_their_day(published: str, incidents: int) -> None:
    speaker = by("the Red Front", "red-front", Role.SPEAKER)
    words = (
        "The Red Front announced its march on the salt town of Rava from the Sarn valley.",
        "The Red Front announced the next stage of its march on the salt town of Rava from Belmar.",
    )
    one, other = (
        tell(outlet, published, body, place=RAVA, actors=(speaker,), event_type="announcement")
        for outlet, body in zip("AB", words, strict=True)
    )
    assert _incidents(one, other) == incidents


def test_a_death_sentence_is_not_the_execution() -> None:
    tried = _death("A", "2026-03-10", "A court in Rava sentences Idris Moura to death.", event_type="trial")
    hanged = _death("B", "2026-03-19", "Idris Moura is hanged in Rava.", event_type="execution")
    assert _incidents(tried, hanged) == 2


def test_two_states_that_sanction_a_third_in_the_same_words_do_two_things() -> None:
    words = "{} froze the assets of nine mine owners of Rava over the sale of ore to the Red Front."
    one, other = (
        tell(
            outlet,
            "2026-03-10",
            words.format(name),
            event_type="sanction",
            actors=(by(name, id_),),
            place=RAVA,
        )
        for outlet, name, id_ in (("A", "Tolm", "tolmian-government"), ("B", "Zeb", "zeb-government"))
    )
    assert _incidents(one, other) == 2
