"""The history of an actor: in order of time, what it said apart from what it did, and what changed."""

from dateline.export import Asked, Told, dossier, dossier_text
from dateline.model import (
    ActorAssertion,
    ActorFact,
    Attribution,
    Document,
    Party,
    Role,
    SpeakerKind,
    Statement,
    Status,
)
from dateline.resolve import resolve
from store.accounts import account, by, day, document, killed

TOLM = Party(text="Tolm Front", actor_id="tolm-front", name="Tolm Front")
UMBRIA = Party(text="Umbria", actor_id="umbrian-government", name="Umbrian Government")


def told(report: Document, relation: str, subject: str, **values: object) -> ActorAssertion:
    fields: dict[str, object] = {
        "kind": ActorFact.ROLE,
        "title": relation,
        "object": UMBRIA,
        "date": None,
        "attribution": (Attribution(speaker=report.outlet, kind=SpeakerKind.OUTLET),),
    }
    start = report.body.index(relation)
    return ActorAssertion(
        document_id=report.id,
        relation=relation,
        subject=Party(text=subject),
        spans=(report.span(start, start + len(relation)),),
        method="rules@1",
        **(fields | values),  # type: ignore[arg-type]
    )


def of(party: Party, *assertions: ActorAssertion, documents: list[Document], accounts=()):
    by_id = {report.id: report for report in documents}
    return dossier(
        Asked(party=party),
        Told(
            assertions=assertions,
            incidents=tuple(resolve(list(accounts), by_id)),
            accounts={a.id: a for a in accounts},
            documents=by_id,
        ),
    )


def test_a_later_holder_of_an_office_is_a_change_that_names_the_earlier_one():
    first = document("Mara Voss is president of Umbria.", published="2025-01-10")
    second = document("Jonas Orr is president of Umbria.", published="2026-02-10")

    record = of(
        UMBRIA,
        told(second, "president", "Jonas Orr"),
        told(first, "president", "Mara Voss"),
        documents=[first, second],
    )

    voss, orr = record["lines"]
    assert (voss["text"], voss["changed"]) == ("Mara Voss: president of Umbrian Government", None)
    assert orr["text"] == "Jonas Orr: president of Umbrian Government"
    assert orr["changed"] is not None
    assert "Mara Voss" in orr["changed"]


def test_what_is_told_again_is_one_line_with_the_number_of_its_documents():
    reports = [
        document(f"Report {n}: Jonas Orr is president of Umbria.", published=f"2026-02-1{n}")
        for n in range(3)
    ]

    (line,) = of(UMBRIA, *(told(r, "president", "Jonas Orr") for r in reports), documents=reports)["lines"]

    assert (line["documents"], line["changed"], line["published"]) == (3, None, "2026-02-10")


def test_an_office_without_its_country_is_the_one_told_with_it_before():
    first = document("Jonas Orr is president of Umbria.", published="2026-02-10")
    second = document("We saw president Orr.", published="2026-02-11")
    orr = Party(text="Jonas Orr", actor_id="jonas-orr", name="Jonas Orr")
    full = told(first, "president", "Jonas Orr")
    bare = told(second, "president", "Orr", object=None)
    known = [ActorAssertion(**{**_fields(a), "subject": orr}) for a in (full, bare)]

    (line,) = of(orr, *known, documents=[first, second])["lines"]
    assert line["documents"] == 2


def _fields(assertion: ActorAssertion) -> dict[str, object]:
    return {name: getattr(assertion, name) for name in ActorAssertion.__dataclass_fields__}


def test_a_stance_that_turns_is_a_change():
    first = document("Tolm supports Umbria.", published="2025-01-10")
    second = document("Tolm opposes Umbria.", published="2026-02-10")
    stance = {"kind": ActorFact.STANCE, "title": None}

    record = of(
        UMBRIA,
        told(first, "supports", "Tolm", **stance),
        told(second, "opposes", "Tolm", **stance),
        documents=[first, second],
    )

    assert [line["changed"] for line in record["lines"]] == [
        None,
        "earlier: Tolm supports Umbrian Government (no date)",
    ]


def test_what_it_did_what_was_done_to_it_and_what_it_said_stand_apart():
    report = document("Tolm bombed Rava. Soldiers shot at Tolm. Tolm threatened more.")
    did = account(
        report, "bombed", date=day("2026-03-01"), actors=(by("Tolm", "tolm-front"),), dead=killed(2, 2)
    )
    hit = account(
        report,
        "shot",
        event_type="armed_attack",
        date=day("2026-03-02"),
        actors=(by("Tolm", "tolm-front", Role.TARGET),),
    )
    said = account(
        report,
        "threatened",
        event_type="threat",
        speaker="Tolm",
        date=day("2026-03-03"),
        actors=(by("Tolm", "tolm-front", Role.SPEAKER),),
    )
    assert said.statement == Statement(speaker="Tolm")

    lines = of(TOLM, documents=[report], accounts=(did, hit, said))["lines"]

    assert [(line["section"], line["sentence"]) for line in lines] == [
        ("done", "Tolm bombed Rava."),
        ("suffered", "Soldiers shot at Tolm."),
        ("said", "Tolm threatened more."),
    ]


def test_of_a_name_that_the_registry_does_not_know_the_words_decide():
    report = document("Jonas Orr is president of Umbria.")
    record = of(Party(text="jonas orr"), told(report, "president", "Jonas Orr"), documents=[report])

    assert len(record["lines"]) == 1


def test_the_text_marks_days_of_the_report_and_statuses_and_drives_no_terminal():
    report = document("Jonas\x1b[31m Orr is president of Umbria.", published="2026-02-10")
    record = of(
        UMBRIA, told(report, "president", "Jonas\x1b[31m Orr", status=Status.CLAIMED), documents=[report]
    )

    shown = dossier_text(record)

    assert "~2026-02-10" in shown
    assert "[claimed]" in shown
    assert "\x1b" not in shown
    assert "on the word of Outlet A (outlet)" in shown
