import datetime
import time

import pytest

from dateline.text.dateline import parse_day, read_dateline, wire_named


@pytest.mark.parametrize(
    ("body", "text", "place", "date", "origin"),
    [
        ("RAQQA, Syria (Reuters) — Two", "RAQQA, Syria (Reuters)", "RAQQA, Syria", "", "Reuters"),
        ("BAGHDAD, March 3 (AP) - Two", "BAGHDAD, March 3 (AP)", "BAGHDAD", "March 3", "AP"),
        ("Goma, DR Congo, 3 Jan 2024 (AFP) – Two", None, "Goma, DR Congo", "3 Jan 2024", "AFP"),
        ("MOGADISHU (Reuters) - al-Shabaab men", "MOGADISHU (Reuters)", "MOGADISHU", "", "Reuters"),
        ("KYIV — The army", "KYIV", "KYIV", "", ""),
        ("(AP) — The army", "(AP)", "", "", "AP"),
        ("SAN JUAN, 3 JAN 90 (ACAN-EFE) -- [TEXT] THE ARMY", None, "SAN JUAN", "3 JAN 90", "ACAN-EFE"),
        (
            "CLANDESTINE, 2 NOV 89 (RADIO X) -- THE",
            "CLANDESTINE, 2 NOV 89 (RADIO X)",
            "",
            "2 NOV 89",
            "RADIO X",
        ),
        ("LIMA, 3 MAY 89 (TELEVISION\nNINE) -- [A]\n[TEXT] THE", None, "LIMA", "3 MAY 89", "TELEVISION NINE"),
        ("DEIR EL-BALAH, Gaza Strip (AP) — The", None, "DEIR EL-BALAH, Gaza Strip", "", "AP"),
        ("GENEVA/DAMASCUS (Reuters) - The", "GENEVA/DAMASCUS (Reuters)", "GENEVA", "", "Reuters"),
        ("SANAA, Yemen, Jan. 3 (UPI) --Two", None, "SANAA, Yemen", "Jan. 3", "UPI"),
        ("Baghdad, 3 March 2024 – Two", "Baghdad, 3 March 2024", "Baghdad", "3 March 2024", ""),
        ("Sunday, June 23, 2019\n\nOn Friday", "Sunday, June 23, 2019", "", "Sunday, June 23, 2019", ""),
        ("June 23, 2019\nKYIV, June 23 (AP) — On", None, "KYIV", "June 23, 2019", "AP"),
        ("(ABC)\n\n   LIMA, 3 MAY 89 -- [TEXT] THE", None, "LIMA", "3 MAY 89", ""),
        ("June 23, 2019\nKYIV (AP) — On", "June 23, 2019\nKYIV (AP)", "KYIV", "June 23, 2019", "AP"),
    ],
)
def test_a_dateline_is_read_into_place_date_and_origin(body, text, place, date, origin):
    found = read_dateline(body)

    assert found is not None
    assert (found.place, found.date_text, found.origin) == (place, date, origin)
    assert body[found.place_start : found.place_end] == place
    assert body.startswith(found.text)
    assert found.text == text or text is None
    assert body[found.end :].split(" ")[0] in {"Two", "The", "THE", "On", "al-Shabaab"}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "—",
        "The town — held by rebels — fell.",
        "BREAKING — Two killed",
        "NATO — the alliance",
        "NATO — The alliance",
        "ISIS (Daesh) - The group said",
        "Boko Haram (ISWAP) - The group said",
        "SDF (Syrian Democratic Forces) - The group said",
        "TWO KILLED — Police said",
        "In Mosul, March 3 - The army",
        "On Tuesday, March 3 — The army",
        "Monday, March 3 — The army",
        "THE ARMY -- WHICH HAS",
        "SAN JUAN -- WHICH HAS",
        "Iraq - The country",
        "EU - The bloc",
        "U.S. — The president",
        "Ahmed al-Amin — The president",
        "Sunday, June 23, 2019 was a day of mourning.",
        "Sunday, February 31, 2019\n\nOn Friday",
    ],
)
def test_a_sentence_a_kicker_or_an_organisation_is_no_dateline(body):
    assert read_dateline(body) is None


@pytest.mark.parametrize("piece", ["A ", "A, ", "AB ", "A-", "A (", "A, 3 ", "A/", "A and ", "[", "(A) "])
def test_no_beginning_takes_long_to_read(piece):
    begun = time.perf_counter()
    read_dateline(piece * 50_000)
    assert time.perf_counter() - begun < 0.5


def test_days_are_parsed_only_with_a_year():
    assert parse_day("3 JAN 90") == datetime.date(1990, 1, 3)
    assert parse_day("Sept. 3rd, 2014") == datetime.date(2014, 9, 3)
    assert parse_day("2019-06-23") == datetime.date(2019, 6, 23)
    assert parse_day("March 3") is None
    assert parse_day("30 February 2020") is None


def test_a_wire_is_known_by_each_of_its_names_and_only_whole():
    assert wire_named("Agence France-Presse") == wire_named("afp") == "AFP"
    assert wire_named("the AFP office") == ""
