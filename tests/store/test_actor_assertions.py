"""What is said about actors is kept with the accounts of its method: once, whole, superseded with them."""

from pathlib import Path

import pytest

from dateline.model import ActorAssertion, ActorFact, Coding, Document, Party, Status
from dateline.store import Store, logical_dump
from store.accounts import account, day, document


def told(document: Document, *, method: str = "rules@1", **values: object) -> ActorAssertion:
    fields: dict[str, object] = {
        "kind": ActorFact.ROLE,
        "relation": "leader",
        "subject": Party(text="Jonas Orr", actor_id="jonas-orr", name="Jonas Orr"),
        "spans": (document.span(0, 5),),
    }
    return ActorAssertion(document_id=document.id, method=method, **(fields | values))  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "record.db") as opened:
        yield opened


def test_an_assertion_comes_back_as_it_was_with_and_without_its_optional_parts(store):
    report = document("Jonas Orr leads Tolm.")
    bare = told(report)
    full = told(
        report,
        object=Party(text="Tolm"),
        title="supreme leader",
        status=Status.CLAIMED,
        ended=True,
        date=day("2026-03-09"),
        confidence=0.5,
    )

    store.add_coding(report, Coding(accounts=(), about_actors=(bare, full)), "rules@1")

    assert list(store.actor_assertions()) == [bare, full]


def test_coding_again_by_the_same_method_doubles_nothing(store):
    report = document("Jonas Orr leads Tolm.")
    found = Coding(accounts=(account(report),), about_actors=(told(report),))

    assert store.add_coding(report, found, "rules@1")
    assert not store.add_coding(report, found, "rules@1")
    assert len(list(store.actor_assertions())) == 1


def test_a_newer_method_replaces_what_the_older_one_said_and_deletes_nothing(store, tmp_path):
    report = document("Jonas Orr leads Tolm.")
    store.add_coding(report, Coding(accounts=(), about_actors=(told(report),)), "rules@1")
    newer = told(report, relation="commander", method="rules@2")
    store.add_coding(report, Coding(accounts=(), about_actors=(newer,)), "rules@2")

    assert list(store.actor_assertions()) == [newer]
    assert len(logical_dump(tmp_path / "record.db")["actor_assertions"]) == 2


def test_an_assertion_of_an_unknown_document_stops_the_whole_coding(store):
    report, other = document("Jonas Orr leads Tolm."), document("Rain fell.")

    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.add_coding(report, Coding(accounts=(account(report),), about_actors=(told(other),)), "rules@1")
    assert list(store.accounts()) == []
