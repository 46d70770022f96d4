"""The page on exports says what fills every column of every scheme."""

import re
from pathlib import Path

import pytest

from dateline.export import FORMATS
from dateline.export.code_lists import columns_of

PAGE = (Path(__file__).parent.parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
NUMBERED = re.compile(
    r"(targ|natlty|corp|weap)\w*[234](_txt)?|(prop|ransom|nhours|ndays|divert|kidhij|hostkid|nreleased|nhostkidus|weapsub)\w*"
)
"""Columns of the GTD that the page names by their family: further targets and weapons, hostages, damage."""


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("scheme", "title"), [("acled", "ACLED"), ("ucdp", "UCDP GED"), ("gtd", "GTD"), ("polecat", "POLECAT")]
)
def test_every_column_of_a_scheme_is_explained(scheme: str, title: str) -> None:
    told = set(re.findall(r"`([^`]+)`", section(title)))
    missing = [name for name in columns_of(scheme) if name not in told and not NUMBERED.fullmatch(name)]
    assert missing == []


def test_every_format_is_in_the_table() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE.split("\n## ")[0], re.MULTILINE)) == set(FORMATS)
