"""Invented documents, accounts and incidents that the export tests share."""

from __future__ import annotations

from dateline.codec import document_record, incident_record, to_record
from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Attribution,
    Basis,
    Casualty,
    Claim,
    Count,
    DateInterval,
    DatePrecision,
    Document,
    Grade,
    Incident,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    SideCount,
    Span,
    SpeakerKind,
    Status,
    Value,
)

COLUMN_SAYS = (Attribution(speaker="the Sable Column", kind=SpeakerKind.CLAIMANT, actor_id="sable-column"),)
MEDICS_SAY = (Attribution(speaker="medics", kind=SpeakerKind.MEDIC),)
HARBOUR = Document(
    parts={
        "title": "Sable Column claims attack in Orrin",
        "outlet": "Harbour Post",
        "origin": "Harbour Post",
        "published": "2031-03-04",
        "language": "en",
        "url": "https://harbour.example/orrin",
        "dateline": "PELL, Tamsia",
        "body": (
            "PELL, Tamsia - The Sable Column said on Tuesday that its fighters had carried out an attack in "
            "Orrin that killed two soldiers.\n\nMedics in the town counted three dead. Col. A. Hart of the "
            "Tamsian army gave no figure."
        ),
    },
    raw_hash="b2:00",
    source_name="orrin.txt",
    media_type="text/plain",
)
COAST = Document(
    parts={
        "title": "Blast on the Orrin road",
        "outlet": "Coast Wire",
        "origin": "Coast Wire",
        "published": "2031-03-05",
        "url": "javascript:alert(1)",
        "body": "At least five people were killed in Orrin on Tuesday, the governor said.",
    }
)


def tell(document: Document, account_id: str) -> Teller:
    """A builder of assertions on one account of ``document``."""
    return Teller(document, account_id)


class Teller:
    """Collects assertions whose spans are found by their words."""

    def __init__(self, document: Document, account_id: str) -> None:
        self.document = document
        self.account_id = account_id
        self.assertions: list[Assertion] = []

    def says(
        self,
        field: str,
        value: Value,
        *words: str,
        part: str = "body",
        by: tuple[Attribution, ...] = (),
        confidence: float = 0.8,
    ) -> Teller:
        self.assertions.append(
            Assertion(
                document_id=self.document.id,
                account_id=self.account_id,
                field=field,
                value=value,
                spans=tuple(self.find(text, part) for text in words),
                attribution=by,
                method="rules@1",
                confidence=confidence,
            )
        )
        return self

    def find(self, words: str, part: str) -> Span:
        start = self.document.parts[part].index(words)
        return self.document.span(start, start + len(words), part)

    def account(self) -> Account:
        return Account(id=self.account_id, document_id=self.document.id, assertions=tuple(self.assertions))


ORRIN = PlaceRef(
    text="Orrin",
    name="Orrin",
    geonameid=17,
    country="TM",
    admin1="Tamsa",
    latitude=-35.95,
    longitude=39.01,
    precision=PlacePrecision.TOWN,
)
TUESDAY = DateInterval(
    start="2031-03-04", end="2031-03-04", precision=DatePrecision.DAY, basis=Basis.TEXT, text="Tuesday"
)
CLAIMED = (
    tell(HARBOUR, "b2:a1")
    .says("event_type", Label(value="armed_attack"), "attack in", confidence=0.83)
    .says("status", Label(value="claimed"), "said", by=COLUMN_SAYS)
    .says("date", TUESDAY, "on Tuesday")
    .says("place", ORRIN, "Orrin", by=COLUMN_SAYS)
    .says(
        "actor", ActorRef(role=Role.PERPETRATOR, text="Sable Column", actor_id="sable-column"), "Sable Column"
    )
    .says("actor", ActorRef(role=Role.VICTIM, text="two soldiers"), "two soldiers")
    .says(
        "casualties.killed",
        Count(low=2, high=2, text="two", sides=(SideCount(low=2, high=2, of="soldiers"),)),
        "two",
        by=COLUMN_SAYS,
    )
    .says("casualties.killed", Count(low=3, high=3, text="three"), "three dead", by=MEDICS_SAY)
    .says("claim", Claim(by="sable-column"), "said on Tuesday", part="body")
    .says("claim", Claim(by="sable-column", mode="statement"), "claims attack", part="title")
    .account()
)
REPORTED = (
    tell(COAST, "b2:a2")
    .says("event_type", Label(value="armed_attack"), "killed")
    .says("status", Label(value="occurred"), "were killed")
    .says("date", TUESDAY, "Tuesday")
    .says("place", PlaceRef(text="Orrin"), "Orrin")
    .says("casualties.killed", Count(low=5, high=None, text="At least five"), "At least five")
    .account()
)
INCIDENT = Incident(
    id="b2:i1",
    account_ids=(CLAIMED.id, REPORTED.id),
    best=CLAIMED.id,
    event_type="armed_attack",
    status=Status.OCCURRED,
    grade=Grade.FAIR,
    grade_reason="two independent origins",
    date=TUESDAY,
    place=ORRIN,
    actors=CLAIMED.actors,
    casualties={Casualty.KILLED.value: (2, 5, None)},
    claimed_by=("sable-column",),
    origins=("Harbour Post", "Coast Wire"),
    outlets=("Harbour Post", "Coast Wire"),
    document_ids=(HARBOUR.id, COAST.id),
)
DOCUMENTS = {document.id: document for document in (HARBOUR, COAST)}
DOCUMENT_RECORDS = {document.id: document_record(document) for document in (HARBOUR, COAST)}
CLAIMED_RECORD = to_record(CLAIMED, HARBOUR, INCIDENT.id)
REPORTED_RECORD = to_record(REPORTED, COAST, INCIDENT.id)
INCIDENT_RECORD = incident_record(INCIDENT, (CLAIMED, REPORTED), DOCUMENTS)
