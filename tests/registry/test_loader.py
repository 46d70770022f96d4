import datetime
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from dateline.errors import CodebookError
from dateline.registry import (
    Actor,
    ActorKind,
    Inter,
    load_actors,
    load_generic,
    load_phrases,
    load_spelling,
    load_states,
)
from dateline.registry.states import Organ

ALONE = ("president", "prime minister", "king", "chancellor", "emir", "supreme leader")
"""Offices that one person holds at a time."""
GOOD = """
[lake-army]
name = "Army of the Lake"
kind = "rebel"
country = "NG"
aliases = ["AOL"]
"""


def written(tmp_path: Path, text: str) -> list[Path]:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return [path]


def test_the_packaged_registry_loads_with_over_3900_listed_actors() -> None:
    loaded = load_actors()
    listed = [actor for actor in loaded.actors.values() if actor.id not in loaded.regular]
    assert len(listed) > 3900
    kinds = Counter(actor.kind for actor in listed)
    assert kinds[ActorKind.REBEL] > 600
    assert kinds[ActorKind.PERSON] > 1400


def test_every_country_has_government_army_police_and_security_forces() -> None:
    loaded = load_actors()
    assert len(loaded.states) > 170
    for state in loaded.states.values():
        assert all(state.actor_id(organ) in loaded.actors for organ in Organ)


def test_the_ids_of_the_exchange_record_exist() -> None:
    actors = load_actors().actors
    assert actors["islamic-state"].inter is Inter.REBEL
    assert actors["syrian-army"].kind is ActorKind.MILITARY
    assert actors["syrian-army"].country == "SY"


def test_a_person_is_of_the_type_of_the_office() -> None:
    actors = load_actors().actors
    assert actors["bashar-al-assad"].inter is Inter.STATE
    assert actors["abu-bakr-al-baghdadi"].inter is Inter.REBEL
    assert actors["abu-bakr-al-baghdadi"].sector == "REB"


def test_a_file_of_the_user_adds_an_actor(tmp_path: Path) -> None:
    loaded = load_actors(written(tmp_path, GOOD))
    assert loaded.actors["lake-army"].countries == ("NG",)
    assert loaded.own == {"lake-army"}


def test_a_file_of_the_user_replaces_an_entry_as_a_whole(tmp_path: Path) -> None:
    loaded = load_actors(written(tmp_path, '[boko-haram]\nname = "BH"\nkind = "rebel"\n'))
    assert loaded.actors["boko-haram"].name == "BH"
    assert loaded.actors["boko-haram"].aliases == ()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ('[x]\nname = "X"\n', r"mine\.toml: \[x\] kind"),
        ('[x]\nkind = "rebel"\n', r"\[x\] name: is missing"),
        ('[x]\nname = "X"\nkind = "hobby"\n', r"\[x\] kind: 'hobby' is not one of"),
        ('[x]\nname = "X"\nkind = "generic"\n', "generic.toml"),
        ('[X_y]\nname = "X"\nkind = "rebel"\n', "lower-case"),
        ('[x]\nname = "X"\nkind = "rebel"\ncolour = "red"\n', r"\[x\] colour: unknown field"),
        ('[x]\nname = "X"\nkind = "rebel"\nstart = 2010\nend = 2001\n', r"\[x\] end: 2001 is before"),
        ('[x]\nname = "X"\nkind = "rebel"\nstart = "then"\n', r"\[x\] start: must be a year"),
        ('[x]\nname = "X"\nkind = "rebel"\nparent = "nobody"\n', r"\[x\] parent: no actor has the id"),
        ('[x]\nname = "X"\nkind = "rebel"\nparent = "x"\n', r"\[x\] parent: 'x' comes to be its own parent"),
        ('[x]\nname = "X"\nkind = "rebel"\ncountry = "QQ"\n', r"\[x\] country: 'QQ'"),
        ('[x]\nname = "X"\nkind = "rebel"\naliases = ["Y", "Y"]\n', r"\[x\] aliases: says the same"),
        ('[x]\nname = "X"\nkind = "rebel"\naliases = ["X"]\n', r"\[x\] aliases: 'X' is the name already"),
        ('[x]\nname = "X"\nkind = "rebel"\naliases = [" "]\n', r"\[x\] aliases"),
        ('[x]\nname = "X"\nkind = "rebel"\ncased = ["Z"]\n', r"\[x\] cased: 'Z'"),
        ('[x]\nname = "X"\nkind = "rebel"\nshared = ["Z"]\n', r"\[x\] shared: needs a country or years"),
        ('[x]\nname = "X"\nkind = "rebel"\nsector = "ZZZ"\n', r"\[x\] sector"),
        ('[x]\nname = "X"\nkind = "rebel"\nroles = [{ role = "a", of = "SY" }]\n', "only persons"),
        ('[x]\nname = "X"\nkind = "person"\nroles = [{ role = "a", of = "no" }]\n', r"\[x\] roles\.of"),
        (
            '[x]\nname = "X"\nkind = "person"\n'
            'roles = [{ role = "a", of = "SY", from = "2010", to = "2001" }]\n',
            r"\[x\] roles\.to",
        ),
        (
            '[x]\nname = "X"\nkind = "person"\nroles = [{ role = "a", of = "SY", from = "2010-13" }]\n',
            r"\[x\] roles\.from: '2010-13' is no date",
        ),
        ("x = 3\n", "must be a table"),
        ("[x\n", "not valid TOML"),
    ],
)
def test_a_faulty_entry_is_refused_with_file_entry_and_field(
    tmp_path: Path, fault: str, message: str
) -> None:
    with pytest.raises(CodebookError, match=message):
        load_actors(written(tmp_path, fault))


def test_an_id_in_two_files_of_the_user_goes_to_the_later_one(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(GOOD, "utf-8")
    second.write_text(GOOD.replace("Army of the Lake", "Lake Front"), "utf-8")
    assert load_actors([first, second]).actors["lake-army"].name == "Lake Front"


def test_a_missing_file_is_a_codebook_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load_actors([tmp_path / "none.toml"])


def test_role_dates_cover_whole_months_and_years() -> None:
    roles = load_actors().actors["ahmed-al-sharaa"].roles
    led = next(role for role in roles if role.of == "al-nusra-front")
    assert (led.start.isoformat(), led.end.isoformat()) == ("2012-01-01", "2017-12-31")


def test_generic_nouns_spelling_phrases_and_states_load() -> None:
    assert load_generic()["gunmen"].inter is Inter.POLITICAL_MILITIA
    assert load_generic()["protesters"].inter is Inter.PROTESTERS
    assert load_spelling()
    assert "the" in load_phrases()["determiners"]
    assert load_states()["CD"].adjectives[0] == "Congolese"


def test_no_shared_name_is_left_open_between_two_actors_of_one_country_and_time() -> None:
    loaded = load_actors()
    sharers: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in loaded.actors.values():
        for name in actor.shared:
            for country in actor.countries:
                sharers[name.casefold(), country].append(actor)
    open_names = {
        name: (one.id, other.id)
        for name, actors in sharers.items()
        for one, other in combinations(actors, 2)
        if (one.start or 0) <= (other.end or 9999) and (other.start or 0) <= (one.end or 9999)
    }
    assert not open_names


def test_every_role_of_an_organisation_or_country_has_dates_in_order() -> None:
    holders: dict[tuple[str, str], list[tuple[datetime.date, datetime.date, str]]] = defaultdict(list)
    for actor in load_actors().actors.values():
        for role in actor.roles:
            if role.role in ALONE and role.of.isupper() and role.start is not None:
                holders[role.role, role.of].append((role.start, role.end or datetime.date.max, actor.id))
    overlaps = {
        office: (one[2], other[2], str(other[0]))
        for office, terms in holders.items()
        for one, other in pairwise(sorted(terms))
        if other[0] < one[1] and one[2] != other[2]
    }
    assert not overlaps
