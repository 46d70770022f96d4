"""A user's own gazetteer file adds places and names to the index."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.errors import RecordError, UsageError
from dateline.link.build import write_index
from dateline.link.gazetteer import NamedPlace
from dateline.link.places import PlaceIndex


def opened(folder: Path, named_places: Sequence[NamedPlace], text: str) -> PlaceIndex:
    own = folder / "own.toml"
    own.write_text(text, encoding="utf-8")
    write_index(folder / "places.sqlite", named_places, lambda step, share: None)
    return PlaceIndex.open(folder / "places.sqlite", [own])


def test_an_own_town_is_found_by_all_its_names_and_romanisations(
    tmp_path: Path, named_places: list[NamedPlace]
) -> None:
    text = '[[town]]\nname = "Tell Karama"\nnames = ["Karameh"]\ncountry = "SY"\npoint = [36.2, 36.7]\n'
    with opened(tmp_path, named_places, text) as index:
        for name in ("Tell Karama", "Karameh", "Tel Karamah"):
            (entry,) = index.lookup(name)
            assert (entry.name, entry.latitude, entry.geonameid) == ("Tell Karama", 36.2, None)


def test_an_own_name_is_a_name_of_the_place_in_the_index(
    tmp_path: Path, named_places: list[NamedPlace]
) -> None:
    with opened(tmp_path, named_places, '[[place]]\ngeonameid = 6\nnames = ["Maarra"]\n') as index:
        assert [entry.geonameid for entry in index.lookup("Maarra")] == [6]


def test_an_own_place_stands_beside_those_of_its_name(tmp_path: Path, named_places: list[NamedPlace]) -> None:
    text = '[[town]]\nname = "Raqqa"\ncountry = "YE"\npoint = [15.0, 44.0]\n'
    with opened(tmp_path, named_places, text) as index:
        assert {entry.country for entry in index.lookup("Raqqa")} == {"SY", "YE"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[town]]\nname = "A"\n', "needs a point"),
        ('[[town]]\nname = "A"\npoint = [99.0, 0.0]\n', "needs a point"),
        ('[[town]]\nname = "A"\npoint = [9.0, 0.0]\ncountry = "Mali"\n', "ISO 3166"),
        ('[[town]]\nname = "A"\npoint = [9.0, 0.0]\nregion = "Gao"\n', "no field 'region'"),
        ('[[place]]\nnames = ["A"]\n', "needs a geonameid"),
        ('[[village]]\nname = "A"\n', "no table"),
    ],
)
def test_a_row_that_does_not_fit_is_named(
    tmp_path: Path, named_places: list[NamedPlace], text: str, problem: str
) -> None:
    with pytest.raises(RecordError, match=r"own\.toml") as caught:
        opened(tmp_path, named_places, text)
    assert problem in str(caught.value)


def test_a_file_that_is_no_toml_is_a_fault_of_the_caller(
    tmp_path: Path, named_places: list[NamedPlace]
) -> None:
    with pytest.raises(UsageError, match=r"own\.toml"):
        opened(tmp_path, named_places, "town: A\n")
