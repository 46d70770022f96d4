import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import CodebookError
from dateline.link.acronyms import introduced_acronyms
from dateline.link.actors import Registry, Scene
from dateline.registry import ActorKind

REGISTRY = Registry.load()


def ids(text: str, **context: object) -> list[str]:
    return [mention.actor.id for mention in REGISTRY.scan(text, **context)]


def named(text: str, **context: object) -> str | None:
    actor = REGISTRY.match(text, **context)
    return actor.id if actor else None


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_scan_finds_the_longest_names_with_their_exact_spans() -> None:
    text = (
        "Fighters of the Islamic State West Africa Province attacked Nigerian troops, the Islamic State said."
    )
    mentions = REGISTRY.scan(text)
    assert [(m.text, m.actor.id) for m in mentions] == [
        ("Islamic State West Africa Province", "iswap"),
        ("Nigerian troops", "nigerian-army"),
        ("Islamic State", "islamic-state"),
    ]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_possessive_ending_is_not_part_of_the_mention() -> None:
    assert [m.text for m in REGISTRY.scan("Hezbollah’s rockets and Hamas's tunnels")] == [
        "Hezbollah",
        "Hamas",
    ]


@pytest.mark.parametrize(
    "text",
    ["al-Qaeda", "Al Qaeda", "al-Qa'ida", "Al-Qaida", "AL-QAEDA", "al‑Qaeda", "El-Qaeda"],
)
def test_romanisations_of_one_name_are_one_actor(text: str) -> None:
    assert ids(f"Members of {text} fled.") == ["al-qaeda"]


def test_is_is_the_group_only_in_capitals_and_not_in_text_of_capitals() -> None:
    assert ids("This is what IS said.") == ["islamic-state"]
    assert ids("THE ARMY IS IN THE TOWN AND THE ROAD IS OPEN TO ALL OF THEM") == []


def test_acronyms_of_four_letters_are_read_in_title_case_unless_they_are_words() -> None:
    assert ids("Isis and Nato") == ["islamic-state", "nato"]
    assert ids("Mend the fence. Let them go. Arena opens.") == []


def test_names_need_a_capital_letter() -> None:
    assert ids("the united front told us forces had left, and contras were heard") == []


def test_an_affiliation_is_flagged_and_is_not_the_group() -> None:
    linked, plain = REGISTRY.scan("IS-linked gunmen fled after IS left.")
    assert linked.affiliated
    assert not plain.affiliated
    assert REGISTRY.scan("rebels backed by Rwanda's army")[0].affiliated
    assert REGISTRY.scan("a pro-Hezbollah crowd")[0].affiliated
    assert named("IS-linked gunmen") is None


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("two alleged Syrian army members", "syrian-army"),
        ("the Islamic State (IS) group", "islamic-state"),
        ("suspected Boko Haram insurgents", "boko-haram"),
        ("Mali's army", "malian-army"),
        ("the government of Mali", "malian-government"),
        ("armed forces of the Democratic Republic of the Congo", "congolese-army"),
        ("U.S. troops", "us-army"),
        ("Israel", "israeli-government"),
        ("President Ahmed al-Sharaa", "ahmed-al-sharaa"),
        ("Abu Mohammed al-Golani", "ahmed-al-sharaa"),
        ("Israel's prime minister Benjamin Netanyahu", "benjamin-netanyahu"),
        ("Lt. Gen. Stephen J. Townsend", "stephen-j-townsend"),
        ("Lords Resistance Army", "lra"),
        ("Islamic State – Khorasan Province", "islamic-state-khorasan"),
    ],
)
def test_match_looks_through_the_words_around_a_name(phrase: str, actor: str) -> None:
    assert named(phrase) == actor


@pytest.mark.parametrize(
    "phrase", ["a man from Hamas Street", "critics of Putin", "", "the", "villagers", "1234"]
)
def test_match_is_nobody_where_the_phrase_is_about_somebody_else(phrase: str) -> None:
    assert named(phrase) is None


def test_a_short_name_is_completed_by_the_country() -> None:
    assert named("the army") is None
    assert named("the army", country="ML") == "malian-army"
    assert named("police", country="KE") == "kenyan-police"
    assert named("National Guard") is None
    assert named("National Guard", country="MX") == "mexican-national-guard"


def test_country_chooses_between_actors_of_one_name() -> None:
    assert named("al-Shabaab") == "al-shabaab"
    assert named("al-Shabab", country="MZ") == "al-shabaab-mozambique"
    assert named("Congolese soldiers", country="CG") == "congo-brazzaville-army"
    assert ids("JEM fighters", country="PK") == ["jaish-e-mohammed"]


def test_years_choose_between_actors_of_one_name() -> None:
    assert named("FARC", when=day("1999-05-01")) == "farc"
    assert named("FARC", when=day("2022-05-01"), country="CO") == "farc-dissidents"
    assert named("Islamic State", when=day("2008-05-01"), country="IQ") == "islamic-state-of-iraq"


def test_the_holder_of_an_office_depends_on_the_day() -> None:
    assert named("the Syrian president", when=day("2016-01-01")) == "bashar-al-assad"
    assert named("the Syrian president", when=day("2026-01-01")) == "ahmed-al-sharaa"
    assert named("the president", when=day("2022-02-24"), country="UA") == "volodymyr-zelenskyy"
    assert named("the Syrian president") is None
    assert REGISTRY.holder("president", "SY", day("2025-01-01")) is None


def test_a_lone_name_with_the_article_needs_the_article() -> None:
    assert ids("Sanaa was quiet; General Zia ul-Rahman spoke at Haq Street.") == []


def test_names_of_places_hold_no_actor() -> None:
    assert ids("Rockets hit the Ain al-Asad base on the Sea of Azov.") == []


def test_an_introduced_acronym_means_what_the_text_says() -> None:
    aliases = {
        "RSF": "Reporters Without Borders",
        "ADF": "Alpine Defence Front",
        "TTP": "the Pakistani Taliban",
    }
    assert ids("The RSF, the ADF and the TTP.", extra_aliases=aliases) == ["reporters-without-borders", "ttp"]
    assert ids("The RSF and the ADF.") == ["rapid-support-forces", "allied-democratic-forces"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Jalisco New Generation Cartel (CJNG) did", {"CJNG": "Jalisco New Generation Cartel"}),
        (
            "of the Front for the Liberation of the Lake (FLL).",
            {"FLL": "Front for the Liberation of the Lake"},
        ),
        ("the Group to Support Islam and Muslims (JNIM)", {"JNIM": "Group to Support Islam and Muslims"}),
        ("the ELN (National Liberation Army) said", {}),
        ("the LFA (Lake Front Army) said", {"LFA": "Lake Front Army"}),
        ("officials said (AFP)", {}),
        ("General Omar Hassan (Retd) spoke", {}),
    ],
)
def test_acronyms_are_read_from_brackets(text: str, found: dict[str, str]) -> None:
    assert introduced_acronyms(text) == found


@pytest.mark.parametrize(
    ("phrase", "generic_id"),
    [
        ("ten masked gunmen", "generic:gunmen:ML"),
        ("villagers of Dogo", "generic:villagers:ML"),
        ("anti-government protesters in the capital", "generic:protesters:ML"),
        ("a police officer", "generic:police:ML"),
        ("twelve civilians, among them a child", "generic:civilians:ML"),
        ("two aid workers", "generic:aid-workers:ML"),
    ],
)
def test_unnamed_actors_get_a_typed_id_of_the_country(phrase: str, generic_id: str) -> None:
    found = REGISTRY.generic(phrase, "ML")
    assert found is not None
    assert found.id == generic_id


def test_an_unknown_noun_is_no_generic_actor() -> None:
    assert REGISTRY.generic("two loud explosions") is None
    assert REGISTRY.generic("gunmen").id == "generic:gunmen"


def test_get_and_iteration_give_the_actors() -> None:
    assert REGISTRY.get("hamas").name == "Hamas"
    assert REGISTRY.get("nobody") is None
    assert len(list(REGISTRY)) == len(REGISTRY)
    assert REGISTRY.match("Netanyahu").kind is ActorKind.PERSON


def test_a_file_of_the_user_takes_over_a_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[lake-front]\nname = "Lake Front"\nkind = "rebel"\naliases = ["Hamas"]\n', "utf-8")
    registry = Registry.load([path])
    assert registry.match("Hamas").id == "lake-front"
    assert registry.match("Lake Front").id == "lake-front"


def test_an_entry_replaced_by_the_user_keeps_the_names_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[boko-haram]\nname = "Boko Haram"\nkind = "rebel"\naliases = ["M23"]\n', "utf-8")
    assert Registry.load([path]).match("M23").id == "boko-haram"


def test_one_name_for_two_actors_is_refused_unless_their_years_never_meet(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    two = '[{0}]\nname = "{0}"\nkind = "rebel"\naliases = ["Lake Front"]\n{1}\n'
    path.write_text(two.format("a-front", "") + two.format("b-front", ""), "utf-8")
    with pytest.raises(CodebookError, match="'Lake Front' is a name of"):
        Registry.load([path])
    path.write_text(two.format("a-front", "end = 1990") + two.format("b-front", "start = 2001"), "utf-8")
    registry = Registry.load([path])
    assert registry.match("Lake Front", when=day("2005-01-01")).id == "b-front"
    assert registry.match("Lake Front", when=day("1985-01-01")).id == "a-front"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["IS", "al-", "Syrian", "army", "of", "Mali", "’s", "(", ")", "\n\n", "U.S.", "é", "."]
        )
    )
)
def test_every_mention_is_a_non_overlapping_part_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for mention in REGISTRY.scan(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_scanned_matched_and_typed(text: str) -> None:
    REGISTRY.scan(text, extra_aliases=introduced_acronyms(text))
    REGISTRY.match(text, country="SY")
    REGISTRY.generic(text)


@pytest.mark.parametrize(
    ("phrase", "when", "actor"),
    [
        ("the president of Syria", "2016-01-01", "bashar-al-assad"),
        ("Syria's president", "2026-01-01", "ahmed-al-sharaa"),
        ("the Malian junta leader", "2023-01-01", "assimi-goita"),
        ("the British prime minister", "2022-10-01", "liz-truss"),
        ("the leader of Hezbollah", "2020-01-01", "hassan-nasrallah"),
        ("Hezbollah's leader", "2025-01-01", "naim-qassem"),
        ("the UN chief", "2020-01-01", "antonio-guterres"),
        ("Ukraine's army chief", "2024-06-01", "oleksandr-syrskyi"),
        ("the Japanese premier", "2008-01-01", "yasuo-fukuda"),
    ],
)
def test_an_office_is_held_by_whom_the_day_says(phrase: str, when: str, actor: str) -> None:
    assert named(phrase, when=day(when)) == actor


def test_a_title_that_leaves_open_who_it_is_names_no_holder() -> None:
    when = day("2020-01-01")
    assert named("a Hezbollah leader", when=when) == "hezbollah"
    assert named("Hezbollah leaders", when=when) == "hezbollah"
    assert named("the former Syrian president", when=when) is None
    assert named("the president of Syria") is None


def test_a_numbered_unit_and_a_spokesman_are_the_army_of_the_country() -> None:
    assert named("the 42nd Division", country="SY") == "syrian-army"
    assert named("the Third Infantry Brigade", country="CM") == "cameroonian-army"
    assert named("the army spokesman", country="ML") == "malian-army"
    assert named("the 42nd Division") is None
    assert named("the second brigade of firemen", country="CM") is None
    assert named("the 13th Division", country="SY") == "13th-division-syrian-rebels"


@pytest.mark.parametrize(
    ("phrase", "candidate_id"),
    [
        ("fighters of the Lake Liberation Army", "candidate:rebel:lake-liberation-army"),
        ("Lake Front fighters", "candidate:rebel:lake-front"),
        ("the Valley Avengers", "candidate:militia:valley-avengers"),
        ("the Cartel del Lago", "candidate:criminal:cartel-del-lago"),
        ("a group calling itself the Sons of the Valley", "candidate:rebel:sons-of-the-valley"),
        ("a group calling itself Фронт Воли", "candidate:rebel:front-voli"),
    ],
)
def test_an_unknown_armed_group_is_a_candidate(phrase: str, candidate_id: str) -> None:
    assert REGISTRY.refer(phrase, Scene(country="ML"))[0] == candidate_id


@pytest.mark.parametrize(
    "phrase",
    ["the Lake Front", "the Lake Fire Brigade", "the Army", "the Presidential Brigade", "Lake residents", ""],
)
def test_a_name_that_does_not_say_it_is_an_armed_group_is_no_candidate(phrase: str) -> None:
    assert REGISTRY.candidate(phrase) is None


def test_an_acronym_that_the_report_introduces_names_the_candidate() -> None:
    scene = Scene(country="ML", aliases={"LLA": "Lake Liberation Army", "TTP": "Teachers of the Town Party"})
    assert REGISTRY.refer("the LLA", scene)[0] == "candidate:rebel:lake-liberation-army"
    assert REGISTRY.refer("the TTP", scene) is None
    assert REGISTRY.refer("the TTP", Scene())[0] == "ttp"


def test_an_affiliation_is_neither_the_group_nor_a_candidate() -> None:
    assert REGISTRY.refer("IS-linked gunmen", Scene(country="NG"))[0] == "generic:gunmen:NG"


def test_unnamed_people_are_of_the_country_that_the_words_name() -> None:
    assert REGISTRY.generic("Syrian refugees", "LB").id == "generic:displaced:SY"
    assert REGISTRY.generic("villagers of Mali", "NE").id == "generic:villagers:ML"


def test_a_hundred_thousand_exact_names_are_looked_up_in_a_second() -> None:
    names = [actor.name for actor in REGISTRY] * 5
    for name in names:
        REGISTRY.match(name)
    began = time.process_time()
    for name in names:
        REGISTRY.match(name)
    assert len(names) / (time.process_time() - began) > 100_000


def test_a_lone_adjective_is_the_state_and_its_people_are_civilians() -> None:
    assert named("Israeli") == "israeli-government"
    assert named("an Israeli") is None
    assert REGISTRY.generic("two Israelis", "LB").id == "generic:civilians:IL"
    assert REGISTRY.generic("an unarmed Palestinian", "IL").id == "generic:civilians:PS"
    assert REGISTRY.generic("two Guineans", "GN") is None, "Guinean is said of two countries"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("أعلنت هيئة تحرير الشام", "hayat-tahrir-al-sham"),
        ("бойцы ЧВК Вагнер", "wagner-group"),
        ("Збройні сили України", "ukrainian-army"),
        ("le Groupe de soutien à l'islam et aux musulmans", "jnim"),
    ],
)
def test_names_are_found_in_their_own_script_and_language(text: str, actor: str) -> None:
    assert ids(text) == [actor]
