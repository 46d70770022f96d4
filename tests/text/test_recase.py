"""Single-case text gets its capitals back, character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.recase import is_single_case, recase

NAMES = frozenset({"pedro", "lima", "san salvador", "el paso norte"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PEDRO WAS SHOT IN LIMA. HE DIED.", "Pedro was shot in Lima. He died."),
        ("the mayor left lima. pedro stayed.", "The mayor left Lima. Pedro stayed."),
        ("THEY MET IN SAN SALVADOR.", "They met in San Salvador."),
        ("THEY MET IN EL PASO NORTE.", "They met in El Paso Norte."),
        ('HE SAID "THEY FLED."', 'He said "They fled."'),
    ],
)
def test_sentence_starts_and_names_are_capitalised(text, expected):
    assert recase(text, NAMES.__contains__) == expected


def test_words_without_vowels_are_acronyms_unless_they_are_english():
    assert recase("THE FMLN FLED BY NIGHT.", NAMES.__contains__) == "The FMLN fled by night."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE ARMY ATTACKED THE TOWN ON MONDAY AND LEFT IT ON TUESDAY.", True),
        ("the army attacked the town on monday and left it on tuesday.", True),
        ("The army attacked the town on Monday and left it on Tuesday.", False),
        ("UN AND EU CONDEMN IT", False),
        ("", False),
        ("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90", False),
    ],
)
def test_only_long_text_in_one_case_is_single_case(text, expected):
    assert is_single_case(text) is expected


@given(st.text(max_size=200))
def test_recased_text_has_the_same_length_and_the_same_letters(text):
    out = recase(text, NAMES.__contains__)

    assert len(out) == len(text)
    assert out.casefold() == text.casefold() or all(
        a == b or a.lower() == b.lower() or a.upper() == b.upper() for a, b in zip(out, text, strict=True)
    )
