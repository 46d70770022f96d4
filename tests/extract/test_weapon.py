"""The weapon or means, as worded."""

import pytest

from extract.reading import the_event, wrong


@pytest.mark.parametrize(
    ("sentence", "weapon"),
    [
        ("A car bomb exploded in Mogadishu, killing nine people.", "car bomb"),
        ("A gunman with a knife stabbed two people in Paris.", "knife"),
        ("A drone strike killed two men in Helmand.", "drone"),
        ("Rebels fired mortars at a camp near Gao.", "mortars"),
        ("Gunmen armed with machetes attacked a village near Jos.", "machetes"),
        ("Sarin gas was used in an attack on Idlib that killed 40 people.", "Sarin"),
        ("A grenade was thrown into a bar in Jos, injuring seven.", "grenade"),
        wrong(
            "Gunmen armed with rifles and machetes attacked a village near Jos.",
            "rifles",
            why="only the nearest of two weapons is kept",
        ),
    ],
)
def test_the_means_of_an_attack_are_kept_as_worded(read, sentence, weapon):
    found = the_event(read(sentence)).weapon

    assert found is not None
    assert weapon in found.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen attacked a market in Gao on Monday.",
        "Gunmen attacked a village near Gao on Monday; troops later found a rifle.",
        "Thousands protested in Khartoum against military rule.",
        "Gunmen stormed a coal mine near Quetta, killing five people.",
        "Militants killed five people in Peshawar, according to the Bomb Disposal Unit.",
    ],
)
def test_a_weapon_that_was_not_used_is_none(read, sentence):
    told = [draft for draft in read(sentence) if draft.event_type != "weapons_seizure"]
    assert the_event(told).weapon is None
