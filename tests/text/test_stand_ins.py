"""The parser reads one name of a kind for all, and every token keeps the document's own words."""

import pytest

from dateline.link.stand_ins import KindNames
from dateline.model import Document
from dateline.text.parse import load_parser


@pytest.fixture(scope="module")
def tokens(registry):
    parser = load_parser(lambda _: False, KindNames(registry.scan).find)

    def read(text):
        return [t for s in parser.parse(Document(parts={"body": text})).sentences for t in s.tokens]

    return read


def test_tokens_keep_words_offsets_and_lemmas(tokens):
    text = "Boko Haram militants shot two Israelis in South Sudan."
    read = tokens(text)

    assert [text[t.idx : t.idx + len(t)] for t in read] == [t.text for t in read]
    assert [t.lemma_ for t in read if t.text in {"militants", "shot"}] == ["militant", "shoot"]


def test_the_last_word_of_a_name_stands_in_the_sentence_and_the_others_hang_on_it(tokens):
    read = {t.text: t for t in tokens("The attack in South Sudan killed two men.")}

    assert (read["South"].dep_, read["South"].head) == ("compound", read["Sudan"])
    assert (read["Sudan"].head.text, read["South"].ent_iob_, read["Sudan"].ent_iob_) == ("in", "B", "I")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nigerien soldiers shelled a Chadian camp.", "Chadian soldiers shelled a Nigerien camp."),
        ("Rebels killed two soldiers in Gao.", "Soldiers killed two rebels in Gao."),
    ],
)
def test_an_exchange_of_names_leaves_the_parse_as_it_is(tokens, one, other):
    parses = [[(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in tokens(text)] for text in (one, other)]

    assert parses[0] == parses[1]
