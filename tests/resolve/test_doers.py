"""Who did it, by whose word: rivals, claims, denials and accusations side by side."""

from dataclasses import replace

import pytest

from dateline.model import Grade, Role, SayingKind, SpeakerKind, Status
from dateline.resolve.doers import doers_of
from dateline.resolve.grade import RULES, Support, grade_of
from resolve.tellings import summed, tell
from store.accounts import by


def kinds(incident, name):
    (doer,) = (d for d in incident.doers if name in (d.actor_id, d.text))
    return [saying.kind for saying in doer.sayings]


def test_rivals_claims_and_accusations_stand_side_by_side_with_who_says_so():
    pairs = [
        tell("A", actors=(by("Red Front", "red-front"),), claim="red-front", kind=SpeakerKind.CLAIMANT),
        tell("B", actors=(by("Blue Army", "blue-army"),), status=Status.ALLEGED, kind=SpeakerKind.OFFICIAL),
        tell("C", actors=(by("gunmen", "generic:gunmen"),)),
    ]
    incident = summed(*pairs)
    assert [(d.text, d.rival) for d in incident.doers] == [
        ("Red Front", True), ("Blue Army", True), ("gunmen", False),
    ]  # fmt: skip
    assert kinds(incident, "red-front") == [SayingKind.CLAIMED]
    assert kinds(incident, "blue-army") == [SayingKind.ACCUSED]
    (saying,) = incident.doers[1].sayings
    assert saying.account_id == pairs[1][1].id
    assert saying.attribution[0].kind is SpeakerKind.OFFICIAL


def test_a_claimant_whom_no_account_names_as_the_doer_is_one_all_the_same():
    incident = summed(tell("A", claim="red-front", status=Status.CLAIMED), tell("B", actors=(by("gunmen"),)))
    assert kinds(incident, "red-front") == [SayingKind.CLAIMED]
    assert incident.claimed_by == ("red-front",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Red Front", "the Red Front of Rava"),
        ("RF", "Red Front"),
        ("Red Front", "gunmen"),
    ],
    ids=["longer name", "initials", "description"],
)
def test_another_name_of_one_party_or_a_description_is_no_rival(one, other):
    incident = summed(
        tell("A", "2026-03-09", "Then the Red Front and RF came.", actors=(by(one),)),
        tell("B", actors=(by(other),)),
    )
    assert not any(doer.rival for doer in incident.doers)


def test_who_is_named_together_or_as_the_other_side_of_a_fight_is_no_rival():
    red, blue = by("Red Front", "red-front"), by("Blue Army", "blue-army")
    together = summed(tell("A", actors=(red, blue)), tell("B", actors=(red,)), tell("C", actors=(blue,)))
    assert not any(doer.rival for doer in together.doers)
    sides = summed(
        tell("A", actors=(red, by("Blue Army", "blue-army", Role.TARGET))), tell("B", actors=(blue,))
    )
    assert not any(doer.rival for doer in sides.doers)
    clash = summed(
        tell("A", event_type="armed_clash", actors=(red,)),
        tell("B", event_type="armed_clash", actors=(blue,)),
    )
    assert not any(doer.rival for doer in clash.doers)


def test_a_capital_that_only_begins_a_sentence_makes_no_name_and_so_no_rival():
    incident = summed(
        tell("A", body="Gunmen came.", actors=(by("Gunmen"),)),
        tell("B", body="Militants came.", actors=(by("Militants"),)),
    )
    assert not any(doer.rival for doer in incident.doers)


def test_who_is_only_said_not_to_have_done_it_is_no_doer_but_the_denial_is_kept():
    incident = summed(
        tell("A", actors=(by("gunmen"),)),
        tell("B", status=Status.DENIED, actors=(by("Blue Army", "blue-army"),)),
    )
    assert [doer.text for doer in incident.doers] == ["gunmen"]
    (denial,) = incident.denials
    assert (denial.kind, denial.by) == (SayingKind.DENIED, "blue-army")


def test_nobody_named_leaves_the_doer_unknown():
    incident = summed(tell("A"), tell("B"))
    assert (incident.doers, incident.denials, incident.claimed_by) == ((), (), ())


RED, BLUE = by("Red Front", "red-front"), by("Blue Army", "blue-army")
EXAMPLES = [
    ("denied by one", [{}, {"status": Status.DENIED}], Grade.CONTESTED, "an account denies it (someone)"),
    ("only denied", [{"status": Status.DENIED}], Grade.CONTESTED, "it is only told as denied"),
    ("rivals", [{"actors": (RED,)}, {"actors": (BLUE,)}], Grade.CONTESTED,
     "rival perpetrators are named: Blue Army, Red Front"),
    ("rival claims", [{"actors": (RED,), "claim": "red-front"}, {"actors": (BLUE,), "claim": "blue-army"}],
     Grade.CONTESTED, "rival claims of responsibility: Blue Army, Red Front"),
    ("claim against accusation",
     [{"claim": "red-front", "actors": (RED,)}, {"actors": (BLUE,), "status": Status.ALLEGED}],
     Grade.CONTESTED, "rival perpetrators are named: Blue Army, Red Front; claimed by Red Front"),
    ("accepted", [{"claim": "red-front"}, {}], Grade.CONFIRMED, "told as fact and claimed by red-front"),
    ("two kinds", [{"kind": SpeakerKind.OFFICIAL}, {"kind": SpeakerKind.MEDIC}], Grade.CONFIRMED,
     "told by independent kinds of source: authorities, medics"),
    ("two origins", [{}, {}], Grade.FAIR, "told by 2 independent origins"),
    ("two origins, one kind", [{"kind": SpeakerKind.OFFICIAL}, {"kind": SpeakerKind.MILITARY}], Grade.FAIR,
     "told by 2 independent origins"),
    ("claimed only", [{"claim": "red-front", "status": Status.CLAIMED}], Grade.WEAK, "told by one origin, A"),
    ("one origin", [{}], Grade.WEAK, "told by one origin, A"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "grade", "reason"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_each_rule_of_the_grade_has_a_worked_example_and_prints_its_reason(values, grade, reason):
    incident = summed(*(tell("ABC"[i], **one) for i, one in enumerate(values)))
    assert (incident.grade, incident.grade_reason) == (grade, reason)


def test_copies_count_as_one_origin_and_the_reason_says_in_how_many_documents():
    incident = summed(tell("A", origin="Wire"), tell("B", origin="Wire"))
    assert (incident.grade, incident.grade_reason) == (Grade.WEAK, "told by one origin, Wire, in 2 documents")
    (group,) = incident.origin_groups
    assert (group.name, len(group.document_ids)) == ("Wire", 2)


def test_a_speaker_vouches_for_nothing_by_speaking():
    speakers = ({"kind": SpeakerKind.OFFICIAL}, {"kind": SpeakerKind.MONITOR})
    incident = summed(*(tell("AB"[i], event_type="accusation", **one) for i, one in enumerate(speakers)))
    assert incident.grade is Grade.FAIR


def test_every_rule_is_tried_in_order_and_an_empty_incident_has_no_grade():
    assert [grade for grade, _ in RULES] == sorted(
        (grade for grade, _ in RULES), key=[Grade.CONTESTED, Grade.CONFIRMED, Grade.FAIR, Grade.WEAK].index
    )
    with pytest.raises(ValueError, match="without an account"):
        grade_of(Support(cases=(), origins=()))
    assert doers_of(()) == ()


def test_status_follows_the_written_precedence():
    order = [Status.OCCURRED, Status.CLAIMED, Status.ALLEGED]
    for index, status in enumerate(order):
        later = order[index:]
        assert summed(*(tell("ABC"[i], status=s) for i, s in enumerate(reversed(later)))).status is status


def test_a_kind_of_people_is_shown_by_the_words_and_not_by_what_the_registry_calls_it():
    gunmen = replace(by("masked men", "generic:gunmen"), name="Gunmen")
    (doer,) = summed(tell("A", actors=(gunmen,))).doers
    assert (doer.text, doer.name, doer.actor_id) == ("masked men", None, "generic:gunmen")
