"""What `changes` finds in invented streams, and what it keeps still about."""

import random
from dataclasses import replace

import pytest

from changes.streams import FAMILIES, documents, fact, iso, steady
from dateline.changes import (
    Aspect,
    Changes,
    Direction,
    Level,
    as_html,
    as_json,
    as_text,
    changes_at,
    counted,
    kept_facts,
    refuse_what_needs_documents,
)
from dateline.errors import UsageError
from dateline.export import Filters
from dateline.model import Status
from dateline.store import Fact

DAYS = 1100
QUIET = [
    *steady(DAYS, 20, seed=1, country="ML"),
    *steady(DAYS, 12, seed=2, first=1000, country="NE"),
    *steady(DAYS, 9, seed=3, first=2000, country="FR", event_type="protest"),
]
WAR = [fact(5000 + n, DAYS - 20 + n, actors=[("perpetrator", "red-front")]) for n in range(20)]


def run(facts: list[Fact], until: int = DAYS, told: dict[str, int] | None = None) -> Changes:
    return changes_at(counted(facts, told or documents(until + 1), FAMILIES), iso(until))


def test_a_war_in_a_quiet_country_is_found_with_its_week_its_incidents_and_an_interval() -> None:
    found = run([*QUIET, *WAR])
    (rate,) = [f for f in found.findings if f.series.about == "country:ML" and f.aspect is Aspect.RATE]
    assert rate.direction is Direction.RISE
    assert iso(DAYS - 28) <= rate.since <= iso(DAYS - 12)
    assert {f.id for f in WAR if f.start > iso(DAYS - rate.days)} <= set(rate.incidents)
    assert rate.low is not None
    assert rate.effect is not None
    assert 1 < rate.low < rate.effect < (rate.high or 0)
    assert rate.p < rate.q < 0.05
    assert rate.certainty in {"strong", "moderate"}


def test_nothing_is_found_where_nothing_changed() -> None:
    assert run(QUIET).findings == ()


def test_more_documents_are_not_more_events() -> None:
    lately = DAYS - 56
    thrice = [
        *QUIET,
        *steady(56, 5, seed=4, first=7000, start=lately, country="ML"),
        *steady(56, 3, seed=5, first=8000, start=lately, country="NE"),
    ]
    as_before = run(thrice)
    with_more_read = run(thrice, told=documents(DAYS + 1, rise={lately: 50}))
    rises = {f.series.about for f in as_before.findings if f.direction is Direction.RISE}
    assert {"country:ML", "country:NE"} & rises
    assert not {f.series.about for f in with_more_read.findings} & {"country:ML", "country:NE"}


def test_what_is_claimed_is_never_counted_with_what_occurred() -> None:
    claimed = [replace(one, status=Status.CLAIMED) for one in WAR]
    found = run([*QUIET, *claimed])
    assert all(f.series.status is Status.CLAIMED for f in found.findings if f.direction is Direction.RISE)
    assert not set(found.findings[0].incidents) & {one.id for one in QUIET}


def test_what_was_only_threatened_or_has_no_day_is_not_counted_and_the_latter_is_told() -> None:
    threatened = [replace(one, status=Status.THREATENED) for one in WAR]
    vague = [replace(one, precision="month", known=one.start) for one in WAR]
    assert run([*QUIET, *threatened]).findings == ()
    found = run([*QUIET, *vague])
    assert found.findings == ()
    assert found.left_out == len(vague)


def test_what_was_reported_only_later_is_not_seen_before() -> None:
    late = [replace(one, known=iso(DAYS + 30)) for one in WAR]
    assert run([*QUIET, *late], told=documents(DAYS + 31)).findings == ()


def test_another_mix_of_weapons_is_found() -> None:
    old = steady(DAYS - 56, 10, seed=6, actors=[("perpetrator", "red-front")], weapon="a roadside bomb")
    new = steady(
        56, 5, seed=7, first=3000, start=DAYS - 56, actors=[("perpetrator", "red-front")], weapon="two drones"
    )
    found = [f for f in run([*QUIET, *old, *new]).findings if f.aspect is Aspect.WEAPONS]
    assert ("drone", Direction.RISE) in {(f.category, f.direction) for f in found}
    assert all("incidents" in text for text in map(str, found))
    drone = next(f for f in found if f.category == "drone" and f.series.about == "actor:red-front")
    assert (drone.now, drone.before) == (drone.now_of, 0)


def test_whom_statements_name_is_watched() -> None:
    said = {"event_type": "threat", "country": ""}
    old = steady(
        DAYS - 56, 12, seed=8, actors=[("speaker", "red-front"), ("addressee", "government")], **said
    )
    new = steady(
        56,
        5,
        seed=9,
        first=3000,
        start=DAYS - 56,
        actors=[("speaker", "red-front"), ("addressee", "neighbour")],
        **said,
    )
    found = [f for f in run([*QUIET, *old, *new]).findings if f.aspect is Aspect.NAMED]
    assert {f.category for f in found if f.direction is Direction.RISE} == {"neighbour"}


def test_a_dormant_group_that_returns_is_found_and_its_silence_counted() -> None:
    group = [("perpetrator", "red-front")]
    before = steady(500, 15, seed=10, first=3000, country="", actors=group)
    back = fact(9000, DAYS - 3, country="", actors=group)
    found = [f for f in run([*QUIET, *before, back]).findings if f.aspect is Aspect.RETURN]
    (returned,) = found
    assert returned.since == iso(DAYS - 3)
    last = max(one.start for one in before)
    assert returned.effect == (DAYS - 3) - next(n for n in range(DAYS) if iso(n) == last)
    assert returned.incidents == (back.id,)
    assert "few" in {one.kind for one in returned.explanations}
    assert returned.certainty != "strong"


def test_a_rare_group_that_is_quiet_for_a_year_has_not_returned() -> None:
    group = [("perpetrator", "red-front")]
    rare = [fact(3000 + n, day, country="", actors=group) for n, day in enumerate((0, 300, 600))]
    found = run([*QUIET, *rare, fact(9000, DAYS - 3, country="", actors=group)])
    assert not [f for f in found.findings if f.aspect is Aspect.RETURN]


def test_an_end_of_violence_is_a_fall() -> None:
    war = steady(DAYS - 70, 1.5, seed=11, first=3000, country="SD")
    found = [f for f in run([*QUIET, *war], until=DAYS).findings if f.series.about == "country:SD"]
    falls = [f for f in found if f.direction is Direction.FALL and f.aspect is Aspect.RATE]
    assert not falls  # it ended ten weeks ago: told then, not now
    told_then = run([*QUIET, *war], until=DAYS - 40).findings
    assert [f for f in told_then if f.series.about == "country:SD" and f.direction is Direction.FALL]


def test_one_source_and_a_new_coder_are_told_against_a_finding() -> None:
    alone = [replace(one, outlets=("Delta Courier",), method="rules@2") for one in WAR]
    found = next(f for f in run([*QUIET, *alone]).findings if f.series.about == "country:ML")
    assert {"one source", "coding method"} <= {one.kind for one in found.explanations}
    assert found.certainty == "weak"


def test_without_a_year_of_past_nothing_is_tested() -> None:
    short = [replace(one, start=iso(n), end=iso(n), known=iso(n)) for n, one in enumerate(WAR)]
    found = run(short, until=200)
    assert (found.tests, found.findings) == (0, ())


def test_an_empty_record_has_no_changes() -> None:
    assert changes_at(counted([], {}, FAMILIES), iso(10)).findings == ()
    assert run([]).tests == 0


def test_streams_with_shuffled_days_raise_nothing_in_nearly_all_runs() -> None:
    record = [
        *QUIET,
        *steady(DAYS, 8, seed=12, first=6000, country="SD", actors=[("perpetrator", "red-front")]),
    ]
    raised = 0
    for seed in range(40):
        days = [(one.start, one.known) for one in record]
        random.Random(seed).shuffle(days)
        mixed = [replace(one, start=s, end=s, known=k) for one, (s, k) in zip(record, days, strict=True)]
        raised += bool(run(mixed).findings)
    assert raised <= 4  # 5 % of 40 are 2; 5 or more have a chance of 5 %


def test_generic_actors_and_words_have_no_series() -> None:
    told = [replace(one, actors=()) for one in WAR]
    nobody = [
        fact(6000 + n, DAYS - 20 + n, actors=[("perpetrator", "generic:civilians:ML"), ("perpetrator", "")])
        for n in range(20)
    ]
    record = counted([*told, *nobody], documents(DAYS), FAMILIES)
    assert not [series for series in record.series if series.level in {Level.ACTOR, Level.AGAINST}]


def test_filters_keep_facts_as_they_keep_incidents() -> None:
    asked = Filters.parse({"country": "ML", "type": "armed_attack"}, FAMILIES)
    assert {one.country for one in kept_facts([*QUIET, *WAR], asked)} == {"ML"}
    assert kept_facts(WAR, Filters(actor="Red Front")) == WAR
    assert kept_facts(WAR, Filters(min_killed=1)) == []  # unknown is not 0, and not 1
    assert kept_facts(WAR, Filters(from_=iso(DAYS - 5), to=iso(DAYS))) == WAR[-5:]


def test_filters_that_need_documents_are_refused() -> None:
    with pytest.raises(UsageError, match="text"):
        refuse_what_needs_documents(Filters(text="market"))


def test_text_and_page_tell_figures_and_doubts_and_a_hostile_name_stays_text() -> None:
    evil = [
        replace(one, actors=tuple(replace(a, name="<script>x</script>") for a in one.actors)) for one in WAR
    ]
    found = run([*QUIET, *evil])
    text, page = as_text(found), as_html(found)
    assert f"of {found.tests} tests" in text
    assert "may be explained" in text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    data = as_json(found)
    assert data["machine"] is True
    assert {one["text"] for one in data["findings"]} <= set(text.split("\n"))
    assert all(len(id_) == 35 for one in data["findings"] for id_ in one["incidents"])
