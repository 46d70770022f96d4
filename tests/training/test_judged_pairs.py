"""The judged pairs of the daily stream: ids and verdicts, no text."""

import re

from dateline.training.judged_pairs import read


def test_each_pair_is_judged_once_and_names_two_accounts_by_hash() -> None:
    pairs = read()
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == len(pairs)
    assert all(re.fullmatch(r"b2:[0-9a-f]{32}", id_) for pair in pairs for id_ in (pair.one, pair.other))
    assert all(pair.one != pair.other and pair.weight > 0 for pair in pairs)
    assert {pair.same for pair in pairs} == {True, False}
