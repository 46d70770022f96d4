"""Counts of harm: ranges as told, parts apart, and never a number that nobody said."""

import pytest

from dateline.model import Casualty, Role
from extract.reading import events, the_event, toll, tolls, words, wrong

KILLED, INJURED = Casualty.KILLED, Casualty.INJURED


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("Four people", (4, 4)),
        ("A soldier", (1, 1)),
        ("17 villagers", (17, 17)),
        ("1,200 people", (1200, 1200)),
        ("Twenty-five people", (25, 25)),
        ("Two dozen people", (24, 24)),
        ("A dozen people", (12, 12)),
        ("At least 20 people", (20, None)),
        ("More than 50 people", (50, None)),
        ("Over 50 people", (50, None)),
        ("Dozens of people", (24, None)),
        ("Scores of people", (40, None)),
        ("Hundreds of people", (200, None)),
        ("Several people", (3, None)),
        ("Up to 22 people", (None, 22)),
        ("As many as 22 people", (None, 22)),
        ("Fewer than 10 people", (None, 9)),
        ("Between 30 and 40 people", (30, 40)),
        ("Two or three people", (2, 3)),
        ("About 30 people", (30, 30)),
        ("Nearly 30 people", (30, 30)),
    ],
)
@pytest.mark.parametrize(
    ("told", "kind"),
    [("were killed in a bombing in Baghdad", KILLED), ("were injured in a bombing in Baghdad", INJURED)],
)
def test_a_quantity_is_the_range_that_its_words_state(read, people, told, kind, expected):
    verb = told.replace("were", "was") if expected == (1, 1) else told

    assert tolls(the_event(read(f"{people} {verb}."))) == {kind.value: expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Gunmen attacked a market in Gao, killing five people and wounding 12 others.",
            {"killed": (5, 5), "injured": (12, 12)},
        ),
        wrong(
            "A car bomb left six people dead and 20 wounded in Mogadishu.",
            {"killed": (6, 6), "injured": (20, 20)},
            why="'left six dead and 20 wounded': the wounded are not counted",
        ),
        ("More than 50 people died when a car bomb exploded in Mogadishu.", {"killed": (50, None)}),
        ("The death toll from the bombing in Kabul rose to 31.", {"killed": (31, 31)}),
        ("The attack in Jos claimed the lives of seven people.", {"killed": (7, 7)}),
        ("The militants abducted 12 students from a school in Borno.", {"abducted": (12, 12)}),
        ("Gunmen kidnapped at least 30 pupils near Jos on Monday.", {"abducted": (30, None)}),
        wrong(
            "Rebels took eight villagers hostage near Cali.",
            {"abducted": (8, 8)},
            why="'took N people hostage' is not read",
        ),
        ("Police arrested 14 protesters in Cairo on Friday.", {"arrested": (14, 14)}),
        ("Gunmen shot dead three police officers in Karachi.", {"killed": (3, 3)}),
        (
            "Gunmen killed two officers in Mosul on Monday. Two more people were wounded.",
            {"killed": (2, 2), "injured": (2, 2)},
        ),
        ("A bombing in Quetta killed 30-40 people on Monday.", {"killed": (30, 40)}),
        ("Two police officers were shot dead in Karachi.", {"killed": (2, 2)}),
        wrong(
            "Shells fell on a market in Aleppo, killing four civilians.",
            {"killed": (4, 4)},
            why="'shells fell on X, killing' tells no event",
        ),
    ],
)
def test_killed_injured_abducted_and_arrested_are_counted_apart(read, sentence, expected):
    assert tolls(the_event(read(sentence))) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A bombing in Herat killed 11 people and injured dozens more.",
            {"killed": (11, 11), "injured": (24, None)},
        ),
        ("Twelve people, among them four children, were killed in a raid near Jos.", {"killed": (12, 12)}),
        ("Air strikes killed three to five people in Taiz.", {"killed": (3, 5)}),
        wrong(
            "Over a dozen people were killed in an attack in Jos.",
            {"killed": (12, None)},
            why="'over a dozen' is not counted",
        ),
        wrong(
            "One person was killed and at least six injured in a bombing in Jos.",
            {"killed": (1, 1), "injured": (6, None)},
            why="a number without a noun is lost after 'and'",
        ),
    ],
)
def test_a_count_is_read_in_looser_wording(read, sentence, expected):
    assert tolls(the_event(read(sentence))) == expected


def test_no_one_killed_is_nobody_and_not_somebody(read):
    assert toll(the_event(read("No one was killed in the attack on the base in Baidoa.")), KILLED) in {
        None,
        (0, 0),
    }


@pytest.mark.xfail(strict=True, reason="'four of the attackers' are counted with the victims")
def test_some_of_the_attackers_are_attackers(read):
    event = the_event(read("Four of the attackers died in the raid on the prison in Herat."))

    assert tolls(event) == {"perpetrators_killed": (4, 4)}


def test_a_joint_figure_stays_joint(read):
    event = the_event(read("Some 30 people were killed and injured in a bombing in Quetta."))

    assert tolls(event) == {"killed_or_injured": (30, 30)}


def test_a_figure_for_killed_or_injured_stays_joint(read):
    event = the_event(read("About 40 people were killed or wounded in the shelling of Taiz."))

    assert tolls(event) == {"killed_or_injured": (40, 40)}


def test_a_casualty_opposed_to_an_injury_is_a_death_flagged_as_ambiguous(read):
    event = the_event(read("The attack in Raqqa left one casualty and one injury."))

    assert tolls(event) == {"killed": (1, 1), "injured": (1, 1)}
    assert event.casualties[KILLED][0].ambiguous
    assert not event.casualties[INJURED][0].ambiguous


def test_a_bare_number_of_casualties_is_a_joint_figure(read):
    event = the_event(read("The bombing in Herat caused 11 casualties."))

    assert tolls(event) == {"killed_or_injured": (11, 11)}


@pytest.mark.parametrize(
    "sentence",
    [
        wrong(
            "A rocket hit a warehouse in Haifa on Tuesday; no casualties were reported.",
            why="a stated zero in a clause or sentence of its own is lost",
        ),
        "A rocket hit a warehouse in Haifa on Tuesday, but there were no casualties.",
        "A bomb exploded near a bank in Quetta. No casualties were reported.",
    ],
)
def test_a_stated_zero_is_a_zero(read, sentence):
    event = the_event(read(sentence))

    assert toll(event, KILLED) == (0, 0)
    assert toll(event, INJURED) == (0, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen attacked a market in Gao on Monday.",
        "Villagers were killed in an attack near Mopti on Monday.",
        "The bombing in Quetta killed people, police said.",
    ],
)
def test_what_is_not_counted_is_unknown_and_not_zero(read, sentence):
    assert tolls(the_event(read(sentence))) == {}


@pytest.mark.parametrize(
    ("sentence", "own", "killed"),
    [
        (
            "Gunmen attacked a police post in Kandahar, killing four officers. Three attackers were killed.",
            (3, 3),
            (4, 4),
        ),
        ("A suicide bomber blew himself up at a mosque in Peshawar, killing six worshippers.", None, (6, 6)),
    ],
)
def test_the_own_dead_of_the_attackers_are_kept_apart(read, sentence, own, killed):
    event = the_event(read(sentence))

    assert toll(event, Casualty.PERPETRATORS_KILLED) == own
    assert toll(event, KILLED) == killed


def test_sides_are_summed_and_kept(read):
    count = the_event(read("Clashes in Kismayo killed five soldiers and eight militants.")).casualties[
        KILLED
    ][0]

    assert (count.low, count.high) == (13, 13)
    assert [(side.low, side.high, side.of) for side in count.sides] == [
        (5, 5, "five soldiers"),
        (8, 8, "eight militants"),
    ]


def test_a_part_of_the_dead_is_not_added_to_the_whole(read):
    event = the_event(
        read("At least 20 people, including six children, were killed in a bombing in Baghdad.")
    )

    assert toll(event, KILLED) == (20, None)


def test_a_later_breakdown_does_not_change_the_whole(read):
    event = the_event(
        read("A bomb killed nine people in Quetta on Monday. Four of the people killed were police officers.")
    )

    assert toll(event, KILLED) == (9, 9)


def test_the_words_of_a_count_are_its_evidence(read):
    count, spans = the_event(read("At least 20 people were killed in a bombing in Baghdad.")).casualties[
        KILLED
    ]

    assert "20" in count.text
    assert [span.quote for span in spans] == ["At least 20 people"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed a man, 34, in Lahore on Monday.",
        "A 19-year-old student was killed in an attack in Lahore on Monday.",
        "Gunmen killed a man at 7 Mall Road in Lahore on 12 March.",
    ],
)
def test_ages_addresses_and_days_are_no_tolls(read, sentence):
    assert toll(the_event(read(sentence)), KILLED) == (1, 1)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nobody was hurt, police said.", {"killed": (0, 0), "injured": (0, 0)}),
        ("No one was injured.", {"injured": (0, 0)}),
        ("The market was closed and no one died.", {"killed": (0, 0)}),
        ("No one was killed or wounded, officials said.", {"killed": (0, 0), "injured": (0, 0)}),
    ],
)
def test_nobody_harmed_is_a_zero_of_the_attack_before_it_and_no_event(read, sentence, expected):
    event = the_event(read(f"A bomb exploded near a police post in Quetta on Monday. {sentence}"))

    assert event.event_type == "bombing"
    assert tolls(event) == expected


def test_nobody_harmed_in_the_sentence_of_the_attack_is_its_zero(read):
    event = the_event(read("A bomb exploded in Quetta on Monday, but no one was injured."))

    assert tolls(event) == {"injured": (0, 0)}
    assert words(event, Role.VICTIM) == []


@pytest.mark.parametrize("sentence", ["None of the guards was killed.", "No one else was killed."])
def test_that_some_were_spared_is_no_zero_of_the_whole(read, sentence):
    event = the_event(read(f"Gunmen fired on a checkpoint in Herat on Tuesday. {sentence}"))

    assert tolls(event) == {}


def test_nobody_hurt_makes_no_event_where_nothing_is_told_before_it(read):
    assert events(read("Nobody was hurt in Quetta on Monday, police said.")) == []


def test_a_total_of_so_many_is_so_many(read):
    event = the_event(read("A total of 40 people were injured in a bombing in Baghdad."))

    assert tolls(event) == {"injured": (40, 40)}


def test_a_second_bomb_is_not_among_the_dead_of_the_first(read):
    first = events(read("A bomb in Mosul killed seven people and a second bomb in Kirkuk killed four."))[0]

    assert tolls(first) == {"killed": (7, 7)}


def test_a_life_is_a_death_only_where_it_is_lost(read):
    drafts = read("The bombing in Kabul claimed 12 lives. The mayor hoped for a life free from attacks.")

    assert [tolls(e) for e in events(drafts)] == [{"killed": (12, 12)}]
