"""The verbs of judging: each appends one judgement to a store's log and makes the incidents anew, at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.judging.values import Lists, field_named, value_of
from dateline.model import Claim, Count, Incident, Judgement, Label, Role, Value, Verdict
from dateline.resolve.doubts import values_in
from dateline.resolve.judged import ACTORS, CASUALTIES
from dateline.resolve.judgement_log import Ruled, in_force, rulings_of, undone
from dateline.resolve.rulings import PERSON, Rulings
from dateline.store import Store

__all__ = ["Judge", "Named", "named", "rebuild_incidents", "ruled_in"]

LONGEST_WHY = 2000


def ruled_in(store: Store) -> Ruled:
    """What people have ruled in ``store``, as its log and its codings stand now."""
    log = store.judgements_of_people()
    if not log:
        return Ruled(rulings=Rulings())
    coded = store.coded_among(account for j in log for account in (*j.accounts, *j.others))
    return rulings_of(log, coded.__contains__)


def rebuild_incidents(store: Store) -> tuple[int, int]:
    """Brings the incidents up to date with what was coded and judged; how many accounts and incidents."""
    with store.at_once():
        return store.resolve(ruled_in(store).rulings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An incident or account of a store: what a person's words, an id or its beginning, mean."""

    level: str
    id: str
    accounts: tuple[str, ...]
    """Of an incident those that it holds, of an account the account."""
    incident: Incident | None
    """The incident, or the one that holds the account; ``None`` for an account in none."""


def named(store: Store, id_prefix: str) -> Named:
    """The incident or account whose id begins so; a former id of an incident leads to what it became.

    Raises:
        UsageError: there is none, more than one, or it is a document.
    """
    found: dict[tuple[str, str], Named] = {}
    other = []
    for level, id_ in store.find(id_prefix):
        if level == "document":
            other.append(f"document {id_}")
        elif level == "account":
            holder = store.incident_of(id_)
            found[level, id_] = Named(level=level, id=id_, accounts=(id_,), incident=holder)
        elif incident := store.incident(id_):
            found[level, incident.id] = Named(
                level=level, id=incident.id, accounts=incident.account_ids, incident=incident
            )
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        told = ", ".join(f"{level} {id_}" for level, id_ in sorted(found)[:5])
        raise UsageError(f"{id_prefix!r} is the beginning of more than one id: {told}")
    if other:
        raise UsageError(f"{other[0]} cannot be judged; name one of its accounts or an incident")
    raise UsageError(f"no incident or account in the store has an id that begins with {id_prefix!r}")


class Judge:
    """One person judging in an open store.

    Every verb gives the judgement that it kept. One that says what the same person has already said, and what
    is in force, is not kept twice: the earlier one is given.

    Args:
        store: open for writing.
        person: the name that judgements are kept under.
        lists: what edited values are checked against, asked for only by :meth:`edit`.
    """

    def __init__(self, store: Store, person: str, lists: Callable[[], Lists]) -> None:
        self._store = store
        self._by = PERSON + person
        self._lists = lists

    def merge(self, one: str, other: str, why: str = "") -> Judgement:
        """Two incidents are one. Of an account, the incident that holds it is meant.

        Raises:
            UsageError: an id is not known, the two are one already, or an account was taken out of incidents.
        """
        sides = [self._incident(name) for name in (one, other)]
        first, second = sorted(sides, key=lambda side: side.id)
        if first.id == second.id:
            raise UsageError(f"{one!r} and {other!r} are one incident already: {first.id}")
        return self._keep(
            verdict=Verdict.SAME,
            kind="merge",
            level="incident",
            accounts=first.account_ids,
            others=second.account_ids,
            why=why,
        )

    def split(self, incident: str, accounts: Sequence[str], why: str = "") -> Judgement:
        """The named accounts are of another incident than the rest of theirs.

        Raises:
            UsageError: an id is not known, an account is not of the incident, or none would be left.
        """
        whole = self._incident(incident)
        if not accounts:
            raise UsageError("name the accounts that are of another incident")
        gone = []
        for prefix in accounts:
            what = named(self._store, prefix)
            if what.level != "account" or what.id not in whole.account_ids:
                raise UsageError(f"{prefix!r} is no account of incident {whole.id}")
            gone.append(what.id)
        rest = tuple(account for account in whole.account_ids if account not in gone)
        if not rest:
            raise UsageError("that would leave no account in the incident; name fewer")
        return self._keep(
            verdict=Verdict.DIFFERENT,
            kind="split",
            level="incident",
            accounts=tuple(sorted(set(gone), key=whole.account_ids.index)),
            others=rest,
            why=why,
        )

    def accept(self, id_: str, why: str = "") -> Judgement:
        """An account is right as it is coded, or an incident with every account that it now holds.

        Raises:
            UsageError: the id is not known.
        """
        what = named(self._store, id_)
        return self._keep(
            verdict=Verdict.ACCEPT, kind="accept", level=what.level, accounts=what.accounts, why=why
        )

    def reject(self, id_: str, why: str = "") -> Judgement:
        """An account is misread, and leaves its incident; an incident is no such event, and is discounted.

        Raises:
            UsageError: the id is not known.
        """
        what = named(self._store, id_)
        return self._keep(
            verdict=Verdict.REJECT, kind="reject", level=what.level, accounts=what.accounts, why=why
        )

    def edit(self, id_: str, field: str, value: str, why: str = "") -> Judgement:
        """Sets one field of an account or of an incident; see :mod:`dateline.judging.values`.

        Raises:
            UsageError: the id or the field is not known, or the value does not fit; says what would.
        """
        what = named(self._store, id_)
        field = field_named(field, what.level)
        was = self._values(what, field)
        return self._keep(
            verdict=Verdict.EDIT,
            kind="edit",
            level=what.level,
            accounts=what.accounts,
            field=field,
            values=value_of(field, value, self._lists(), was[0] if was else None),
            was=was,
            why=why,
        )

    def undo(self, judgement: str = "", why: str = "") -> Judgement:
        """Takes a judgement back; without an id, this person's newest that is in force. Of an undo, what it
        took back holds again; of a method's link, its two accounts are kept apart.

        Raises:
            UsageError: there is no such judgement, or none to undo.
        """
        log = self._store.judgements_of_people()
        gone = undone(log)
        if not judgement:
            own = [j for j in in_force(log) if j.by == self._by]
            if not own:
                raise UsageError(
                    f"{self._by.removeprefix(PERSON)} has no judgement in force; name one of another person "
                    "by its id, see `dateline history ID`"
                )
            target = own[-1]
        else:
            target = self._judgement(judgement)
        if target.id in gone:
            raise UsageError(f"judgement {target.id} is undone already, by {gone[target.id]}")
        if not target.number:
            return self._part(target, why)
        return self._keep(
            verdict=Verdict.UNDO,
            kind="undo",
            level="judgement",
            subject=target.id,
            accounts=(),
            why=why,
        )

    def _part(self, link: Judgement, why: str) -> Judgement:
        """Keeps the accounts of a method's link apart, which the method would only link again."""
        return self._keep(
            verdict=Verdict.DIFFERENT,
            kind="split",
            level="account",
            accounts=(link.subject,),
            others=(link.object,),
            why=why,
        )

    def _judgement(self, id_prefix: str) -> Judgement:
        found = self._store.find_judgements(id_prefix)
        if len(found) != 1:
            told = ", ".join(f"{j.kind} {j.id}" for j in found[:5])
            raise UsageError(
                f"{id_prefix!r} is the beginning of more than one id: {told}"
                if found
                else f"there is no judgement whose id begins with {id_prefix!r}; see `dateline history ID`"
            )
        return found[0]

    def _incident(self, id_prefix: str) -> Incident:
        what = named(self._store, id_prefix)
        if what.incident is None:
            raise UsageError(
                f"account {what.id} is in no incident; a person rejected it, see `dateline history {what.id}`"
            )
        return what.incident

    def _values(self, what: Named, field: str) -> tuple[Value, ...]:
        """What stands in the field: of an account what was coded, of an incident what it shows."""
        if what.level == "incident" and what.incident is not None:
            return _of_incident(what.incident, field)
        account = self._store.account(what.id)
        return () if account is None else values_in(account, field)

    def _keep(
        self,
        *,
        verdict: Verdict,
        kind: str,
        level: str,
        accounts: tuple[str, ...],
        why: str,
        subject: str = "",
        others: tuple[str, ...] = (),
        field: str = "",
        values: tuple[Value, ...] = (),
        was: tuple[Value, ...] = (),
    ) -> Judgement:
        """Appends the judgement and makes the incidents anew, both or neither."""
        why = " ".join(why.split())
        if len(why) > LONGEST_WHY or not why.isprintable():
            raise UsageError(f"a reason has at most {LONGEST_WHY} printable characters")
        judgement = Judgement(
            id="",
            verdict=verdict,
            subject=subject or accounts[0],
            object=others[0] if others else "",
            by=self._by,
            at="",
            why=why,
            kind=kind,
            level=level,
            accounts=accounts,
            others=others,
            field=field,
            values=values,
            was=was,
        )
        with self._store.at_once():
            if known := self._said(judgement):
                return known
            kept = self._store.judge(judgement)
            rebuild_incidents(self._store)
        return kept

    def _said(self, judgement: Judgement) -> Judgement | None:
        """The same by the same person, when nothing newer was said of it."""
        if judgement.kind not in ("accept", "reject", "edit"):
            return None
        key = _key(judgement)
        same = [j for j in in_force(self._store.judgements_of_people()) if _key(j) == key]
        if not same or same[-1].by != judgement.by:
            return None
        said = same[-1]
        return said if (said.kind, said.values) == (judgement.kind, judgement.values) else None


def _key(judgement: Judgement) -> tuple[object, ...]:
    """What a judgement is about: two of one key are the newer and the older word on it."""
    verdict = "edit" if judgement.kind == "edit" else "verdict"
    return verdict, judgement.level, judgement.accounts, judgement.field


def _of_incident(incident: Incident, field: str) -> tuple[Value, ...]:
    if field.startswith(ACTORS):
        role = Role(field.removeprefix(ACTORS))
        return tuple(actor for actor in incident.actors if actor.role is role)
    if field.startswith(CASUALTIES):
        toll = incident.casualties.get(field.removeprefix(CASUALTIES))
        return () if toll is None else (Count(low=toll[0], high=toll[2], text=_told(toll)),)
    if field == "claim":
        return tuple(Claim(by=by) for by in incident.claimed_by)
    if field == "background":
        return (Label(value="true"),) if incident.background else ()
    value = getattr(incident, field)
    if value is None:
        return ()
    return (Label(value=str(value)),) if isinstance(value, str) else (value,)


def _told(toll: tuple[int | None, int | None, int | None]) -> str:
    return "/".join("?" if figure is None else str(figure) for figure in toll)
