"""Each format's reader, called in this process (the process of its own is tested in test_parser)."""

import io
import re

import docx
import pypdf
import pytest

from dateline.ingest.article import Format, Unreadable
from dateline.ingest.formats import by_content, by_name
from dateline.ingest.limits import Limits
from dateline.ingest.lines import json_lines
from dateline.ingest.pdf import joined_lines
from dateline.ingest.text import read_json, read_text
from dateline.ingest.worker import parse
from ingest.hostile import docx_of, pdf_of, zip_of

LIMITS = Limits()
SENTENCE = "Two soldiers were killed near the town on Monday, officials said."


def test_front_matter_is_told_and_leaves_the_text():
    article = read_text(f"---\nTitle: 'Two killed'\ntags:\n  - war\n---\n{SENTENCE}".encode())
    assert article.told["title"] == "Two killed"
    assert article.text == SENTENCE


@pytest.mark.parametrize(
    "text", ["---\nTwo killed\n---\nx", "---\n---\nx", "--- a\nb: c\n---\n", "a: b\n---\n"]
)
def test_rules_and_scene_breaks_are_no_front_matter(text):
    assert read_text(text.encode()).text == text


def test_markdown_gives_the_words_without_the_marks():
    page = b"# Two killed\n\nThe **army** said [two](http://x) died.\n\n- a\n- b\n"
    article = parse(Format.MARKDOWN, page, LIMITS)
    assert article.told["title"] == "Two killed"
    assert article.text == "The army said two died.\n\na\n\nb"


def test_a_page_gives_its_article_its_meta_tags_and_no_script():
    page = (
        '<html lang="en"><head><meta property="og:site_name" content="Example Post"><meta property='
        '"article:published_time" content="2024-01-03T10:00:00Z"></head><body><nav>Home</nav><article>'
        f"<h1>Two killed</h1><p>KYIV (AP) — {SENTENCE}</p><p>{SENTENCE}</p></article>"
        "<script>alert(1)</script>"
    )
    article = parse(Format.HTML, page.encode(), LIMITS)
    assert article.told["outlet"] == "Example Post"
    assert article.told["published"] == "2024-01-03"
    assert article.text.startswith("KYIV (AP) — Two soldiers")
    assert "alert" not in article.text


@pytest.mark.parametrize("depth", [100, 300, 1_500])
def test_text_of_a_page_survives_however_deep_it_is_nested(depth):
    words = " ".join(f"Sentence {number} tells of the attack." for number in range(depth))
    page = "<html><body>" + "".join(f"<div><p>{s}.</p>" for s in words.split(".")) + "</body></html>"
    text = parse(Format.HTML, page.encode(), LIMITS).text
    assert f"Sentence {depth - 1} tells" in text


def test_a_page_too_deep_to_be_read_to_its_end_is_refused():
    with pytest.raises(Unreadable, match="to its end"):
        parse(Format.HTML, b"<html><body>" + b"<div>killed" * 3_000, LIMITS)


def test_a_pdf_gives_whole_paragraphs():
    text = joined_lines(
        ["Two were killed in the anti-\ngovernment camp near the sta-\ntion on Monday,", "it said."]
    )
    assert text == "Two were killed in the anti-government camp near the station on Monday, it said."
    assert parse(Format.PDF, pdf_of(SENTENCE), LIMITS).text == SENTENCE


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph():
    long = "A line of the usual width that runs to the right margin of the"
    assert joined_lines([f"{long}\n{long}\nend.\n{long}\nend."]) == f"{long} {long} end.\n\n{long} end."


@pytest.mark.parametrize("algorithm", ["RC4-128", "RC4-40"])
def test_a_pdf_with_a_password_is_refused_and_one_without_is_read(algorithm):
    def locked(password: str) -> bytes:
        writer, out = pypdf.PdfWriter(io.BytesIO(pdf_of(SENTENCE))), io.BytesIO()
        writer.encrypt(password, owner_password="owner", algorithm=algorithm)
        writer.write(out)
        return out.getvalue()

    assert parse(Format.PDF, locked(""), LIMITS).text == SENTENCE
    with pytest.raises(Unreadable, match="encrypted PDF"):
        parse(Format.PDF, locked("secret"), LIMITS)


def test_a_pdf_without_text_is_called_scanned():
    with pytest.raises(Unreadable, match="scanned PDF"):
        parse(Format.PDF, pdf_of(" "), LIMITS)


def test_what_a_damaged_pdf_had_to_be_mended_for_is_noted():
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n1", pdf_of(SENTENCE))
    article = parse(Format.PDF, broken, LIMITS)
    assert article.text == SENTENCE
    assert article.notes[0].startswith("damaged PDF")


def test_a_pdf_of_too_many_pages_is_refused():
    with pytest.raises(Unreadable, match="at most 0 are read"):
        parse(Format.PDF, pdf_of(SENTENCE), Limits(pages=0))


def test_a_word_document_is_read_with_its_tables_and_title():
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Two killed", 0)
    document.add_paragraph(SENTENCE)
    document.add_table(1, 1).cell(0, 0).text = "In the table"
    document.save(out)
    article = parse(Format.DOCX, out.getvalue(), LIMITS)
    assert article.told["title"] == "Two killed"
    assert article.text == f"{SENTENCE}\n\nIn the table"


def test_a_word_document_is_checked_for_a_bomb_before_it_is_unpacked():
    with pytest.raises(Unreadable, match="unpacks to"):
        parse(Format.DOCX, docx_of(SENTENCE), Limits(unpacked_bytes=100))


def test_an_e_mail_gives_its_plain_text_and_notes_what_is_attached():
    mail = (
        "From: Jane Doe <j@x.example>\nSubject: =?utf-8?q?Two_kill=C3=A9d?=\n"
        "Date: Wed, 3 Jan 2024 10:00:00 +0100\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>HTML\n--b\n"
        f"Content-Type: text/plain\n\n{SENTENCE}\n--b\n"
        "Content-Type: application/pdf; name=a.pdf\n\nx\n--b--\n"
    )
    article = parse(Format.EMAIL, mail.encode(), LIMITS)
    assert article.text.strip() == SENTENCE
    assert article.told == {
        "title": "Two killéd",
        "byline": "Jane Doe",
        "published": "Wed, 03 Jan 2024 10:00:00 +0100",
    }
    assert article.notes == ("attachments were not read: a.pdf",)


def test_an_e_mail_of_html_is_read_as_a_page():
    mail = f"Subject: x\nContent-Type: text/html\n\n<html><body><p>{SENTENCE}</p></body></html>"
    assert parse(Format.EMAIL, mail.encode(), LIMITS).text.strip() == SENTENCE


def test_an_object_gives_its_text_and_all_its_keys():
    article = read_json(b'{"content": "Two killed", "source": "Post", "date": "2024-01-03"}')
    assert article.text == "Two killed"
    assert article.told["source"] == "Post"


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"text": 3}', b"{", b"[" * 99_999])
def test_an_object_without_text_is_refused(data):
    with pytest.raises(Unreadable):
        read_json(data)


def test_lines_are_numbered_and_too_long_ones_are_marked_whatever_the_pieces():
    data = b"a\n\nbbbbbbbb\nccc\n" + b"d" * 99
    for size in range(1, 20):
        pieces = [data[i : i + size] for i in range(0, len(data), size)]
        found = list(json_lines(pieces, Limits(line_bytes=5)))
        assert found == [(1, b"a"), (3, None), (4, b"ccc"), (5, None)]


def test_the_suffix_tells_the_format():
    assert by_name("a.b.JSONL.GZ") is Format.JSON_LINES_GZ
    assert by_name("a.HTM") is Format.HTML
    assert by_name("txt") is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4", Format.PDF),
        (docx_of("x"), Format.DOCX),
        (zip_of([("a.txt", b"x")]), Format.ZIP),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", Format.HTML),
        (b'{"text": "a"}\n{"text": "b"}\n', Format.JSON_LINES),
        (b'{\n "text": "a"\n}', Format.JSON),
        (b"Received: x\nSubject: y\n\nz", Format.EMAIL),
        (b"Title: x\nTwo killed.", Format.TEXT),
        (SENTENCE.encode(), Format.TEXT),
    ],
)
def test_without_a_suffix_the_content_tells_the_format(data, kind):
    assert by_content(data) is kind


@pytest.mark.parametrize(
    ("data", "name"), [(b"\x89PNG" + bytes(50), "a"), (b"a,b", "a.csv"), (b"\x1f\x8b", "a.gz")]
)
def test_what_cannot_be_read_is_refused_with_what_can(data, name):
    with pytest.raises(Unreadable, match=r"read are \.txt"):
        by_content(data, name)
