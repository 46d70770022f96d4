"""Place names scored with gold spans and in raw text, on articles of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import CorpusError
from dateline.evaluate.corpora.geoparsing import Article, fold_of, read
from dateline.evaluate.metrics import geoparsing as metric
from dateline.evaluate.tasks import TASKS
from dateline.link.build import write_index
from dateline.link.entry import Kind, PlaceEntry
from dateline.link.gazetteer import NamedPlace
from dateline.link.places import PlaceIndex
from dateline.model import PlacePrecision, PlaceRef

BODY = "Police in Springfield, Ohio, said so. Dayton, Ohio, was calm."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlaceIndex]:
    rows = [
        (30, "Springfield", "Missouri", "MO", 37.21, -93.29, "town", 166810),
        (31, "Springfield", "Ohio", "OH", 39.92, -83.81, "town", 59680),
        (32, "Ohio", "Ohio", "OH", 40.25, -83.0, "province", 11000000),
        (33, "Dayton", "Ohio", "OH", 39.76, -84.19, "town", 140599),
        (35, "Tinyville", "Ohio", "OH", 40.0, -83.0, "town", 600),
    ]
    kinds: dict[str, Kind] = {"town": "town", "province": "province"}
    places = [
        NamedPlace(
            id=number,
            names=(name,),
            entry=PlaceEntry(
                geonameid=number,
                name=name,
                country="US",
                admin1=admin1,
                admin1_code=code,
                latitude=latitude,
                longitude=longitude,
                kind=kinds[kind],
                population=people,
            ),
        )
        for number, name, admin1, code, latitude, longitude, kind, people in rows
    ]
    path = tmp_path_factory.mktemp("places") / "places.sqlite"
    write_index(path, places, lambda _step, _share: None)
    with PlaceIndex.open(path) as opened:
        yield opened


def row(name: str, **toponyms: tuple[int | None, float | None, float | None]) -> dict[str, object]:
    return {
        "id": name,
        "url": "http://www.example.co.uk/1",
        "text": BODY,
        "toponyms": [
            {
                "start": BODY.index(word),
                "end": BODY.index(word) + len(word),
                "text": word,
                "geonameid": geonameid,
                "lat": latitude,
                "lon": longitude,
            }
            for word, (geonameid, latitude, longitude) in toponyms.items()
        ],
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "geoparsing"
    folder.mkdir()
    rows = [row(f"a{n}", Springfield=(31, 39.92, -83.81), Dayton=(None, None, None)) for n in range(40)]
    for part in ("lgl", "tr_news", "geovirus"):
        lines = "\n".join(json.dumps(r) for r in rows) if part == "lgl" else ""
        (folder / f"{part}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def article(data: Path) -> Article:
    return next(read(data, "dev"))


def test_no_article_is_both_fitted_on_and_held_back(corpus: Path) -> None:
    dev, train = ([a.name for a in read(corpus, split)] for split in ("dev", "train"))
    assert dev
    assert len(dev) + len(train) == 40
    assert not set(dev) & set(train)
    assert all(fold_of(name) == 0 for name in dev)


def test_there_is_no_other_split(corpus: Path) -> None:
    with pytest.raises(CorpusError, match="no split 'test'"):
        list(read(corpus, "test"))


def test_the_address_of_a_site_tells_the_outlet(corpus: Path) -> None:
    assert article(corpus).document.outlet == "example.co.uk"


def test_a_name_is_right_by_its_id_and_near_by_its_point(corpus: Path, index: PlaceIndex) -> None:
    case = article(corpus)
    (ohio,) = index.exact("Tinyville")  # 75 km from Springfield, Ohio
    exact = metric.score_answers(case, [metric.linked(case, index)[0], None], index).tally
    near = metric.score_answers(case, [ohio, None], index).tally
    none = metric.score_answers(case, [None, None], index).tally
    figures = {m.name: m for m in metric.metrics()}
    assert [figures["lgl.exact"].of(t) for t in (exact, near, none)] == [1.0, 0.0, 0.0]
    assert [figures["lgl.within_161"].of(t) for t in (exact, near, none)] == [1.0, 1.0, 0.0]
    assert figures["lgl.unresolved"].of(none) == 1.0


def test_names_without_a_place_count_for_finding_alone(corpus: Path, index: PlaceIndex) -> None:
    case = article(corpus)
    spans = [case.document.span(t.start, t.end) for t in case.toponyms]
    town = PlaceRef(text="Springfield", name="Springfield", geonameid=31, precision=PlacePrecision.TOWN)
    found = [(spans[0], town), (spans[1], PlaceRef(text="Dayton"))]
    tally = metric.score_found(case, found, index).tally
    figures = {m.name: m.of(tally) for m in metric.metrics()}
    assert (figures["all.span.f1"], figures["all.resolved.f1"]) == (1.0, 1.0)
    assert tally["all.resolved.gold"] == 1


def test_the_baseline_takes_the_most_populous_place_of_a_name(corpus: Path, index: PlaceIndex) -> None:
    springfield, _ = metric.most_populous(article(corpus), index)
    assert springfield is not None
    assert springfield.admin1 == "Missouri"


def test_silence_is_no_answer_where_the_names_are_given() -> None:
    scores = {score.name for score in metric.metrics()}
    assert scores >= metric.WORDS_GIVEN
    assert TASKS["geoparsing"].words_given == metric.WORDS_GIVEN
    assert not any(name.endswith(".f1") for name in metric.WORDS_GIVEN)
