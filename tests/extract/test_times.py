"""When an event happened, in the words of the text; what is ordered is not dated."""

import pytest

from extract.reading import events, the_event


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("Gunmen attacked a market in Gao on Monday.", "Monday"),
        ("Gunmen attacked a market in Gao on 12 March 2024.", "12 March 2024"),
        ("On Sunday, a bomb killed four people in Quetta.", "Sunday"),
        ("Police said on Tuesday that gunmen killed a judge in Karachi on Monday.", "Monday"),
        ("Gunmen attacked a market in Gao two days ago.", "two days ago"),
        ("A bomb killed four people in Quetta late last month.", "late last month"),
    ],
)
def test_an_event_has_the_time_of_its_own_clause(read, sentence, time):
    found = the_event(read(sentence)).time

    assert found is not None
    assert found.span.quote == time
    assert not found.relative_to_event


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("Shortly after its release, the group attacked a checkpoint in Raqqa.", "Shortly after its release"),
        ("Hours after the blast, gunmen attacked a checkpoint in Raqqa.", "Hours after the blast"),
        ("The militants attacked a checkpoint in Raqqa minutes after the blast.", "minutes after the blast"),
        ("Gunmen attacked a checkpoint in Raqqa two days later.", "two days later"),
        ("The following day gunmen attacked a checkpoint in Raqqa.", "The following day"),
    ],
)
def test_a_time_told_by_another_event_is_ordered_and_not_dated(read, sentence, time):
    found = next(event.time for event in events(read(sentence)) if event.event_type == "armed_attack")

    assert found is not None
    assert found.span.quote == time
    assert found.relative_to_event


def test_an_event_without_a_time_has_none(read):
    assert the_event(read("Gunmen attacked a market in Gao.")).time is None


def test_an_item_of_a_digest_takes_no_time_from_another(read):
    body = (
        "Gunmen attacked a checkpoint near Mosul on Monday, killing three soldiers. (Reuters)\n\n"
        "A car bomb exploded in Mogadishu, killing nine people. (BBC)\n\n"
        "Police in Nairobi arrested four protesters on Tuesday. (AFP)"
    )

    assert [e.time.span.quote if e.time else None for e in events(read(body))] == ["Monday", None, "Tuesday"]


def test_a_relative_clause_keeps_its_own_time(read):
    drafts = read("The group, which had killed 12 officers in 2019, attacked a post in Quetta on Monday.")

    assert "Monday" in {e.time.span.quote for e in events(drafts) if e.time is not None and not e.background}


def test_a_time_told_from_another_event_keeps_the_time_of_that_event(read):
    drafts = read(
        "A bomb killed two people in Quetta on Monday. Gunmen abducted a judge in Quetta two days later."
    )
    attack = next(e for e in events(drafts) if e.event_type == "abduction")

    assert attack.time is not None
    assert attack.time.span.quote == "two days later"
    assert attack.time.after is not None
    assert attack.time.after.quote == "Monday"
