import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.text.entities import Entities
from dateline.text.parse import MODEL

TEXTS = [
    "On the night of 3 to 4 March 2026, the Free Lake Army of Eastern Tolm took Port Sarin, Reuters said.",
    "Gen. Amadou Toumani of the United Nations Stabilization Mission in Mali",
    "  \n He came to the Deir al-Zor Governorate , to the White House and to Lake  Chad. Ten of them died.",
    "Nothing here.",
    "Mopti",
    "Two hundred million dollars, or 12 percent, went to Hamas and Al Shabaab on Tuesday morning. Kenya",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


def parsed(nlp: Language, texts: list[str]) -> list[Doc]:
    return list(nlp.pipe(texts, disable=["lemmatizer", "ner"]))


def found(docs: list[Doc]) -> list[list[tuple[str, str, str]]]:
    return [[(t.text, t.ent_iob_, t.ent_type_) for t in doc] for doc in docs]


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[::-1], TEXTS * 12, TEXTS[:1]])
def test_the_entities_are_those_of_the_recogniser(nlp: Language, texts: list[str]) -> None:
    wanted = found(list(nlp.get_pipe("ner").pipe(parsed(nlp, texts))))  # type: ignore[attr-defined]
    assert found(list(Entities(nlp).pipe(parsed(nlp, texts)))) == wanted
    assert {kind for doc in wanted for _, _, kind in doc} >= {"GPE"}


def test_texts_without_tokens_have_no_entities(nlp: Language) -> None:
    docs = [Doc(nlp.vocab), *parsed(nlp, ["They left Mopti."]), Doc(nlp.vocab)]
    assert [[e.text for e in doc.ents] for doc in Entities(nlp).pipe(docs)] == [[], ["Mopti"], []]
    assert [len(doc) for doc in Entities(nlp).pipe([Doc(nlp.vocab)])] == [0]


def test_a_recogniser_with_other_moves_is_refused() -> None:
    other = spacy.blank("en")
    ner = other.add_pipe("ner")
    ner.add_label("GPE")  # type: ignore[attr-defined]
    other.initialize()
    with pytest.raises(ValueError, match="other moves"):
        Entities(other)
