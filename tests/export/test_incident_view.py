"""What stands behind an incident, as people see it: at a glance first, each line with its sentence."""

import io
from dataclasses import replace

import pytest

from dateline.codec import document_record, incident_record, json_schema
from dateline.export import show_text, write
from dateline.export.incident_view import source_lines
from dateline.model import Account, Document, Relation, RelationKind, Role, SpeakerKind, Status
from dateline.resolve import resolve
from dateline.resolve.cases import cases_of
from dateline.resolve.summary import incident_of
from store.accounts import RAVA, TOLM, account, by, day, document, killed

MONDAY, TUESDAY = day("2026-03-09"), day("2026-03-10")


def told(outlet, published, body, **values) -> tuple[Document, Account]:
    source = document(body, outlet=outlet, published=published, title=f"News of {outlet}")
    return source, account(source, **values)


PAIRS = [
    told("Hill Post", "2026-03-09", "A bomb killed at least seven in Rava, medics said.",
         date=MONDAY, place=RAVA, dead=killed(7), kind=SpeakerKind.MEDIC),
    told("Coast Wire", "2026-03-10", "The Red Front said that it had bombed Rava and killed 12.",
         date=MONDAY, place=RAVA, dead=killed(12, 12), claim="red-front", kind=SpeakerKind.CLAIMANT,
         actors=(by("The Red Front", "red-front"),)),
    told("Bay Mail", "2026-03-11", "The governor blamed the Blue Army for the bombing; eleven died in Tolm.",
         date=TUESDAY, place=TOLM, dead=killed(11, 11), status=Status.ALLEGED,
         actors=(by("the Blue Army", "blue-army"),)),
    told("Lake News", "2026-03-12", "The Blue Army denied that it had bombed anyone.",
         status=Status.DENIED, actors=(by("The Blue Army", "blue-army"),)),
]  # fmt: skip
DOCUMENTS = {source.id: source for source, _ in PAIRS}
RECORDS = {id_: document_record(source) for id_, source in DOCUMENTS.items()}


def record(pairs=PAIRS, **changes):
    accounts = [one for _, one in pairs]
    documents = {source.id: source for source, _ in pairs}
    incident = replace(incident_of(cases_of(accounts, documents)), **changes)
    return incident_record(incident, accounts, documents)


def section(text, heading):
    return next(block for block in text.split("\n\n") if block.splitlines()[0].startswith(heading))


def test_the_first_lines_say_what_where_when_how_many_and_how_sure():
    head = show_text(record(), RECORDS).splitlines()
    assert head[1] == ("bombing in Rava, North, XA (town), 2026-03-09 (day); killed 7 to 12, best 11")
    assert head[2].split() == ["event", "bombing,", "occurred"]
    assert "contested: an account denies it" in head[3]


def test_who_did_it_stands_with_the_word_of_each_account_and_its_sentence():
    who = section(show_text(record(), RECORDS), "who did it")
    assert "The Red Front: claims it (others are named too, and they exclude each other)" in who
    assert "2026-03-10  claims it | Coast Wire | said by someone (claimant)" in who
    assert "«The Red Front said that it had bombed Rava and killed 12.»" in who
    assert "the Blue Army: accused, denied" in who
    assert "2026-03-12  denied (blue-army) | Lake News" in who


def test_the_toll_is_told_in_the_order_of_time_with_the_best_figure_marked():
    lines = [
        line for line in section(show_text(record(), RECORDS), "killed").splitlines() if line[2:6] == "2026"
    ]
    assert [line.split(" | ")[0].strip() for line in lines] == [
        "2026-03-09  at least 7", "2026-03-10  12 [the claimant's own figure]", "2026-03-11  11 [best]",
    ]  # fmt: skip


def test_rival_places_and_dates_history_and_sources_are_listed():
    text = show_text(record(), RECORDS)
    assert "2026-03-11  or Tolm, South, XA (town) | Bay Mail" in section(text, "where")
    assert "2026-03-11  or 2026-03-10 (day) | Bay Mail" in section(text, "when")
    history = section(text, "how the account changed")
    assert "2026-03-10  Coast Wire: killed at least 7 -> 12; claimed by The Red Front" in history
    assert "2026-03-12  Lake News: denied by someone" in history
    assert "Hill Post\n    2026-03-09  Hill Post, News of Hill Post" in section(text, "sources by origin")


def test_a_related_incident_is_shown_with_the_words_that_tell_it_and_its_id():
    source, one = PAIRS[2]
    start = source.body.index("blamed")
    tie = Relation(
        kind=RelationKind.ACCUSATION,
        follows=False,
        incident_id="b2:0ther",
        account_id=one.id,
        document_id=source.id,
        spans=(source.span(start, start + len("blamed the Blue Army for the bombing")),),
        attribution=one.attribution,
    )
    shown = record(related=(tie,))
    text = section(show_text(shown, RECORDS), "related incidents")
    assert "accusation over it: b2:0ther | Bay Mail | said by someone (outlet)" in text
    assert "«blamed the Blue Army for the bombing»" in text
    named = show_text(shown, RECORDS, others={"b2:0ther": "accusation in Rava"})
    assert "accusation over it: accusation in Rava (b2:0ther) | Bay Mail" in named


def test_an_incident_of_one_account_shows_no_empty_sections():
    text = show_text(record(PAIRS[:1]), RECORDS)
    for heading in (
        "who did it",
        "how the account changed",
        "related incidents",
        "where the accounts differ",
    ):
        assert heading not in text
    assert "«A bomb killed at least seven in Rava, medics said.»" in text


def test_what_nobody_tells_is_unknown_and_never_zero():
    unknown = [told("Hill Post", "2026-03-09", "Something blew up.")]
    text = show_text(record(unknown), {unknown[0][0].id: document_record(unknown[0][0])})
    assert "bombing place unknown, date unknown" in text
    assert "killed" not in text.split("\n\naccount")[0]
    assert record(unknown)["casualties"]["killed"] is None


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\u202e", "\r\n", "<script>alert(1)</script>"])
def test_hostile_names_and_titles_stay_inert_on_the_terminal_and_in_the_page(hostile):
    source = document(
        f"Men of {hostile}X came.", outlet=f"Post{hostile}", title=hostile, origin=f"Wire{hostile}"
    )
    other = document("They came at dawn.", outlet=f"Mail{hostile}")
    rows = [
        (
            source,
            account(
                source,
                actors=(by(f"X{hostile}", None),),
                claim=f"Y{hostile}",
                place=replace(RAVA, name=hostile),
            ),
        ),
        (other, account(other, actors=(by(f"Z{hostile}", None, Role.PERPETRATOR),), status=Status.DENIED)),
    ]
    documents = {s.id: document_record(s) for s, _ in rows}
    shown = record(rows)
    text = show_text(shown, documents)
    if hostile[0] != "<":
        assert hostile not in text
    out = io.BytesIO()
    write([shown], out, format="html", level="incident", documents=documents)
    assert "<script>alert" not in out.getvalue().decode()


def test_the_page_holds_figures_history_and_sources_of_an_incident():
    out = io.BytesIO()
    write([record()], out, format="html", level="incident", documents=RECORDS)
    page = out.getvalue().decode()
    assert "killed 7 to 12, best 11" in page
    assert "how the account changed" in page
    assert "origin: Coast Wire" in page


def test_the_flat_columns_name_rivals_deniers_and_related_incidents():
    out = io.BytesIO()
    write([record()], out, format="csv", level="incident", documents=RECORDS)
    header, row = out.getvalue().decode("utf-8-sig").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=False))
    assert "The Red Front; the Blue Army" in row
    assert "rivals" in cells
    assert {"denied_by", "related"} <= set(header.split(","))


def test_the_record_holds_what_its_schema_says_and_claims_apart():
    shown = record()
    (claim,) = shown["claims"]
    assert (claim["by"], claim["kind"]) == ("red-front", "claimed")
    assert [d["by"] for d in shown["denials"]] == ["blue-army"]
    assert shown["rivals"] == ["The Red Front", "the Blue Army"]
    assert {"FigureRecord", "DoerRecord", "StepRecord", "RelationRecord"} <= set(json_schema()["$defs"])


def test_resolved_incidents_name_each_other_where_words_tie_them():
    source = document(
        "A bomb tore through a bakery in Rava on Monday. Police arrested a man over the bombing."
    )
    bombing = account(source, "A bomb tore", place=RAVA, date=MONDAY)
    arrest = account(source, "arrested", event_type="arrest", place=RAVA, date=TUESDAY)
    one, other = resolve([bombing, arrest], {source.id: source})
    assert one.related[0].incident_id == other.id
    assert other.related[0].incident_id == one.id


def test_why_a_document_is_no_origin_of_its_own_is_said() -> None:
    words = "A shell hit the mill of Rava at noon, and the miller and both his sons died on the way to Tolm."
    first = told("Rava Post", "2026-03-10", words)
    copy = told("Tolm Herald", "2026-03-11", words)
    wire = told("Oru Times", "2026-03-11", "RAVA (Reuters) - Four died when the mill was hit, doctors said.")
    lines = [line for _, some in source_lines(record((first, copy, wire))) for line in some]
    assert [line.marks for line in lines] == [
        (),
        (f"copy: {len(words.split())} of its words are those of Rava Post",),
        ("credits Reuters",),
    ]
    (where,) = lines[2].where
    assert wire[0].parts[where.part][where.start : where.end] == "Reuters"
