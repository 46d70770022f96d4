"""The verbs of judging: each appends one judgement to a store's log and makes the incidents anew, at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from dateline.errors import UsageError
from dateline.indexing import kept_index
from dateline.judging.names import Named, named
from dateline.judging.resolving import judged_now
from dateline.judging.values import Lists, field_named, value_of
from dateline.model import BODY, Incident, Judgement, Span, Value, Verdict
from dateline.resolve.field_values import values_in, values_of_incident
from dateline.resolve.rulings import PERSON
from dateline.store import Store

__all__ = ["Judge"]

LONGEST_WHY = 2000
"""Characters of a reason; more is a report of its own."""


class Judge:
    """One person judging in an open store.

    Every verb gives the judgement that it kept. One that says what the same person has already said, and what
    is in force, is not kept twice: the earlier one is given.

    Args:
        store: open for writing.
        person: the name that judgements are kept under.
        lists: what edited values are checked against, asked for only by :meth:`edit`.
    """

    def __init__(self, store: Store, person: str, lists: Callable[[], AbstractContextManager[Lists]]) -> None:
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
            incidents=(first.id, second.id),
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
            incidents=(whole.id,),
            why=why,
        )

    def apart(self, one: str, other: str, why: str = "") -> Judgement:
        """Two incidents, apart already, are not one, whatever a method may find later.

        Raises:
            UsageError: an id is not known, or the two are one now: then it is a split that is meant.
        """
        first, second = sorted((self._incident(name) for name in (one, other)), key=lambda side: side.id)
        if first.id == second.id:
            raise UsageError(f"{one!r} and {other!r} are one incident, {first.id}; split it instead")
        return self._keep(
            verdict=Verdict.DIFFERENT,
            kind="split",
            level="incident",
            accounts=first.account_ids,
            others=second.account_ids,
            incidents=(first.id, second.id),
            why=why,
        )

    def accept(self, id_: str, why: str = "") -> Judgement:
        """An account is right as it is coded, or an incident with every account that it now holds.

        Raises:
            UsageError: the id is not known.
        """
        what = named(self._store, id_)
        return self._keep(
            verdict=Verdict.ACCEPT,
            kind="accept",
            level=what.level,
            accounts=what.accounts,
            incidents=what.incidents,
            why=why,
        )

    def reject(self, id_: str, why: str = "") -> Judgement:
        """An account is misread, and leaves its incident; an incident is no such event, and is discounted.

        Raises:
            UsageError: the id is not known.
        """
        what = named(self._store, id_)
        return self._keep(
            verdict=Verdict.REJECT,
            kind="reject",
            level=what.level,
            accounts=what.accounts,
            incidents=what.incidents,
            why=why,
        )

    def edit(self, id_: str, field: str, value: str, why: str = "", words: str = "") -> Judgement:
        """Sets one field of an account or of an incident; see :mod:`dateline.judging.values`.

        ``words`` are those of the account's document that say so.

        Raises:
            UsageError: the id or the field is not known, or the value does not fit; says what would.
        """
        what = named(self._store, id_)
        field = field_named(field, what.level)
        was = self._values(what, field)
        with self._lists() as lists:
            values = value_of(field, value, lists, was[0] if was else None)
        return self._keep(
            verdict=Verdict.EDIT,
            kind="edit",
            level=what.level,
            accounts=what.accounts,
            incidents=what.incidents,
            field=field,
            values=values,
            was=was,
            spans=self._spans(what, words) if words else (),
            why=why,
        )

    def set(self, id_: str, field: str, values: tuple[Value, ...], why: str = "") -> Judgement:
        """Sets one field to values that were checked before, as those of a sheet of double coding are.

        Raises:
            UsageError: the id or the field is not known.
        """
        what = named(self._store, id_)
        field = field_named(field, what.level)
        return self._keep(
            verdict=Verdict.EDIT,
            kind="edit",
            level=what.level,
            accounts=what.accounts,
            incidents=what.incidents,
            field=field,
            values=values,
            was=self._values(what, field),
            why=why,
        )

    def undo(self, judgement: str = "", why: str = "") -> Judgement:
        """Takes a judgement back; without an id, this person's newest that is in force. Of an undo, what it
        took back holds again; of a method's link, its two accounts are kept apart.

        Raises:
            UsageError: there is no such judgement, or none to undo.
        """
        if not judgement:
            own = [j for j in self._store.judgements_in_force() if j.by == self._by]
            if not own:
                raise UsageError(
                    f"{self._by.removeprefix(PERSON)} has no judgement in force; name one of another person "
                    "by its id, see `dateline history ID`"
                )
            target = own[-1]
        else:
            target = self._judgement(judgement)
        if by := self._store.undone_by(target.id):
            raise UsageError(f"judgement {target.id} is undone already, by {by}")
        if not target.number:
            return self._part(target, why)
        self._refuse_set_aside((*target.accounts, *target.others), target.incidents)
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
            return values_of_incident(what.incident, field)
        account = self._store.account(what.id)
        return () if account is None else values_in(account, field)

    def _spans(self, what: Named, words: str) -> tuple[Span, ...]:
        """Where the document of an account has ``words``, the body before its other parts."""
        if what.level == "incident":
            raise UsageError("words support what an account says; edit that account, not the incident")
        account = self._store.account(what.id)
        document = self._store.documents()[account.document_id] if account else None
        if document is not None:
            for part in (BODY, *(name for name in document.parts if name != BODY)):
                start = document.parts[part].find(words)
                if start >= 0:
                    return (document.span(start, start + len(words), part),)
        raise UsageError(f"the document of account {what.id} does not have the words {words!r}")

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
        incidents: tuple[str, ...] = (),
        field: str = "",
        values: tuple[Value, ...] = (),
        was: tuple[Value, ...] = (),
        spans: tuple[Span, ...] = (),
    ) -> Judgement:
        """Appends the judgement and makes the incidents anew, both or neither."""
        why = " ".join(why.split())
        if len(why) > LONGEST_WHY or not why.isprintable():
            raise UsageError(f"a reason has at most {LONGEST_WHY} printable characters")
        self._refuse_set_aside((*accounts, *others), incidents)
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
            incidents=incidents,
            field=field,
            values=values,
            was=was,
            spans=spans,
        )
        with self._store.at_once():
            if known := self._said(judgement):
                return known
            with kept_index(self._store):
                kept = self._store.judge(judgement)
                judged_now(self._store)
        return kept

    def _refuse_set_aside(self, accounts: Sequence[str], incidents: Sequence[str]) -> None:
        """Of an incident that two people are coding apart, nothing else is decided before both are done: it
        would change what the second sees, and tell them what somebody thinks."""
        items = self._store.doubles.open_items()
        if not items:
            return
        touched = {*incidents, *(one.id for one in self._store.incidents_holding(accounts))}
        touched |= {former for id_ in touched for former in self._store.former_ids(id_)}
        if found := sorted(items & touched):
            raise UsageError(
                f"incident {found[0]} is set aside for double coding until two people have finished it; "
                "see `dateline double list`"
            )

    def _said(self, judgement: Judgement) -> Judgement | None:
        """The same by the same person, when nothing newer was said of it."""
        if judgement.kind not in ("accept", "reject", "edit"):
            return None
        key = _key(judgement)
        same = [j for j in self._store.judgements_in_force(judgement.subject) if _key(j) == key]
        if not same or same[-1].by != judgement.by:
            return None
        said = same[-1]
        told, new = ((j.kind, j.values, j.spans) for j in (said, judgement))
        return said if told == new else None


def _key(judgement: Judgement) -> tuple[object, ...]:
    """What a judgement is about: two of one key are the newer and the older word on it."""
    verdict = "edit" if judgement.kind == "edit" else "verdict"
    return verdict, judgement.level, judgement.accounts, judgement.field
