"""What a sentence says about an actor: the parties, the office, whether it still holds, and who says so."""

from collections.abc import Callable

import pytest

from dateline.extract.dossier.draft import FactDraft
from dateline.extract.dossier.read import read_about_actors
from dateline.model import Status

Read = Callable[..., list[FactDraft]]


@pytest.fixture(scope="session")
def about(parse, lexicon, names) -> Read:
    def drafts(body: str, **parts: str) -> list[FactDraft]:
        return read_about_actors(parse(body, **parts), lexicon, names)

    return drafts


def told(drafts: list[FactDraft]) -> list[tuple[str, str, str | None]]:
    """Relation, subject and object of each, by the words that say who."""
    return [(d.relation, d.subject.words.quote, d.object.words.quote if d.object else None) for d in drafts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Hamas spokesman Tarek Mansur said on Monday that the talks in Cairo had failed.",
            ("spokesperson", "Tarek Mansur", "Hamas"),
        ),
        (
            "Tarek Mansur, a spokesman for Hamas, said that the talks in Cairo had failed.",
            ("spokesperson", "Tarek Mansur", "Hamas"),
        ),
        (
            "Nigerian President Adamu Sani visited the soldiers wounded in the attack.",
            ("president", "Adamu Sani", "Nigerian"),
        ),
        (
            "Police arrested Adamu Sani, the commander of Boko Haram, in Maiduguri on Monday.",
            ("commander", "Adamu Sani", "Boko Haram"),
        ),
        (
            "Adamu Sani is the leader of Boko Haram.",
            ("leader", "Adamu Sani", "Boko Haram"),
        ),
        (
            "Mali's Foreign Minister Adamu Sani condemned the attack.",
            ("minister", "Adamu Sani", "Mali"),
        ),
        (
            "President Adamu Sani of Mali condemned the attack.",
            ("president", "Adamu Sani", "Mali"),
        ),
    ],
)
def test_an_office_has_its_holder_and_what_it_is_an_office_of(about, sentence, expected):
    assert expected in told(about(sentence))


def test_the_title_is_in_the_words_of_the_text(about):
    drafts = about("Hamas deputy political leader Tarek Mansur spoke after the attack.")

    assert [(d.relation, d.title.quote if d.title else None) for d in drafts] == [
        ("deputy", "deputy political leader")
    ]


def test_a_former_office_has_ended(about):
    drafts = about("Former Nigerian President Adamu Sani condemned the attack.")

    assert [(d.relation, d.ended) for d in drafts] == [("president", True)]


def test_an_office_that_was_held_has_ended(about):
    drafts = about("Adamu Sani, who was the leader of Boko Haram, was arrested.")

    assert [(d.relation, d.ended) for d in drafts] == [("leader", True)]


def test_a_question_tells_nothing(about):
    assert about("Does Iran support Hezbollah?") == []


def test_what_a_minister_is_minister_of_is_no_party(about):
    drafts = about("Education Minister Adamu Sani condemned the attack on the school.")

    assert all(d.object is None for d in drafts)


def test_a_self_proclaimed_office_is_only_claimed(about):
    drafts = about("The self-proclaimed president of Mali, Adamu Sani, spoke to the soldiers.")

    assert [d.status for d in drafts] == [Status.CLAIMED]


def test_the_office_of_a_group_that_is_only_called_the_group_is_of_the_group_named_before(about):
    drafts = about(
        "Boko Haram attacked a village on Monday. The group's spokesman, Adamu Sani, claimed responsibility."
    )

    assert ("spokesperson", "Adamu Sani", "Boko Haram") in told(drafts)
    assert drafts[0].object is not None
    assert drafts[0].object.span.quote == "The group"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Al-Shabaab, an affiliate of al-Qaeda, attacked a hotel in Mogadishu.",
            ("branch of", "Al-Shabaab", "al-Qaeda"),
        ),
        (
            "Fighters of the Islamic State's Sahel branch attacked a village in Mali.",
            ("branch of", "Islamic State's Sahel branch", "Islamic State"),
        ),
        (
            "Jaish al-Adl, which is linked to al-Qaeda, attacked a police post.",
            ("linked to", "Jaish al-Adl", "al-Qaeda"),
        ),
        (
            "The al-Qaeda-linked Ansar Dine attacked a village in Mali.",
            ("linked to", "Ansar Dine", "al-Qaeda"),
        ),
        (
            "Hezbollah, which is backed by Iran, fired rockets at Haifa.",
            ("backed by", "Hezbollah", "Iran"),
        ),
    ],
)
def test_a_tie_leads_from_the_branch_or_client_to_the_other(about, sentence, expected):
    assert expected in told(about(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Syria joined the 90-member coalition in November.", ("joined", "Syria", "90-member coalition")),
        ("Mali left the African Union after the coup.", ("left", "Mali", "African Union")),
    ],
)
def test_who_joins_or_leaves_what(about, sentence, expected):
    assert expected in told(about(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Adamu Sani succeeded Musa Bello as leader of Boko Haram.",
            ("succeeded", "Adamu Sani", "Musa Bello"),
        ),
        (
            "Adamu Sani was appointed commander of Boko Haram on Monday.",
            ("appointed", "Adamu Sani", "Boko Haram"),
        ),
        (
            "Soldiers killed Boko Haram leader Adamu Sani in Borno on Monday.",
            ("killed", "Adamu Sani", "Boko Haram"),
        ),
        (
            "Adamu Sani resigned as president of Mali after the protests.",
            ("resigned", "Adamu Sani", "Mali"),
        ),
    ],
)
def test_who_came_into_an_office_or_left_it(about, sentence, expected):
    assert expected in told(about(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Iran supports Hezbollah.", ("supports", "Iran", "Hezbollah")),
        ("Turkey opposes the YPG, its government said after the attack.", ("opposes", "Turkey", "YPG")),
        (
            "Boko Haram pledged allegiance to the Islamic State in 2015.",
            ("pledged allegiance to", "Boko Haram", "Islamic State"),
        ),
    ],
)
def test_who_takes_which_stance_to_whom(about, sentence, expected):
    assert expected in told(about(sentence))


def test_a_stance_that_is_denied_has_that_status(about):
    (draft,) = about("Iran does not support Hezbollah.")

    assert draft.status is Status.DENIED


def test_what_one_ought_to_do_is_hypothetical(about):
    (draft,) = about("Iran should have supported Hezbollah.")

    assert draft.status is Status.HYPOTHETICAL


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ansar Dine, also known as the Defenders, attacked a village.",
            ("also known as", "Ansar Dine", "Defenders"),
        ),
        (
            "Hayat Tahrir al-Sham, formerly known as the Nusra Front, holds the town.",
            ("formerly known as", "Hayat Tahrir al-Sham", "Nusra Front"),
        ),
    ],
)
def test_another_name_of_an_actor(about, sentence, expected):
    assert expected in told(about(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed Adamu Sani, a driver also known as Babu, in Maiduguri on Monday.",
        "Gunmen killed Adamu Sani, a member of the Rosewood Choir, in Maiduguri on Monday.",
        "Peter Novak supports Hezbollah, his neighbour told the police after the attack.",
    ],
)
def test_nothing_is_kept_of_private_people(about, sentence):
    assert about(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The coach of the club supported the team before the match.",
        "A great Nigerian leader was buried on Monday after the attack.",
        "Police said the head of the column was hit by a mine.",
        "IS-linked gunmen attacked a village on Monday.",
    ],
)
def test_what_names_nobody_tells_nothing(about, sentence):
    assert about(sentence) == []


def test_who_says_what_a_clause_says_is_kept(about):
    (draft,) = about("Officials said that Jaish al-Adl is linked to al-Qaeda.", outlet="The Courier")

    assert [a.speaker for a in draft.attribution] == ["Officials", "The Courier"]


def test_an_office_named_in_passing_is_on_the_word_of_the_outlet(about):
    (draft,) = about("Officials said that Hamas leader Tarek Mansur was wounded.", outlet="The Courier")

    assert [a.speaker for a in draft.attribution] == ["The Courier"]


def test_a_change_has_the_time_of_its_clause(about):
    drafts = about("Boko Haram pledged allegiance to the Islamic State in March 2015.")

    assert drafts[0].time is not None
    assert "March 2015" in drafts[0].time.span.quote


def test_the_time_of_what_is_condemned_is_not_that_of_the_condemnation(about):
    drafts = about("Turkey condemned Iran for shooting down a drone last week.")

    assert [(d.relation, d.time) for d in drafts] == [("condemns", None)]


def test_every_span_holds_its_words(about, parse):
    body = "Hamas spokesman Tarek Mansur said that Iran supports Hezbollah, which is linked to al-Qaeda."
    document = parse(body).document

    drafts = about(body)
    assert drafts
    for draft in drafts:
        spans = [draft.cue, *draft.subject.spans, *(draft.object.spans if draft.object else ())]
        assert all(document.holds(span) for span in (*spans, *draft.status_spans, *draft.attribution_spans))
