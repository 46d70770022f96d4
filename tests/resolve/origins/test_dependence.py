"""How many newsrooms stand behind an incident, and why a document counts for one of them."""

from dataclasses import replace

from dateline.model import Account, Attribution, SpeakerKind
from dateline.resolve.cases import cases_of
from dateline.resolve.origins import Origin, origins_of, origins_with_reasons
from resolve.tellings import BODIES, Told, tell

SHARED = (
    "The first shell fell on the grain market of Oru shortly before noon, when most of the stalls were open "
    "and the road to the river was full of carts, and the second struck the clinic four minutes later, "
    "killing a nurse and two porters who had run out to help the wounded."
)


def _quoting(told: Told, speaker: str) -> Told:
    source, one = told
    link = (Attribution(speaker=speaker, kind=SpeakerKind.OUTLET),)
    return source, Account(
        one.id, one.document_id, tuple(replace(a, attribution=link) for a in one.assertions)
    )


def _origins(*told: Told) -> tuple[Origin, ...]:
    return origins_with_reasons(cases_of([a for _, a in told], {s.id: s for s, _ in told}))


def _reasons(*told: Told) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(o.name, [(m.why.value, m.of) for m in o.members]) for o in _origins(*told)]


def test_papers_that_write_for_themselves_are_independent() -> None:
    assert _reasons(tell("Paper A"), tell("Paper B")) == [
        ("Paper A", [("own", "Paper A")]),
        ("Paper B", [("own", "Paper B")]),
    ]


def test_two_papers_that_credit_one_wire_are_one_origin_under_any_of_its_names() -> None:
    credited = tell("Paper A", origin="Associated Press"), tell("AP via Paper B")
    assert _reasons(*credited) == [("AP", [("credit", "AP"), ("credit", "AP")])]


def test_a_reprint_without_credit_is_a_copy_of_the_one_before() -> None:
    first, second = tell("Paper A", "2026-03-10", SHARED), tell("Paper B", "2026-03-11", SHARED)
    assert _reasons(second, first) == [("Paper A", [("own", "Paper A"), ("copy", first[0].id)])]


def test_a_story_of_ones_own_around_wire_paragraphs_counts_for_the_wire_where_they_tell_it() -> None:
    own = " ".join(BODIES)
    wire = tell("Paper A", "2026-03-10", f"{SHARED} {BODIES[0]} {BODIES[1]}", origin="AFP")
    local = tell("Paper B", "2026-03-11", f"{SHARED} {own} Residents keep to cellars, and buses stopped.")
    assert [origin.name for origin in _origins(wire, local)] == ["AFP"]


def test_an_account_on_another_outlets_word_depends_on_that_outlet() -> None:
    quoting = _quoting(tell("Paper A", body=f"{BODIES[0]} So said SANA."), "state news agency SANA")
    [(name, members)] = _reasons(tell("SANA", body=BODIES[3]), quoting)
    assert name == "SANA"
    assert sorted(members) == [("own", "SANA"), ("quotes", "SANA")]


def test_words_for_media_at_large_name_no_outlet_to_depend_on() -> None:
    quoting = _quoting(tell("Paper A"), "local media")
    assert _reasons(quoting) == [("Paper A", [("own", "Paper A")])]


def test_an_outlet_that_names_itself_quotes_nobody() -> None:
    assert _reasons(_quoting(tell("Reuters"), "Reuters")) == [("Reuters", [("own", "Reuters")])]


def test_the_order_of_documents_that_come_changes_nothing() -> None:
    told = [
        tell("Paper A", body=SHARED),
        tell("Paper B", body=SHARED),
        tell("Paper C", origin="AFP"),
        tell("Paper D"),
    ]
    assert _origins(*told) == _origins(*reversed(told))


def test_origins_are_named_once() -> None:
    told = [tell("Paper A", origin="AFP"), tell("Paper B", origin="AFP"), tell("Paper C")]
    cases = cases_of([a for _, a in told], {s.id: s for s, _ in told})
    assert sorted(origins_of(cases)) == ["AFP", "Paper C"]
