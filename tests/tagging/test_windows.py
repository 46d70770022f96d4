"""Windows: every piece has one window that answers for it, and all but the first see the lead."""

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel, WordPiece
from tokenizers.pre_tokenizers import Whitespace

from dateline.errors import UsageError
from dateline.tagging.windows import LEAD, WINDOW, Pieces, cut, markers, pieces_of, rows_of


@pytest.mark.parametrize("length", [0, 1, 253, 254, 255, 300, 1000, 5000])
def test_every_piece_is_answered_for_once(length):
    windows = cut(length)
    owned = [n for window in windows for n in range(window.first, window.last)]
    assert owned == list(range(length))
    assert all(window.start <= window.first < window.last <= window.end for window in windows)


@pytest.mark.parametrize("length", [10, 254, 700])
def test_no_window_is_longer_than_the_encoder_reads(length):
    pieces = Pieces(
        ids=np.arange(100, 100 + length),
        offsets=np.zeros((length, 2), dtype=np.int64),
        begins_word=np.ones(length, dtype=bool),
    )
    for window in cut(length):
        row = rows_of(pieces, window, begin=1, separator=2)
        assert len(row) <= WINDOW
        assert row[0] == 1
        assert row[-1] == 2
        assert row[window.before] == pieces.ids[window.start]


def test_later_windows_begin_with_the_lead():
    pieces = Pieces(
        ids=np.arange(100, 700),
        offsets=np.zeros((600, 2), dtype=np.int64),
        begins_word=np.ones(600, dtype=bool),
    )
    first, second, *_ = cut(600)
    assert not first.has_lead
    row = rows_of(pieces, second, begin=1, separator=2)
    assert list(row[1 : 1 + LEAD]) == list(range(100, 100 + LEAD))
    assert row[1 + LEAD] == 2


def test_pieces_keep_offsets_and_know_where_words_begin():
    vocabulary = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "gun": 3, "##men": 4, "fled": 5}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    pieces = pieces_of("gunmen fled", tokenizer)
    assert pieces.ids.tolist() == [3, 4, 5]
    assert pieces.offsets.tolist() == [[0, 3], [3, 6], [7, 11]]
    assert pieces.begins_word.tolist() == [True, False, True]
    assert len(pieces_of("", tokenizer)) == 0
    assert markers(tokenizer) == (1, 2)


def test_a_vocabulary_without_markers_is_refused():
    with pytest.raises(UsageError, match="CLS"):
        markers(Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]")))
