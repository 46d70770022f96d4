"""What the tests of reading share: a small world of places, the real registry, word lists and parser.

The places are few, so that the index is made in a moment; the names are real, the sentences of the tests
are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.calibration import load_calibration
from dateline.extract.coder import Draft
from dateline.extract.lexicon import Lexicon, load_lexicon
from dateline.extract.rules import RuleCoder
from dateline.link.actors import Registry
from dateline.link.build import write_index
from dateline.link.entry import Kind, PlaceEntry
from dateline.link.gazetteer import NamedPlace
from dateline.link.places import PlaceIndex
from dateline.link.stand_ins import KindNames
from dateline.linking import Linker, RegistryNames
from dateline.model import Document
from dateline.pipeline import Pipeline
from dateline.text.parse import ParsedDocument, Parser, load_parser

COUNTRIES = """
Syria SY Iraq IQ Israel IL Lebanon LB Turkey TR Iran IR Russia RU Ukraine UA Mali ML Niger NE
Nigeria NG Somalia SO Kenya KE Sudan SD India IN Pakistan PK Colombia CO France FR Egypt EG Jordan
JO Yemen YE Ethiopia ET Afghanistan AF
"""
TOWNS = """
Raqqa SY Homs SY Idlib SY Aleppo SY Damascus SY Mosul IQ Baghdad IQ Kirkuk IQ Basra IQ Beirut LB
Tyre LB Haifa IL Kharkiv UA Kyiv UA Odesa UA Belgorod RU Gao ML Mopti ML Bamako ML Niamey NE
Maiduguri NG Jos NG Mogadishu SO Baidoa SO Kismayo SO Nairobi KE Khartoum SD Nyala SD Delhi IN
Srinagar IN Peshawar PK Quetta PK Lahore PK Karachi PK Cali CO Bogota CO Paris FR Cairo EG Amman JO
Sanaa YE Aden YE Taiz YE Kabul AF Herat AF Kandahar AF Lalibela ET
"""
PROVINCES = "Borno NG Anbar IQ Nineveh IQ Helmand AF Cauca CO Punjab PK Assam IN"


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    """The names and country codes of a list."""
    items = iter(words.split())
    return zip(items, items, strict=True)


def _places() -> list[NamedPlace]:
    kinds: list[tuple[Kind, str, int]] = [
        ("country", COUNTRIES, 20_000_000),
        ("town", TOWNS, 300_000),
        ("province", PROVINCES, 2_000_000),
    ]
    rows = [(name, country, kind, people) for kind, words, people in kinds for name, country in _pairs(words)]
    return [
        NamedPlace(
            id=number,
            names=(name,),
            entry=PlaceEntry(
                geonameid=number,
                name=name,
                country=country,
                admin1=name if kind == "province" else None,
                admin1_code=None,
                latitude=None if kind == "country" else 10.0 + number / 10,
                longitude=None if kind == "country" else 20.0 + number / 10,
                kind=kind,
                population=people,
                capital=False,
            ),
        )
        for number, (name, country, kind, people) in enumerate(rows, start=1)
    ]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlaceIndex]:
    path: Path = tmp_path_factory.mktemp("world") / "places.sqlite"
    write_index(path, _places(), lambda step, share: None)
    with PlaceIndex.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def names(registry: Registry, places: PlaceIndex) -> RegistryNames:
    return RegistryNames(registry, places)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def parser(names: RegistryNames, registry: Registry) -> Parser:
    return load_parser(names.is_name, KindNames(registry.scan).find)


@pytest.fixture(scope="session")
def parse(parser: Parser) -> Callable[..., ParsedDocument]:
    """``parse(body, published="2024-05-06", outlet="The Courier")``: the parsed document."""

    def parsed(body: str, **parts: str) -> ParsedDocument:
        return parser.parse(Document(parts={"body": body, **parts}))

    return parsed


@pytest.fixture(scope="session")
def coder(lexicon: Lexicon, names: RegistryNames) -> RuleCoder:
    return RuleCoder(lexicon, names)


@pytest.fixture(scope="session")
def read(coder: RuleCoder, parse: Callable[..., ParsedDocument]) -> Callable[..., list[Draft]]:
    """``read(body, **parts)``: the drafts of the rule coder, in reading order."""

    def drafts(body: str, **parts: str) -> list[Draft]:
        return list(coder.read(parse(body, **parts)))

    return drafts


@pytest.fixture(scope="session")
def pipeline(
    parser: Parser, coder: RuleCoder, registry: Registry, places: PlaceIndex, names: RegistryNames
) -> Pipeline:
    linker = Linker(registry, places)
    return Pipeline(parser, coder, load_lexicon(), linker, names, calibration=load_calibration())
