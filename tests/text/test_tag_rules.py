import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.text.parse import MODEL
from dateline.text.tag_rules import TagRules

TEXTS = [
    "There were no casualties, and there was nothing that the army could have done; it's what they said.",
    "They 're gonna do it, y'all gotta see that she ain't one who let's us down, c'mon all of you.",
    "Nothin' moved.  The troops, which had been shelled, did not fire at those whom I know.",
    "MOPTI -- Gunmen have killed 12 soldiers who were driving to Sevare on Monday, officials say!",
    "x",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


def parsed(nlp: Language) -> list[Doc]:
    return list(nlp.pipe(TEXTS, disable=["attribute_ruler", "lemmatizer", "ner"]))


def given(docs: list[Doc]) -> list[list[tuple[str, ...]]]:
    return [[(t.text, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in doc] for doc in docs]


def test_tokens_get_what_the_ruler_gives_them_also_when_seen_before(nlp: Language) -> None:
    ruler, rules = nlp.get_pipe("attribute_ruler"), TagRules(nlp)
    wanted = given([ruler(doc) for doc in parsed(nlp)])
    assert given(list(rules.pipe(parsed(nlp)))) == wanted
    assert given(list(rules.pipe(parsed(nlp)))) == wanted


def test_a_text_without_tokens_passes(nlp: Language) -> None:
    assert [len(doc) for doc in TagRules(nlp).pipe([Doc(nlp.vocab)])] == [0]


def test_rules_that_look_at_more_of_a_token_are_refused() -> None:
    other = spacy.blank("en")
    ruler = other.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xx"}]], {"POS": "X"})  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="more of a token"):
        TagRules(other)


def test_rules_that_test_a_word_in_another_way_are_refused() -> None:
    other = spacy.blank("en")
    ruler = other.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": {"FUZZY": "army"}}]], {"POS": "X"})  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="FUZZY"):
        TagRules(other)
