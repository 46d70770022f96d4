"""Heads of a user: what they decide, and that they are only read beside the network they were fitted on."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import UsageError
from dateline.tagging.user_heads import (
    Coded,
    Detector,
    Features,
    Head,
    UserHeads,
    network_digest,
    user_heads_in,
)

TINY = Path(__file__).parent / "tiny"
CODED = Coded(event_type="arrest", status="occurred")
FEATURES = Features(centre=np.zeros(2), types=("arrest", "trial"), statuses=("occurred", "alleged"))


def pulled(classes: tuple[str, str], size: float) -> Head:
    """Says the first class to the right and the second to the left."""
    weights = np.zeros((2, 6))
    weights[0, 0], weights[1, 0] = size, -size
    return Head(classes=classes, weights=weights, bias=np.zeros(2))


def heads(**parts: object) -> UserHeads:
    return UserHeads(model=network_digest(TINY), name="corrections@1", features=FEATURES, **parts)  # type: ignore[arg-type]


def test_a_head_overrules_what_was_coded_only_where_it_is_sure() -> None:
    right, left = np.array([1.0, 0.0]), np.array([-1.0, 0.0])
    sure = heads(types=pulled(("trial", "arrest"), 3.0))
    assert sure.revise(CODED, right) == Coded(event_type="trial", status="occurred")
    assert sure.revise(CODED, left) == CODED
    assert heads(types=pulled(("trial", "arrest"), 0.2)).revise(CODED, right) == CODED


def test_a_false_account_is_dropped_and_a_status_set_right() -> None:
    both = heads(kept=pulled(("drop", "keep"), 3.0), statuses=pulled(("occurred", "alleged"), 3.0))
    assert both.revise(CODED, np.array([1.0, 0.0])) is None
    assert both.revise(CODED, np.array([-1.0, 0.0])) == Coded(event_type="arrest", status="alleged")


def test_a_detector_is_as_sure_as_the_sentence_is_past_its_threshold() -> None:
    detector = Detector(event_type="trial", weights=np.array([1.0, 0.0]), threshold=0.5, scale=4.0)
    told = heads(detectors=(detector,)).told
    assert told(np.array([0.0, 1.0])) == ()
    [(name, confidence)] = told(np.array([1.0, 0.0]))
    assert (name, round(confidence, 3)) == ("trial", 0.881)
    assert detector.confidence(np.array([0.5, 0.0])) == 0.5


def test_what_is_saved_decides_the_same_when_read_again(tmp_path: Path) -> None:
    shutil.copyfile(TINY / "model.onnx", tmp_path / "model.onnx")
    detector = Detector(event_type="trial", weights=np.array([1.0, 0.0]), threshold=0.5, scale=4.0)
    made = heads(kept=pulled(("drop", "keep"), 3.0), detectors=(detector,))
    made.save(tmp_path)
    read = user_heads_in(tmp_path)
    assert read is not None
    for vector in (np.array([1.0, 0.3]), np.array([-1.0, 0.3])):
        assert read.revise(CODED, vector) == made.revise(CODED, vector)
        assert [name for name, _ in read.told(vector)] == [name for name, _ in made.told(vector)]
    assert (read.name, read.statuses) == ("corrections@1", None)


def test_heads_of_another_network_and_damaged_heads_are_refused(tmp_path: Path) -> None:
    assert user_heads_in(tmp_path) is None
    heads().save(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"another")
    with pytest.raises(UsageError, match=r"fitted on another model\.onnx"):
        user_heads_in(tmp_path)
    (tmp_path / "user_heads.npz").write_bytes(b"PK")
    with pytest.raises(UsageError, match="make them anew"):
        user_heads_in(tmp_path)
