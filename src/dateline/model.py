"""The records of Dateline and nothing else: what a document, span, assertion, account and incident are.

Imports nothing of ours but :mod:`dateline.errors`. Records are frozen; inside the library they are
trusted. Outside data becomes a record only through :mod:`dateline.codec`.

The atom is the :class:`Assertion`: *document D, at spans S, says that field F of account A has value V,
on the word of speakers W*. An :class:`Account` is a bundle of assertions of one document about one event
and answers typed questions about them; an :class:`Incident` is a view computed from accounts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from dateline.errors import SpanError

__all__ = [
    "BODY",
    "Account",
    "ActorAssertion",
    "ActorFact",
    "ActorRef",
    "Assertion",
    "Attribution",
    "Basis",
    "Casualty",
    "Change",
    "Claim",
    "Coding",
    "Count",
    "DateInterval",
    "DatePrecision",
    "DateTold",
    "Document",
    "Doer",
    "Figure",
    "Grade",
    "Incident",
    "Judgement",
    "Label",
    "OriginGroup",
    "OriginMember",
    "OriginWhy",
    "Party",
    "PlacePrecision",
    "PlaceRef",
    "PlaceTold",
    "Rejection",
    "Relation",
    "RelationKind",
    "Role",
    "Saying",
    "SayingKind",
    "SideCount",
    "Span",
    "SpeakerKind",
    "Statement",
    "Status",
    "Step",
    "Value",
    "Verdict",
    "content_id",
]

BODY = "body"
"""Name of the part that holds the article text; exchange-record offsets are into it."""


class Status(StrEnum):
    """What kind of fact an account is (see the codebook page on status)."""

    OCCURRED = "occurred"
    CLAIMED = "claimed"
    ALLEGED = "alleged"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class SpeakerKind(StrEnum):
    """Who vouches for an account."""

    CLAIMANT = "claimant"
    OFFICIAL = "official"
    MILITARY = "military"
    WITNESS = "witness"
    MEDIC = "medic"
    MONITOR = "monitor"
    ANALYST = "analyst"
    LOCAL_SOURCE = "local source"
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"
    DOCUMENT = "document"


class Role(StrEnum):
    """The part an actor plays in an event."""

    PERPETRATOR = "perpetrator"
    TARGET = "target"
    VICTIM = "victim"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    PARTICIPANT = "participant"


class ActorFact(StrEnum):
    """What kind of thing a text says about an actor; ``relation`` of the assertion says which exactly."""

    ALIAS = "alias"
    ROLE = "role"
    AFFILIATION = "affiliation"
    BRANCH = "branch"
    MEMBERSHIP = "membership"
    LEADERSHIP = "leadership"
    STANCE = "stance"


class Casualty(StrEnum):
    """Kinds of counted harm. ``killed_or_injured`` is a joint figure that must stay joint;
    ``perpetrators_killed`` keeps the attackers' own dead apart."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    KILLED_OR_INJURED = "killed_or_injured"
    PERPETRATORS_KILLED = "perpetrators_killed"


class PlacePrecision(StrEnum):
    """How exactly a place is known. ``unknown`` means the words were not resolved."""

    EXACT = "exact"
    NEAR = "near"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"
    UNKNOWN = "unknown"


class DatePrecision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    DAYS = "2-6 days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a date comes from; ``publication`` is never passed off as the event's own date."""

    TEXT = "text"
    EVENT = "event"
    DATELINE = "dateline"
    PUBLICATION = "publication"


class Grade(StrEnum):
    """How well supported an incident is."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class SayingKind(StrEnum):
    """In what way an account names somebody as the doer."""

    TOLD = "told"
    CLAIMED = "claimed"
    ACCUSED = "accused"
    DENIED = "denied"


class OriginWhy(StrEnum):
    """Why a document goes back to its origin."""

    OWN = "own"
    """It credits nobody, and no older document is copied."""
    CREDIT = "credit"
    QUOTES = "quotes"
    """Every account of the incident in it is on the word of another outlet."""
    COPY = "copy"


class RelationKind(StrEnum):
    """What ties two incidents that are not one: what the follow-up is to the event it is about.

    An ``aggregate`` ("five attacks this month") is the follow-up of each event that it counts, and what was
    threatened is the event that ``threat_carried_out`` follows.
    """

    ARREST = "arrest"
    TRIAL = "trial"
    CLAIM = "claim"
    DENIAL = "denial"
    ACCUSATION = "accusation"
    CONDEMNATION = "condemnation"
    PROTEST = "protest"
    FUNERAL = "funeral"
    RETALIATION = "retaliation"
    SANCTION = "sanction"
    AGGREGATE = "aggregate"
    THREAT_CARRIED_OUT = "threat_carried_out"


class Verdict(StrEnum):
    """What a judgement decides."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    UNSURE = "unsure"
    UNDO = "undo"


def content_id(content: object) -> str:
    """Hash of the canonical JSON of ``content`` with its algorithm as prefix (``b2:``).

    >>> content_id({"b": 1, "a": 2}) == content_id({"a": 2, "b": 1})
    True
    """
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "b2:" + hashlib.blake2b(canonical.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open character range ``[start, end)`` in a named part of a document; ``quote`` is its text."""

    part: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not (0 <= self.start < self.end and len(self.quote) == self.end - self.start):
            raise SpanError(
                f"span {self.part}[{self.start}:{self.end}] does not fit its quote {self.quote!r}; "
                "spans are non-empty and half-open"
            )


@dataclass(frozen=True)
class Document:
    """One article: immutable normalised text and what is known about it.

    ``parts`` maps part name to text: ``title``, ``byline``, ``dateline``, ``body``, and one per metadata
    field that a value may rest on (``published``, ``outlet``, ``origin``, ``url``, ``language``). The
    dateline is also the first words of the body, so that body offsets cover the whole article.
    """

    parts: Mapping[str, str]
    raw_hash: str = ""
    """``b2:`` hash of the bytes as read; finds what normalisation stripped."""
    source_name: str = ""
    """File name or address as given; not part of the identity."""
    media_type: str = ""

    @cached_property
    def id(self) -> str:
        """Hash of every part: the same article with the same metadata has the same id everywhere."""
        return content_id({name: text for name, text in self.parts.items() if text})

    @property
    def title(self) -> str:
        """Headline, or ``""``."""
        return self.parts.get("title", "")

    @property
    def body(self) -> str:
        """Normalised article text; exchange-record offsets are into it."""
        return self.parts.get(BODY, "")

    @property
    def dateline(self) -> str:
        """The words before the dash of a news dateline (a prefix of the body), or ``""``."""
        return self.parts.get("dateline", "")

    @property
    def outlet(self) -> str:
        """Who published it, or ``""``."""
        return self.parts.get("outlet", "")

    @property
    def origin(self) -> str:
        """Wire or newsroom that first wrote the copy, or ``""`` when not told."""
        return self.parts.get("origin", "")

    @property
    def url(self) -> str:
        """Address, or ``""``."""
        return self.parts.get("url", "")

    @property
    def published(self) -> str:
        """ISO date or datetime of publication, or ``""`` when unknown."""
        return self.parts.get("published", "")

    @property
    def language(self) -> str:
        """ISO 639-1 code, or ``""``."""
        return self.parts.get("language", "")

    def span(self, start: int, end: int, part: str = BODY) -> Span:
        """The span ``part[start:end]``, checked.

        Raises:
            SpanError: the range is empty or outside the part.
        """
        text = self.parts.get(part, "")
        if end > len(text):
            raise SpanError(f"span {part}[{start}:{end}] ends after the {len(text)} characters of {part}")
        return Span(part=part, start=start, end=end, quote=text[start:end])

    def holds(self, span: Span) -> bool:
        """Whether ``span`` really is in this document."""
        return self.parts.get(span.part, "")[span.start : span.end] == span.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of the chain of who says so, nearest speaker first."""

    speaker: str
    kind: SpeakerKind
    actor_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A plain coded value: an event type, a status, a weapon, or a flag such as ``background``."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCount:
    """A count for one side or group of people, as worded ("five Armed Forces personnel")."""

    low: int | None
    high: int | None
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as told: ``low``..``high``; ``None`` is unknown or unbounded, never 0.

    ``ambiguous`` marks a reading that the words leave open ("one casualty and one injury").
    """

    low: int | None
    high: int | None
    text: str
    ambiguous: bool = False
    sides: tuple[SideCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """When: ISO days ``start``..``end`` (both inclusive), ``None`` when the words could not be anchored."""

    start: str | None
    end: str | None
    precision: DatePrecision
    basis: Basis
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """Where: the words as written, and the gazetteer entry they resolve to, if any.

    ``latitude``/``longitude`` are WGS84 degrees of the entry, ``None`` where the entry is a country or a
    region too large for a point, or where nothing was resolved.
    """

    text: str
    name: str | None = None
    geonameid: int | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """Who: the words as written, the role played, and the registry actor they resolve to, if any."""

    role: Role
    text: str
    actor_id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of responsibility: by whom (registry id, or the words if unknown), through what channel."""

    by: str
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The speech act of a statement account."""

    speaker: str | None = None
    organisation: str | None = None
    medium: str | None = None
    addressee: str | None = None


Value = Label | Count | DateInterval | PlaceRef | ActorRef | Claim | Statement
"""What an assertion may assert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """The atom. ``field`` is one of ``event_type``, ``status``, ``count``, ``date``, ``place``, ``actor``,
    ``casualties.<Casualty>``, ``weapon``, ``claim``, ``statement``, ``background``.

    Raises:
        SpanError: it rests on no span. An assertion without a span cannot exist.
    """

    document_id: str
    account_id: str
    field: str
    value: Value
    spans: tuple[Span, ...]
    attribution: tuple[Attribution, ...] = ()
    method: str
    """``name@version`` of what made it, or ``person:<name>``."""
    confidence: float | None = None
    """The probability that a person who codes the text would give this value; ``None`` where that was never
    measured. Of the event type: that there is such an event and it is of this type; of any other field: that
    the value is right if there is such an event."""

    def __post_init__(self) -> None:
        if not self.spans:
            raise SpanError(f"assertion of {self.field} on account {self.account_id} rests on no span")

    @property
    def id(self) -> str:
        """Content hash over everything but the confidence."""
        return content_id(
            [
                self.document_id,
                self.account_id,
                self.field,
                _plain(self.value),
                [[s.part, s.start, s.end] for s in self.spans],
                [[a.speaker, a.kind.value, a.actor_id] for a in self.attribution],
                self.method,
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or group that a text speaks of: the words that name it, and the registry actor, if any.

    Of a pronoun or a description ("the group") ``text`` is the name that it stands for.
    """

    text: str
    actor_id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAssertion:
    """What one document says about an actor: *SUBJECT is/did RELATION (as TITLE) of/with OBJECT*.

    ``relation`` is one of the closed list of its kind (``formerly known as``, ``spokesperson``, ``branch
    of``, ``joined``, ``succeeded``, ``supports``, ...); an office has its holder as the subject and what it
    is an office of as the object. ``ended`` marks what the words say no longer holds ("former"). ``date`` is
    when it came about, or when it is told to hold; with basis ``publication`` only the day of the report.

    Raises:
        SpanError: it rests on no span.
    """

    document_id: str
    kind: ActorFact
    relation: str
    subject: Party
    object: Party | None = None
    title: str | None = None
    """The office in the words of the text ("chief military spokesman")."""
    status: Status = Status.OCCURRED
    ended: bool = False
    date: DateInterval | None = None
    spans: tuple[Span, ...]
    """First the words that tell it, then those of subject, object and date."""
    attribution: tuple[Attribution, ...] = ()
    method: str
    confidence: float | None = None
    """As of an :class:`Assertion`; ``None``: never measured."""

    def __post_init__(self) -> None:
        if not self.spans:
            raise SpanError(f"assertion of {self.relation} about {self.subject.text!r} rests on no span")

    @property
    def id(self) -> str:
        """Content hash over everything but the confidence."""
        parties = [[p.text, p.actor_id] if p else None for p in (self.subject, self.object)]
        return content_id(
            [
                self.document_id,
                [self.kind.value, self.relation, self.title, self.status.value, self.ended],
                parties,
                None if self.date is None else _plain(self.date),
                [[s.part, s.start, s.end] for s in self.spans],
                [[a.speaker, a.kind.value, a.actor_id] for a in self.attribution],
                self.method,
            ]
        )


@dataclass(frozen=True)
class Account:
    """What one document says about one event: a bundle of assertions, in order of assertion.

    ``id`` is a hash of the document and the words that first tell the event, so that a newer coder that
    reads the same event gives the same id. The typed properties are views of ``assertions``.
    """

    id: str
    document_id: str
    assertions: tuple[Assertion, ...]
    _by_field: Mapping[str, tuple[Assertion, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Assertion]] = {}
        for assertion in self.assertions:
            grouped.setdefault(assertion.field, []).append(assertion)
        object.__setattr__(self, "_by_field", {name: tuple(rows) for name, rows in grouped.items()})

    def of(self, field_name: str) -> tuple[Assertion, ...]:
        """The assertions of one field, first is preferred."""
        return self._by_field.get(field_name, ())

    def _first(self, field_name: str) -> Value | None:
        rows = self.of(field_name)
        return rows[0].value if rows else None

    def _label(self, field_name: str) -> str | None:
        value = self._first(field_name)
        return value.value if isinstance(value, Label) else None

    @property
    def event_type(self) -> str:
        """Native codebook id; every account has one."""
        return self._label("event_type") or ""

    @property
    def status(self) -> Status:
        """What kind of fact this is."""
        return Status(self._label("status") or Status.OCCURRED)

    @property
    def background(self) -> bool:
        """Whether the document tells it as an older event, not as its news."""
        return bool(self.of("background"))

    @property
    def count(self) -> Count | None:
        """How many events this account stands for, when the words say so; ``None`` means one."""
        value = self._first("count")
        return value if isinstance(value, Count) else None

    @property
    def date(self) -> DateInterval | None:
        """When it happened."""
        value = self._first("date")
        return value if isinstance(value, DateInterval) else None

    @property
    def place(self) -> PlaceRef | None:
        """Where it happened."""
        value = self._first("place")
        return value if isinstance(value, PlaceRef) else None

    @property
    def actors(self) -> tuple[ActorRef, ...]:
        """Everyone with a role in it, in order of assertion."""
        return tuple(a.value for a in self.of("actor") if isinstance(a.value, ActorRef))

    def actors_as(self, *roles: Role) -> tuple[ActorRef, ...]:
        """The actors that play one of ``roles``."""
        return tuple(actor for actor in self.actors if actor.role in roles)

    def casualties(self, kind: Casualty) -> Count | None:
        """Preferred count of one kind of harm, or ``None`` when the document does not say."""
        value = self._first(f"casualties.{kind.value}")
        return value if isinstance(value, Count) else None

    @property
    def weapon(self) -> str | None:
        """Weapon or means, as worded."""
        return self._label("weapon")

    @property
    def claim(self) -> Claim | None:
        """Who says "we did it"."""
        value = self._first("claim")
        return value if isinstance(value, Claim) else None

    @property
    def statement(self) -> Statement | None:
        """The speech act, for statement types."""
        value = self._first("statement")
        return value if isinstance(value, Statement) else None

    @property
    def attribution(self) -> tuple[Attribution, ...]:
        """Who vouches for the event, nearest speaker first."""
        rows = self.of("status")
        return rows[0].attribution if rows else ()

    @property
    def confidence(self) -> float | None:
        """Of the account as a whole: the probability that this event is told here and is of this type."""
        rows = self.of("event_type")
        return rows[0].confidence if rows else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that one coder found in one document, in reading order."""

    accounts: tuple[Account, ...]
    about_actors: tuple[ActorAssertion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure for one kind of harm, by one account. ``choice`` 0 is the figure that the account shows, a
    higher one a rival in the same document; the words are the assertion's."""

    account_id: str
    low: int | None
    high: int | None
    text: str
    choice: int = 0
    ambiguous: bool = False
    own_word: bool = False
    """Whether it is only the word of who claims the deed."""
    best: bool = False
    """Whether it gave the incident its best figure."""
    sides: tuple[SideCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One account's word on who did it: ``by`` is the doer (registry id or words), the attribution says who
    says so. ``mode`` is the channel of a claim."""

    kind: SayingKind
    by: str
    account_id: str
    attribution: tuple[Attribution, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Somebody whom accounts name or describe as the doer, with every account's word on it, oldest first.

    ``rival``: another one is named, and the two exclude each other. A description ("gunmen") has no rival.
    """

    text: str
    actor_id: str | None = None
    name: str | None = None
    rival: bool = False
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTold:
    """A place that accounts give, and which."""

    place: PlaceRef
    account_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTold:
    """A date that accounts give, and which."""

    date: DateInterval
    account_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginMember:
    """Why a document goes back to its origin. ``of``: the newsroom credited or quoted, or the id of the
    document copied; ``span``: the words that credit or quote it, if the document has them; ``words``: how
    many the copy shares with what it copies, in runs, where they were counted."""

    document_id: str
    why: OriginWhy
    of: str
    span: Span | None = None
    words: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """Documents that go back to one newsroom, oldest first. ``members`` tells of each why; empty where it was
    never asked."""

    name: str
    document_ids: tuple[str, ...]
    members: tuple[OriginMember, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a document newly gave (``was`` is ``None``) or changed, in words for people."""

    field: str
    was: str | None
    now: str
    account_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One document in the history of an incident; no ``changes``: it said nothing new.

    ``copy``: a document of the same origin was published before it.
    """

    document_id: str
    published: str
    """ISO day or time, ``""`` when unknown."""
    origin: str
    copy: bool
    account_ids: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A tie to another incident that is not this one. Never built without the words that tell it.

    Raises:
        SpanError: it rests on no span.
    """

    kind: RelationKind
    follows: bool
    """Whether this incident is the follow-up and the other the event it is about."""
    incident_id: str
    """The other incident."""
    account_id: str
    """The account that tells the tie; of either incident."""
    document_id: str
    spans: tuple[Span, ...]
    attribution: tuple[Attribution, ...] = ()

    def __post_init__(self) -> None:
        if not self.spans:
            raise SpanError(f"relation {self.kind} to incident {self.incident_id} rests on no span")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The event in the world: a view computed from accounts (and, later, judgements).

    ``best`` names the account whose values stand for the incident where they agree; counts give the low,
    best and high over all accounts. ``origins`` are independent newsrooms, copies counted once.
    """

    id: str
    account_ids: tuple[str, ...]
    best: str
    event_type: str
    status: Status
    grade: Grade
    grade_reason: str
    date: DateInterval | None
    place: PlaceRef | None
    actors: tuple[ActorRef, ...]
    casualties: Mapping[str, tuple[int | None, int | None, int | None]]
    """Kind -> (low, best, high)."""
    claimed_by: tuple[str, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    document_ids: tuple[str, ...]
    background: bool = False
    casualties_told: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    """Kind -> every figure in order of publication."""
    doers: tuple[Doer, ...] = ()
    """Everyone told to have done it; the best supported first."""
    denials: tuple[Saying, ...] = ()
    """Accounts that deny it; ``by`` is who is said not to have done it, ``""`` where it is denied as such."""
    date_alternatives: tuple[DateTold, ...] = ()
    """Dates that accounts give and that are not the incident's, the best supported first."""
    place_alternatives: tuple[PlaceTold, ...] = ()
    """The same of places."""
    origin_groups: tuple[OriginGroup, ...] = ()
    """The documents behind each of ``origins``."""
    timeline: tuple[Step, ...] = ()
    """How the account of it changed, one step a document; empty where one document tells it."""
    related: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A document that could not be read or coded, and why."""

    document: str
    stage: str
    reason: str
    raw_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision by a person or a method; undone by appending its reversal, never by deleting.

    ``subject`` and ``object`` are accounts (of an undo, ``subject`` is the judgement undone); of an incident
    its first one stands for it, and ``accounts`` are all that it then held.
    """

    id: str
    verdict: Verdict
    subject: str
    object: str
    by: str
    """``name@version`` of a method, or ``person:<name>``."""
    at: str
    why: str
    kind: str = "link"
    """``link``: two accounts joined by a method; else the command given: ``merge``, ``split``, ``accept``,
    ``reject``, ``edit`` or ``undo``."""
    number: int = 0
    """Place in the order in which people judged, from 1; 0: a method's."""
    level: str = ""
    """Of a person's: what was named, ``incident``, ``account`` or ``judgement``."""
    accounts: tuple[str, ...] = ()
    """What was judged: the account, the accounts that the incident then held, or those split off."""
    others: tuple[str, ...] = ()
    """Of a merge the accounts of the other incident, of a split those that were left."""
    incidents: tuple[str, ...] = ()
    """Ids that the incidents concerned then had."""
    field: str = ""
    """Of an edit."""
    values: tuple[Value, ...] = ()
    """What an edit put there; nothing where the person says that there is none."""
    was: tuple[Value, ...] = ()
    """What stood there before the edit."""
    spans: tuple[Span, ...] = ()
    """The words of the document that the person gave for an edited value, if they did."""


def _plain(value: Value) -> list[object]:
    """A value as JSON lists: its class name, then its fields in order."""

    def flat(item: object) -> object:
        if isinstance(item, tuple):
            return [flat(inner) for inner in item]
        if hasattr(item, "__dataclass_fields__"):
            return [flat(getattr(item, name)) for name in item.__dataclass_fields__]
        return item

    names: Iterable[str] = value.__dataclass_fields__
    return [type(value).__name__, *(flat(getattr(value, name)) for name in names)]
