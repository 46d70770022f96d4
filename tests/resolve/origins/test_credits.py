"""Who wrote it, as the document itself says."""

import pytest

from dateline.model import Document
from dateline.resolve.origins import Found, credit_of

STORY = "Shelling hit the grain market of Oru on Monday, a clinic said."


@pytest.mark.parametrize(
    ("parts", "newsroom", "found", "quote"),
    [
        ({"body": f"ORU (Reuters) - {STORY}"}, "Reuters", Found.DATELINE, "Reuters"),
        ({"body": f"{STORY}\n\n(Reuters)"}, "Reuters", Found.CREDIT, "Reuters"),
        ({"body": f"{STORY} — Associated Press"}, "AP", Found.CREDIT, "Associated Press"),
        ({"body": f"{STORY}\nSource: Agence France-Presse"}, "AFP", Found.CREDIT, "Agence France-Presse"),
        ({"body": f"{STORY}\nWith reporting by AFP and Reuters"}, "AFP", Found.CREDIT, "AFP and Reuters"),
        ({"body": STORY, "byline": "By Ada Oru, Associated Press"}, "AP", Found.BYLINE, "Associated Press"),
        ({"body": STORY, "outlet": "AFP via Oru Herald"}, "AFP", Found.VIA, "AFP"),
        ({"body": STORY, "outlet": "Reuters/AP via Oru Herald"}, "Reuters", Found.VIA, "Reuters/AP"),
        ({"body": STORY, "outlet": "Oru Herald", "origin": "dpa"}, "DPA", Found.METADATA, "dpa"),
        ({"body": STORY, "outlet": "Oru Herald"}, "Oru Herald", Found.OWN, "Oru Herald"),
    ],
)
def test_a_credit_is_read_with_the_words_that_give_it(
    parts: dict[str, str], newsroom: str, found: Found, quote: str
) -> None:
    document = Document(parts)
    credit = credit_of(document)
    assert (credit.newsroom, credit.found) == (newsroom, found)
    assert credit.span is not None
    assert credit.span.quote == quote
    assert document.holds(credit.span)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY} A guard told Reuters so.",
        f"{STORY}\nSource: the clinic",
        f"The market (founded in 1920) - {STORY}",
        f"{STORY} He is 41 (and a baker)",
    ],
)
def test_what_only_looks_like_a_credit_is_none(body: str) -> None:
    assert credit_of(Document({"body": body, "outlet": "Oru Herald"})).found is Found.OWN


def test_the_dateline_is_better_evidence_than_metadata_that_repeats_it() -> None:
    credit = credit_of(Document({"body": f"ORU (AFP) - {STORY}", "origin": "AFP", "outlet": "Oru Herald"}))
    assert credit.found is Found.DATELINE


def test_who_names_nobody_goes_by_its_file() -> None:
    assert credit_of(Document({"body": STORY}, source_name="a.txt")).newsroom == "a.txt"
