"""The history of one actor out of a record: what is said about it, what it did, what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from dateline.codec.actor_shapes import DossierLineRecord, DossierRecord, Section
from dateline.codec.actors import party_record
from dateline.codec.shapes import SCHEMA_VERSION, DateRecord
from dateline.codec.values import attribution_record, plain_value
from dateline.export.excerpt import sentence_around
from dateline.export.history import Change, told_in_time
from dateline.model import (
    BODY,
    Account,
    ActorAssertion,
    ActorFact,
    ActorRef,
    Casualty,
    DateInterval,
    Document,
    Incident,
    Party,
    Role,
    Span,
    Status,
)
from dateline.text.blocks import blocks

__all__ = ["Asked", "Told", "dossier"]

_SECTIONS: Mapping[ActorFact, Section] = {
    ActorFact.ALIAS: "name",
    ActorFact.ROLE: "role",
    ActorFact.AFFILIATION: "tie",
    ActorFact.BRANCH: "tie",
    ActorFact.MEMBERSHIP: "membership",
    ActorFact.LEADERSHIP: "leadership",
    ActorFact.STANCE: "stance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose dossier it is. ``names`` tells whether words name the same actor."""

    party: Party
    kind: str | None = None
    countries: tuple[str, ...] = ()
    names: Callable[[str], bool] = field(default=lambda _text: False)

    def is_it(self, actor_id: str | None, text: str) -> bool:
        """Whether a party of the record is this actor: by its id; where neither has one, by its words."""
        if self.party.actor_id is not None or actor_id is not None:
            return actor_id == self.party.actor_id
        return text.casefold() == self.party.text.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a store holds: the material of every dossier."""

    assertions: tuple[ActorAssertion, ...]
    incidents: tuple[Incident, ...]
    accounts: Mapping[str, Account]
    documents: Mapping[str, Document]


def dossier(asked: Asked, told: Told) -> DossierRecord:
    """Every line about the actor in order of time, those without a date last."""
    about = [a for a in told.assertions if _concerns(a, asked)]
    lines = [_assertion_line(change, told) for change in told_in_time(about, told.documents)]
    lines.extend(line for incident in told.incidents for line in _incident_lines(incident, asked, told))
    order = get_args(Section)
    lines.sort(key=lambda line: (_when(line), order.index(line["section"]), line["record_id"]))
    return {
        "actor": party_record(asked.party),
        "actor_kind": asked.kind,
        "countries": list(asked.countries),
        "lines": lines,
        "machine": True,
        "schema_version": SCHEMA_VERSION,
    }


def _concerns(assertion: ActorAssertion, asked: Asked) -> bool:
    parties = (assertion.subject, assertion.object)
    return any(p is not None and asked.is_it(p.actor_id, p.text) for p in parties)


def _when(line: DossierLineRecord) -> str:
    date = line["date"]
    return (date["start"] if date else None) or line["published"] or "9999"


def _assertion_line(change: Change, told: Told) -> DossierLineRecord:
    assertion = change.assertion
    line = _line(
        _SECTIONS[assertion.kind],
        _assertion_text(assertion),
        told.documents[assertion.document_id],
        assertion.spans,
    )
    line["date"] = _date(assertion.date)
    line["status"] = assertion.status
    line["attribution"] = attribution_record(assertion.attribution)
    line["record_id"] = assertion.id
    line["documents"] = len(change.documents)
    line["changed"] = None if change.earlier is None else f"earlier: {_earlier(change.earlier)}"
    if change.earlier is None and assertion.relation in _TELLS_A_CHANGE:
        line["changed"] = "the text itself tells a change"
    return line


_TELLS_A_CHANGE = frozenset({
    "formerly known as", "renamed", "joined", "left", "expelled from", "defected from", "succeeded",
    "appointed", "elected", "resigned", "removed", "killed", "died", "captured",
})  # fmt: skip


def _earlier(assertion: ActorAssertion) -> str:
    date = assertion.date
    return f"{_assertion_text(assertion)} ({date.start if date and date.start else 'no date'})"


def _assertion_text(assertion: ActorAssertion) -> str:
    who, other = _shown(assertion.subject), _shown(assertion.object) if assertion.object else ""
    if assertion.kind is ActorFact.ALIAS and assertion.object is not None:
        return f"{who} {assertion.relation} {assertion.object.text}"
    of = f" of {other}" if other else ""
    title = f"{assertion.title}{of}" if assertion.title else f"{assertion.relation}{of}"
    if assertion.kind is ActorFact.ROLE:
        return f"{who}: {'former ' if assertion.ended else ''}{title}"
    if assertion.relation == "succeeded":
        return f"{who} succeeded {other}" + (f" as {assertion.title}" if assertion.title else "")
    if assertion.kind is ActorFact.LEADERSHIP:
        return f"{who} {assertion.relation}" + (f" ({title})" if assertion.title or of else "")
    joint = ": " if assertion.relation in {"member of", "branch of", "offshoot of", "proxy of"} else " "
    former = "formerly " if assertion.ended else ""
    return f"{who}{joint}{former}{assertion.relation} {other}".rstrip()


def _shown(party: Party) -> str:
    return party.name or party.text


def _incident_lines(incident: Incident, asked: Asked, told: Told) -> Iterator[DossierLineRecord]:
    """One line for each part that the actor plays, from the account that tells the part best."""
    order = sorted(incident.account_ids, key=lambda id_: id_ != incident.best)
    accounts = [told.accounts[id_] for id_ in order if id_ in told.accounts]
    parts: dict[Section, Account] = {}
    for account in accounts:
        for section in _parts(account, asked):
            parts.setdefault(section, account)
    if "done" in parts:
        parts.pop("suffered", None)
    for section, account in parts.items():
        spans = account.of("event_type")[0].spans
        text = _incident_text(incident, account, section)
        line = _line(section, text, told.documents[account.document_id], spans)
        line["date"] = _date(account.date if incident.date is None else incident.date)
        line["status"] = account.status
        line["attribution"] = attribution_record(account.attribution)
        line["record_id"] = incident.id
        line["documents"] = len(incident.document_ids)
        yield line


def _parts(account: Account, asked: Asked) -> Iterator[Section]:
    speech = account.statement
    for ref in account.actors:
        if asked.is_it(ref.actor_id, ref.text):
            if ref.role is Role.SPEAKER:
                yield "said"
            elif speech is not None:
                yield "heard"
            elif ref.role in {Role.TARGET, Role.VICTIM}:
                yield "suffered"
            else:
                yield "done"
    if speech is not None and speech.organisation and asked.names(speech.organisation):
        yield "said"
    if account.claim is not None and account.claim.by in {asked.party.actor_id, asked.party.text}:
        yield "done"


_OTHERS: Mapping[Section, tuple[str, tuple[Role, ...]]] = {
    "done": ("against", (Role.TARGET, Role.VICTIM)),
    "suffered": ("by", (Role.PERPETRATOR,)),
    "said": ("to or against", (Role.ADDRESSEE, Role.TARGET)),
    "heard": ("by", (Role.SPEAKER,)),
}


def _incident_text(incident: Incident, account: Account, section: Section) -> str:
    """ "bombing in Tolm, against two soldiers, killed 2-3"."""
    words = [account.event_type.replace("_", " ")]
    place = incident.place
    if place is not None and account.statement is None:
        words[0] += f" in {place.name or place.text}"
    label, roles = _OTHERS[section]
    others = [_name(ref) for ref in account.actors_as(*roles)]
    if others:
        words.append(f"{label} {', '.join(dict.fromkeys(others))}")
    bounds = incident.casualties.get(Casualty.KILLED.value)
    if bounds is not None and account.statement is None:
        figures = [str(n) for n in dict.fromkeys((bounds[0], bounds[2])) if n is not None]
        words += [f"killed {'-'.join(figures)}"] if figures else []
    if account.claim is not None and section == "done":
        words.append("claimed")
    return ", ".join(words)


def _name(ref: ActorRef) -> str:
    return ref.text if ref.name is None or ref.name == ref.text else f"{ref.text} = {ref.name}"


def _line(section: Section, text: str, document: Document, spans: Iterable[Span]) -> DossierLineRecord:
    """A line with its first words' sentence; the caller fills in what it says."""
    body = [span for span in spans if span.part == BODY]
    low, high = _sentence(document.body, body[0]) if body else (0, 0)
    return {
        "section": section,
        "text": text,
        "date": None,
        "status": Status.OCCURRED,
        "sentence": document.body[low:high],
        "evidence": [(span.start, span.end) for span in body],
        "document_id": document.id,
        "source": document.outlet or document.title or document.source_name,
        "published": document.published or None,
        "attribution": [],
        "record_id": "",
        "documents": 1,
        "changed": None,
    }


def _sentence(text: str, words: Span) -> tuple[int, int]:
    """The sentence around ``words``, within their own block: an item of a digest has a heading above it."""
    low, high = sentence_around(text, words.start, words.end)
    for block in blocks(text):
        if block.start <= words.start < block.end:
            return max(low, block.start), max(words.end, min(high, block.end))
    return low, high


def _date(date: DateInterval | None) -> DateRecord | None:
    return None if date is None else cast(DateRecord, plain_value(date))
