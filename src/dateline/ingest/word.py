"""Word documents (.docx): every paragraph, in tables and text boxes too, in the order of the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from dateline.ingest.archive import check_archive
from dateline.ingest.article import Article, Unreadable
from dateline.ingest.limits import Limits
from dateline.ingest.normalise import one_line

__all__ = ["read_docx"]

PARAGRAPH, TEXT, STYLE = qn("w:p"), qn("w:t"), qn("w:pStyle")
GAPS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds for older programs a second copy of what stands beside it."""

OLE_MAGIC = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, limits: Limits) -> Article:
    """The text of a Word document; a paragraph in the style "Title" is the title. Foot- and endnotes are not
    read."""
    if data.startswith(OLE_MAGIC):
        raise Unreadable("parse", "an old .doc or an encrypted .docx; save it as an unprotected .docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_archive(archive, limits)
    document = docx.Document(io.BytesIO(data))
    title_style = next((style.style_id for style in document.styles if style.name == "Title"), "Title")
    title, blocks = "", []
    for paragraph in _paragraphs(document.element.body):
        text = _words(paragraph)
        style = paragraph.find(f"*/{STYLE}")
        if not title and style is not None and style.get(qn("w:val")) == title_style:
            title = one_line(text)
        else:
            blocks.append(text)
    notes = tuple(
        f"its {kind} were not read"
        for kind in ("footnotes", "endnotes")
        if any(str(part.partname) == f"/word/{kind}.xml" for part in document.part.package.iter_parts())
    )
    return Article(text="\n\n".join(filter(None, blocks)), told={"title": title}, notes=notes)


def _paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element.tag == ALTERNATIVE:
            walk.skip_subtree()
        elif element.tag == PARAGRAPH:
            yield element


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of paragraphs inside it (text boxes), which come on their own."""
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag == ALTERNATIVE or (element.tag == PARAGRAPH and element is not paragraph):
            walk.skip_subtree()
        elif element.tag == TEXT:
            pieces.append(element.text or "")
        elif element.tag in GAPS:
            pieces.append(GAPS[element.tag])
    return "".join(pieces).strip()
