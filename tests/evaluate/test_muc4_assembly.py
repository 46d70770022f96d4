"""Assembly of the 24 slots, on invented reports in the form of the corpus."""

from __future__ import annotations

import datetime

import pytest

from dateline.evaluate.corpora.muc4_fills import Chain, Days, Fill, Number
from dateline.evaluate.corpora.muc4_full import FullText, read_template
from dateline.evaluate.metrics.muc4_assembly import assemble
from dateline.evaluate.metrics.muc4_coded import incidents_of
from dateline.evaluate.metrics.muc4_gold import gold_incidents
from dateline.evaluate.metrics.muc4_how_many import PLURAL, how_many
from dateline.evaluate.metrics.muc4_incident import Filler, FillerRole, Incident
from dateline.evaluate.metrics.muc4_nations import nation_of
from dateline.evaluate.metrics.muc4_place_names import PlaceName, find_place_names
from dateline.evaluate.metrics.muc4_slot_score import ceiling, score, score_incidents
from dateline.evaluate.metrics.muc4_slots import SlotTemplate
from dateline.evaluate.metrics.muc4_surroundings import read_surroundings
from dateline.link.entry import Kind, PlaceEntry
from dateline.model import Role
from evaluate.accounts import account, document

HEAD = "LIMA, 4 MAY 89 (EFE) -- [TEXT] "


def entry(name: str, country: str, kind: Kind = "town", *, capital: bool = False) -> PlaceEntry:
    return PlaceEntry(
        geonameid=1,
        name=name,
        country=country,
        admin1=None,
        admin1_code=None,
        latitude=None,
        longitude=None,
        kind=kind,
        population=10_000,
        capital=capital,
    )


class Atlas:
    """A place index of a handful of places."""

    entries = (
        entry("Lima", "PE", capital=True),
        entry("Bogota", "CO", capital=True),
        entry("Managua", "NI", capital=True),
        entry("Huarinto", "PE"),
        entry("Sarmiel", "PE"),
        entry("Sarmiel", "CO"),
        entry("Ancaro", "PE", "province"),
    )
    countries = (entry("Spain", "ES", "country"), entry("Peru", "PE", "country"))

    def exact(self, name: str) -> tuple[PlaceEntry, ...]:
        return tuple(place for place in self.entries if place.name == name)

    named = exact

    def alike(self, name: str) -> tuple[PlaceEntry, ...]:
        return ()

    def country(self, code: str) -> tuple[PlaceEntry, ...]:
        return tuple(place for place in self.countries if place.country == code)


ATLAS = Atlas()


def filler(role: FillerRole, text: str, words: str, **attributes: str) -> Filler:
    """A filler with the first place of ``words`` in ``text`` as its mention."""
    start = text.index(words)
    return Filler(role=role, mentions=((start, start + len(words), words),), attributes=attributes)


def assembled(text: str, *fillers: Filler, kind: str = "BOMBING") -> SlotTemplate:
    return assemble(Incident(type=kind, fillers=fillers), read_surroundings(text, ATLAS), ATLAS)


def of_mill(story: str) -> SlotTemplate:
    """The template of an attack on the mill of ``story``."""
    text = HEAD + story
    return assembled(text, filler(FillerRole.PHYS_TGT, text, "MILL"))


@pytest.mark.parametrize(
    ("story", "first", "last"),
    [
        ("A BOMB WRECKED THE MILL THIS MORNING.", 4, 4),
        ("A BOMB WRECKED THE MILL LAST NIGHT.", 3, 3),
        ("A BOMB WRECKED THE MILL ON 2 MAY.", 2, 2),
        ("A BOMB WRECKED THE MILL.", None, 4),
        ("A BOMB WRECKED THE MILL ON TUESDAY.", None, 4),
        ("A BOMB WRECKED THE MILL IN THE PAST FEW DAYS.", None, 4),
        (
            "THE MAYOR SPOKE YESTERDAY.  HE HAD A COLD.  HE LEFT.  HE RETURNED.  A BOMB WRECKED THE MILL.",
            None,
            4,
        ),
        ("THE OLD MILL, WHICH A BOMB WRECKED YESTERDAY, WAS INSURED, A MAN SAID TODAY.", 3, 3),
        ("THE MILL WILL BE REBUILT ON 9 JUNE 1989.", None, 4),
    ],
)
def test_the_date_is_that_of_the_nearest_expression_or_on_or_before_the_dateline(
    story: str, first: int | None, last: int
) -> None:
    days = Days(first=first and datetime.date(1989, 5, first), last=datetime.date(1989, 5, last))
    assert of_mill(story).slots["date"] == (Fill(value=days),)


def test_without_dateline_and_expression_there_is_no_date() -> None:
    text = "GUERRILLAS WRECKED A MILL IN PERU."
    assert "date" not in assembled(text, filler(FillerRole.PHYS_TGT, text, "MILL")).slots


@pytest.mark.parametrize(
    ("story", "places"),
    [
        ("A BOMB WRECKED THE MILL IN HUARINTO.", ["PERU", "HUARINTO CITY"]),
        ("A BOMB WRECKED THE MILL IN SARMIEL.", ["PERU", "SARMIEL CITY"]),
        ("A BOMB WRECKED THE MILL IN THE CAPITAL.", ["PERU", "LIMA CITY"]),
        ("A BOMB WRECKED THE MILL OF DON HUARINTO.", ["PERU"]),
        ("A BOMB WRECKED THE MILL IN THE TOWN OF LOS OCOTES.", ["PERU", "LOS OCOTES TOWN"]),
        ("A BOMB WRECKED THE MILL.  RAIN FELL.  IT SNOWED.  IT HAILED IN HUARINTO.", ["PERU"]),
        ("A BOMB WRECKED THE MILL IN COLOMBIA.", ["COLOMBIA"]),
    ],
)
def test_the_location_is_the_place_beside_the_fillers_or_the_country(story: str, places: list[str]) -> None:
    (fill,) = of_mill(story).slots["location"]
    assert isinstance(fill.value, Chain)
    levels = [next(iter(level)) for level in fill.value.levels]
    assert [" ".join([place.name, *place.kinds]) for place in levels] == places


def test_a_report_from_abroad_is_of_the_country_that_it_names_most() -> None:
    text = "MANAGUA (NICARAGUA), 4 MAY 89 (EFE) -- [TEXT] CHILEAN EXILES SAID A MILL BURNED."
    around = read_surroundings(text, ATLAS)
    assert (around.home, around.published) == ("CL", datetime.date(1989, 5, 4))
    assert read_surroundings("A MILL BURNED.", ATLAS).home == ""


def test_places_are_told_by_what_leads_to_them() -> None:
    text = "AT HUARINTO, SARMIEL AND IN ANCARO DEPARTMENT, MR SARMIEL OF PERU SPOKE."
    found = find_place_names(text, 0, "PE", ATLAS)
    assert [(place.name, place.kind) for place in found] == [
        ("HUARINTO", "CITY"),
        ("SARMIEL", "CITY"),
        ("ANCARO", "DEPARTMENT"),
        ("PERU", ""),
    ]
    assert found[0] == PlaceName(start=3, end=11, name="HUARINTO", kind="CITY", country="PE")


@pytest.mark.parametrize(
    ("before", "words", "number"),
    [
        ("", "PEASANT", Number(low=1, high=1)),
        ("", "PEASANTS", PLURAL),
        ("", "PEOPLE", PLURAL),
        ("SOME SAID THAT THREE ", "PEASANTS", Number(low=3, high=3)),
        ("", "15 YOUNG PEASANTS", Number(low=15, high=15)),
        ("A GROUP OF NINE U.S. ", "PILOTS", Number(low=9, high=9)),
        ("ABOUT 30 ", "HOMES", Number(low=30, high=30, about=True)),
        ("AT LEAST 12 ", "BUSES", Number(low=12, high=None)),
        ("REBELS BLEW UP TWO ", "BUSES", Number(low=2, high=2)),
        ("DOZENS OF ", "BUSES", PLURAL),
        ("THREE MILLS AND THE ", "BRIDGE", Number(low=1, high=1)),
        ("", "HEADQUARTERS", Number(low=1, high=1)),
        ("ON 16 MAY, SIX ", "NURSES", Number(low=6, high=6)),
        ("FOUR MEN, AT LEAST TWO OF HIS ", "GUARDS", Number(low=2, high=None)),
        ("THE DEATH OF THE ", "GUARDS", PLURAL),
        ("", "WATCHMEN INVOLVED IN IT", PLURAL),
        ("", "BUS", Number(low=1, high=1)),
    ],
)
def test_the_number_of_a_target_is_stated_or_told_by_its_noun(
    before: str, words: str, number: Number
) -> None:
    text = f"{before}{words} ARRIVED"
    assert how_many(len(before), words, text) == number


@pytest.mark.parametrize(
    ("before", "words", "nation"),
    [
        ("THE U.S. ", "EMBASSY", "UNITED STATES"),
        ("", "SPANISH NUNS", "SPAIN"),
        ("THE SOVIET ", "SAILORS", "USSR"),
        ("", "PERUVIAN ENVOY", ""),
        ("", "CENTRAL AMERICAN UNIVERSITY", ""),
        ("THE SPANISH ENVOY AND A ", "NURSE", ""),
    ],
)
def test_a_nation_is_named_by_its_people_unless_it_is_that_of_the_incident(
    before: str, words: str, nation: str
) -> None:
    assert nation_of(len(before), words, f"{before}{words} LEFT", "PERU", ATLAS) == nation


def test_what_was_chosen_goes_into_its_slots_with_its_cross_reference() -> None:
    text = HEAD + "THE HARBOUR FRONT THREW DYNAMITE AT TWO MILLS."
    template = assembled(
        text,
        filler(FillerRole.PERP_ORG, text, "HARBOUR FRONT", confidence="POSSIBLE"),
        filler(FillerRole.INSTRUMENT, text, "DYNAMITE", type="DYNAMITE"),
        filler(FillerRole.PHYS_TGT, text, "MILLS", type="COMMERCIAL", effect="SOME DAMAGE"),
    )
    slots = {slot: fills for slot, fills in template.slots.items() if slot not in ("date", "location")}
    assert slots == {
        "incident_type": (Fill(value="BOMBING"),),
        "stage": (Fill(value="ACCOMPLISHED"),),
        "perp_org": (Fill(value="HARBOUR FRONT"),),
        "perp_org_confidence": (Fill(value="POSSIBLE", of="HARBOUR FRONT"),),
        "instrument_id": (Fill(value="DYNAMITE"),),
        "instrument_type": (Fill(value="DYNAMITE", of="DYNAMITE"),),
        "phys_tgt_id": (Fill(value="MILLS"),),
        "phys_tgt_type": (Fill(value="COMMERCIAL", of="MILLS"),),
        "phys_tgt_effect": (Fill(value="SOME DAMAGE", of="MILLS"),),
        "phys_tgt_number": (Fill(value=Number(low=2, high=2), of="MILLS"),),
    }


@pytest.mark.parametrize(
    "story",
    [
        "THEY SHOT NURSE IDA MORN.",
        "THEY SHOT IDA MORN, A NURSE.",
        "THEY SHOT THE NURSE DR IDA MORN.",
    ],
)
def test_a_description_beside_a_name_belongs_to_the_name(story: str) -> None:
    text = HEAD + story
    template = assembled(
        text,
        filler(FillerRole.HUM_TGT_NAME, text, "IDA MORN", type="CIVILIAN", effect="DEATH"),
        filler(FillerRole.HUM_TGT_DESC, text, "NURSE", type="CIVILIAN", effect="INJURY"),
        kind="ATTACK",
    )
    assert template.slots["hum_tgt_desc"] == (Fill(value="NURSE", of="IDA MORN"),)
    assert template.slots["hum_tgt_effect"] == (Fill(value="DEATH", of="IDA MORN"),)
    assert template.slots["hum_tgt_number"] == (Fill(value=Number(low=1, high=1), of="IDA MORN"),)


def test_a_description_elsewhere_is_a_person_of_its_own() -> None:
    text = HEAD + "THEY SHOT IDA MORN AND WOUNDED TWO SPANISH NURSES."
    template = assembled(
        text,
        filler(FillerRole.HUM_TGT_NAME, text, "IDA MORN", effect="DEATH"),
        filler(FillerRole.HUM_TGT_DESC, text, "NURSES", effect="INJURY"),
        kind="ATTACK",
    )
    assert template.slots["hum_tgt_desc"] == (Fill(value="NURSES"),)
    assert template.slots["hum_tgt_number"][1] == Fill(value=Number(low=2, high=2), of="NURSES")
    assert template.slots["hum_tgt_nation"] == (Fill(value="SPAIN", of="NURSES"),)


def test_a_coded_number_is_taken_as_it_is() -> None:
    text = HEAD + "THEY SHOT TWO NURSES."
    template = assembled(text, filler(FillerRole.HUM_TGT_DESC, text, "NURSES", number="5 - 7"))
    assert template.slots["hum_tgt_number"] == (Fill(value=Number(low=5, high=7), of="NURSES"),)


@pytest.mark.parametrize(
    ("kind", "story", "means"),
    [
        ("ATTACK", "TWO MEN SHOT A NURSE.", "GUN"),
        ("ATTACK", "TWO MEN MACHINEGUNNED A NURSE.", "MACHINE GUN"),
        ("ATTACK", "TWO MEN ATTACKED A NURSE.  THEY SHOT A DOG.", ""),
        ("BOMBING", "AN EXPLOSION INJURED A NURSE.", "EXPLOSIVE"),
        ("BOMBING", "A BOMB EXPLOSION INJURED A NURSE.", "BOMB"),
        ("BOMBING", "AN ATTACK INJURED A NURSE.", "BOMB"),
        ("KIDNAPPING", "TWO MEN SHOT AT AND SEIZED A NURSE.", ""),
    ],
)
def test_means_that_no_filler_names_are_told_by_what_was_done(kind: str, story: str, means: str) -> None:
    text = HEAD + story
    template = assembled(text, filler(FillerRole.HUM_TGT_DESC, text, "NURSE"), kind=kind)
    assert template.slots.get("instrument_type", ()) == ((Fill(value=means),) if means else ())


def test_a_named_instrument_is_not_added_to() -> None:
    text = HEAD + "TWO MEN SHOT A NURSE WITH A RELIC."
    relic, nurse = (
        filler(role, text, words)
        for role, words in ((FillerRole.INSTRUMENT, "RELIC"), (FillerRole.HUM_TGT_DESC, "NURSE"))
    )
    assert "instrument_type" not in assembled(text, relic, nurse, kind="ATTACK").slots


def test_a_kidnapping_has_no_instrument_and_no_thing_attacked() -> None:
    text = HEAD + "THEY SEIZED A NURSE WITH RIFLES FROM A MILL."
    template = assembled(
        text,
        filler(FillerRole.HUM_TGT_DESC, text, "NURSE"),
        filler(FillerRole.INSTRUMENT, text, "RIFLES", type="RIFLE"),
        filler(FillerRole.PHYS_TGT, text, "MILL"),
        kind="KIDNAPPING",
    )
    assert not {"instrument_id", "instrument_type", "phys_tgt_id", "phys_tgt_number"} & template.slots.keys()


def invented() -> FullText:
    body = HEAD + "GUERRILLAS BLEW UP TWO BRIDGES IN\nHUARINTO YESTERDAY.  NURSE IDA\nMORN WAS KILLED."
    lines = {
        "template": ["1"],
        "date": ["03 MAY 89"],
        "location": ["PERU: HUARINTO (TOWN)"],
        "incident_type": ["BOMBING"],
        "stage": ["ACCOMPLISHED"],
        "instrument_type": ['BOMB: "-"'],
        "perp_category": ["TERRORIST ACT"],
        "perp_individual": ['"GUERRILLAS"'],
        "phys_tgt_id": ['"TWO BRIDGES" / "BRIDGES"'],
        "phys_tgt_type": ['COMMERCIAL: "TWO BRIDGES" / "BRIDGES"'],
        "phys_tgt_number": ['2: "TWO BRIDGES" / "BRIDGES"'],
        "phys_tgt_effect": ['DESTROYED / SOME DAMAGE: "TWO BRIDGES" / "BRIDGES"'],
        "hum_tgt_name": ['"IDA MORN"'],
        "hum_tgt_desc": ['"NURSE": "IDA MORN"'],
        "hum_tgt_type": ['CIVILIAN: "IDA MORN"'],
        "hum_tgt_number": ['1: "IDA MORN"'],
        "hum_tgt_effect": ['DEATH: "IDA MORN"'],
    }
    return FullText(name="X-1", document=document(body), templates=(read_template(lines),))


def test_the_keys_own_incident_assembles_to_the_key() -> None:
    text = invented()
    (incident,) = gold_incidents(text)
    assert [m for f in incident.fillers for m in f.mentions if f.role is FillerRole.HUM_TGT_NAME] == [
        (text.document.body.index("IDA"), text.document.body.index("IDA") + 8, "IDA MORN")
    ]
    scored = score_incidents(text, [incident], places=ATLAS)
    assert scored.tally["all_templates.right"] == scored.tally["all_templates.possible"] == 16
    assert scored.tally["all_templates.actual"] == 16
    assert scored.misses == ()
    assert ceiling([text], places=ATLAS)["all_templates.f1"] == 1


def test_accounts_become_incidents_and_what_is_not_met_is_a_miss() -> None:
    text = invented()
    doc = text.document
    bombing = account(
        doc,
        "BLEW UP",
        "bombing",
        actors=(
            (Role.PERPETRATOR, "GUERRILLAS", None),
            (Role.TARGET, "TWO BRIDGES", None),
            (Role.VICTIM, "IDA MORN", None),
        ),
    )
    abduction = account(doc, "BLEW UP", "abduction", actors=((Role.VICTIM, "PILOT", None),))
    incident, other = incidents_of([bombing, abduction, bombing])
    assert [(f.role, f.mentions[0][2]) for f in incident.fillers] == [
        (FillerRole.PERP_INDIVIDUAL, "GUERRILLAS"),
        (FillerRole.PHYS_TGT, "TWO BRIDGES"),
        (FillerRole.HUM_TGT_NAME, "IDA MORN"),
    ]
    assert (incident.type, other.type) == ("BOMBING", "KIDNAPPING")
    scored = score(text, [bombing, abduction], places=ATLAS)
    assert (scored.tally["templates.right"], scored.tally["templates.actual"]) == (1, 2)
    assert [miss.kind for miss in scored.misses] == ["wrong slots", "spurious"]
