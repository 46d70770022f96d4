"""The made world of the million accounts: its reports say what their accounts hold, as real ones do."""

from itertools import combinations, islice

from benchmarks.million_world import told_world

from dateline.model import PlaceRef


def test_the_same_seed_makes_the_same_world() -> None:
    one, other = (list(islice(told_world(300, 7), 100)) for _ in range(2))
    assert one == other


def test_an_account_rests_on_the_words_of_its_document() -> None:
    for told in islice(told_world(300, 7), 200):
        for account in told.accounts:
            for assertion in account.assertions:
                (span,) = assertion.spans
                assert told.document.body[span.start : span.end] == span.quote


def test_most_sentences_name_the_place_of_their_account() -> None:
    named = []
    for told in told_world(500, 7):
        for account in told.accounts:
            (place,) = (a.value for a in account.assertions if isinstance(a.value, PlaceRef))
            named.append(place.text.casefold() in account.assertions[0].spans[0].quote.casefold())
    assert sum(named) > 0.8 * len(named)


def test_two_reports_of_an_event_have_more_words_in_common_than_those_of_two_events() -> None:
    told = [
        (incident, frozenset(account.assertions[0].spans[0].quote.casefold().strip(".").split()))
        for one in told_world(600, 7)
        for account, incident in zip(one.accounts, one.incidents, strict=True)
    ]
    shares: dict[bool, list[float]] = {True: [], False: []}
    for (event, words), (other, theirs) in combinations(told, 2):
        shares[event == other].append(len(words & theirs) / min(len(words), len(theirs)))
    same, two = (sum(share) / len(share) for share in (shares[True], shares[False]))
    assert same > 0.3
    assert two < 0.15
