"""What the encoder gives of a text beside the columns of the heads."""

from pathlib import Path

import numpy as np

from dateline.tagging.tagger import Tagger

TINY = Path(__file__).parent / "tiny"


def test_each_piece_has_one_state_also_in_a_text_of_several_windows() -> None:
    tagger = Tagger.open(TINY)
    pieces, states = tagger.states("Police arrested three men in Gao. " * 60)
    assert states.shape == (len(pieces), tagger.width)
    assert len(pieces) > 256
    assert np.isfinite(states).all()


def test_the_vector_of_a_sentence_is_the_mean_of_its_states_whatever_its_line_breaks() -> None:
    tagger = Tagger.open(TINY)
    _, states = tagger.states("Police arrested three men.")
    assert np.allclose(tagger.vector("Police arrested three men."), states.mean(axis=0))
    assert np.array_equal(
        tagger.vector("Police arrested\nthree  men."), tagger.vector("Police arrested three men.")
    )


def test_the_vector_of_nothing_is_zeros() -> None:
    tagger = Tagger.open(TINY)
    assert np.array_equal(tagger.vector(" "), np.zeros(tagger.width))
