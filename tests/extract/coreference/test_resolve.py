"""What the sieves join, and what they leave open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.coreference.resolve import Resolution, antecedent_of, mentions_of_article
from dateline.linking import RegistryNames
from dateline.model import ActorRef, Document
from dateline.pipeline import Pipeline
from dateline.text.parse import ParsedDocument

Parse = Callable[[str], ParsedDocument]


def _who(parsed: ParsedDocument, names: RegistryNames, word: str) -> Resolution | None:
    """What the last ``word`` of the text stands for."""
    clusters = mentions_of_article(parsed.sentences, names)
    sentence, head = [(s, t) for s in parsed.sentences for t in s.tokens if t.text == word][-1]
    return antecedent_of(clusters, sentence, head)


@pytest.mark.parametrize(
    "case",
    [
        ("General Omar Haddad took the town. He left on Monday.", "He", "Haddad", "personal"),
        ("President Omar Haddad spoke. Haddad left on Monday.", "Haddad", "Haddad", "part_of_name"),
        ("Four gunmen stormed a hotel in Gao. The attackers fled.", "attackers", "gunmen", "armed_people"),
        ("Boko Haram raided Jos. The group burned houses.", "group", "Haram", "the_group"),
        ("Police shot a man who threw stones.", "who", "man", "relative"),
    ],
)  # fmt: skip
def test_a_later_mention_is_joined_with_the_one_that_says_who(
    case: tuple[str, str, str, str], parse: Parse, names: RegistryNames
) -> None:
    text, word, who, sieve = case
    found = _who(parse(text), names, word)
    assert found is not None
    assert (found.antecedent.head.text, found.sieve) == (who, sieve)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The widow Amina Diallo spoke. He left on Monday.", "He"),
        ("The army shelled Raqqa. It is said that nobody died.", "It"),
        ("Omar Haddad and Karim Haddad spoke. Haddad left on Monday.", "Haddad"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_left_open(text: str, word: str, parse: Parse, names: RegistryNames) -> None:
    assert _who(parse(text), names, word) is None


def test_he_is_not_whom_he_ousted(parse: Parse, names: RegistryNames) -> None:
    found = _who(
        parse("President Omar Haddad came from Homs. After ousting leader Karim Nasser, he took office."),
        names,
        "he",
    )
    assert found is not None
    assert found.antecedent.head.text == "Haddad"


def test_a_pronoun_with_a_role_gets_the_actor_and_keeps_both_words_as_evidence(pipeline: Pipeline) -> None:
    body = "President Omar Haddad came from Homs. He assumed the presidency in January 2025."
    account = next(
        a for a in pipeline.code(Document(parts={"body": body})) if a.event_type == "leadership_change"
    )
    row = account.of("actor")[0]
    assert [span.quote for span in row.spans] == ["He", "President Omar Haddad"]
    assert isinstance(row.value, ActorRef)
    assert row.value.text == "President Omar Haddad"
