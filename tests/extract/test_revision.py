"""What a user's heads change of the drafts: with heads made by hand and vectors that are given."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dateline.extract.coder import Draft
from dateline.extract.lexicon import Lexicon
from dateline.extract.revision import Revision
from dateline.extract.rules import RuleCoder
from dateline.linking import RegistryNames
from dateline.model import SpeakerKind, Status
from dateline.tagging.user_heads import Detector, Features, Head, UserHeads

FEATURES = Features(centre=np.zeros(2), types=(), statuses=())
Revise = Callable[..., list[Draft]]


def by_words(classes: tuple[str, str]) -> Head:
    """The first class where the vector points to the right, the second where it points to the left."""
    return Head(classes=classes, weights=np.array([[5.0, 0.0], [-5.0, 0.0]]), bias=np.zeros(2))


@pytest.fixture
def revise(
    coder: RuleCoder, parse: Callable[..., Any], lexicon: Lexicon, names: RegistryNames
) -> Callable[..., list[Draft]]:
    """``revise(body, right="words", **heads)``: a sentence with the words points right, others left."""

    def drafts(body: str, right: str, **heads: Any) -> list[Draft]:
        revision = Revision(
            heads=UserHeads(model="", name="", features=FEATURES, **heads),
            vector=lambda sentence: np.array([1.0 if right in sentence else -1.0, 0.0]),
            lexicon=lexicon,
            names=names,
        )
        parsed = parse(body)
        return revision.revise(parsed, coder.read(parsed))

    return drafts


BODY = "Police arrested two men in Gao on Monday. Gunmen killed four people in Mopti on Tuesday."


def test_an_account_in_a_sentence_that_users_reject_is_left_out(revise: Revise) -> None:
    kept = revise(BODY, "Gunmen", kept=by_words(("drop", "keep")))
    assert [d.event_type for d in kept] == ["arrest"]


def test_type_and_status_are_set_right_and_the_words_stay(revise: Revise) -> None:
    [arrest, attack] = revise(
        BODY,
        "Gunmen",
        types=by_words(("assassination", "arrest")),
        statuses=by_words(("alleged", "occurred")),
    )
    assert (arrest.event_type, arrest.status) == ("arrest", Status.OCCURRED)
    assert (attack.event_type, attack.status) == ("assassination", Status.ALLEGED)
    assert [span.quote for span in attack.type_spans] == ["killed"]


MISSED = "BAMAKO - Officers stood idle in Mopti on Monday, witnesses said."
TOLD = Detector(event_type="police_inaction", weights=np.array([1.0, 0.0]), threshold=0.0, scale=2.0)


def test_a_type_known_by_examples_becomes_an_account_with_its_place_day_and_speaker(revise: Revise) -> None:
    [draft] = revise(MISSED, "idle", detectors=(TOLD,))
    assert draft.event_type == "police_inaction"
    assert draft.status is Status.OCCURRED
    assert draft.place is not None
    assert draft.place.span.quote == "Mopti"
    assert draft.time is not None
    assert "Monday" in draft.time.span.quote
    assert [link.kind for link in draft.attribution] == [SpeakerKind.WITNESS]
    assert draft.score == 0.88
    assert revise(MISSED, "nothing", detectors=(TOLD,)) == []


def test_a_plain_not_does_not_deny_a_type_whose_examples_say_not(revise: Revise) -> None:
    [draft] = revise("Officers did not come to the market in Mopti on Monday.", "not", detectors=(TOLD,))
    assert draft.status is Status.OCCURRED


def test_an_event_that_is_coded_already_is_not_coded_twice(revise: Revise) -> None:
    again = Detector(event_type="arrest", weights=np.array([1.0, 0.0]), threshold=0.0, scale=2.0)
    drafts = revise(BODY, "Police", detectors=(again,))
    assert sorted(d.event_type for d in drafts) == ["armed_attack", "arrest"]
