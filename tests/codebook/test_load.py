"""Loading: the shipped codebook is whole, a user's file adds to it, and every fault is named."""

import dataclasses

import pytest

from dateline.codebook import Codebook
from dateline.errors import CodebookError
from dateline.model import Status

NATIVE = {
    "violence": (
        "armed_clash territory_change air_strike shelling bombing suicide_bombing grenade "
        "chemical_attack armed_attack assassination sexual_violence abduction torture "
        "execution property_attack"
    ),
    "disorder": ("protest protest_intervention excessive_force riot mob_violence"),
    "strategic": (
        "arrest weapons_seizure agreement talks cooperation membership force_movement "
        "base_established leadership_change group_change sanction trial aid_access"
    ),
    "statement": (
        "threat call_to_arms responsibility_claim denial accusation condemnation demand pledge announcement"
    ),
}
CYBER = """
[types.cyber_attack]
family = "violence"
label = "Cyber attack"
definition = "A political actor breaks into or disables the computers of another."
examples = ["Hackers shut down the harbour authority of Pell for a day."]
verbs = ["hack", "attack"]
phrases = ["cyber attack"]
acled = { event_type = "Strategic developments", sub_event_type = "Other" }
plover = { type = "COERCE", mode = "cyber" }
"""


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load()


@pytest.fixture
def user_file(tmp_path):
    def write(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("family", NATIVE)
def test_every_native_type_is_there_under_its_family(codebook, family):
    assert {t.id for t in codebook.types.values() if t.family == family} == set(NATIVE[family].split())


def test_each_type_is_told_with_examples_and_anchors(codebook):
    for event_type in codebook.types.values():
        assert len(event_type.definition) > 80, event_type.id
        assert 1 <= len(event_type.examples) <= 3, event_type.id
        assert len(event_type.verbs + event_type.nouns + event_type.phrases) >= 5, event_type.id


def test_definitions_say_what_belongs_to_a_neighbour(codebook):
    without = [t.id for t in codebook.types.values() if "Out:" not in t.definition]
    assert without == []
    mentioned = {
        word.strip("().,;")
        for t in codebook.types.values()
        for word in t.definition.split()
        if word[0] == "("
    }
    assert "armed_attack" in mentioned


def test_an_anchor_leads_to_the_one_type_that_has_it(codebook):
    assert codebook.verbs["assassinate"] == "assassination"
    assert codebook.nouns["airstrike"] == "air_strike"
    assert codebook.phrases["blow himself up"] == "suicide_bombing"
    for kind in ("verbs", "nouns", "phrases"):
        every = [anchor for t in codebook.types.values() for anchor in getattr(t, kind)]
        assert len(every) == len(set(every)) == len(getattr(codebook, kind))


def test_only_violence_and_disorder_have_a_gtd_attack_type(codebook):
    with_gtd = {t.family for t in codebook.types.values() if t.gtd_attack_type is not None}
    assert with_gtd == {"violence", "disorder"}
    assert codebook.types["abduction"].gtd_attack_type == 3
    assert codebook.gtd_attack_types[3].startswith("Hostage")


def test_every_status_has_a_rule(codebook):
    assert set(codebook.statuses) == set(Status)
    assert "foil" in codebook.statuses[Status.ATTEMPTED].verbs


def test_vague_quantities_have_the_low_values_of_the_coding_rules(codebook):
    quantities = codebook.numbers.quantities
    assert [quantities[w].low for w in ("dozens", "hundreds", "several", "couple", "scores")] == [
        24,
        200,
        3,
        2,
        40,
    ]
    assert quantities["dozens"].high is None
    assert all(q.high is None or q.low <= q.high for q in quantities.values())
    assert codebook.numbers.modifiers["at least"] == "floor"
    assert codebook.numbers.modifiers["up to"] == "ceiling"


def test_a_user_adds_a_type_with_a_file_and_its_anchors_win(codebook, user_file):
    mine = Codebook.load([user_file(CYBER)])
    assert mine.types["cyber_attack"].plover.mode == "cyber"
    assert len(mine.types) == len(codebook.types) + 1
    assert mine.verbs["attack"] == "cyber_attack"
    assert "attack" not in mine.types["armed_attack"].verbs
    assert "attack" in mine.types["armed_attack"].nouns


def test_a_user_replaces_a_type_by_its_id(codebook, user_file):
    mine = Codebook.load(
        [
            user_file(
                CYBER.replace("cyber_attack]", "riot]").replace('family = "violence"', 'family = "disorder"')
            )
        ]
    )
    assert set(mine.types) == set(codebook.types)
    assert mine.types["riot"].label == "Cyber attack"


def test_loading_twice_gives_equal_codebooks(codebook):
    assert Codebook.load() == codebook
    with pytest.raises(dataclasses.FrozenInstanceError):
        codebook.types = {}
    with pytest.raises(TypeError):
        codebook.types["new"] = None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            '"Other" }',
            '"Nothing" }',
            "types.cyber_attack.acled.sub_event_type: 'Nothing' is not one of Agreement",
        ),
        (
            '"Strategic developments"',
            '"Magic"',
            "types.cyber_attack.acled.event_type: 'Magic' is not one of Battles",
        ),
        ('mode = "cyber"', 'mode = "loud"', "types.cyber_attack.plover.mode: 'loud' is not one of seize"),
        ('type = "COERCE"', 'type = "SHOUT"', "types.cyber_attack.plover.type: 'SHOUT' is not one of AGREE"),
        ('family = "violence"', 'family = "peace"', "types.cyber_attack.family: Input should be 'violence'"),
        ("cyber_attack]", "Cyber-Attack]", "types.Cyber-Attack: an id is lower-case"),
        ('["hack", "attack"]', '["Hack"]', "types.cyber_attack.verbs: 'Hack' is not in lower case"),
        (
            '["hack", "attack"]',
            '["hack", "hack"]',
            "types.cyber_attack.verbs: 'hack' is given more than once",
        ),
        ('["hack", "attack"]', '["break in"]', "types.cyber_attack.verbs.0: String should match"),
        ('["cyber attack"]', '["cyberattack"]', "types.cyber_attack.phrases.0: String should match"),
        ('label = "Cyber attack"', "", "types.cyber_attack.label: Field required"),
        ('label = "Cyber attack"', 'label = "x"\ncolour = "red"', "types.cyber_attack.colour: Extra inputs"),
        (
            "plover =",
            "gtd_attack_type = 12\nplover =",
            "types.cyber_attack.gtd_attack_type: Input should be less than",
        ),
        ("[types.", "[kinds.", "kinds: unknown table"),
        ("[types.cyber_attack]", "types = 3\n[x]", "types: not a table"),
        ("[types.cyber_attack]", "[[types]]", "types: not a table"),
        ("family", "family family", "Expected '='"),
    ],
)
def test_a_fault_names_its_file_entry_and_field(user_file, old, new, fault):
    assert old in CYBER
    with pytest.raises(CodebookError) as caught:
        Codebook.load([user_file(CYBER.replace(old, new, 1))])
    assert f"mine.toml: {fault}" in str(caught.value)


def test_all_faults_of_all_files_are_listed_at_once(user_file, tmp_path):
    bad = user_file(CYBER.replace('"cyber" }', '"loud" }').replace('label = "Cyber attack"', ""))
    other = CYBER.replace('"COERCE"', '"SHOUT"')
    second = tmp_path / "second.toml"
    second.write_text(other, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        Codebook.load([bad, second, tmp_path / "absent.toml"])
    lines = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["mine.toml", "second.toml", "absent.toml"]


def test_two_types_of_one_file_cannot_share_an_anchor(user_file):
    with pytest.raises(CodebookError, match=r"'hack' is also an anchor of types\.cyber_attack"):
        Codebook.load([user_file(CYBER + CYBER.replace("cyber_attack]", "cyber_raid]"))])


def test_a_file_that_is_not_text_is_a_codebook_error(tmp_path):
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CodebookError, match=r"bytes\.toml"):
        Codebook.load([path])
