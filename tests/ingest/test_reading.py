import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.ingest import Limits, ReadOptions, read_paths
from dateline.ingest.normalise import normalise, raw_hash
from dateline.model import Document, Rejection
from ingest.hostile import zip_of

SENTENCE = "Two soldiers were killed near the town on Monday, officials said."
ENGLISH = ReadOptions(language="en")


def documents(*paths: Path, options: ReadOptions = ENGLISH) -> list[Document]:
    found = list(read_paths([str(path) for path in paths], options))
    assert all(isinstance(document, Document) for document in found), found
    return found


def rejections(*paths: Path, options: ReadOptions = ENGLISH) -> list[Rejection]:
    found = list(read_paths([str(path) for path in paths], options))
    assert all(isinstance(rejection, Rejection) for rejection in found), found
    return found


def written(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_with_a_sidecar_is_one_document_with_all_its_parts(tmp_path):
    path = written(tmp_path / "a.txt", f"RAQQA, Syria (Reuters) - {SENTENCE}\r\n")
    written(tmp_path / "a.json", '{"title": "Two killed", "publisher": "Post", "published": "2024-01-03"}')

    (document,) = documents(tmp_path)

    assert document.parts == {
        "title": "Two killed",
        "outlet": "Post",
        "published": "2024-01-03",
        "dateline": "RAQQA, Syria (Reuters)",
        "origin": "Reuters",
        "language": "en",
        "body": f"RAQQA, Syria (Reuters) - {SENTENCE}",
    }
    assert document.source_name == str(path)
    assert document.raw_hash == raw_hash(path.read_bytes())
    assert document.media_type == "text/plain"


def test_options_win_over_the_sidecar_and_that_over_the_file(tmp_path):
    path = written(
        tmp_path / "a.txt", f"---\ntitle: Own\noutlet: Own\nurl: http://a.example\n---\n{SENTENCE}"
    )
    written(tmp_path / "a.json", '{"title": "Beside", "outlet": "Beside"}')

    (document,) = documents(path, options=ReadOptions(title="Given"))

    assert (document.title, document.outlet, document.url) == ("Given", "Beside", "http://a.example")
    assert document.body == SENTENCE


def test_a_folder_is_read_in_order_without_hidden_files_sidecars_and_tables(tmp_path):
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt", "a.md"):
        written(tmp_path / name, SENTENCE)
    for name in ("b.json", "b.gold.json", "index.csv"):
        written(tmp_path / name, "{}")

    names = [Path(document.source_name).relative_to(tmp_path).as_posix() for document in documents(tmp_path)]

    assert names == ["a.md", "b.txt", "a/c.txt"]


def test_a_json_file_named_by_the_caller_is_an_article(tmp_path):
    path = written(tmp_path / "a.json", json.dumps({"text": SENTENCE, "title": "Two killed"}))
    (document,) = documents(path)
    assert (document.title, document.body) == ("Two killed", SENTENCE)


def test_a_bad_line_of_json_lines_costs_that_line_only(tmp_path):
    good, long = json.dumps({"text": SENTENCE}), json.dumps({"text": "a" * 2_000_000})
    lines = [good, "{", long, good]
    for path in (
        written(tmp_path / "a.jsonl", "\n".join(lines)),
        written(tmp_path / "a.jsonl.gz", gzip.compress("\n".join(lines).encode())),
    ):
        first, second, third, fourth = read_paths([str(path)])
        assert (first.source_name, fourth.source_name) == (f"{path}:1", f"{path}:4")
        assert (second.document, third.document) == (f"{path}:2", f"{path}:3")
        assert "1,000,000" in third.reason


def test_a_cut_gzip_gives_what_it_holds_and_says_that_it_is_cut(tmp_path):
    lines = "\n".join(json.dumps({"text": f"{number} {SENTENCE}"}) for number in range(5_000))
    path = written(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode())[:-9])
    *read, last = read_paths([str(path)], ENGLISH)
    assert len(read) > 1_000
    assert isinstance(last, Rejection)
    assert "damaged gzip" in last.reason


def test_members_of_an_archive_are_read_with_their_sidecars(tmp_path):
    path = written(
        tmp_path / "a.zip",
        zip_of([
            ("in/a.txt", SENTENCE.encode()),
            ("in/a.json", b'{"outlet": "Post"}'),
            ("in/b.jsonl", json.dumps({"text": SENTENCE}).encode()),
            ("__MACOSX/a.txt", b"x"),
            (".", b"x"),
        ]),
    )  # fmt: skip
    first, second = documents(path)
    assert (first.source_name, first.outlet) == (f"{path}!in/a.txt", "Post")
    assert second.source_name == f"{path}!in/b.jsonl:1"


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt"])
def test_an_archive_with_a_member_outside_its_folder_is_refused_whole(tmp_path, name):
    path = written(tmp_path / "a.zip", zip_of([("fine.txt", SENTENCE.encode()), (name, SENTENCE.encode())]))
    (refused,) = rejections(path)
    assert "outside" in refused.reason


def test_an_archive_inside_an_archive_costs_that_member_only(tmp_path):
    inner = zip_of([("a.txt", SENTENCE.encode())])
    path = written(tmp_path / "a.zip", zip_of([("a.zip", inner), ("b", inner), ("c.txt", SENTENCE.encode())]))
    first, second, third = read_paths([str(path)], ENGLISH)
    assert first.document == f"{path}!a.zip"
    assert "inside an archive" in first.reason
    assert "inside an archive" in second.reason
    assert third.body == SENTENCE


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(archive_files=1), "archive of 2 files"),
        (Limits(unpacked_bytes=1_000), "unpacks to"),
        (Limits(file_bytes=1_000), "larger than 1,000 bytes"),
    ],
)
def test_an_archive_past_a_limit_is_refused(tmp_path, limits, reason):
    path = written(
        tmp_path / "a.zip", zip_of([(name, SENTENCE.encode() * 30) for name in ("a.txt", "b.txt")])
    )
    assert all(reason in refused.reason for refused in rejections(path, options=ReadOptions(limits=limits)))


@pytest.mark.parametrize(
    ("name", "data", "stage", "reason"),
    [
        ("a.txt", b"", "read", "empty"),
        ("a.txt", b" \n\xc2\xa0\n", "parse", "empty"),
        ("a.txt", b"\x7fELF" + bytes(range(256)), "decode", "binary"),
        ("a.txt", b"killed " * 200_000, "parse", "a line of"),
        ("a.txt", "Deux soldats ont été tués lundi près de la ville. " * 9, "language", "French (fr)"),
        ("a.txt", "12 345 678", "language", "no language"),
        ("a.csv", b"a,b", "read", "a table"),
        ("a.unknown", b"\x89PNG\r\n\x1a\n\0\0\0", "read", "unknown kind"),
        ("a.pdf", b"%PDF-1.4 no more", "parse", "damaged"),
        ("a.docx", b"PK\x03\x04 no more", "parse", "damaged"),
        ("a.zip", b"PK\x03\x04 no more", "parse", "damaged"),
        ("a.eml", b"no headers", "parse", "no e-mail"),
    ],
)  # fmt: skip
def test_each_unreadable_file_is_a_rejection_that_says_why(tmp_path, name, data, stage, reason):
    path = written(tmp_path / name, data)
    (refused,) = rejections(path, options=ReadOptions())
    assert refused.document == str(path)
    assert reason in refused.reason
    assert refused.stage == stage


def test_a_file_past_the_limit_is_refused_unread(tmp_path):
    path = written(tmp_path / "a.txt", SENTENCE)
    (refused,) = rejections(path, options=ReadOptions(limits=Limits(file_bytes=10)))
    assert "larger than 10 bytes" in refused.reason


def test_the_language_option_replaces_detection(tmp_path):
    path = written(tmp_path / "a.txt", "Deux soldats ont été tués lundi près de la ville. " * 9)
    assert documents(path, options=ReadOptions(language="en"))
    assert "German" in rejections(path, options=ReadOptions(language="de"))[0].reason


def test_a_short_text_of_names_is_english_unless_another_language_is_clear(tmp_path):
    english = written(tmp_path / "a.txt", "Two killed in Raqqa, Deir al-Zor")
    spanish = written(tmp_path / "b.txt", "Dos soldados murieron tras un ataque en la ciudad de Bogotá")
    assert documents(english, options=ReadOptions())
    assert "Spanish" in rejections(spanish, options=ReadOptions())[0].reason


def test_a_byline_becomes_a_part_and_its_wire_the_origin(tmp_path):
    path = written(tmp_path / "a.txt", f"By Jane Doe, Associated Press\n\nKYIV — {SENTENCE}")
    (document,) = documents(path)
    assert document.parts["byline"] == "Jane Doe, Associated Press"
    assert (document.origin, document.dateline) == ("AP", "KYIV")


@pytest.mark.parametrize("first", ["By then two had died.", "By Monday evening the army had left"])
def test_a_first_sentence_that_begins_with_by_is_no_byline(tmp_path, first):
    (document,) = documents(written(tmp_path / "a.txt", f"{first}\n\n{SENTENCE}"))
    assert document.body.startswith(first)


@pytest.mark.parametrize("last", ["(Reuters)", "— Reuters", "REUTERS"])
def test_a_last_line_that_is_only_a_wire_tells_the_origin(tmp_path, last):
    (document,) = documents(written(tmp_path / "a.txt", f"{SENTENCE}\n\n{last}"))
    assert document.origin == "Reuters"
    assert not documents(written(tmp_path / "b.txt", f"{SENTENCE} He told {last}"))[0].origin


def test_a_first_line_that_is_a_date_gives_the_date_published(tmp_path):
    (document,) = documents(written(tmp_path / "a.txt", f"Sunday, June 23, 2019\n\n{SENTENCE}"))
    assert (document.published, document.dateline) == ("2019-06-23", "Sunday, June 23, 2019")
    (document,) = documents(tmp_path / "a.txt", options=ReadOptions(language="en", published="2019-06-24"))
    assert document.published == "2019-06-24"


@pytest.mark.parametrize(
    ("data", "media_type", "count"),
    [
        (SENTENCE.encode(), "text/plain", 1),
        (f"<!doctype html><html><body><p>{SENTENCE}</p></body></html>".encode(), "text/html", 1),
        (
            json.dumps({"text": SENTENCE}).encode() + b"\n" + json.dumps({"text": SENTENCE}).encode(),
            "application/json",
            2,
        ),
    ],
)
def test_standard_input_is_read_by_what_it_holds(data, media_type, count):
    found = list(read_paths(["-"], ReadOptions(stdin=io.BytesIO(data), language="en")))
    assert [document.media_type for document in found] == [media_type] * count
    assert {document.body for document in found} == {SENTENCE}


def test_a_path_that_does_not_exist_is_a_usage_error_at_once(tmp_path):
    for path in (str(tmp_path / "none"), "a\0b"):
        with pytest.raises(UsageError, match="no such file"):
            read_paths([path])
    with pytest.raises(UsageError, match="standard input"):
        read_paths(["-"])


def test_links_out_of_a_folder_and_pipes_are_not_read(tmp_path):
    written(tmp_path / "secret.txt", SENTENCE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "b.txt").symlink_to(folder / "b.txt")
    os.mkfifo(folder / "pipe.txt")
    link, itself, pipe = rejections(folder)
    assert "leads out" in link.reason
    assert "cannot be read" in itself.reason
    assert "not a regular file" in pipe.reason


def test_names_with_control_characters_are_spelled_out(tmp_path):
    path = written(tmp_path / "a\n\x1b[31m\u202e.txt", "")
    (refused,) = rejections(path)
    assert refused.document.endswith("a\\n\\x1b[31m\\u202e.txt")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    begin=st.sampled_from(
        [
            "",
            "KYIV — ",
            "By A. B., Reuters\n",
            "June 3, 2019\n",
            "LIMA (AP) - ",
            "(AP) — ",
            "---\na: b\n---\n",
        ]
    ),
    text=st.text(min_size=1),
)
def test_any_text_gives_a_document_whose_parts_hold_or_a_rejection(tmp_path, begin, text):
    path = written(tmp_path / "a.txt", (begin + text).encode("utf-8", "replace"))
    for found in read_paths([str(path)], ENGLISH):
        if isinstance(found, Document):
            assert found.body.startswith(found.dateline)
            assert normalise(found.body) == found.body
            assert all(found.parts.values())
            assert len(found.id) == 35
        else:
            assert found.reason
