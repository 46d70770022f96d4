import time

import pytest

from dateline.ingest import Limits
from dateline.ingest.article import Format, Unreadable
from dateline.ingest.parser import Parser
from ingest.hostile import pdf_of

PAGE = b"<html><body><p>Two soldiers were killed near the town.</p></body></html>"


def test_a_parser_that_takes_too_long_is_stopped_and_the_next_file_is_read():
    page = b"<html><body><p>" + b"<b>killed</b> " * 200_000 + b"</p></body></html>"
    with Parser(Limits(parse_seconds=1.5)) as parser:
        begun = time.perf_counter()
        with pytest.raises(Unreadable, match=r"took longer than 1\.5 s"):
            parser.parse(Format.HTML, page)
        assert time.perf_counter() - begun < 20
    with Parser(Limits()) as parser:
        assert "soldiers" in parser.parse(Format.HTML, PAGE).text


def test_a_parser_that_needs_too_much_memory_costs_one_file():
    page = b"<html><body>" + b"<p>killed</p>" * 1_000_000
    with Parser(Limits(parse_bytes_of_memory=400_000_000)) as parser:
        with pytest.raises(Unreadable):
            parser.parse(Format.HTML, page)
        assert "killed" in parser.parse(Format.PDF, pdf_of("Two killed")).text


def test_a_worker_that_dies_is_a_refusal_and_a_new_one_starts():
    with Parser(Limits()) as parser:
        assert "soldiers" in parser.parse(Format.HTML, PAGE).text
        parser._process.kill()
        parser._process.wait()
        with pytest.raises(Unreadable, match="crashed"):
            parser.parse(Format.HTML, PAGE)
        assert "soldiers" in parser.parse(Format.HTML, PAGE).text


def test_more_text_than_one_article_may_hold_is_refused():
    with Parser(Limits(file_bytes=10)) as parser, pytest.raises(Unreadable, match="more than 10 characters"):
        parser.parse(Format.HTML, PAGE)
