"""Three hundred hostile files, the same for the same seed: what a folder from the open internet may hold.

``write_hostile(folder, seed)`` writes them and returns their paths. Every kind is made several times, with
sizes, places of damage and words drawn from the seed. Nothing in them is anybody's text.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
from reportlab.pdfgen.canvas import Canvas

__all__ = ["FILES", "KINDS", "write_hostile"]

FILES = 300

Made = tuple[str, bytes]
Maker = Callable[[random.Random], Made]

PLACES = ("Tarsun", "Beldara", "Port Ovin", "Kesh", "Umm Sarat")


def prose(rng: random.Random, sentences: int = 6) -> str:
    """English sentences of invented incidents."""
    return " ".join(
        f"At least {rng.randint(2, 90)} people were killed on Monday when gunmen attacked a market in "
        f"{rng.choice(PLACES)}, officials said."
        for _ in range(sentences)
    )


def pdf_of(text: str) -> bytes:
    """A PDF with one page of text."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for row, start in enumerate(range(0, len(text), 80)):
        canvas.drawString(40, 800 - 14 * row, text[start : start + 80])
    canvas.save()
    return out.getvalue()


def docx_of(text: str) -> bytes:
    """A Word document with one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """A ZIP archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def cut(rng: random.Random, data: bytes) -> bytes:
    """``data`` without its end."""
    return data[: rng.randrange(1, len(data))]


def damaged(rng: random.Random, data: bytes) -> bytes:
    """``data`` with some bytes changed."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 40)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def pdf_objects(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of raw objects, number 1 being its root."""
    out, offsets = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def pdf_stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def one_page(contents: bytes) -> tuple[bytes, ...]:
    """The objects of a PDF whose page shows object 4."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>"
    return CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, contents


def pdf_cut(rng: random.Random) -> Made:
    return "cut.pdf", cut(rng, pdf_of(prose(rng)))


def pdf_damaged(rng: random.Random) -> Made:
    return "damaged.pdf", damaged(rng, pdf_of(prose(rng)))


def pdf_cyclic_pages(rng: random.Random) -> Made:
    kids = b" ".join([b"2 0 R"] * rng.randint(1, 30))
    return "cyclic.pdf", pdf_objects(CATALOG, b"<< /Type /Pages /Kids [%s] /Count 9 >>" % kids)


def pdf_cyclic_object(rng: random.Random) -> Made:
    return "loop.pdf", pdf_objects(CATALOG, b"3 0 R", b"2 0 R", b"%d 0 R" % rng.randint(1, 4))


def pdf_deep_arrays(rng: random.Random) -> Made:
    depth = rng.randint(2_000, 200_000)
    return "arrays.pdf", pdf_objects(*one_page(pdf_stream(b"[" * depth + b"]" * depth + b" TJ")))


def pdf_deep_catalog(rng: random.Random) -> Made:
    depth = rng.randint(2_000, 100_000)
    return "catalog.pdf", pdf_objects(
        b"<< /Type /Catalog /Pages " + b"<< /A " * depth + b">>" * depth + b" >>"
    )


def pdf_bomb(rng: random.Random) -> Made:
    packed = zlib.compress(bytes(rng.randint(150, 300) * 1_000_000), 9)
    return "bomb.pdf", pdf_objects(*one_page(pdf_stream(packed, b"/Filter /FlateDecode")))


def pdf_nested_bomb(rng: random.Random) -> Made:
    packed = zlib.compress(zlib.compress(b"(x) Tj " * rng.randint(10, 40) * 1_000_000, 9), 9)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    return "nested-bomb.pdf", pdf_objects(*one_page(pdf_stream(packed, filters)))


def pdf_many_operators(rng: random.Random) -> Made:
    packed = zlib.compress(b"BT (killed) Tj ET q 1 0 0 1 0 0 cm Q " * rng.randint(100_000, 600_000), 9)
    return "operators.pdf", pdf_objects(*one_page(pdf_stream(packed, b"/Filter /FlateDecode")))


def pdf_many_pages(rng: random.Random) -> Made:
    kids = b" ".join([b"3 0 R"] * rng.randint(5_000, 100_000))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return "pages.pdf", pdf_objects(CATALOG, b"<< /Type /Pages /Kids [%s] /Count 9 >>" % kids, page)


def pdf_scanned(rng: random.Random) -> Made:
    return "scanned.pdf", pdf_of(" " * rng.randint(1, 9))


def pdf_encrypted(rng: random.Random) -> Made:
    key = b"<%s>" % rng.randbytes(32).hex().encode()
    encrypt = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O %s /U %s >> /ID [%s %s]"
    return "locked.pdf", pdf_objects(*one_page(pdf_stream(b"x")), trailer=encrypt % (key, key, key, key))


def pdf_only_a_name(rng: random.Random) -> Made:
    return "noise.pdf", b"%PDF-1.7\n" + rng.randbytes(rng.randint(0, 20_000))


def docx_cut(rng: random.Random) -> Made:
    return "cut.docx", cut(rng, docx_of(prose(rng)))


def docx_damaged(rng: random.Random) -> Made:
    return "damaged.docx", damaged(rng, docx_of(prose(rng)))


def with_document(rng: random.Random, xml: bytes) -> bytes:
    """A Word document whose main part is ``xml``."""
    with zipfile.ZipFile(io.BytesIO(docx_of(prose(rng, 1)))) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    return zip_of([(name, xml if name == "word/document.xml" else data) for name, data in members])


WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def docx_bomb(rng: random.Random) -> Made:
    paragraph = b"<w:p><w:r><w:t>" + b"x" * rng.randint(240, 400) * 1_000_000
    return "bomb.docx", with_document(rng, WORD + paragraph + b"</w:t></w:r></w:p></w:body></w:document>")


def docx_large(rng: random.Random) -> Made:
    paragraphs = b"<w:p><w:r><w:t>Killed.</w:t></w:r></w:p>" * rng.randint(200_000, 1_000_000)
    return "large.docx", with_document(rng, WORD + paragraphs + b"</w:body></w:document>")


def docx_deep(rng: random.Random) -> Made:
    depth = rng.randint(300, 100_000)
    nested = b"<w:p>" * depth + b"<w:r><w:t>Killed.</w:t></w:r>" + b"</w:p>" * depth
    return "deep.docx", with_document(rng, WORD + nested + b"</w:body></w:document>")


def docx_entities(rng: random.Random) -> Made:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, rng.randint(6, 12)))
    xml = f'<!DOCTYPE x [<!ENTITY a0 "killed">{levels}<!ENTITY f SYSTEM "file:///etc/hostname">]>'.encode()
    body = b"<w:p><w:r><w:t>&a5;&f;</w:t></w:r></w:p></w:body></w:document>"
    return "entities.docx", with_document(rng, xml + WORD + body)


def docx_other_zip(rng: random.Random) -> Made:
    return "other.docx", zip_of([("readme.txt", prose(rng).encode())])


def docx_old(rng: random.Random) -> Made:
    return "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(4_000)


def zip_cut(rng: random.Random) -> Made:
    return "cut.zip", cut(rng, zip_of([("a.txt", prose(rng).encode())]))


def zip_damaged(rng: random.Random) -> Made:
    return "damaged.zip", damaged(rng, zip_of([(f"{n}.txt", prose(rng).encode()) for n in range(5)]))


def zip_bomb(rng: random.Random) -> Made:
    return "bomb.zip", zip_of([(f"{n}.txt", bytes(30_000_000)) for n in range(rng.randint(7, 9))])


def zip_lying(rng: random.Random) -> Made:
    """A member that unpacks to more than the directory declares."""
    data = zip_of([("a.txt", b"a" * 30_000_000)])
    declared = (30_000_000).to_bytes(4, "little")
    return "lying.zip", data.replace(declared, rng.randint(10, 5_000).to_bytes(4, "little"))


def zip_of_many(rng: random.Random) -> Made:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001 + rng.randint(0, 500)):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"x")
    return "many.zip", out.getvalue()


def zip_traversal(rng: random.Random) -> Made:
    names = ("../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt")
    return "traversal.zip", zip_of([(rng.choice(names), prose(rng).encode())])


def zip_link(rng: random.Random) -> Made:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return "link.zip", zip_of([(link, b"/etc/passwd"), ("a.txt", prose(rng).encode())])


def zip_in_zip(rng: random.Random) -> Made:
    data = prose(rng).encode()
    for _ in range(rng.randint(1, 20)):
        data = zip_of([("inner.zip", data)])
    return "nested.zip", data


def zip_encrypted_flag(rng: random.Random) -> Made:
    data = bytearray(zip_of([("a.txt", prose(rng).encode())]))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return "encrypted.zip", bytes(data)


def zip_odd_names(rng: random.Random) -> Made:
    names = (
        "a\nb.txt",
        "\x1b[31mred.txt",
        "\u202etxt.exe.txt",
        "'; DROP TABLE a;--.txt",
        "=cmd().txt",
        "." * 250,
    )
    return "names.zip", zip_of([(name, prose(rng).encode()) for name in names])


def html_deep(rng: random.Random) -> Made:
    depth = rng.choice((300, 5_000, 100_000))
    tag = rng.choice(("div", "span", "b", "table><tr><td", "ul><li", "blockquote"))
    return "deep.html", f"<html><body>{f'<{tag}>' * depth}<p>{prose(rng)}</p></body></html>".encode()


def html_attribute(rng: random.Random) -> Made:
    return (
        "attribute.html",
        f'<html><p class="{"a" * rng.randint(1, 12) * 1_000_000}">{prose(rng)}</p></html>'.encode(),
    )


def html_attributes(rng: random.Random) -> Made:
    many = " ".join(f"a{number}=b" for number in range(rng.randint(10_000, 300_000)))
    return "attributes.html", f"<html><body><p {many}>{prose(rng)}</p></body></html>".encode()


def html_entities(rng: random.Random) -> Made:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = "&amp;" * rng.randint(10_000, 3_000_000) + "&#x110000;&#0;&#xD800;" * 50
    return (
        "entities.html",
        f'<!DOCTYPE html [<!ENTITY a0 "x">{levels}]><html><p>&a11;{bomb}</p></html>'.encode(),
    )


def html_elements(rng: random.Random) -> Made:
    return (
        "elements.html",
        f"<html><body><p>{'<b>killed</b> ' * rng.randint(50_000, 900_000)}</p></body></html>".encode(),
    )


def html_unclosed(rng: random.Random) -> Made:
    piece = rng.choice(
        ("<div><p>", "<b><i><p>", "<table><tr><td>", "<a href=x>", "<!--", "<![CDATA[", "<script>")
    )
    return "unclosed.html", ("<html><body>" + (piece + prose(rng, 1)) * rng.randint(300, 8_000)).encode()


def html_scripts(rng: random.Random) -> Made:
    script = "<script>document.location='http://evil.invalid/'</script><img src=x onerror=alert(1)>"
    title = "<title><script>alert(1)</script></title>"
    return "scripts.html", f"<html>{title}<body>{script}<p>{prose(rng)}</p>{script}</body></html>".encode()


def html_meta(rng: random.Random) -> Made:
    metas = '<meta property="article:published_time" content="99999-99-99"><link rel=canonical href="data:x">'
    return (
        "meta.html",
        f"<html lang='{'x' * 999}'><head>{metas * 50}</head><p>{prose(rng)}</p></html>".encode(),
    )


def html_cut(rng: random.Random) -> Made:
    return "cut.html", cut(rng, f"<html><body><p>{prose(rng)}</p></body></html>".encode())


def html_wrong_charset(rng: random.Random) -> Made:
    page = f"<html><head><meta charset=utf-7></head><body><p>“Café” {prose(rng)}</p></body></html>"
    return "charset.html", page.encode(rng.choice(("cp1252", "utf-16", "utf-8", "utf-32")))


def text_nuls(rng: random.Random) -> Made:
    return "nuls.txt", prose(rng).replace(" ", " \0" if rng.random() < 0.5 else "\0\0\0").encode()


def text_all_nuls(rng: random.Random) -> Made:
    return "zeros.txt", bytes(rng.randint(1, 5_000_000))


def text_one_line(rng: random.Random) -> Made:
    return "line.txt", (prose(rng, 1) + " ").encode() * 100_000


def text_too_big(rng: random.Random) -> Made:
    return "big.txt", (prose(rng, 1) + "\n").encode() * 260_000


def text_long_word(rng: random.Random) -> Made:
    return "word.txt", f"{prose(rng)}\n{'a' * rng.randint(10_000, 900_000)}\n{prose(rng)}".encode()


def text_mixed_encodings(rng: random.Random) -> Made:
    sentence = f"“Café” {prose(rng)}\n"
    return "mixed.txt", b"".join(
        sentence.encode(e, "replace") for e in rng.choices(("utf-8", "cp1252", "utf-16-le", "cp037"), k=4)
    )


def text_utf16(rng: random.Random) -> Made:
    data = prose(rng).encode(rng.choice(("utf-16-le", "utf-16-be", "utf-16", "utf-32")))
    return "utf16.txt", data[: len(data) - rng.randint(0, 1)]


def text_bad_mark(rng: random.Random) -> Made:
    return "mark.txt", rng.choice(
        (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0")
    ) + rng.randbytes(999)


def text_directions(rng: random.Random) -> Made:
    return "directions.txt", "".join(
        c + rng.choice(("", "\u202e", "\u200b", "\u2066")) for c in prose(rng)
    ).encode()


def text_marks(rng: random.Random) -> Made:
    return "marks.txt", (prose(rng) + "e" + "\u0301\u0323" * rng.randint(1_000, 400_000)).encode()


def text_formulas(rng: random.Random) -> Made:
    cells = ("=cmd|' /C calc'!A0", "@SUM(1+1)", '+1+HYPERLINK("http://evil.invalid")', "-2+3", "\t=1")
    return "formulas.txt", "\n".join((*cells, prose(rng))).encode()


def text_binary(rng: random.Random) -> Made:
    heads = (b"\x89PNG\r\n\x1a\n", b"\x7fELF", b"MZ\x90\0", b"GIF89a", b"", b"\x1f\x8b\x08\0")
    return "binary.txt", rng.choice(heads) + rng.randbytes(rng.randint(10, 200_000))


def text_blank(rng: random.Random) -> Made:
    return "blank.txt", rng.choice(
        (b"", b" ", b"\n" * 99_999, b"\xef\xbb\xbf", "\u200b\u00a0\u2028".encode() * 99)
    )


def text_front_matter(rng: random.Random) -> Made:
    return "front.md", ("---\n" + "title: x\n" * rng.randint(1, 200_000) + "---" * rng.randint(0, 1)).encode()


def text_dashes(rng: random.Random) -> Made:
    return "dashes.txt", (rng.choice(("A-", "A, ", "(A) ", "AB (", "— ")) * 200_000 + prose(rng)).encode()[
        :900_000
    ]


def text_other_language(rng: random.Random) -> Made:
    texts = (
        "Deux soldats ont été tués lundi près de la ville, selon les autorités. ",
        "Двое убиты в городе. ",
    )
    return "language.txt", (rng.choice(texts) * 9).encode()


def markdown_nested(rng: random.Random) -> Made:
    mark = rng.choice(("> ", "* ", "[", "![", "**", "`", "- 1. ", "<", "_a", "[a](", "|"))
    return "nested.md", (mark * rng.randint(1_000, 60_000) + prose(rng)).encode()


def json_surrogates(rng: random.Random) -> Made:
    line = '{"title": "\\ud800", "text": "\\udfff ' + prose(rng) + ' \\ud83d\\ude00 \\u0000"}'
    return "surrogates.jsonl", "\n".join([line] * 3).encode()


def json_deep(rng: random.Random) -> Made:
    depth = rng.randint(1_000, 400_000)
    return "deep.jsonl", ('{"text": ' + "[" * depth + "\n" + json.dumps({"text": prose(rng)})).encode()


def json_number(rng: random.Random) -> Made:
    return "number.jsonl", (
        '{"text": ' + "9" * 9_000 + "}\n" + json.dumps({"text": prose(rng), "date": 1e999})
    ).encode()


def json_long_line(rng: random.Random) -> Made:
    return "long.jsonl", b'{"text": "' + b"a " * 5_000_000 + b'"}\n' + json.dumps(
        {"text": prose(rng)}
    ).encode()


def json_wrong_types(rng: random.Random) -> Made:
    values: tuple[object, ...] = (None, 3, [], {}, True, "", "x" * 100_000)
    told = {key: rng.choice(values) for key in ("title", "outlet", "url", "published", "language")}
    return "types.jsonl", json.dumps(told | {"text": prose(rng)}).encode()


def json_no_json(rng: random.Random) -> Made:
    return "broken.jsonl", b"\n".join(
        (b"{", b"[]", b"null", b'"x"', b"{}", b"NaN", rng.randbytes(40).hex().encode())
    )


def json_gz_bomb(rng: random.Random) -> Made:
    return "bomb.jsonl.gz", gzip.compress(bytes(rng.randint(210, 260) * 1_000_000), 1, mtime=0)


def json_gz_cut(rng: random.Random) -> Made:
    lines = "\n".join(json.dumps({"text": prose(rng)}) for _ in range(50))
    return "cut.jsonl.gz", cut(rng, gzip.compress(lines.encode(), mtime=0))


def json_gz_other(rng: random.Random) -> Made:
    return "other.jsonl.gz", rng.randbytes(200)


def mail_nested(rng: random.Random) -> Made:
    depth = rng.choice((20, 100, 2_000))
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return (
        "nested.eml",
        f"Subject: x\nMIME-Version: 1.0\n{head}Content-Type: text/plain\n\n{prose(rng)}\n".encode(),
    )


def mail_messages(rng: random.Random) -> Made:
    head = "Subject: x\nContent-Type: message/rfc822\n\n" * rng.choice((20, 100, 2_000))
    return "messages.eml", f"{head}Subject: y\n\n{prose(rng)}\n".encode()


def mail_broken(rng: random.Random) -> Made:
    headers = (
        "Subject: =?utf-8?b?////?=\nFrom: <<>>,,;:@\n",
        "Subject: x\nDate: 99 Foo 99999 99:99:99 +9999\n",
        "From: =?no-such?q?a?= <a@\nContent-Type: text/plain; charset=no-such\n",
        "Subject: x\nContent-Type: text/html; charset=\nContent-Transfer-Encoding: base64\n",
        "Subject: x\nContent-Type: multipart/mixed\n",
    )
    return "broken.eml", f"{rng.choice(headers)}\n{prose(rng)}\n".encode()


def mail_many_headers(rng: random.Random) -> Made:
    return "headers.eml", (
        "Subject: x\n" + "To: a@b.invalid,\n" * rng.randint(999, 99_999) + "\n" + prose(rng)
    ).encode()


def named_oddly(rng: random.Random) -> Made:
    names = (
        "line\nbreak.txt", "quote'\".txt", ".hidden.txt", "-rf.txt", "=cmd().txt", "\u202egpj.txt",
        "<b>x</b>.txt", "ünïcödé.txt", "\x1b[31mred.txt", "a b  c.txt", "%s%n.txt", "a!b.txt", "name.unknown",
        "NAME.TXT",
    )  # fmt: skip
    return rng.choice(names), prose(rng).encode()


def wrong_sidecar(rng: random.Random) -> Made:
    sidecars = (
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"published": "31/02/2020", "url": "javascript:alert(1)"}',
        b"[" * 99_999,
    )
    return "sidecar.json", rng.choice(sidecars)


KINDS: tuple[Maker, ...] = (
    pdf_cut, pdf_damaged, pdf_cyclic_pages, pdf_cyclic_object, pdf_deep_arrays, pdf_deep_catalog, pdf_bomb,
    pdf_nested_bomb, pdf_many_operators, pdf_many_pages, pdf_scanned, pdf_encrypted, pdf_only_a_name,
    docx_cut, docx_damaged, docx_bomb, docx_large, docx_deep, docx_entities, docx_other_zip, docx_old,
    zip_cut, zip_damaged, zip_bomb, zip_lying, zip_of_many, zip_traversal, zip_link, zip_in_zip,
    zip_encrypted_flag, zip_odd_names,
    html_deep, html_attribute, html_attributes, html_entities, html_elements, html_unclosed, html_scripts,
    html_meta, html_cut, html_wrong_charset,
    text_nuls, text_all_nuls, text_one_line, text_too_big, text_long_word, text_mixed_encodings, text_utf16,
    text_bad_mark, text_directions, text_marks, text_formulas, text_binary, text_blank, text_front_matter,
    text_dashes, text_other_language, markdown_nested,
    json_surrogates, json_deep, json_number, json_long_line, json_wrong_types, json_no_json, json_gz_bomb,
    json_gz_cut, json_gz_other,
    mail_nested, mail_messages, mail_broken, mail_many_headers, named_oddly, wrong_sidecar,
)  # fmt: skip


def write_hostile(folder: Path, seed: int, files: int = FILES) -> list[Path]:
    """Write ``files`` hostile files into ``folder``, each in a folder of its own, and return their paths.

    The article beside a wrong sidecar is written too, and it is its path that is returned.
    """
    written = []
    for number in range(files):
        rng = random.Random(f"{seed}:{number}")
        name, data = KINDS[number % len(KINDS)](rng)
        path = folder / f"{number:03}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        if name == "sidecar.json":
            path = path.with_suffix(".txt")
            path.write_bytes(prose(rng).encode())
        written.append(path)
    return written
