"""What kind of fact an event is told as, and the words that say so."""

import pytest

from dateline.model import Status
from extract.reading import doers, events, the_event, wrong

OCCURRED, CLAIMED, ALLEGED = Status.OCCURRED, Status.CLAIMED, Status.ALLEGED
ATTEMPTED, THREATENED = Status.ATTEMPTED, Status.THREATENED
DENIED, HYPOTHETICAL = Status.DENIED, Status.HYPOTHETICAL


@pytest.mark.parametrize(
    ("sentence", "status", "cue"),
    [
        ("Gunmen attacked a market in Gao on Monday.", OCCURRED, "attacked"),
        ("Police said gunmen killed three people in Lahore.", OCCURRED, "killed"),
        ("Suspected rebels killed four traders in Borno on Friday.", OCCURRED, "killed"),
        ("France condemned the attack on the embassy in Niamey.", OCCURRED, "attack"),
        (
            "The Islamic State claimed responsibility for an attack in Raqqa that killed two soldiers.",
            CLAIMED,
            "claimed",
        ),
        ("Al-Shabaab took responsibility for a raid on a base in Baidoa.", CLAIMED, "took"),
        ("The army accused the rebels of killing 12 villagers near Mopti.", ALLEGED, "accused"),
        ("Officials blamed Boko Haram for the killing of 15 farmers in Borno.", ALLEGED, "blamed"),
        ("Rebels allegedly shot three farmers near Mopti.", ALLEGED, "allegedly"),
        ("Gunmen reportedly attacked a checkpoint in Nyala on Sunday.", ALLEGED, "reportedly"),
        ("Security forces thwarted a suicide bombing in Baghdad.", ATTEMPTED, "thwarted"),
        ("Police foiled a bomb attack on a church in Lahore on Sunday.", ATTEMPTED, "foiled"),
        ("An attempted assassination of the governor failed in Kirkuk on Sunday.", ATTEMPTED, "attempted"),
        ("The army repelled an attack on its base in Mopti.", ATTEMPTED, "repelled"),
        ("The Islamic State threatened to attack churches in Egypt.", THREATENED, "threatened"),
        ("The Taliban vowed to attack government offices in Kabul.", THREATENED, "vowed"),
        ("Israel plans to launch an offensive on Tyre.", THREATENED, "plans"),
        ("Boko Haram called for attacks on schools in Nigeria.", THREATENED, "called"),
        ("Hamas denied that its fighters had attacked the convoy in Egypt.", DENIED, "denied"),
        wrong(
            "The Taliban denied involvement in the bombing in Herat.",
            DENIED,
            "denied",
            why="'denied involvement' makes what is denied background",
        ),
        ("Rebels could attack Gao if talks fail, an analyst said.", HYPOTHETICAL, "attack"),
        ("Analysts fear that militants may attack Gao.", HYPOTHETICAL, "attack"),
    ],
)
def test_the_words_around_an_event_say_what_kind_of_fact_it_is(read, sentence, status, cue):
    event = the_event(read(sentence))

    assert event.status is status
    assert cue in " ".join(span.quote for span in event.status_spans)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Gunmen tried to kill the governor of Borno on Friday but failed.", ATTEMPTED),
        ("The minister survived an assassination attempt in Kabul.", ATTEMPTED),
        ("A plot to bomb the embassy in Nairobi was uncovered on Monday.", ATTEMPTED),
        wrong(
            "Troops intercepted a rocket fired at Haifa on Monday.",
            ATTEMPTED,
            why="an intercepted rocket is also a weapons seizure",
        ),
        ("Ukraine accused Russia of shelling a school in Kharkiv on Monday.", ALLEGED),
        ("Kyiv accused Moscow of bombing a hospital in Kharkiv.", ALLEGED),
        ("The Houthis warned that they would attack ships in the Red Sea.", THREATENED),
        ("The rebels are going to attack Gao, their commander said.", THREATENED),
        wrong(
            "Turkey might potentially move troops from Idlib.",
            HYPOTHETICAL,
            why="a hedged move of troops tells nothing",
        ),
        ("The Islamic State said its fighters killed nine soldiers in Mosul.", CLAIMED),
        ("Al-Shabaab said in an audio message that it carried out the bombing in Kismayo.", CLAIMED),
        wrong(
            "The army did not attack the village near Nyala, a spokesman said.",
            DENIED,
            why="what a spokesman says did not happen is left out",
        ),
    ],
)
def test_less_direct_words_say_it_too(read, sentence, status):
    assert {e.status for e in events(read(sentence))} == {status}


def test_an_attack_told_as_fact_and_claimed_occurred_and_keeps_its_claim(read):
    event = the_event(
        read("A bomb killed four people in Quetta. The Pakistani Taliban later claimed responsibility.")
    )

    assert event.status is OCCURRED
    assert event.claim is not None
    assert event.claim[0].by == "The Pakistani Taliban"
    assert "Pakistani Taliban" in doers(event)


def test_the_strikes_of_an_army_told_by_its_own_release_occurred(read):
    event = the_event(read("The Nigerian army said its troops killed 20 militants in Borno on Monday."))

    assert event.status is OCCURRED


def test_denied_by_one_and_told_as_fact_by_another_is_told_as_fact(read):
    drafts = read(
        "Soldiers killed nine villagers near Mopti on Monday, witnesses said. "
        "The army denied that its soldiers had killed the villagers."
    )

    assert OCCURRED in {e.status for e in events(drafts) if e.event_type == "armed_attack"}


@pytest.mark.parametrize(
    "sentence",
    [
        "France is committing to send more troops to Gao.",
        "France committed to sending 200 more troops to Gao on Monday.",
    ],
)
def test_what_somebody_commits_to_has_not_happened(read, sentence):
    assert all(e.status is Status.THREATENED for e in events(read(sentence)))


def test_a_denied_accusation_denies_the_deed(read):
    event = the_event(read("The army denied accusations that its soldiers killed 12 villagers near Gao."))

    assert event.status is Status.DENIED
