"""Judgements of people that what came later puts in question. Pure. Nothing is resolved here, only told.

A judgement in force is in question when newer ones contradict it (``contradicted``), when accounts that it
was made on are no longer coded (``dangling``), when accounts that it was not made on speak against it (``new
evidence``), or when the incident that was decided on as a whole holds more accounts now (``grown``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Account, ActorRef, Document, Incident, Judgement, Role, Value
from dateline.resolve.cases import Case, actor_key, case_of
from dateline.resolve.disagree import disagree
from dateline.resolve.judged import ACTORS, edits_of, judged
from dateline.resolve.judgement_log import Ruled, in_force
from dateline.resolve.score import evidence_for, log_odds, told_apart

__all__ = ["Doubt", "Record", "doubts"]

NEAR_CERTAIN = 3.0
"""Log-odds above what merges by itself from which a link of an account that a split was not made on is raised
against it: one more thing as telling as the same town."""
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
class Record:
    """What judgements are held against: accounts as coded and as judged, and the incidents made of them."""

    ruled: Ruled
    coded: Mapping[str, Account]
    documents: Mapping[str, Document]
    incidents: Sequence[Incident]

    def case(self, account_id: str) -> Case:
        """An account, as judged, prepared for comparison."""
        account = judged(self.coded[account_id], self.ruled.rulings)
        return case_of(account, self.documents[account.document_id])


def doubts(log: Iterable[Judgement], record: Record) -> tuple[Doubt, ...]:
    """Every doubt about a judgement in force, in the order of the judgements."""
    log = list(log)
    by_id = {judgement.id: judgement for judgement in log}
    overruled = {told.judgement: told.by for told in record.ruled.overruled}
    holder = {id_: incident for incident in record.incidents for id_ in incident.account_ids}
    edits = _edits(record)
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
        found += _dangling(judgement, record)
        found += _against(judgement, record, holder, edits)
    return tuple(found)


def _dangling(judgement: Judgement, record: Record) -> Iterator[Doubt]:
    named = (*judgement.accounts, *judgement.others)
    gone = tuple(account for account in named if account not in record.coded)
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
    record: Record,
    holder: Mapping[str, Incident],
    edits: Mapping[str, tuple[Incident, str | None]],
) -> Iterator[Doubt]:
    match judgement.kind, judgement.level:
        case "split", _:
            yield from _links_across(judgement, record, holder)
        case "merge", _:
            yield from _told_apart_within(judgement, record, holder)
        case "edit", "account":
            yield from _read_anew(judgement, record)
        case "edit", _:
            yield from _other_values(judgement, record, edits)
        case "accept" | "reject", "incident":
            yield from _grown(judgement, holder)


def _edits(record: Record) -> dict[str, tuple[Incident, str | None]]:
    """Edit of an incident -> the incident that it now sets, and the newer edit of the field that hides it."""
    by_id = {incident.id: incident for incident in record.incidents}
    found: dict[str, tuple[Incident, str | None]] = {}
    for incident_id, edits in edits_of(record.incidents, record.ruled.rulings).items():
        for place, edit in enumerate(edits):
            hiding = next(
                (
                    other.judgement
                    for other in edits[place + 1 :]
                    if other.field == edit.field
                    and other.values != edit.values
                    and (other.by != edit.by or set(other.accounts).isdisjoint(edit.accounts))
                ),
                None,
            )
            found[edit.judgement] = by_id[incident_id], hiding
    return found


def _links_across(judgement: Judgement, record: Record, holder: Mapping[str, Incident]) -> Iterator[Doubt]:
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
                    if why := _near_certain(record.case(one), record.case(other)):
                        new = tuple(account for account in (one, other) if account not in known)
                        yield Doubt(
                            judgement=judgement.id,
                            kind="new evidence",
                            text=f"accounts that came later link what it keeps apart: {why}",
                            accounts=new,
                        )
                        return


def _near_certain(a: Case, b: Case) -> str:
    """What makes one incident of the two near certain, in words; "" where it is not."""
    if log_odds(a, b) < NEAR_CERTAIN:
        return ""
    return ", ".join(feature.name for feature in evidence_for(a, b) if feature.points > 0)


def _told_apart_within(
    judgement: Judgement, record: Record, holder: Mapping[str, Incident]
) -> Iterator[Doubt]:
    """A document that came after a merge and itself tells two events of what is merged."""
    known = {*judgement.accounts, *judgement.others}
    for incident in _holders((*judgement.accounts, *judgement.others), holder):
        by_document: dict[str, list[str]] = {}
        for account in incident.account_ids:
            by_document.setdefault(record.coded[account].document_id, []).append(account)
        for document, told in by_document.items():
            for at, one in enumerate(told):
                for other in told[at + 1 :]:
                    new = tuple(account for account in (one, other) if account not in known)
                    if new and told_apart(record.case(one), record.case(other)):
                        yield Doubt(
                            judgement=judgement.id,
                            kind="new evidence",
                            text=f"document {document}, which came later, tells of two events",
                            accounts=new,
                        )
                        return


def _read_anew(judgement: Judgement, record: Record) -> Iterator[Doubt]:
    """A newer coder that reads neither what was coded then nor what the person set."""
    account = record.coded.get(judgement.subject)
    if account is None:
        return
    now = values_in(account, judgement.field)
    if now and now != judgement.was and disagree(judgement.field, judgement.values, now):
        yield Doubt(
            judgement=judgement.id,
            kind="new evidence",
            text=f"a newer coder reads another {judgement.field} than was corrected: {_text(now)}",
            accounts=(account.id,),
        )


def _other_values(
    judgement: Judgement, record: Record, edits: Mapping[str, tuple[Incident, str | None]]
) -> Iterator[Doubt]:
    """Accounts that came after an edit of their incident and tell something else."""
    if judgement.id not in edits:
        return
    incident, hidden_by = edits[judgement.id]
    if hidden_by is not None:
        yield Doubt(
            judgement=judgement.id,
            kind="contradicted",
            text=f"a newer edit sets {judgement.field} of the same incident otherwise: {hidden_by}",
        )
    told: dict[str, tuple[Value, ...]] = {}
    for id_ in incident.account_ids:
        if id_ not in judgement.accounts:
            values = values_in(judged(record.coded[id_], record.ruled.rulings), judgement.field)
            if values and disagree(judgement.field, judgement.values, values):
                told[id_] = values
    if told:
        texts = "; ".join(list(dict.fromkeys(_text(values) for values in told.values()))[:LISTED])
        yield Doubt(
            judgement=judgement.id,
            kind="new evidence",
            text=f"accounts that came later tell another {judgement.field}: {texts}",
            accounts=tuple(told),
        )


def _grown(judgement: Judgement, holder: Mapping[str, Incident]) -> Iterator[Doubt]:
    for incident in _holders(judgement.accounts, holder):
        new = tuple(account for account in incident.account_ids if account not in judgement.accounts)
        if new:
            done = "accepted" if judgement.kind == "accept" else "discounted"
            yield Doubt(
                judgement=judgement.id,
                kind="grown",
                text=f"incident {incident.id} was {done} before {len(new)} of its accounts came",
                accounts=new,
            )


def _holders(accounts: Iterable[str], holder: Mapping[str, Incident]) -> list[Incident]:
    """The incidents that hold any of ``accounts``, each once."""
    return list({holder[id_].id: holder[id_] for id_ in accounts if id_ in holder}.values())


def values_in(account: Account, field: str) -> tuple[Value, ...]:
    """What an account says in a field that can be edited."""
    if field.startswith(ACTORS):
        return account.actors_as(Role(field.removeprefix(ACTORS)))
    return tuple(assertion.value for assertion in account.of(field))[:1]


def _text(values: Sequence[Value]) -> str:
    return ", ".join(_words(value) for value in values)


def _words(value: Value) -> str:
    if isinstance(value, ActorRef):
        return value.name or value.text or actor_key(value)
    return getattr(value, "text", None) or getattr(value, "value", None) or getattr(value, "by", "") or "none"
