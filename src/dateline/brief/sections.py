"""The sections of a brief, each by a rule of its own; every sentence comes out of one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dateline.brief.evidence import of_accounts
from dateline.brief.material import Material, Writer, day_of, known_days
from dateline.brief.phrases import GENERIC, actor_name, incident_text, on_whose_word, ranges_text, short_text
from dateline.brief.records import Section, Sentence
from dateline.brief.speech import Said, statement_text
from dateline.changes import country_name
from dateline.codec.shapes import AccountRecord, IncidentRecord, RangeRecord
from dateline.export import decision_text
from dateline.model import Casualty, Grade, Status

__all__ = ["sections_of"]

APART = (
    Status.CLAIMED,
    Status.ALLEGED,
    Status.ATTEMPTED,
    Status.THREATENED,
    Status.DENIED,
    Status.HYPOTHETICAL,
)
"""Statuses that have a section each, so that none is read as what occurred."""
_TITLES: Mapping[Status, tuple[str, str]] = {
    Status.CLAIMED: ("Claimed only", "Known by the word of who says that it did it, and of nobody else."),
    Status.ALLEGED: ("Alleged", "Said by one party of another, or hedged."),
    Status.ATTEMPTED: ("Attempted", "Tried and failed, or prevented."),
    Status.THREATENED: ("Threatened", "Announced, vowed or called for; not told to have happened."),
    Status.DENIED: ("Denied", "Said not to have happened, or not to have been done."),
    Status.HYPOTHETICAL: ("Held possible", "Conditional, or an assessment."),
}


def sections_of(
    material: Material, said: Mapping[str, Sequence[Said]], writer: Writer
) -> tuple[Section, ...]:
    """All sections but what changed, in their order; those with nothing to say are left out.

    ``said``: speaker -> its statements in the record, oldest first.
    """
    happened = material.happened()
    found = [*_by_place([r for r in happened if r["status"] == Status.OCCURRED], writer)]
    for status in APART:
        title, note = _TITLES[status]
        mine = [r for r in happened if r["status"] == status]
        found.append(_section(status.value, title, note, [_incident(r, writer) for r in mine]))
    found.append(
        _section(
            "claims",
            "New claims and denials of responsibility",
            "Told by a document of these days, of incidents of any day. A claim is who says “we did it”.",
            [*_claims(material, writer), *_denials(material, writer)],
        )
    )
    found.append(
        _section(
            "tolls",
            "Tolls revised",
            "A later document of these days gives another figure than the one told last before it. "
            "All stay in the record.",
            list(_revisions(material, writer)),
        )
    )
    found.append(
        _section(
            "statements",
            "Statements",
            "Who said something, through what and to whom as told, and how long after the speaker's "
            "last one in this record.",
            [writer.on(r, statement_text(r, material, said), paths=_SPEECH) for r in material.statements()],
        )
    )
    found.append(
        _section(
            "contested",
            "Contested",
            "Accounts name rival doers, or deny what others tell.",
            [
                writer.on(r, f"{short_text(r, material.labels)}: {r['grade_reason']}.")
                for r in material.records
                if r["grade"] == Grade.CONTESTED
            ],
        )
    )
    found.append(
        _section(
            "reviewed",
            "What reviewers changed",
            "Judgements of people in these days.",
            list(_judged(material, writer)),
        )
    )
    near = [r for r in material.perhaps() if _days_wide(r) <= WIDEST]
    wider = len(material.perhaps()) - len(near)
    found.append(
        _section(
            "perhaps",
            "May have happened in these days",
            "Their date is wider than the period, or reaches out of it; they count in no total."
            + (f" {wider} more are known to no less than {WIDEST} days and are left out." if wider else ""),
            [_incident(r, writer) for r in near],
        )
    )
    found.append(
        _section(
            "undated",
            "Of no known day",
            "Told by documents of these days, or read in them where the document has no date; they "
            "count in no total.",
            [
                writer.on(r, statement_text(r, material, said), paths=_SPEECH)
                if material.is_statement(r)
                else _incident(r, writer)
                for r in material.undated()
            ],
        )
    )
    return tuple(section for section in found if section.sentences)


WIDEST = 62
"""Days: two months. What is told of a year says nothing of a week."""
_SPEECH = ("event_type", "status", "statement", "actors", "date", "place")


def _section(id_: str, title: str, note: str, sentences: Sequence[Sentence | None]) -> Section:
    return Section(id=id_, title=title, note=note, sentences=tuple(s for s in sentences if s is not None))


def _by_place(records: Sequence[IncidentRecord], writer: Writer) -> Iterator[Section]:
    """A section for each country, most incidents first; what has no country last."""

    def land(record: IncidentRecord) -> str:
        return (record["place"] or {}).get("country") or ""  # type: ignore[call-overload]

    groups = {code: list(group) for code, group in groupby(sorted(records, key=land), key=land)}
    for code, group in sorted(groups.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        name = country_name(code) if code else "No country known"
        ordered = sorted(group, key=lambda r: (-(_killed(r) or 0), day_of(r), r["incident_id"]))
        yield _section(
            f"place-{code or 'none'}",
            name,
            "Told as having occurred; most killed first, by the lowest figure told.",
            [_incident(r, writer) for r in ordered],
        )


def _days_wide(record: IncidentRecord) -> int:
    days = known_days(record)
    return 0 if days is None else (dt.date.fromisoformat(days[1]) - dt.date.fromisoformat(days[0])).days + 1


def _killed(record: IncidentRecord) -> int | None:
    counts: RangeRecord | None = record["casualties"]["killed"]
    return None if counts is None else counts["low"]


def _incident(record: IncidentRecord, writer: Writer) -> Sentence:
    text = incident_text(record, writer.material.labels)
    return writer.on(record, text, range_=ranges_text(record))


def _accounts(record: IncidentRecord) -> dict[str, AccountRecord]:
    return {account["account_id"]: account for account in record["accounts"]}


def _claims(material: Material, writer: Writer) -> Iterator[Sentence | None]:
    for record in material.records:
        accounts = _accounts(record)
        for doer in record["doers"]:
            for saying in doer["sayings"]:
                account = accounts[saying["account_id"]]
                if saying["kind"] != "claimed" or not material.period.holds(material.published(account)):
                    continue
                mode = f", by {saying['mode']}" if saying["mode"] else ""
                who = actor_name(doer)
                text = (
                    f"{who} claims it{mode}: {_lowered(short_text(record, material.labels))}. "
                    f"On the word of {on_whose_word(saying['attribution'])}."
                )
                yield writer.on_accounts(record, text, [account], ("claim", "status", "event_type"))


def _denials(material: Material, writer: Writer) -> Iterator[Sentence | None]:
    for record in material.records:
        accounts = _accounts(record)
        told = set()
        for saying in record["denials"]:
            account = accounts[saying["account_id"]]
            # One account that denies for two parties is one denial.
            if account["account_id"] in told or not material.period.holds(material.published(account)):
                continue
            told.add(account["account_id"])
            mine = [s for s in record["denials"] if s["account_id"] == account["account_id"]]
            whom = ", ".join(dict.fromkeys(name for s in mine if (name := _named(s["by"], record))))
            of = f" that {whom} did it" if whom else ""
            text = (
                f"Denied{of}: {_lowered(short_text(record, material.labels))}. "
                f"On the word of {on_whose_word(saying['attribution'])}."
            )
            yield writer.on_accounts(record, text, [account], ("status", "event_type", "actors"))


def _named(by: str, record: IncidentRecord) -> str:
    """The name of who is said not to have done it; ``""`` of nobody in particular."""
    if by.startswith(GENERIC):
        return ""
    actors = (a for account in record["accounts"] for a in account["actors"])
    return next((actor_name(a) for a in actors if a["actor_id"] == by), f"“{by}”" if by else "")


def _revisions(material: Material, writer: Writer) -> Iterator[Sentence | None]:
    kinds = {kind.value for kind in Casualty}
    for record in material.records:
        accounts = _accounts(record)
        for step in record["timeline"]:
            if not material.period.holds(step["published"]):
                continue
            for change in step["changes"]:
                if change["field"] not in kinds or change["was"] is None:
                    continue
                account = accounts[change["account_id"]]
                outlet = material.documents[step["document_id"]]["outlet"] or step["origin"]
                text = (
                    f"{change['field'].replace('_', ' ').capitalize()} from {change['was']} to "
                    f"{change['now']} by {outlet} on "
                    f"{step['published'][:10]}: {_lowered(short_text(record, material.labels))}. Now "
                    f"{ranges_text(record)}."
                )
                path = f"casualties.{change['field']}"
                shown = [account, *(a for a in record["accounts"] if a is not account)]
                yield writer.on_accounts(record, text, shown, (path,))


def _judged(material: Material, writer: Writer) -> Iterator[Sentence]:

    for judgement, accounts in material.judged:
        words = tuple(
            one
            for incident, account in accounts
            for one in of_accounts(incident, [account], material.documents, ("event_type",))
        )
        if words:
            types = ", ".join(
                dict.fromkeys(material.labels.get(a["event_type"], a["event_type"]) for _, a in accounts)
            )
            many = "1 account" if len(accounts) == 1 else f"{len(accounts)} accounts"
            text = f"{decision_text(judgement).rstrip('.')}; of {many} ({types})."
            incidents = tuple(dict.fromkeys(incident for incident, _ in accounts if incident))
            yield writer.free(text[0].upper() + text[1:], words, incidents=incidents, machine=False)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
