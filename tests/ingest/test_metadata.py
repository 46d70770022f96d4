import logging

import pytest

from dateline.errors import UsageError
from dateline.ingest import ReadOptions
from dateline.ingest.metadata import first_known, from_fields, from_options, from_sidecar
from dateline.ingest.published import iso_published


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-03", "2024-01-03"),
        ("20240103", "2024-01-03"),
        ("2024-01-03T10:00:00Z", "2024-01-03T10:00:00+00:00"),
        ("2024-01-03 10:00", "2024-01-03T10:00:00"),
        ("Wed, 3 Jan 2024 10:00:00 +0100", "2024-01-03T10:00:00+01:00"),
        ("January 3, 2024", "2024-01-03"),
        ("Wednesday 3 January 2024", "2024-01-03"),
        ("January 3, 2024 12:05 am", "2024-01-03T00:05:00"),
        ("3 January 2024, 17:30", "2024-01-03T17:30:00"),
    ],
)
def test_a_date_of_publication_becomes_iso(text, iso):
    assert iso_published(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2024",
        "3 Jan 24",
        "Monday",
        "2024",
        "2024-03",
        "2024-13-45",
        "0001-01-01",
        "1704276000",
        "now",
    ],
)
def test_a_date_that_is_not_certain_is_not_guessed(text):
    assert iso_published(text) == ""


def test_what_is_ill_typed_or_unreadable_is_left_out_with_a_warning(caplog):
    told = {
        "title": ["x"],
        "outlet": None,
        "publisher": "The\nPost",
        "published": "03/04/2024",
        "url": "javascript:x",
    }

    known = from_fields(told, "a.txt")

    assert (known.title, known.outlet, known.published, known.url) == ("", "The Post", "", "")
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 3
    assert "a.txt: published ignored" in caplog.text


@pytest.mark.parametrize(
    "data", [b"[]", b"{", b"\xff\xfe", b"[" * 99_999, b'{"title": ' + b"9" * 9_999 + b"}"]
)
def test_a_sidecar_that_is_no_object_counts_as_none(data, caplog):
    assert from_sidecar(data, "a.txt") == from_sidecar(None, "a.txt")
    assert "sidecar ignored" in caplog.text


def test_the_first_source_that_tells_a_field_wins():
    given = from_options(ReadOptions(outlet="Given"))
    sidecar = from_fields({"publisher": "Beside", "title": "Beside"}, "")
    own = from_fields({"title": "Inside", "url": "https://a.example/1", "lang": "en-GB"}, "")

    known = first_known(given, sidecar, own)

    assert (known.outlet, known.title, known.url, known.language) == (
        "Given",
        "Beside",
        "https://a.example/1",
        "en",
    )


@pytest.mark.parametrize(
    "options", [ReadOptions(published="3/4/24"), ReadOptions(url="x"), ReadOptions(language="Klingon tongue")]
)
def test_an_option_that_cannot_be_read_is_a_usage_error(options):
    with pytest.raises(UsageError):
        from_options(options)
