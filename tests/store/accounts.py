"""Small documents and accounts for the tests of store, resolve and cli."""

from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Attribution,
    Basis,
    Claim,
    Count,
    DateInterval,
    DatePrecision,
    Document,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    SpeakerKind,
    Statement,
    Status,
    Value,
    content_id,
)

RAVA = PlaceRef(
    text="Rava", name="Rava", geonameid=11, country="XA", admin1="North", latitude=10.0, longitude=20.0,
    precision=PlacePrecision.TOWN,
)  # fmt: skip
TOLM = PlaceRef(
    text="Tolm", name="Tolm", geonameid=12, country="XA", admin1="South", latitude=14.0, longitude=22.0,
    precision=PlacePrecision.TOWN,
)  # fmt: skip


def document(body: str, *, outlet: str = "Outlet A", published: str = "2026-03-10", **parts: str) -> Document:
    return Document(
        {"body": body, "outlet": outlet, "published": published, **parts},
        raw_hash=content_id(body),
        source_name=f"{outlet}.txt",
        media_type="text/plain",
    )


def day(iso: str, basis: Basis = Basis.TEXT) -> DateInterval:
    return DateInterval(start=iso, end=iso, precision=DatePrecision.DAY, basis=basis, text=iso)


def killed(low: int | None, high: int | None = None) -> Count:
    return Count(low=low, high=high, text=str(low))


def by(text: str, actor_id: str | None = None, role: Role = Role.PERPETRATOR) -> ActorRef:
    return ActorRef(role=role, text=text, actor_id=actor_id, name=None)


def account(
    told_by: Document,
    words: str = "",
    *,
    event_type: str = "bombing",
    status: Status = Status.OCCURRED,
    date: DateInterval | None = None,
    place: PlaceRef | None = None,
    actors: tuple[ActorRef, ...] = (),
    dead: Count | None = None,
    claim: str = "",
    count: Count | None = None,
    speaker: str = "",
    background: bool = False,
    kind: SpeakerKind = SpeakerKind.OUTLET,
    method: str = "rules@1",
) -> Account:
    """An account whose every assertion rests on ``words`` (default: the whole body)."""
    start = told_by.body.index(words) if words else 0
    span = told_by.span(start, start + len(words or told_by.body))
    account_id = content_id([told_by.id, span.start, span.end, event_type, status.value, speaker])
    values: list[tuple[str, Value | None]] = [
        ("event_type", Label(value=event_type)),
        ("status", Label(value=status.value)),
        ("count", count),
        ("date", date),
        ("place", place),
        *(("actor", actor) for actor in actors),
        ("casualties.killed", dead),
        ("claim", Claim(by=claim) if claim else None),
        ("statement", Statement(speaker=speaker) if speaker else None),
        ("background", Label(value="true") if background else None),
    ]
    return Account(
        account_id,
        told_by.id,
        tuple(
            Assertion(
                document_id=told_by.id,
                account_id=account_id,
                field=field,
                value=value,
                spans=(span,),
                attribution=(Attribution(speaker="someone", kind=kind),) if field == "status" else (),
                method=method,
                confidence=0.8,
            )
            for field, value in values
            if value is not None
        ),
    )
