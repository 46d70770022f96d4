import pytest

from dateline.ingest.decode import Undecodable, decode

TEXT = "“Two soldiers were killed in Ménaka,” the army’s spokesman said on Monday. " * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_is_decoded_whatever_its_encoding(encoding):
    assert decode(TEXT.encode(encoding)).lstrip("\ufeff") == TEXT


def test_one_legacy_byte_far_into_a_long_text_is_decoded():
    assert decode(b"Two killed on Monday. " * 9_000 + TEXT.encode("cp1252")).endswith(TEXT)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 9, b"\x89PNG\r\n\x1a\n" + bytes(99), bytes(999), b"\xff\xfea", b"\xef\xbb\xbf\xff"],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Undecodable):
        decode(data)
