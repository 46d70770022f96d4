"""A small store to judge in, and a judge whose gazetteer and registry are a few lines."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.judging.judge import Judge
from dateline.judging.places import Places
from dateline.judging.resolving import rebuild_incidents
from dateline.judging.values import Lists
from dateline.link.entry import PlaceEntry
from dateline.model import Account, Document
from dateline.store import Store
from store.accounts import RAVA, TOLM, account, by, day, document, killed

TYPES = ("bombing", "armed_attack", "protest", "shelling")
SENTENCES = (
    "A bomb went off at the bus stop of the town and people ran in every direction, shopkeepers said.",
    "Eight ambulances raced towards black smoke after something blew up beside the stop, a baker said.",
    "The stop was hit by an explosive charge in the early hours, the chief of police told our reporter.",
)


def town(geonameid: int, name: str, country: str, admin1: str = "North") -> PlaceEntry:
    return PlaceEntry(
        geonameid=geonameid, name=name, country=country, admin1=admin1, admin1_code=admin1[:1],
        latitude=10.0, longitude=20.0, kind="town", population=9000,
    )  # fmt: skip


GAZETTEER: dict[str, tuple[PlaceEntry, ...]] = {
    "Rava": (town(11, "Rava", "XA"),),
    "Tolm": (town(12, "Tolm", "XA", "South"), town(13, "Tolm", "XB")),
    "Xanadu": (
        PlaceEntry(
            geonameid=1, name="Xanadu", country="XA", admin1=None, admin1_code=None, latitude=None,
            longitude=None, kind="country", population=0,
        ),
    ),
}  # fmt: skip


def by_id(geonameid: int) -> PlaceEntry | None:
    return next(
        (entry for some in GAZETTEER.values() for entry in some if entry.geonameid == geonameid), None
    )


LISTS = Lists(
    types=TYPES,
    places=lambda: Places(named=lambda name: GAZETTEER.get(name, ()), by_id=by_id),
    actor=lambda words: ("red-front", "Red Front") if words.casefold() in ("rf", "red front") else None,
)


@contextmanager
def lists() -> Iterator[Lists]:
    yield LISTS


def reports() -> list[tuple[Document, Account]]:
    """Three towns' worth of reports: one bombing told thrice in Rava, one twice in Tolm, and single ones."""
    found = []
    for number, (place, date, sentence, dead) in enumerate(
        (
            (RAVA, "2026-03-09", SENTENCES[0], 4),
            (RAVA, "2026-03-09", SENTENCES[1], 4),
            (RAVA, "2026-03-09", SENTENCES[2], 5),
            (TOLM, "2026-03-09", SENTENCES[0], 2),
            (TOLM, "2026-03-09", SENTENCES[1], 2),
            (RAVA, "2026-04-20", SENTENCES[2], 1),
            (TOLM, "2026-05-02", SENTENCES[1], 1),
        )
    ):
        told = document(f"{sentence} It was report {number}.", outlet=f"Outlet {number}", published=date)
        found.append((told, report(told, place=place, date=day(date), dead=killed(dead, dead))))
    return found


def report(told: Document, method: str = "rules@1", **values: object) -> Account:
    return account(told, told.body[:30], actors=(by("gunmen"),), method=method, **values)  # type: ignore[arg-type]


def store_of(path: Path, told: Sequence[tuple[Document, Account]], method: str = "rules@1") -> Store:
    """A new store at ``path`` with these reports coded and resolved."""
    store = Store.open(path)
    for source, coded in told:
        store.add_accounts(source, (coded,), method)
    rebuild_incidents(store)
    return store


def judge(store: Store, person: str = "ana") -> Judge:
    return Judge(store, person, lists)


def add(store: Store, source: Document, *accounts: Account, method: str = "rules@1") -> None:
    """What a run of `dateline code` does with one further document."""
    store.add_accounts(source, accounts, method)
    rebuild_incidents(store)


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(incident.account_ids) for incident in store.incidents()}


def holder(store: Store, account_id: str) -> str:
    found = store.incident_of(account_id)
    assert found is not None
    return found.id
