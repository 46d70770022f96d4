"""What is no event of the record: metaphors, accidents, nature, sport, business, kinds of events."""

import pytest

from extract.reading import wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "A takeover battle for the airline shook the market on Monday.",
        "The senator made a sharp attack on the budget.",
        "The opposition leader attacked the budget in a speech on Monday.",
        wrong(
            "The two companies clashed over the price of the merger.",
            why="a clash of companies is an armed clash",
        ),
        "The bank came under fire from investors over its profit.",
        "The minister launched a war on waste on Tuesday.",
        "Prices exploded in Cairo after the tariff rose.",
        "The film bombed at the box office in Paris.",
        "Critics slammed the novel and its author.",
        wrong(
            "The party was killed off by its defeat in Paris.",
            why="'killed off by its defeat' is an attack with one dead",
        ),
        "The singer shot to fame with her first album.",
        "The photographer shot a film in Amman on Monday.",
        wrong(
            "He died of a heart attack in Amman on Monday.",
            why="a death of a heart attack is an armed attack",
        ),
        "The president said the fight against poverty was a battle for the nation.",
        "Her resignation was a bombshell, and the talks were torpedoed on Monday.",
        "The nurses won their battle for higher pay in Nairobi.",
    ],
)
def test_a_metaphor_makes_no_account(read, sentence):
    assert read(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A storm hits the coast and kills nine people.",
        "An earthquake killed 40 people in Kandahar.",
        "A bus crash killed 14 people near Nairobi.",
        "Floods killed 31 people in Lahore and displaced thousands.",
        "Twelve miners died when a mine collapsed near Jos.",
        "A fire at a hotel killed six guests in Cairo.",
        "A gas explosion killed four people in Paris on Monday.",
        "The fever has killed 70 people in Maiduguri since June, doctors said.",
        "An elephant killed a farmer near Nairobi.",
        "Two climbers were killed by an avalanche near Srinagar.",
        "A train derailed near Lahore, injuring 20 passengers.",
        "A helicopter crashed near Herat because of bad weather, killing six people.",
        "Typhoon Maroda killed at least 19 people in Vietnam on Monday.",
        "Severe thunderstorms kill 13 people in Bangladesh.",
        "A military helicopter crashed during a training flight near Izmir, killing four soldiers.",
        "At least 73 miners die following an explosion in a coal mine in Gansu.",
        "Three police officers were killed in a gas explosion at the police academy in Cairo.",
        "A fire at a retirement home in Cluj leaves one person dead and 19 others injured.",
        "The death toll from heavy rains in Japan rises to 179.",
        "Portugal reports a record 155 deaths in a day, bringing the nationwide death toll to 8,080.",
        "The death toll in Bangladesh rises to 401.",
    ],
)
def test_an_accident_or_a_disaster_makes_no_account(read, sentence):
    assert read(sentence) == []


@pytest.mark.parametrize(
    "body",
    [
        "The striker attacked down the left and shot past the keeper. The "
        "coach praised the midfielder after the match.",
        "The champions crushed their rivals in the cup. The captain struck twice in overtime of the match.",
        "The team defended its league title in Cairo. A late attack by the striker killed the match.",
        "The batsman hit six sixes. His attack destroyed the bowlers, and the "
        "coach spoke of a battle in the final match.",
    ],
)
def test_sport_makes_no_account(read, body):
    assert read(body) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Any attack would be met with force.",
        "The law covers attacks on schools and hospitals.",
        "The group trains for attacks and ambushes.",
        "Bombings and kidnappings are common in the region.",
        "The ministry called for an end to attacks on aid workers.",
        wrong(
            "The judge opened an investigation into the shooting.",
            why="an investigation of a shooting is coded as a shooting by the judge",
        ),
        "The Islamic Liberation Front was founded in Peshawar.",
        "The attack helicopter was sold to Egypt.",
    ],
)
def test_a_kind_of_event_or_a_name_makes_no_event(read, sentence):
    assert [d for d in read(sentence) if d.statement is None] == []


@pytest.mark.parametrize(
    "body",
    [
        "A bomb exploded at a football match in Mogadishu on Monday, killing nine fans.",
        "Gunmen shot dead a singer in Lahore on Monday after the premiere of his film.",
        "A militant attack on a bus killed nine people near Quetta on Monday.",
        "Rebels shot down a military helicopter near Herat on Monday, killing six soldiers.",
        "The death toll from the bombing of a mosque in Herat on Friday rises to 32.",
        "Gunmen fire at a helicopter near Herat, killing one person.",
        "Militants blew up a gas pipeline near Quetta on Monday, killing two guards.",
        "Two soldiers died in an explosion at a fuel depot near Herat; the Taliban claimed responsibility.",
    ],
)
def test_violence_at_a_match_or_against_a_vehicle_is_violence(read, body):
    assert len([d for d in read(body) if d.statement is None]) == 1


def test_a_death_toll_without_a_cause_is_of_what_was_told_before_it(read):
    told = (
        "A car bomb went off outside a court in Mopti on Monday.\n\nThe death toll rose to 23, a medic said."
    )
    assert {count.low for d in read(told) for count, _ in d.casualties.values()} == {23}
    assert read("A lorry hit a bridge in Mopti on Monday.\n\nThe death toll rose to 23, a medic said.") == []
