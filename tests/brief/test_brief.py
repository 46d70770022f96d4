"""A brief says what the record holds, on whose word, and nothing else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.brief_evidence import faults_of

from dateline.brief import (
    Sentence,
    brief_json,
    make_brief,
    period_of,
    totals_from,
    write,
)
from dateline.brief.drawing import bars_svg, map_svg
from dateline.brief.first_told import first_told
from dateline.brief.material import Material, Writer
from dateline.brief.records import Brief, MapPoint
from dateline.brief.turns import turn_section
from dateline.changes import Aspect, Changes, Direction, Finding, Level, Series
from dateline.codebook import Codebook
from dateline.codec import document_record
from dateline.errors import SpanError, UsageError
from dateline.export import Filters
from dateline.indexing import incident_records
from dateline.judging.judge import Judge
from dateline.judging.resolving import rebuild_incidents
from dateline.model import (
    Account,
    Assertion,
    Basis,
    DatePrecision,
    Document,
    PlacePrecision,
    PlaceRef,
    Role,
    SpeakerKind,
    Statement,
    Status,
    Verdict,
)
from dateline.store import Store
from judging.desk import lists
from store.accounts import RAVA, TOLM, account, by, day, document, killed

CODEBOOK = Codebook.load(())
LABELS = {name: entry.label for name, entry in CODEBOOK.types.items()}
WEEK = period_of("7d", "2026-03-15")
XA = PlaceRef(text="Xanadu", name="Xanadu", country="XA", precision=PlacePrecision.COUNTRY)
NORTH = replace(RAVA, text="the north", name="North", precision=PlacePrecision.PROVINCE)

FIRST = document(
    "A bomb killed at least four people in Rava on Monday, a nurse said.", published="2026-03-10"
)
LATER = document(
    "The bomb that struck Rava on Monday killed six people, the clinic said.",
    outlet="Outlet B",
    published="2026-03-12",
)
CLAIMED = document("The Red Front claimed an attack on a post near Tolm.", published="2026-03-11")
VAGUE = document("A shelling was reported in Xanadu.", published="2026-03-13")
SAID = document("The Red Front threatened the governor in a video.", published="2026-03-14")
BEFORE = document("The Red Front threatened the mayor in a letter.", published="2026-02-02")
DENIED = document("The Red Front denied the bombing in Tolm.", published="2026-03-13")


def told() -> list[tuple[Document, Account]]:
    red = by("the Red Front", "red-front")
    return [
        (
            FIRST,
            account(
                FIRST,
                "A bomb killed at least four people",
                date=day("2026-03-09"),
                place=RAVA,
                dead=killed(4),
                speaker="a nurse",
                kind=SpeakerKind.MEDIC,
            ),
        ),
        (
            LATER,
            account(
                LATER, "The bomb that struck Rava", date=day("2026-03-09"), place=RAVA, dead=killed(6, 6)
            ),
        ),
        (
            CLAIMED,
            account(
                CLAIMED,
                "claimed an attack",
                event_type="armed_attack",
                status=Status.CLAIMED,
                date=day("2026-03-11"),
                place=TOLM,
                actors=(red,),
                claim="red-front",
                speaker="the Red Front",
                kind=SpeakerKind.CLAIMANT,
            ),
        ),
        (
            VAGUE,
            account(
                VAGUE,
                "A shelling",
                event_type="shelling",
                date=day("2026-03-13", Basis.PUBLICATION),
                place=XA,
            ),
        ),
        (
            SAID,
            account(
                SAID,
                "threatened the governor",
                event_type="threat",
                date=day("2026-03-14"),
                actors=(
                    by("The Red Front", "red-front", Role.SPEAKER),
                    by("the governor", None, Role.ADDRESSEE),
                ),
                speaker="The Red Front",
            ),
        ),
        (
            BEFORE,
            account(
                BEFORE,
                "threatened the mayor",
                event_type="threat",
                date=day("2026-02-02"),
                actors=(by("The Red Front", "red-front", Role.SPEAKER),),
            ),
        ),
        (
            DENIED,
            account(
                DENIED,
                "denied the bombing in Tolm",
                status=Status.DENIED,
                date=day("2026-03-12"),
                place=TOLM,
                actors=(red,),
                speaker="The Red Front",
            ),
        ),
    ]


def filled(path: Path, some: list[tuple[Document, Account]]) -> Store:
    store = Store.open(path)
    for told_by, one in some:
        store.add_accounts(told_by, (one,), "rules@1")
    rebuild_incidents(store)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled(tmp_path / "s.db", told()) as opened:
        yield opened


def made(store: Store, **how: Any) -> Brief:
    return make_brief(store, how.pop("period", WEEK), codebook=CODEBOOK, **how)


def texts(brief: Brief, section: str) -> list[str]:
    return [s.text for part in brief.sections if part.id == section for s in part.sentences]


def test_every_sentence_resolves_to_words_of_its_documents(store: Store) -> None:
    data = json.loads(json.dumps(brief_json(made(store))))
    sentences = [s for section in data["sections"] for s in section["sentences"]]
    assert len(sentences) >= 7
    assert [fault for s in sentences for fault in faults_of(s, store)] == []


def test_words_that_are_not_there_are_found_out(store: Store) -> None:
    data = json.loads(json.dumps(brief_json(made(store))))
    sentence = data["sections"][0]["sentences"][0]
    sentence["evidence"][0]["quote"] = "never written"
    assert faults_of(sentence, store)
    assert faults_of({**sentence, "evidence": []}, store)


def test_a_sentence_without_words_cannot_be_built() -> None:
    with pytest.raises(SpanError):
        Sentence(id="s1", text="Something happened.", evidence=(), incidents=())


def test_what_is_claimed_stands_apart_on_its_claimants_word(store: Store) -> None:
    brief = made(store)
    (claimed,) = texts(brief, "claimed")
    assert claimed.startswith("Claimed by someone (claimant)")
    assert "told as fact by nobody" in claimed
    happened = [
        t for part in brief.sections if part.id.startswith("place-") for s in part.sentences for t in [s.text]
    ]
    assert not any("Tolm" in text for text in happened)
    assert brief.totals.statuses == {"occurred": 2, "claimed": 1}


def test_a_toll_is_told_as_its_range_and_its_revision_with_both_figures(store: Store) -> None:
    brief = made(store)
    (bomb,) = [t for t in texts(brief, "place-XA") if "Rava" in t]
    assert "killed: 4 to 6, best 6" in bomb or "killed: 6, best" in bomb or "killed: 4" in bomb
    (revised,) = texts(brief, "tolls")
    assert revised.startswith("Killed from at least 4 to 6 by Outlet B on 2026-03-12")
    assert (brief.totals.killed_low, brief.totals.killed_unknown) == (4, 1)


def test_what_has_no_figure_is_unknown_and_never_0(store: Store) -> None:
    quiet = made(store, filters=Filters(type=("shelling",)))
    assert (quiet.totals.killed_low, quiet.totals.killed_best, quiet.totals.killed_high) == (None, None, None)
    assert "no figure told" in write(quiet, "md", LABELS).decode()
    assert "killed" not in texts(quiet, "place-XA")[0]


def test_a_statement_says_to_whom_and_how_long_after_the_last(store: Store) -> None:
    (said,) = texts(made(store), "statements")
    assert said.startswith("Threat by")
    assert "to “the governor”" in said
    assert "40 days after the last statement" in said
    assert "“The Red Front threatened the governor in a video.”" in said


def test_a_first_statement_has_no_gap(store: Store) -> None:
    (said,) = texts(made(store, period=period_of("2026-02-01", "2026-02-07")), "statements")
    assert "after the last" not in said


def test_a_claim_of_responsibility_does_not_end_the_silence_before_a_threat(tmp_path: Path) -> None:
    says = by("The Red Front", "red-front", Role.SPEAKER)
    owned = document("The Red Front said it bombed the mill in Tolm.", published="2026-03-13")
    claim = account(
        owned, "said it", event_type="responsibility_claim", date=day("2026-03-13"), actors=(says,)
    )
    with filled(tmp_path / "s.db", [*told(), (owned, claim)]) as store:
        by_day = {text[:9]: text for text in texts(made(store), "statements")}
        (again,) = [text for text in by_day.values() if text.startswith("Threat")]
        (claimed,) = [text for text in by_day.values() if not text.startswith("Threat")]
    assert "40 days after the last statement" in again
    assert "(claims of responsibility apart): 2026-02-02" in again
    assert "The first claim of responsibility of “The Red Front” in this record" in claimed


def test_the_silence_that_a_report_tells_is_quoted_and_so_is_what_it_says_of_the_speaker(
    tmp_path: Path,
) -> None:
    report = document(
        "The Red Front threatened the governor in its first video message in three years. "
        "The recording, read by a masked envoy, shows a change of aims.",
        published="2026-03-14",
    )
    one = account(
        report,
        "threatened the governor",
        event_type="threat",
        date=day("2026-03-14"),
        actors=(by("The Red Front", "red-front", Role.SPEAKER),),
    )
    start = report.body.index("a masked envoy")
    spoken = Assertion(
        document_id=report.id,
        account_id=one.id,
        field="statement",
        value=Statement(speaker="a masked envoy"),
        spans=(report.span(start, start + len("a masked envoy")),),
        method="rules@1",
    )
    with filled(tmp_path / "s.db", [(report, replace(one, assertions=(*one.assertions, spoken)))]) as store:
        (text,) = texts(made(store), "statements")
    assert "By the report it is “its first video message in three years”." in text
    assert text.endswith("“The recording, read by a masked envoy, shows a change of aims.”")
    assert "after the last" not in text


def test_what_is_first_in_years_must_be_something_said() -> None:
    assert first_told(["It was the leader’s first public appearance since March 2019."])
    assert first_told(["The group broke a two-year silence on Monday."]) == "broke a two-year silence"
    assert first_told(["Rebels vowed revenge for the first air strike in two years."]) == ""
    assert first_told(["His first statement came in May."]) == ""


def test_what_the_same_incidents_show_of_a_country_and_its_province_is_told_once(store: Store) -> None:
    (bomb,) = [one for one in store.incidents() if one.place == RAVA]
    land = Finding(
        series=Series(level=Level.COUNTRY, id="XA", name="Xanadu"),
        aspect=Aspect.RATE,
        direction=Direction.RISE,
        category="",
        since="2026-03-09",
        days=28,
        now=1,
        now_of=10,
        before_days=728,
        before=1,
        before_of=100,
        effect=10.0,
        low=2.0,
        high=20.0,
        p=0.0001,
        q=0.01,
        incidents=(bomb.id,),
        explanations=(),
        certainty="weak",
    )
    province = replace(land, series=Series(level=Level.ADMIN1, id="XA/North", name="North, Xanadu"))
    fall = replace(province, direction=Direction.FALL)
    found = Changes(until="2026-03-15", tests=9, level=0.05, findings=(land, province, fall), left_out=0)
    records = {r["incident_id"]: r for r in incident_records(store, [bomb.id])}
    documents = {id_: document_record(d) for id_, d in store.documents_among(bomb.document_ids).items()}
    material = Material(period=WEEK, records=(), judged=(), documents=documents, labels=LABELS, families={})
    section = turn_section(found, records, documents, Writer(material))
    assert section is not None
    first, second = section.sentences
    assert first.text.endswith("The same incidents show the same of North, Xanadu.")
    assert "same incidents" not in second.text


def test_the_dead_of_a_clash_are_not_what_it_was_aimed_at(tmp_path: Path) -> None:
    shots = document("Two guards died in a shootout at a post in Rava.", published="2026-03-12")
    one = account(
        shots,
        event_type="armed_clash",
        date=day("2026-03-12"),
        place=RAVA,
        actors=(by("Two guards", None, Role.VICTIM), by("a post", None, Role.TARGET)),
    )
    with filled(tmp_path / "s.db", [(shots, one)]) as store:
        (text,) = texts(made(store), "place-XA")
    assert "; target: “a post”; affected: “Two guards”" in text


def test_denials_are_told_with_who_denies(store: Store) -> None:
    denials = [text for text in texts(made(store), "claims") if text.startswith("Denied")]
    assert [text.rpartition(". ")[2] for text in denials] == ["On the word of someone (outlet)."]


def test_a_day_that_is_only_the_reports_says_so(store: Store) -> None:
    (vague,) = [t for t in texts(made(store), "place-XA") if "no nearer place" in t]
    assert "reported on 2026-03-13 (its own day is not told)" in vague


def test_a_country_is_never_a_point(store: Store) -> None:
    brief = made(store)
    assert [(p.label, p.precision) for p in brief.points] == [("Rava", "town")]
    assert brief.only_country == {"XA": 1}
    assert "Xanadu" not in map_svg(brief.points, brief.only_country)


def test_what_is_vague_is_drawn_wide_and_open() -> None:
    town = MapPoint(longitude=20, latitude=10, precision="town", label="Rava", incidents=1)
    drawn = map_svg([town], {})
    wide = map_svg([replace(town, precision="province")], {})
    assert "stroke-dasharray" not in drawn
    assert "stroke-dasharray" in wide


def test_a_wide_date_counts_in_no_total_but_stays_listed(tmp_path: Path) -> None:
    month = replace(day("2026-03-01"), end="2026-03-31", precision=DatePrecision.MONTH)
    year = replace(day("2026-01-01"), end="2026-12-31", precision=DatePrecision.YEAR)
    one = document("Gunmen killed a guard in Rava in March.", published="2026-03-12")
    two = document("Gunmen robbed a bank in Tolm in 2026.", published="2026-03-12")
    some = [
        (one, account(one, event_type="armed_attack", date=month, place=RAVA)),
        (two, account(two, event_type="armed_attack", date=year, place=TOLM)),
    ]
    with filled(tmp_path / "s.db", some) as store:
        brief = made(store)
    assert brief.totals.statuses == {}
    (perhaps,) = [part for part in brief.sections if part.id == "perhaps"]
    assert len(perhaps.sentences) == 1
    assert "1 more" in perhaps.note


def test_what_has_no_day_is_told_of_the_days_of_its_document(tmp_path: Path) -> None:
    undated = document("Gunmen killed a guard in Rava.", published="2026-03-12")
    with filled(
        tmp_path / "s.db", [(undated, account(undated, event_type="armed_attack", place=RAVA))]
    ) as store:
        (text,) = texts(made(store), "undated")
        assert "day not told" in text
        assert made(store, period=period_of("7d", "2026-05-01")).sections == ()


def test_judgements_of_the_days_are_told_and_what_is_reviewed_says_so(store: Store) -> None:
    (incident,) = [one for one in store.incidents() if one.place == TOLM and one.status is Status.CLAIMED]
    judgement = Judge(store, "ana", lists).accept(incident.id, "seen the video")
    period = period_of("1d", judgement.at[:10])
    (text,) = texts(made(store, period=period), "reviewed")
    assert "by ana" in text
    assert "seen the video" in text
    (claimed,) = [s for part in made(store).sections if part.id == "claimed" for s in part.sentences]
    assert claimed.machine is False


def test_judgements_of_what_the_filters_leave_out_are_not_told(store: Store) -> None:
    (incident,) = [one for one in store.incidents() if one.event_type == "shelling"]
    judgement = Judge(store, "ana", lists).accept(incident.id)
    period = period_of("1d", judgement.at[:10])
    assert texts(made(store, period=period, filters=Filters(type=("shelling",))), "reviewed")
    assert not texts(made(store, period=period, filters=Filters(type=("bombing",))), "reviewed")


def test_a_rejected_incident_is_told_nowhere_but_under_its_judgement(store: Store) -> None:
    (incident,) = [one for one in store.incidents() if one.event_type == "shelling"]
    assert Judge(store, "ana", lists).reject(incident.id, "a drill").verdict is Verdict.REJECT
    brief = made(store)
    assert not any("helling" in s.text for s in brief.sentences)
    assert brief.only_country == {}


def test_the_days_before_are_counted_beside(store: Store) -> None:
    brief = made(store, period=period_of("2026-03-12", "2026-03-14"))
    assert brief.before.period == period_of("2026-03-09", "2026-03-11")
    assert brief.before.statuses == {"occurred": 1, "claimed": 1}
    assert (brief.totals.documents, brief.before.documents) == (4, 2)


def test_it_can_be_compared_with_a_brief_that_was_written(store: Store) -> None:
    old = json.loads(write(made(store), "json", LABELS))
    again = made(store, against=totals_from(old))
    assert again.before == made(store).totals
    with pytest.raises(UsageError):
        totals_from({"totals": {"period": {}}})


def test_filters_keep_what_they_keep_in_exports(store: Store) -> None:
    brief = made(store, filters=Filters.parse({"status": "claimed"}, CODEBOOK.types))
    assert {part.id for part in brief.sections} == {"claimed", "claims", "contested"}
    assert brief.filters == {"status": "claimed"}


def test_an_empty_week_makes_a_brief_in_every_format(store: Store) -> None:
    brief = made(store, period=period_of("7d", "2030-01-07"))
    assert brief.sections == ()
    for format_ in ("html", "md", "pdf", "json"):
        assert write(brief, format_, LABELS)  # type: ignore[arg-type]


HOSTILE = '<script>x</script> #eval("y") *b* [z](javascript:w) $a_1$ ``` | @k \\ "q" {= $} {{ 7 * 7 }}'


def test_hostile_words_stay_words_in_every_format(tmp_path: Path) -> None:
    body = f"The {HOSTILE} attacked a post in Rava."
    evil = document(body, published="2026-03-12", outlet=HOSTILE, url="javascript:alert(1)", title=HOSTILE)
    one = account(
        evil,
        event_type="armed_attack",
        date=day("2026-03-12"),
        place=replace(RAVA, name=HOSTILE),
        actors=(by(HOSTILE),),
        speaker=HOSTILE,
    )
    with filled(tmp_path / "s.db", [(evil, one)]) as store:
        brief = made(store)
    page = write(brief, "html", LABELS).decode()
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "{{ 7 * 7 }}" in page
    markdown = write(brief, "md", LABELS).decode()
    assert "<script>" not in markdown
    assert "](javascript:" not in markdown
    assert write(brief, "pdf", LABELS).startswith(b"%PDF-")
    assert "<script" not in bars_svg([(HOSTILE, 1, 2)], HOSTILE)


def test_the_page_calls_nothing_from_elsewhere(store: Store) -> None:
    page = write(made(store), "html", LABELS).decode()
    assert "default-src 'none'" in page
    for word in ("<script", "@import", "url(", "<link", "<img", "<iframe"):
        assert word not in page


def test_periods_are_whole_days_and_have_an_end() -> None:
    assert period_of("2026-03-09", "2026-03-15") == WEEK
    assert (WEEK.days, WEEK.before.first, WEEK.before.last) == (7, "2026-03-02", "2026-03-08")
    for since in ("0d", "7y", "2026-13-01", "2026-03-16", "9999m", ""):
        with pytest.raises(UsageError):
            period_of(since, "2026-03-15")
