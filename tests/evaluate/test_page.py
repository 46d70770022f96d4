from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.fakes import fakes
from dateline.cli import main
from dateline.evaluate.costs import KindOfMiss
from dateline.evaluate.page import as_page
from dateline.evaluate.report import Report, Score
from dateline.evaluate.tally import Miss
from evaluate.test_run import petrarch_folder

HOSTILE = "<script>alert('x')</script> & <b>shelled</b>"


def report(number: int = 3) -> Report:
    misses = [
        Miss(
            kind="missed", document=f"d{n}", gold=HOSTILE, found="", text=f"Told {n}. {HOSTILE}", cost=0.1 / n
        )
        for n in range(1, number + 1)
    ]
    return Report(
        corpus="plover",
        split="dev",
        method="hand@1",
        digest="sha256:0",
        documents=9,
        accounts=2,
        seconds=1.0,
        rejected=(),
        scores=(Score(name="type.f1", value=0.25, low=None, high=None, support=9),),
        baselines={"gold fillers": {"type.f1": 0.875}},
        counts={},
        misses=tuple(misses),
        kinds=(KindOfMiss(kind="missed", misses=number, cost=0.2),),
        confusions={"type": {"AID": {"AID": 4, HOSTILE: 1}}},
    )


def test_no_text_of_a_corpus_becomes_part_of_the_page() -> None:
    seen: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)

    page = as_page(report(), ["type.f1"])
    Tags().feed(page)
    assert not {"script", "b"} & set(seen)
    assert page.count("&lt;script&gt;") >= 7


def test_the_page_asks_for_nothing_and_lets_only_its_own_style_through() -> None:
    page = as_page(report(), ["type.f1"])
    assert "default-src 'none'" in page.replace("&#39;", "'")
    assert not re.search(r"(?:src|href)=|url\(|@import", page)


def test_it_shows_the_asked_number_of_misses_with_their_cost_and_the_ceiling() -> None:
    page = as_page(report(5), ["type.f1"], errors=2)
    assert "The 2 costliest misses of 5" in page
    assert "Told 2." in page
    assert "Told 3." not in page
    assert "cost 10.00" in page
    assert "0.875" in page


def test_the_command_writes_the_page_and_prints_no_text(tmp_path: Path) -> None:
    data, page = petrarch_folder(tmp_path), tmp_path / "errors.html"
    done = CliRunner().invoke(
        main,
        ["evaluate", "petrarch", "--split", "test", "--data", str(data), "--report", str(page)],
        obj=fakes(),
    )
    assert done.exit_code == 0, done.output
    assert "French troops shelled Nigeria." in page.read_text(encoding="utf-8")
    assert "French troops" not in done.stdout
    assert "direction.right" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--gates", "--report", "x.html"], "goes with a CORPUS"),
        (["petrarch", "--report", "no/x.html"], "x.html"),
    ],
)
def test_a_page_that_cannot_be_written_is_a_usage_error(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    given = [*arguments, "--split", "test", "--data", str(petrarch_folder(tmp_path))]
    done = CliRunner().invoke(main, ["evaluate", *given], obj=fakes())
    assert (done.exit_code, words in done.output) == (2, True), done.output
