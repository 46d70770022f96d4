"""Which native type the words of an event name."""

import pytest

from extract.reading import events, the_event, wrong


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("Gunmen attacked a market in Gao on Monday.", "armed_attack"),
        ("Several soldiers were killed in an ambush near Mopti.", "armed_attack"),
        ("Soldiers and rebels fought in Nyala on Monday.", "armed_clash"),
        ("Clashes between the army and rebels in Nyala left 12 dead.", "armed_clash"),
        ("A military spokesman said troops killed 20 militants in Borno.", "armed_clash"),
        ("Government forces recaptured the town of Mopti from rebels.", "territory_change"),
        ("Rebels seized the city of Nyala on Sunday.", "territory_change"),
        ("Dozens of civilians were killed in an air strike on Idlib.", "air_strike"),
        ("Israeli warplanes struck a building in Tyre.", "air_strike"),
        ("A drone strike killed two men in Helmand.", "air_strike"),
        ("The Ukrainian army said Russian missiles hit a power plant in Odesa.", "shelling"),
        ("The shelling of Taiz killed two women.", "shelling"),
        ("Rebels fired mortars at a camp near Gao.", "shelling"),
        ("Russian troops shelled a town near Kharkiv, wounding two women.", "shelling"),
        wrong(
            "Shells fell on a market in Aleppo, killing four civilians.",
            "shelling",
            why="'shells fell on X, killing' tells no event",
        ),
        ("A roadside bomb killed four soldiers near Herat.", "bombing"),
        ("More than 50 people died when a car bomb exploded in Mogadishu.", "bombing"),
        ("A suicide bomber killed six worshippers at a mosque in Peshawar.", "suicide_bombing"),
        ("Attackers threw a grenade into a bar in Jos, injuring seven.", "grenade"),
        ("A grenade was thrown into a bar in Jos, injuring seven.", "grenade"),
        ("Forty people were killed in a chemical attack on Idlib.", "chemical_attack"),
        ("Sarin gas was used in an attack on Idlib that killed 40 people.", "chemical_attack"),
        ("Gunmen assassinated the deputy governor in Kirkuk.", "assassination"),
        ("The militants abducted 12 students from a school in Borno.", "abduction"),
        ("Rebels executed two captives near Baidoa.", "execution"),
        wrong(
            "Rebels beheaded two captives near Baidoa.",
            "execution",
            why="the killing of captives is an armed attack",
        ),
        ("Guards tortured a prisoner at a jail in Homs.", "torture"),
        wrong(
            "Soldiers raped four women near Nyala.",
            "sexual_violence",
            why="the parser gives 'raped' the lemma 'rap', which is no anchor",
        ),
        ("Militants torched 40 houses near Jos.", "property_attack"),
        ("Thousands protested in Khartoum against military rule.", "protest"),
        ("Police used tear gas to disperse protesters in Nairobi.", "protest_intervention"),
        ("Witnesses said soldiers opened fire on protesters in Khartoum, killing two.", "excessive_force"),
        wrong(
            "Rioters looted shops in Karachi on Friday.", "riot", why="what rioters do is a property attack"
        ),
        ("Protesters clashed with police in Nairobi, and three were injured.", "riot"),
        ("A mob lynched two men accused of theft in Karachi.", "mob_violence"),
        ("Police arrested 14 protesters in Cairo on Friday.", "arrest"),
        ("Troops seized a cache of weapons near Quetta.", "weapons_seizure"),
        ("The two sides signed a peace agreement in Cairo on Monday.", "agreement"),
        wrong(
            "Peace talks between the government and the rebels began in Cairo on Monday.",
            "talks",
            why="talks that 'began' tell no event",
        ),
        ("Turkey deployed troops to Idlib.", "force_movement"),
        ("The president was ousted in a coup in Niamey.", "leadership_change"),
        ("The court sentenced a rebel commander to 12 years for war crimes.", "trial"),
        ("Syria joined the coalition against the Islamic State.", "membership"),
    ],
)
def test_an_event_is_of_the_type_that_its_words_name(read, sentence, event_type):
    assert the_event(read(sentence)).event_type == event_type


def test_an_outcome_without_an_action_is_an_armed_attack(read):
    assert the_event(read("Four people were killed by gunmen in Jos on Monday.")).event_type == "armed_attack"


def test_the_action_names_the_event_and_not_its_outcome(read):
    assert the_event(read("Four people were killed by an air strike in Idlib.")).event_type == "air_strike"


def test_the_type_rests_on_the_words_that_name_it(read):
    event = the_event(read("Gunmen assassinated the deputy governor in Kirkuk."))

    assert [span.quote for span in event.type_spans] == ["assassinated"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rail workers went on strike in Paris on Monday.",
        "The factory was struck by lightning near Paris on Monday.",
        "The team captured the title in Paris on Monday.",
        "The mayor was fired in Paris on Monday.",
        "The company launched a rocket engine factory in Paris.",
    ],
)
def test_words_with_a_peaceful_sense_tell_no_violence(read, sentence):
    assert [e.event_type for e in events(read(sentence)) if e.event_type not in {"protest"}] == []


@pytest.mark.parametrize(
    "body",
    [
        "A man stabbed the mayor in Lahore on Monday.",
        "Attackers stabbed the mayor in Lahore and burned his car on Monday.",
        "A man stabbed the mayor in Lahore on Monday. The attacker then set fire to the stage.",
    ],
)
def test_an_attack_on_a_person_is_none_on_property_whatever_was_burned_as_well(read, body):
    assert the_event(read(body)).event_type == "armed_attack"
