"""The rule coder as a whole: what holds for any text, and for any names."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.reading import events, spans_of, statements, tolls

NEWS = (
    "gunmen attacked killed wounded the Islamic State claimed "
    "responsibility for an attack in Raqqa Gao on Monday "
    "police said that at least 20 people were dead no casualties bombing "
    'denied threatened to and , . ( ) " Reuters) '
    "of by who protesters clashed Syria's not could 2019 shortly after "
    "its release dozens several IS U.S. Deir ez-Zor "
    "al-Qaeda — “ ” ’"
)
WORDS = [*NEWS.split(" "), "\n", "\n\n"]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.sampled_from(
        [
            "\u200b",
            "\u202e",
            "\ufeff",
            "e\u0301",
            "😀",
            "İ",
            "ß",
            "قُتل",
            "杀",
            "\x00",
            "\t",
            "\r",
            "a" * 200,
            "=1+1",
            "<b>",
        ]
    ),
)


@given(pieces=st.lists(PIECES, max_size=40), glue=st.sampled_from([" ", "", "\n", ". "]))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_and_every_span_holds_its_quote(parse, coder, pieces, glue):
    parsed = parse(glue.join(pieces), outlet="The Courier", published="2024-05-06")

    for draft in coder.read(parsed):
        for span in spans_of(draft):
            assert parsed.document.parts[span.part][span.start : span.end] == span.quote


@given(words=st.lists(st.sampled_from(WORDS), min_size=5, max_size=60))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_of_news_words_is_read_and_every_span_holds_its_quote(parse, coder, words):
    parsed = parse(" ".join(words).capitalize())

    for draft in coder.read(parsed):
        for span in spans_of(draft):
            assert parsed.document.parts[span.part][span.start : span.end] == span.quote


@pytest.mark.parametrize(
    "body", ["", " ", "\n\n", ".", "()", "(Reuters)", "—", "IS", "responsibility", "No.", "killed"]
)
def test_text_that_tells_nothing_gives_no_accounts(read, body):
    assert read(body) == []


STORY = (
    "Gunmen attacked a market in Gao on Monday, killing five people. The "
    "Islamic State threatened to attack churches in Egypt.\n\n"
    "A bombing in Basra killed three people on Tuesday."
)


def test_reading_twice_gives_the_same(read):
    assert read(STORY) == read(STORY)


def test_accounts_come_in_reading_order(read):
    starts = [d.key[0].start for d in read(STORY)]

    assert starts == sorted(starts)
    assert len(starts) == 4


def test_headings_tell_no_events(read):
    assert events(read("Bombing in Basra\n\nThe minister visited a school.")) == []


def test_curly_quotes_and_wrapped_lines_change_nothing(read):
    plain = read(
        "The army's troops attacked a rebel camp near Gao on Monday, killing nine of the group's fighters."
    )
    curly = read(
        "The army’s troops attacked a rebel camp near Gao on Monday, killing nine of the group’s fighters."
    )

    assert [(d.event_type, d.status, tolls(d)) for d in plain] == [
        (d.event_type, d.status, tolls(d)) for d in curly
    ]


def test_text_in_capitals_is_read_like_any_other(read):
    plain = "Gunmen attacked a market in Gao on Monday, killing five people and wounding 12 others."

    assert [(d.event_type, d.status, tolls(d)) for d in read(plain.upper())] == [
        (d.event_type, d.status, tolls(d)) for d in read(plain)
    ]


def test_a_long_run_of_anchors_is_read_in_bounded_time(parse, coder):
    parsed = parse("attacked " * 300)
    begun = time.perf_counter()
    coder.read(parsed)

    assert time.perf_counter() - begun < 1.0


SWAPS = [
    ("{A} soldiers killed nine villagers near Mopti on Monday.", "A", "Malian", "French"),
    ("{A} air strikes killed 14 people in Tyre on Monday.", "A", "Israeli", "Syrian"),
    ("{A} strikes killed 14 people in Tyre on Monday.", "A", "Israeli", "Syrian"),
    ("{A} troops shot dead three protesters in Khartoum.", "A", "Sudanese", "Egyptian"),
    ("{A} forces shelled a market in Aleppo, killing 12 people.", "A", "Russian", "Turkish"),
    ("{A} killed nine villagers near Mopti on Monday.", "A", "Soldiers", "Rebels"),
    ("{A} attacked a village near Nyala, killing 20 people.", "A", "The army", "The rebels"),
    ("{A} attacked a village near Nyala, killing 20 people.", "A", "Government troops", "Militants"),
    ("{A} abducted 12 students from a school in Borno.", "A", "Soldiers", "Militants"),
    ("{A} bombed a hospital in Taiz, killing six patients.", "A", "The army", "The rebels"),
    ("{A} fired rockets at Haifa on Monday, wounding four people.", "A", "Hezbollah", "The Lebanese army"),
    (
        "{A} claimed responsibility for a bombing in Baghdad that killed 30 people.",
        "A",
        "The Islamic State",
        "Al-Qaeda",
    ),
    (
        "{A} claimed responsibility for a strike in Aleppo that killed four people.",
        "A",
        "The Islamic State",
        "The Turkish army",
    ),
    ("{A} denied that its fighters had killed the villagers near Gao.", "A", "The army", "The Islamic State"),
    ("{A} threatened to attack Haifa.", "A", "Iran", "Israel"),
    ("{A} threatened to attack schools in Kabul.", "A", "The Taliban", "The government"),
    (
        "{A} accused the rebels of killing 12 villagers near Mopti.",
        "A",
        "The French government",
        "The Malian government",
    ),
    ("{A} troops recaptured the town of Mopti on Sunday.", "A", "Malian", "Russian"),
    ("{A} executed four prisoners in Homs on Monday.", "A", "Rebels", "Soldiers"),
    ("A bomb killed four {A} soldiers in Mosul.", "A", "Iraqi", "American"),
    ("Gunmen shot dead two {A} in Lahore on Monday.", "A", "Christians", "Muslims"),
    ("Clashes between {A} and the army killed nine people in Nyala.", "A", "rebels", "militiamen"),
    ("Police arrested nine {A} protesters in Amman.", "A", "Palestinian", "Jordanian"),
    ("{A} near Mopti on Monday.", "A", "Soldiers killed nine rebels", "Rebels killed nine soldiers"),
    ("{A} in Tyre on Monday.", "A", "Israel killed nine militants", "Hezbollah killed nine soldiers"),
    ("{A} bombed a school in Idlib.", "A", "Iran", "The Islamic State"),
    ("{A} destroyed a bridge near Kyiv.", "A", "Russia", "The rebels"),
    ("{A} struck a building in Tyre.", "A", "Israel", "Hezbollah"),
    ("{A} attacked a village near Idlib on Monday.", "A", "Israel", "Hamas"),
    ("{A} killing nine villagers near Idlib.", "A", "Russia accused Ukraine of", "Ukraine accused Russia of"),
    ("{A} killing nine villagers near Idlib.", "A", "Hamas accused Israel of", "Israel accused Hamas of"),
    ("{A} withdrew its troops from Homs.", "A", "The Syrian government", "The Taliban"),
    ("{A} said a bomb killed nine people in Gao.", "A", "Mali", "Boko Haram"),
    ("{A} said its fighters killed nine soldiers in Mosul.", "A", "The Islamic State", "Al-Shabaab"),
    ("{A} raided a house in Quetta and killed two men.", "A", "Policemen", "Militants"),
]


@pytest.mark.parametrize(("pattern", "slot", "one", "other"), SWAPS)
def test_exchanging_who_did_it_changes_neither_type_nor_status_nor_counts(read, pattern, slot, one, other):
    def coding(name: str) -> list[tuple[object, ...]]:
        drafts = read(pattern.format(**{slot: name}))
        return [(d.event_type, d.status, tolls(d), d.statement is not None) for d in drafts]

    assert coding(one) == coding(other)
    assert coding(one)


def test_a_statement_and_its_content_are_told_apart_by_more_than_place(read):
    drafts = read("The Islamic State threatened to attack churches in Egypt.")

    assert [d.event_type for d in statements(drafts)] == ["threat"]
    assert [d.event_type for d in events(drafts)] == ["armed_attack"]
