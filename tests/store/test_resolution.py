"""A store that is added to bit by bit holds the incidents of one that was filled at once; ids stay."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Account, Assertion, Document, Incident
from dateline.resolve import engine, pooled, resolve
from dateline.resolve.rulings import Rulings, pair
from dateline.store import Store, resolution, summing_up
from dateline.store.incidents import IncidentRow
from dateline.store.summing_up import Group
from resolve.worlds import PLACES, world
from store.accounts import RAVA, TOLM, account, day, document, killed

SEEDS = st.integers(0, 10**9)
MONDAY = day("2026-03-09")


def same_but_ids(store: Store, expected: Sequence[Incident]) -> bool:
    def plain(incidents: Sequence[Incident]) -> dict[tuple[str, ...], object]:
        held = {incident.id: incident.account_ids for incident in incidents}
        return {
            one.account_ids: (
                replace(one, id="", related=()),
                [(replace(tie, incident_id=""), held[tie.incident_id]) for tie in one.related],
            )
            for one in incidents
        }

    return plain(list(store.incidents())) == plain(expected)


def some_rulings(draw: random.Random, ids: Sequence[str]) -> Rulings:
    secret = {id_: draw.randrange(3) for id_ in ids}
    told = [draw.sample(ids, 2) for _ in range(draw.randrange(4))] if len(ids) > 1 else []
    same = frozenset(pair(*two) for two in told if secret[two[0]] == secret[two[1]])
    rejected = frozenset(id_ for id_ in ids if draw.random() < 0.05)
    kept = [id_ for id_ in ids if id_ not in rejected]
    discounted = frozenset(draw.sample(kept, min(1, len(kept))))
    return Rulings(
        must=same,
        cannot=frozenset(pair(*two) for two in told) - same,
        rejected=rejected,
        discounted=discounted,
        reasons=dict.fromkeys(discounted, "a reviewer: hearsay"),
    )


def coded_otherwise(draw: random.Random, told: Sequence[Account], method: str) -> list[Account]:
    """What a newer method may find in the same document: another place, or one account less."""

    def read(assertion: Assertion, place: object) -> Assertion:
        value = place if assertion.field == "place" and place is not None else assertion.value
        return replace(assertion, value=value, method=method)

    kept = [one for one in told if draw.random() < 0.8]
    places = [draw.choice(PLACES) for _ in kept]
    return [
        Account(one.id, one.document_id, tuple(read(a, place) for a in one.assertions))
        for one, place in zip(kept, places, strict=True)
    ]


def add(store: Store, source: Document, told: Sequence[Account]) -> None:
    store.add_accounts(source, [one for one in told if one.document_id == source.id], "rules@1")


@settings(max_examples=100, deadline=None)
@given(SEEDS)
@pytest.mark.parametrize(("seekers", "bulk"), [(150, 10.0), (2, 10.0), (150, 0.2)])
def test_bit_by_bit_and_at_once_are_the_same(seekers: int, bulk: float, seed: int) -> None:
    draw = random.Random(seed)
    accounts, documents = world(seed, most=10)
    ids = [one.id for one in accounts]
    with pytest.MonkeyPatch.context() as patch, Store.open(":memory:") as store:
        patch.setattr("dateline.resolve.block.SEEKERS", seekers)
        patch.setattr("dateline.store.neighbourhood.SEEKERS", seekers)
        patch.setattr("dateline.store.resolution.BULK_SHARE", bulk)
        rulings = Rulings()
        for name in draw.sample(sorted(documents), len(documents)):
            add(store, documents[name], accounts)
            if draw.random() < 0.5:
                rulings = draw.choice((rulings, some_rulings(draw, ids), Rulings()))
                store.resolve(lambda given=rulings: given)
                told = list(store.accounts())
                assert same_but_ids(store, resolve(told, documents, rulings))
        newer = {name: "rules@2" for name in documents if draw.random() < 0.3}
        for name, method in newer.items():
            before = [one for one in accounts if one.document_id == name]
            store.add_accounts(documents[name], coded_otherwise(draw, before, method), method)
        counted = store.resolve(lambda given=rulings: given)
        told = list(store.accounts())
        expected = resolve(told, documents, rulings)
        assert same_but_ids(store, expected)
        assert counted == (sum(len(i.account_ids) for i in expected), len(expected))
        assert store.resolve(lambda: rulings) == counted
        assert same_but_ids(store, expected)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_documents_taken_in_a_few_at_a_time_while_people_rule_make_the_same_incidents(seed: int) -> None:
    draw = random.Random(seed)
    accounts, documents = world(seed, most=10)
    ids = [one.id for one in accounts]
    with Store.open(":memory:") as store:
        rulings = Rulings()
        for name in draw.sample(sorted(documents), len(documents)):
            add(store, documents[name], accounts)
            if draw.random() < 0.5:
                rulings = draw.choice((rulings, some_rulings(draw, ids), Rulings()))
                store.resolve_some(rulings, draw.randrange(3))
        for name in (name for name in documents if draw.random() < 0.3):
            before = [one for one in accounts if one.document_id == name]
            store.add_accounts(documents[name], coded_otherwise(draw, before, "rules@2"), "rules@2")
        while left := store.resolve_some(rulings, draw.randint(1, 3)):
            assert left < 1000
            rulings = draw.choice((rulings, some_rulings(draw, ids)))
        told = list(store.accounts())
        assert same_but_ids(store, resolve(told, documents, rulings))


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_taking_a_ruling_back_restores_incidents_and_their_ids(seed: int) -> None:
    draw = random.Random(seed)
    accounts, documents = world(seed, most=10)
    with Store.open(":memory:") as store:
        for name in documents:
            add(store, documents[name], accounts)
        store.resolve()
        before = list(store.incidents())
        for _ in range(draw.randint(1, 3)):
            store.resolve(lambda: some_rulings(draw, [one.id for one in accounts]))
        store.resolve()
        assert same_but_ids(store, before)


def two_bombings() -> tuple[list[Account], dict[str, Document]]:
    told, documents = [], {}
    for number, place in enumerate((RAVA, RAVA, RAVA, TOLM)):
        source = document(f"A bomb went off in {place.name}. Note {number}.", outlet=f"O{number}")
        documents[source.id] = source
        told.append(account(source, date=MONDAY, place=place, dead=killed(4, 4)))
    return told, documents


def filled(store: Store) -> list[Account]:
    told, documents = two_bombings()
    for one in told:
        store.add_accounts(documents[one.document_id], [one], "rules@1")
    store.resolve()
    return told


def test_an_incident_keeps_its_id_when_an_older_report_comes() -> None:
    with Store.open(":memory:") as store:
        told = filled(store)
        before = store.incident_of(told[0].id)
        assert before is not None
        older = document("A bomb went off in Rava. First note.", published="2026-03-09", outlet="Early")
        first = account(older, date=MONDAY, place=RAVA, dead=killed(4, 4))
        store.add_accounts(older, [first], "rules@1")
        store.resolve()
        after = store.incident_of(told[0].id)
        assert after is not None
        assert after.account_ids[0] == first.id
        assert after.id == before.id
        assert store.history(before.id) == []


def test_a_split_is_told_with_its_cause_and_a_merged_id_leads_on() -> None:
    with Store.open(":memory:") as store:
        told = filled(store)
        rava, tolm = store.incident_of(told[0].id), store.incident_of(told[3].id)
        assert rava is not None
        assert tolm is not None
        apart = Rulings(cannot=frozenset(pair(told[2].id, other.id) for other in told[:2]))
        store.resolve(lambda: apart)
        (split,) = store.history(rava.id)
        off = store.incident_of(told[2].id)
        assert off is not None
        assert (split.event, split.by, split.into) == ("split", "people", (rava.id, off.id))
        together = Rulings(must=frozenset({pair(told[0].id, told[3].id)}))
        store.resolve(lambda: together)
        assert [past.event for past in store.history(tolm.id)] == ["merged"]
        led = store.incident(tolm.id)
        assert led is not None
        assert led.id == rava.id
        assert set(led.account_ids) == {one.id for one in told}
        store.resolve()
        assert {incident.id for incident in store.incidents()} == {rava.id, tolm.id}


def test_a_new_method_resolves_everything_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(":memory:") as store:
        told = filled(store)
        before = list(store.incidents())
        monkeypatch.setattr("dateline.resolve.engine.compare", _nothing_is_one)
        store.resolve()
        assert list(store.incidents()) == before
        monkeypatch.setattr("dateline.store.resolution.METHOD", "resolve@next")
        store.resolve()
        assert len(list(store.incidents())) == len(told)
        (split,) = store.history(before[0].id) + store.history(before[1].id)
        assert (split.event, split.by) == ("split", "resolve@next")


def _nothing_is_one(*args: object) -> object:
    from dateline.resolve.compare import compare

    scores = compare(*args)  # type: ignore[arg-type]
    return replace(scores, log_odds=scores.log_odds - 100)


def test_only_the_incidents_near_what_is_new_are_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    summed: list[str] = []
    with Store.open(":memory:") as store:
        told = filled(store)

        def noted(db: object, groups: Iterable[Group], *rest: object) -> Iterator[IncidentRow]:
            groups = list(groups)
            summed.extend(name for name, _ in groups)
            return summing_up.summed_up(db, groups, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(resolution, "summed_up", noted)
        store.resolve()
        assert summed == []
        more = document("A bomb went off in Tolm. Another note.", outlet="Late")
        store.add_accounts(more, [account(more, date=MONDAY, place=TOLM, dead=killed(4, 4))], "rules@1")
        monkeypatch.setattr(resolution, "BULK_SHARE", 10.0)
        store.resolve()
        tolm = store.incident_of(told[3].id)
        assert tolm is not None
        assert summed == [tolm.id]


def test_a_run_that_dies_while_resolving_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(":memory:") as store:
        told = filled(store)
        before = list(store.incidents())
        more = document("A bomb went off in Tolm. Another note.", outlet="Late")
        late = account(more, date=MONDAY, place=TOLM, dead=killed(4, 4))
        store.add_accounts(more, [late], "rules@1")
        with monkeypatch.context() as patch:
            patch.setattr("dateline.store.resolution._keep_merges", _die)
            with pytest.raises(MemoryError):
                store.resolve()
        assert list(store.incidents()) == before
        store.resolve()
        tolm = store.incident_of(late.id)
        assert tolm is not None
        assert told[3].id in tolm.account_ids


def _die(*_args: object) -> None:
    raise MemoryError


def test_other_processes_score_and_sum_up_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summing_up, "POOLED_FROM", 0)
    monkeypatch.setattr(engine, "POOLED_FROM", 0)
    for module in (engine, pooled):  # several pieces, which must come back in order
        monkeypatch.setattr(module, "SCORED_AT_ONCE", 50)
    monkeypatch.setattr("dateline.store.store._cores", lambda: 2)
    accounts, documents = world(3, most=30)
    with Store.open(tmp_path / "some.db") as store:
        for source in documents.values():
            add(store, source, accounts)
        store.resolve(spawn=True)
        assert same_but_ids(store, resolve(accounts, documents))
