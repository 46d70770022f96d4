"""Looking names up in the place index, and what survives a broken one."""

from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.link import build
from dateline.link.build import write_index
from dateline.link.gazetteer import NamedPlace
from dateline.link.places import PlaceIndex


def ids(index: PlaceIndex, name: str) -> list[int | None]:
    return [entry.geonameid for entry in index.lookup(name)]


def test_a_name_finds_its_places_the_most_populous_first(index: PlaceIndex) -> None:
    assert ids(index, "Paris") == [16, 18]
    assert ids(index, "menaka") == [25]


def test_alternate_names_and_other_scripts_find_the_place(index: PlaceIndex) -> None:
    assert ids(index, "Kiev") == [10]
    assert ids(index, "Київ") == [10]
    assert ids(index, "الرقة") == [2]


def test_another_romanisation_is_found_only_when_the_name_itself_is_not(index: PlaceIndex) -> None:
    assert set(ids(index, "Deir al-Zour")) == {4, 5}
    assert ids(index, "Maarat al-Numan") == [6]
    assert ids(index, "Khan Sheikhoun") == [7]
    assert index.exact("Deir al-Zour") == ()


def test_class_words_and_directions_are_left_out(index: PlaceIndex) -> None:
    assert ids(index, "Idlib province") == [8]
    assert ids(index, "northern Mali") == [22]
    assert ids(index, "South Tinyville") == []


def test_an_abbreviation_is_not_the_pronoun(index: PlaceIndex) -> None:
    assert ids(index, "US") == ids(index, "U.S.") == [17]
    assert ids(index, "us") == []


def test_an_unknown_name_finds_nothing(index: PlaceIndex) -> None:
    assert index.lookup("Xyzzyville") == ()
    assert index.lookup("") == ()


@pytest.mark.parametrize("name", ["Raqqa", "Syria", "Africa", "Jordan", "Deir al-Zour", "US", "Georgia"])
def test_places_are_known(index: PlaceIndex, name: str) -> None:
    assert index.knows(name)


@pytest.mark.parametrize("name", ["March", "Police", "Of", "Ali", "Says", "Tinyville", "IS", "Nowhere", ""])
def test_common_words_given_names_and_hamlets_are_not_known(index: PlaceIndex, name: str) -> None:
    assert not index.knows(name)


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build"):
        PlaceIndex.open(tmp_path / "none.sqlite")


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="build"):
        PlaceIndex.open(path)


def test_an_index_of_other_sources_is_refused(
    tmp_path: Path, named_places: list[NamedPlace], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.sqlite"
    monkeypatch.setattr("dateline.link.build.source_version", lambda: "older")
    write_index(path, named_places, lambda step, share: None)
    with pytest.raises(StoreError, match="version"):
        PlaceIndex.open(path)


def test_a_build_that_fails_leaves_the_old_index_in_place(
    tmp_path: Path, named_places: list[NamedPlace]
) -> None:
    path = tmp_path / "places.sqlite"
    write_index(path, named_places, lambda step, share: None)

    def fail(step: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_index(path, named_places, fail)
    with PlaceIndex.open(path) as still:
        assert still.lookup("Raqqa")


def test_two_builds_at_once_do_not_meet(
    tmp_path: Path, named_places: list[NamedPlace], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "places.sqlite"
    version = build.source_version()

    def build_another_first() -> str:
        monkeypatch.setattr("dateline.link.build.source_version", lambda: version)
        write_index(path, named_places, lambda step, share: None)
        return version

    monkeypatch.setattr("dateline.link.build.source_version", build_another_first)
    write_index(path, named_places, lambda step, share: None)
    with PlaceIndex.open(path) as index:
        assert index.lookup("Raqqa")
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_cannot_reach_into_the_database(index: PlaceIndex) -> None:
    assert index.lookup("' OR 1=1 --") == ()
    assert index.lookup('"); DROP TABLE place; --') == ()
    assert index.lookup("Raqqa")
