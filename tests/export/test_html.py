"""The evidence page: escaped, self-contained, every span marked."""

import base64
import copy
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codec import document_record, to_record
from dateline.errors import UsageError
from dateline.export import write
from dateline.model import Document, Label
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, HARBOUR, INCIDENT_RECORD, REPORTED_RECORD, Teller

HOSTILE = "</mark><script>alert(1)</script><img src=x onerror=alert(2)> & \"quotes' {{ 7*7 }}"


def page(records, level="account", documents=DOCUMENT_RECORDS):
    out = io.BytesIO()
    write(records, out, format="html", level=level, documents=documents)
    return out.getvalue().decode()


class Reader(HTMLParser):
    """Tags with attributes, and the text under a class, as a browser would see them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags = []
        self.body = ""
        self.marked = {}
        self._stack = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if tag not in {"meta", "link", "img", "br"}:
            self._stack.append((tag, found))

    def handle_endtag(self, tag):
        while self._stack and self._stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if any(found.get("class") == "body" for _, found in self._stack):
            self.body += data
            for tag, found in self._stack:
                if tag == "mark":
                    for ref in found["data-f"].split():
                        self.marked[ref] = self.marked.get(ref, "") + data


def test_the_article_reads_as_written_and_marks_hold_their_words():
    reader = Reader(page([CLAIMED_RECORD]))
    assert reader.body == HARBOUR.body
    assert {"attack in", "two", "two soldiers", "said", "said on Tuesday", "three dead"} <= set(
        reader.marked.values()
    )


def test_a_span_inside_another_is_marked_by_both():
    text = page([CLAIMED_RECORD])
    inner = re.search(r'<mark class="k-harm n2" data-f="([^"]*)"[^>]*>(?:<span[^>]*>)*two<', text)
    assert inner is not None
    assert len(inner[1].split()) == 2


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1, max_size=30), st.data())
def test_any_spans_over_any_text_are_marked_exactly(text, data):
    document = Document(parts={"body": text})
    teller = Teller(document, "b2:p")
    for number in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        span = document.span(start, end)
        teller.find = lambda words, part, span=span: span
        teller.says("event_type" if number == 0 else "weapon", Label(value="riot"), "")
    account = teller.account()
    reader = Reader(page([to_record(account, document)], documents={document.id: document_record(document)}))
    assert reader.body == text
    quotes = sorted(assertion.spans[0].quote for assertion in account.assertions)
    assert sorted(reader.marked.values()) == quotes


def test_hostile_text_is_shown_and_not_run():
    document = Document(
        parts={"title": HOSTILE, "outlet": HOSTILE, "url": "javascript:alert(1)", "body": HOSTILE}
    )
    teller = Teller(document, HOSTILE).says("event_type", Label(value=HOSTILE), "alert(1)", confidence=0.5)
    teller.says("weapon", Label(value=HOSTILE), "alert(1)")
    reader = Reader(
        page([to_record(teller.account(), document)], documents={document.id: document_record(document)})
    )
    assert reader.body == HOSTILE
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert not any(tag == "img" or any(name.startswith("on") for name in found) for tag, found in reader.tags)
    assert not any((found.get("href") or "").startswith("javascript") for _, found in reader.tags)


def test_the_page_asks_for_nothing_from_outside_and_names_its_script_by_hash():
    text = page([INCIDENT_RECORD], "incident")
    reader = Reader(text)
    for tag, found in reader.tags:
        assert "src" not in found
        assert "style" not in found
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert "url(" not in text
    assert "@import" not in text
    (policy,) = [f["content"] for _, f in reader.tags if f.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_only_web_addresses_become_links():
    text = page([CLAIMED_RECORD, REPORTED_RECORD])
    assert 'href="https://harbour.example/orrin"' in text
    assert "javascript:alert(1)" in text
    assert 'href="javascript' not in text


def test_each_link_inside_the_page_leads_somewhere_and_ids_are_unique():
    reader = Reader(page([INCIDENT_RECORD], "incident"))
    ids = [found["id"] for _, found in reader.tags if "id" in found]
    targets = {
        found["href"][1:] for tag, found in reader.tags if tag == "a" and found["href"].startswith("#")
    }
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
    spans = sum(len(r) for a in INCIDENT_RECORD["accounts"] for r in a["evidence"].values())
    assert len([i for i in ids if re.fullmatch(r"d\d+a\d+f\d+s\d+", i)]) >= spans


def test_machine_made_values_say_so_until_reviewed():
    assert 'class="review">machine-made, not reviewed<' in page([CLAIMED_RECORD])
    reviewed = {**copy.deepcopy(CLAIMED_RECORD), "review": "reviewed"}
    assert 'class="review">reviewed<' in page([reviewed])


def test_accounts_of_one_document_share_its_article():
    twin = {**copy.deepcopy(CLAIMED_RECORD), "account_id": "b2:a9"}
    assert page([CLAIMED_RECORD, twin]).count("<article ") == 1
    assert page([INCIDENT_RECORD], "incident").count("<article ") == 2


def test_text_may_run_from_right_to_left():
    reader = Reader(page([CLAIMED_RECORD]))
    (body,) = [found for _, found in reader.tags if found.get("class") == "body"]
    assert body["dir"] == "auto"


def test_documents_alone_have_no_evidence_page():
    with pytest.raises(UsageError, match="has no place for documents"):
        page(DOCUMENT_RECORDS.values(), "document")
