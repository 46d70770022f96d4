"""Judgements of people that what came later puts in question. Pure. Nothing is resolved here, only told.

A judgement in force is in question when newer ones contradict it (``contradicted``), when accounts that it
was made on are no longer coded (``dangling``), when accounts that it was not made on speak against it (``new
evidence``), or when the incident that was decided on as a whole holds more accounts now (``grown``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model import Account, ActorRef, Document, Incident, Judgement, Value
from dateline.resolve.cases import Case, actor_key, case_of
from dateline.resolve.disagree import disagree
from dateline.resolve.field_values import values_in
from dateline.resolve.judged import edits_of, judged
from dateline.resolve.judgement_log import Ruled, in_force
from dateline.resolve.near_certain import near_certain
from dateline.resolve.rulings import Edit
from dateline.resolve.score import told_apart

__all__ = ["Current", "Doubt", "doubts"]

LISTED = 3
"""Accounts that one doubt names; the incident has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What puts a judgement in question, for a person to look at."""

    judgement: str
    kind: str
    text: str
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """What judgements are held against: the accounts as coded and as judged, the incidents made of them."""

    ruled: Ruled
    coded: Mapping[str, Account]
    documents: Mapping[str, Document]
    incidents: Sequence[Incident]

    _cases: dict[str, Case] = field(default_factory=dict, init=False, repr=False, compare=False)

    def case(self, account_id: str) -> Case:
        """An account, as judged, prepared for comparison; kept, for one is compared with many."""
        if account_id not in self._cases:
            account = judged(self.coded[account_id], self.ruled.rulings)
            self._cases[account_id] = case_of(account, self.documents[account.document_id])
        return self._cases[account_id]


def doubts(log: Iterable[Judgement], now: Current) -> tuple[Doubt, ...]:
    """Every doubt about a judgement in force, in the order of the judgements."""
    log = list(log)
    by_id = {judgement.id: judgement for judgement in log}
    overruled = {told.judgement: told.by for told in now.ruled.overruled}
    holder = {id_: incident for incident in now.incidents for id_ in incident.account_ids}
    edits = _edits(now)
    found = []
    for judgement in in_force(log):
        if judgement.id in overruled:
            newer = ", ".join(
                f"{by_id[id_].kind} {id_} by {by_id[id_].by}" for id_ in overruled[judgement.id]
            )
            found.append(
                Doubt(
                    judgement=judgement.id,
                    kind="contradicted",
                    text=f"newer judgements say otherwise: {newer}",
                )
            )
        found += _dangling(judgement, now)
        found += _against(judgement, now, holder, edits)
    return tuple(found)


def _dangling(judgement: Judgement, now: Current) -> Iterator[Doubt]:
    named = (*judgement.accounts, *judgement.others)
    gone = tuple(account for account in named if account not in now.coded)
    if gone:
        left = "it rules nothing while they are not" if len(gone) == len(named) else "the others still count"
        yield Doubt(
            judgement=judgement.id,
            kind="dangling",
            text=f"{len(gone)} of its {len(named)} accounts are no longer coded; {left}",
            accounts=gone,
        )


def _against(
    judgement: Judgement,
    now: Current,
    holder: Mapping[str, Incident],
    edits: Mapping[str, tuple[Incident, Edit | None]],
) -> Iterator[Doubt]:
    match judgement.kind, judgement.level:
        case "split", _:
            yield from _links_across(judgement, now, holder)
        case "merge", _:
            yield from _told_apart_within(judgement, now, holder)
        case "edit", "account":
            yield from _read_anew(judgement, now)
        case "edit", _:
            yield from _other_values(judgement, now, edits)
        case "accept" | "reject", "incident":
            yield from _grown(judgement, now, holder)


def _edits(now: Current) -> dict[str, tuple[Incident, Edit | None]]:
    """Edit of an incident -> the incident that it is on now, and the newer edit that hides it."""
    by_id = {incident.id: incident for incident in now.incidents}
    found: dict[str, tuple[Incident, Edit | None]] = {}
    for incident_id, edits in edits_of(now.incidents, now.ruled.rulings).items():
        newest = {edit.field: edit for edit in edits}
        for edit in edits:
            hiding = newest[edit.field]
            found[edit.judgement] = by_id[incident_id], None if hiding is edit else hiding
    return found


def _links_across(judgement: Judgement, now: Current, holder: Mapping[str, Incident]) -> Iterator[Doubt]:
    """Accounts that came after a split and link what it keeps apart, beyond what merges by itself."""
    known = {*judgement.accounts, *judgement.others}
    for mine in _holders(judgement.accounts, holder):
        for theirs in _holders(judgement.others, holder):
            if mine.id == theirs.id:
                continue
            for one in mine.account_ids:
                for other in theirs.account_ids:
                    if one in known and other in known:
                        continue
                    if why := near_certain(now.case(one), now.case(other)):
                        new = tuple(account for account in (one, other) if account not in known)
                        yield Doubt(
                            judgement=judgement.id,
                            kind="new evidence",
                            text=f"accounts that it was not made on link what it keeps apart: {why}",
                            accounts=new,
                        )
                        return


def _told_apart_within(judgement: Judgement, now: Current, holder: Mapping[str, Incident]) -> Iterator[Doubt]:
    """A document that came after a merge and itself tells two events of what is merged."""
    known = {*judgement.accounts, *judgement.others}
    for incident in _holders((*judgement.accounts, *judgement.others), holder):
        by_document: dict[str, list[str]] = {}
        for account in incident.account_ids:
            by_document.setdefault(now.coded[account].document_id, []).append(account)
        for document, told in by_document.items():
            for at, one in enumerate(told):
                for other in told[at + 1 :]:
                    new = tuple(account for account in (one, other) if account not in known)
                    if new and told_apart(now.case(one), now.case(other)):
                        yield Doubt(
                            judgement=judgement.id,
                            kind="new evidence",
                            text=f"document {document}, which came later, tells of two events",
                            accounts=new,
                        )
                        return


def _read_anew(judgement: Judgement, now: Current) -> Iterator[Doubt]:
    """A newer coder that reads neither what was coded then nor what the person set."""
    account = now.coded.get(judgement.subject)
    edit = now.ruled.rulings.edits.get((judgement.subject, judgement.field))
    if account is None or edit is None or edit.judgement != judgement.id:
        return
    read = values_in(account, judgement.field)
    if read and read != judgement.was and disagree(judgement.field, judgement.values, read):
        yield Doubt(
            judgement=judgement.id,
            kind="new evidence",
            text=f"a newer coder reads another {judgement.field} than was corrected: {_text(read)}",
            accounts=(account.id,),
        )


def _other_values(
    judgement: Judgement, now: Current, edits: Mapping[str, tuple[Incident, Edit | None]]
) -> Iterator[Doubt]:
    """Accounts that came after an edit of their incident and tell something else."""
    if judgement.id not in edits:
        return
    incident, hidden_by = edits[judgement.id]
    if hidden_by is not None:
        own = hidden_by.by == judgement.by and not set(hidden_by.accounts).isdisjoint(judgement.accounts)
        if not own and hidden_by.values != judgement.values:
            yield Doubt(
                judgement=judgement.id,
                kind="contradicted",
                text=f"a newer edit sets {judgement.field} of the incident otherwise: {hidden_by.judgement}",
            )
        return
    told: dict[str, tuple[Value, ...]] = {}
    for id_ in incident.account_ids:
        if id_ not in judgement.accounts:
            values = values_in(judged(now.coded[id_], now.ruled.rulings), judgement.field)
            if values and disagree(judgement.field, judgement.values, values):
                told[id_] = values
    if told:
        texts = "; ".join(list(dict.fromkeys(_text(values) for values in told.values()))[:LISTED])
        yield Doubt(
            judgement=judgement.id,
            kind="new evidence",
            text=f"accounts that it was not made on tell another {judgement.field}: {texts}",
            accounts=tuple(told),
        )


def _grown(judgement: Judgement, now: Current, holder: Mapping[str, Incident]) -> Iterator[Doubt]:
    """Accounts of an incident decided on as a whole that nobody has decided on since."""
    accept = judgement.kind == "accept"
    decided = now.ruled.rulings.accepted if accept else now.ruled.rulings.discounted
    for incident in _holders(decided.intersection(judgement.accounts), holder):
        new = tuple(account for account in incident.account_ids if account not in decided)
        if new:
            done = "accepted" if accept else "discounted"
            yield Doubt(
                judgement=judgement.id,
                kind="grown",
                text=f"incident {incident.id} was {done} before {len(new)} of its accounts came",
                accounts=new,
            )


def _holders(accounts: Iterable[str], holder: Mapping[str, Incident]) -> list[Incident]:
    """The incidents that hold any of ``accounts``, each once."""
    return list({holder[id_].id: holder[id_] for id_ in accounts if id_ in holder}.values())


def _text(values: Sequence[Value]) -> str:
    return ", ".join(_words(value) for value in values)


def _words(value: Value) -> str:
    if isinstance(value, ActorRef):
        return value.name or value.text or actor_key(value)
    return getattr(value, "text", None) or getattr(value, "value", None) or getattr(value, "by", "") or "none"
