"""A small place index with the names that the tests of ranking and look-up need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.link.build import write_index
from dateline.link.entry import Kind, PlaceEntry
from dateline.link.gazetteer import NamedPlace
from dateline.link.places import PlaceIndex

# id, name, other names, country, admin-1 name and code, latitude, longitude, kind, population
ROWS = """
1|Syria|Syrian Arab Republic|SY||||| country|16900000
2|Raqqa|Ar Raqqah,الرقة|SY|Raqqa|04|35.95|39.01|town|531952
3|Ar Raqqah|Raqqa,Raqqa Governorate|SY|Raqqa|04|35.95|38.95|province|624832
4|Deir ez-Zor|Dayr az Zawr|SY|Deir ez-Zor|07|35.34|40.14|town|271800
5|Dayr az Zawr|Deir ez-Zor Governorate|SY|Deir ez-Zor|07|35.02|40.45|province|1200000
6|Ma‘arrat an Nu‘mān||SY|Idlib|12|35.65|36.67|town|0
7|Khān Shaykhūn||SY|Idlib|12|35.44|36.65|town|34371
8|Idlib||SY|Idlib|12|35.87|36.5|province|1500000
9|Ukraine||UA||||| country|44000000
10|Kyiv|Kiev,Київ|UA|Kyiv|12|50.45|30.52|town|2952301
11|Libya||LY||||| country|6800000
12|Tripoli|Tarabulus|LY|Tripoli|77|32.89|13.19|town|1150989
13|Lebanon||LB||||| country|6800000
14|Tripoli|Trablous|LB|North|09|34.43|35.85|town|229398
15|France||FR||||| country|66900000
16|Paris||FR|Ile-de-France|11|48.85|2.35|town|2138551
17|United States|US,USA|US||||| country|327000000
18|Paris||US|Texas|TX|33.66|-95.56|town|24782
19|Texas|Tex.|US|Texas|TX|31.25|-99.25|province|25000000
20|Jordan||JO||||| country|9900000
21|Jordan||US|Minnesota|MN|44.67|-93.63|town|5900
22|Mali||ML||||| country|19000000
23|Gao||ML|Gao|09|16.27|-0.04|town|86633
24|Gao||ML|Gao|09|16.5|0.1|province|540000
25|Ménaka||ML|Ménaka|11|15.92|2.4|town|14085
26|Georgia||GE||||| country|3700000
27|Georgia|Ga.|US|Georgia|GA|32.75|-83.5|province|10500000
28|Atlanta||US|Georgia|GA|33.75|-84.39|town|498715
29|Tanaf|At Tanaf|SN|Sedhiou|15|12.66|-15.43|town|4831
30|Springfield||US|Missouri|MO|37.21|-93.29|town|166810
31|Springfield||US|Ohio|OH|39.92|-83.81|town|59680
32|Ohio||US|Ohio|OH|40.25|-83.0|province|11000000
33|Dayton||US|Ohio|OH|39.76|-84.19|town|140599
34|March||GB|England|ENG|52.55|0.09|town|22298
35|Tinyville||US|Ohio|OH|40.0|-83.0|town|600
36|Spanish||CA|Ontario|08|46.19|-82.34|town|700
37|Spain||ES||||| country|46700000
38|Africa||||||| region|0
39|Afrika||ZA|Gauteng|06|-26.0|28.0|town|40000
40|San José|San Jose|CR|San Jose|08|9.93|-84.08|town|335007
41|San Jose||US|California|CA|37.34|-121.89|town|1026908
42|Costa Rica||CR||||| country|5000000
44|Gaza|Gaza City|PS|Gaza Strip|GZ|31.5|34.47|town|410000
45|Gaza Strip|Gaza|PS|Gaza Strip|GZ|31.4|34.4|province|2000000
"""
CAPITALS = {10, 12, 16, 40}


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _place(row: str) -> NamedPlace:
    number, name, others, country, admin1, code, latitude, longitude, kind_, people = row.split("|")
    kinds: dict[str, Kind] = {kind: kind for kind in ("town", "district", "province", "country", "region")}
    entry = PlaceEntry(
        geonameid=int(number),
        name=name,
        country=country or None,
        admin1=admin1 or None,
        admin1_code=code or None,
        latitude=_number(latitude),
        longitude=_number(longitude),
        kind=kinds[kind_.strip()],
        population=int(people),
        capital=int(number) in CAPITALS,
    )
    return NamedPlace(id=int(number), entry=entry, names=(name, *filter(None, others.split(","))))


@pytest.fixture(scope="session")
def named_places() -> list[NamedPlace]:
    return [_place(row) for row in ROWS.strip().splitlines()]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, named_places: list[NamedPlace]) -> Iterator[PlaceIndex]:
    path: Path = tmp_path_factory.mktemp("places") / "places.sqlite"
    write_index(path, named_places, lambda step, share: None)
    with PlaceIndex.open(path) as opened:
        yield opened
