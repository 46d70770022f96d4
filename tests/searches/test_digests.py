"""Digests: one a period, never twice, whatever breaks on the way."""

import datetime as dt
import email
import email.policy
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from dateline.errors import UsageError
from dateline.export import Filters
from dateline.judging.resolving import rebuild_incidents
from dateline.searches import InDoubt, MailSender, NotSent, Outcome, Sender, WebhookSender, send_due
from dateline.searches.digest import period_ended
from dateline.searches.names import mail_address, search_name, webhook_url
from dateline.store import Digest, DigestTarget, Store
from searches.servers import http_sink, smtp_sink
from store.accounts import RAVA, TOLM, account, day, document, killed

SECRET = b"a secret of the test"
ONE = document("A bomb killed four people in Rava on Monday.", published="2026-03-10")
TWO = document("A shelling hit Tolm on Tuesday.", published="2026-03-11")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s.db") as opened:
        for told_by, one in (
            (ONE, account(ONE, date=day("2026-03-09"), place=RAVA, dead=killed(4, 4))),
            (TWO, account(TWO, event_type="shelling", date=day("2026-03-10"), place=TOLM)),
        ):
            opened.add_accounts(told_by, (one,), "rules@1")
        rebuild_incidents(opened)
        opened.save_search("bombs", {"type": "bombing"})
        yield opened


def parse(given: Mapping[str, str]) -> Filters:
    return Filters.parse(given, ("bombing", "shelling"))


def tomorrow(days: int = 1) -> dt.datetime:
    """The documents of a test were read today: the period ends when today does."""
    return dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=days)


def sent(store: Store, senders: Mapping[str, Sender], days: int = 1) -> list[Outcome]:
    return list(send_due(store, senders, parse=parse, now=tomorrow(days)))


def target(store: Store, kind: str, where: str, days: int = 1) -> DigestTarget:
    made = DigestTarget(search="bombs", kind=kind, target=where, days=days)  # type: ignore[arg-type]
    store.add_target(made)
    return made


def mailer(port: int) -> MailSender:
    return MailSender(host="127.0.0.1", port=port, sender="desk@dateline.invalid")


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as opened:
        yield opened


def hook(client: httpx.Client, slept: list[float] | None = None) -> WebhookSender:
    pauses = slept if slept is not None else []
    return WebhookSender(secret=SECRET, client=client, sleep=pauses.append, clock=time.time)


def test_one_mail_a_period_tells_what_the_search_found_and_no_more(store: Store) -> None:
    target(store, "mail", "ana@example.org")
    with smtp_sink() as sink:
        first = sent(store, {"mail": mailer(sink.port)})
        again = sent(store, {"mail": mailer(sink.port)})
    assert [outcome.state for outcome in first] == ["sent"]
    assert again == []
    (raw,) = sink.messages
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert mail["To"] == "ana@example.org"
    assert mail["Message-ID"]
    text = mail.get_content()
    assert "bombing in Rava" in text
    assert "machine-made" in text
    assert "shelling" not in text


def test_a_period_with_nothing_to_tell_sends_nothing_and_is_over(store: Store) -> None:
    target(store, "mail", "ana@example.org")
    with smtp_sink() as sink:
        assert [o.state for o in sent(store, {"mail": mailer(sink.port)}, days=9)] == ["empty"]
        assert sent(store, {"mail": mailer(sink.port)}, days=9) == []
    assert sink.messages == []


def test_after_a_pause_one_digest_is_of_all_the_days_since(store: Store) -> None:
    one = target(store, "mail", "ana@example.org")
    with smtp_sink() as sink:
        sent(store, {"mail": mailer(sink.port)}, days=0)  # yesterday: nothing was read yet
        sent(store, {"mail": mailer(sink.port)}, days=5)
    first, second = store.digests(one)
    assert first.state == "empty"
    assert dt.date.fromisoformat(second.first) == dt.date.fromisoformat(first.last) + dt.timedelta(days=1)
    assert len(sink.messages) == 1


def test_a_server_that_is_away_or_says_later_is_asked_again_and_one_that_refuses_is_not(store: Store) -> None:
    one = target(store, "mail", "ana@example.org")
    with smtp_sink(451, 550) as sink:
        assert [o.state for o in sent(store, {"mail": mailer(sink.port)})] == ["failed"]
        assert [o.state for o in sent(store, {"mail": mailer(sink.port)})] == ["refused"]
        assert sent(store, {"mail": mailer(sink.port)}) == []
        port = sink.port
    assert sink.messages == []
    assert store.digests(one)[0].attempts == 2
    with pytest.raises(NotSent):
        mailer(port).send(store.digests(one)[0])  # nobody listens there any more


def test_a_mail_that_may_have_arrived_is_in_doubt_and_never_sent_again(store: Store) -> None:
    one = target(store, "mail", "ana@example.org")
    with smtp_sink(hang_up_after_data=True) as sink:
        assert [o.state for o in sent(store, {"mail": mailer(sink.port)})] == ["in doubt"]
        assert sent(store, {"mail": mailer(sink.port)}) == []
        with pytest.raises(InDoubt):
            mailer(sink.port).send(store.digests(one)[0])


def test_a_password_is_not_sent_without_tls(store: Store) -> None:
    one = target(store, "mail", "ana@example.org")
    begun = store.begin_digest(one, "2026-03-01", "2026-03-01", json.dumps(CONTENT))
    assert begun is not None
    with smtp_sink() as sink:
        sender = MailSender(
            host="127.0.0.1", port=sink.port, sender="d@example.org", user="u", password="hunter2"
        )
        with pytest.raises(NotSent, match="TLS"):
            sender.send(begun)
    assert "hunter2" not in repr(sender)


CONTENT = {"search": "bombs", "filters": {}, "first": "a", "last": "b", "count": 0, "more": 0, "items": []}


def test_a_webhook_is_signed_and_carries_its_key(store: Store, client: httpx.Client) -> None:
    with http_sink() as sink:
        one = target(store, "webhook", f"http://127.0.0.1:{sink.port}/in")
        assert [o.state for o in sent(store, {"webhook": hook(client)})] == ["sent"]
    ((headers, body),) = sink.requests
    found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", headers["X-Dateline-Signature"])
    assert found
    assert hmac.new(SECRET, found[1].encode() + b"." + body, hashlib.sha256).hexdigest() == found[2]
    assert headers["Idempotency-Key"] == store.digests(one)[0].key
    told = json.loads(body)
    assert (told["count"], told["items"][0]["machine"]) == (1, True)


def test_a_webhook_is_tried_again_with_growing_pauses_and_the_same_bytes(
    store: Store, client: httpx.Client
) -> None:
    slept: list[float] = []
    with http_sink(500, 429, 503, headers={"Retry-After": "9"}) as sink:
        target(store, "webhook", f"http://127.0.0.1:{sink.port}/in")
        assert [o.state for o in sent(store, {"webhook": hook(client, slept)})] == ["sent"]
    assert slept == [9, 9, 16]
    assert len({(headers["Idempotency-Key"], body) for headers, body in sink.requests}) == 1
    assert len(sink.requests) == 4


def test_a_webhook_that_says_never_or_leads_elsewhere_is_refused(store: Store, client: httpx.Client) -> None:
    for status in (400, 302):
        with http_sink(status, headers={"Location": "http://127.0.0.1:1/"}) as sink:
            one = target(store, "webhook", f"http://127.0.0.1:{sink.port}/{status}")
            assert "refused" in [o.state for o in sent(store, {"webhook": hook(client)})]
            assert len(sink.requests) == 1
        store.remove_target(one)


def test_what_fails_is_taken_up_by_the_next_run_under_the_same_key(
    store: Store, client: httpx.Client
) -> None:
    with http_sink(*[500] * 5) as sink:
        target(store, "webhook", f"http://127.0.0.1:{sink.port}/in")
        assert [o.state for o in sent(store, {"webhook": hook(client)})] == ["failed"]
        assert [o.state for o in sent(store, {"webhook": hook(client)})] == ["sent"]
    assert len({headers["Idempotency-Key"] for headers, _ in sink.requests}) == 1


class Killed(BaseException):
    """As a kill: nothing that runs catches it."""


class Dies:
    """A sender whose process is killed after it has sent."""

    def __init__(self, repeatable: bool) -> None:
        self.safe_to_repeat = repeatable
        self.digests: list[Digest] = []

    def send(self, digest: Digest) -> None:
        self.digests.append(digest)
        raise Killed


@pytest.mark.parametrize("kind", ["mail", "webhook"])
def test_after_a_crash_a_mail_is_in_doubt_and_a_webhook_is_repeated_under_its_key(
    store: Store, kind: str
) -> None:
    where = "ana@example.org" if kind == "mail" else "https://example.org/in"
    one = target(store, kind, where)
    dying = Dies(kind == "webhook")
    with pytest.raises(Killed):
        sent(store, {kind: dying})
    assert store.digests(one)[0].state == "sending"
    assert list(send_due(store, {kind: dying}, parse=parse, now=dt.datetime.now(tz=dt.UTC))) == []  # too soon
    if kind == "mail":
        assert [o.state for o in sent(store, {kind: dying})] == ["in doubt"]
        assert sent(store, {kind: dying}) == []
        assert len(dying.digests) == 1
    else:
        with pytest.raises(Killed):
            sent(store, {kind: dying})
        first, second = dying.digests
        assert (first.key, first.content) == (second.key, second.content)


def test_a_run_that_is_killed_while_it_sends_leaves_no_second_mail(store: Store, tmp_path: Path) -> None:
    target(store, "mail", "ana@example.org")
    script = textwrap.dedent("""
        import datetime as dt, os, sys
        from dateline.export import Filters
        from dateline.searches import MailSender, send_due
        from dateline.store import Store
        class Killing(MailSender):
            def send(self, digest):
                super().send(digest)
                os.kill(os.getpid(), 9)
        sender = Killing(host="127.0.0.1", port=int(sys.argv[2]), sender="d@example.org")
        now = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
        with Store.open(sys.argv[1]) as store:
            parse = lambda given: Filters.parse(given, ("bombing", "shelling"))
            print([o.state for o in send_due(store, {"mail": sender}, parse=parse, now=now)])
    """)
    with smtp_sink() as sink:
        run = [sys.executable, "-c", script, str(tmp_path / "s.db"), str(sink.port)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        first = subprocess.run(run, env=environment, capture_output=True, check=False)
        second = subprocess.run(run, env=environment, capture_output=True, check=False)
    assert first.returncode == -9
    assert second.stdout.strip() == b"['in doubt']"
    assert len(sink.messages) == 1


def test_two_runs_at_once_send_one_digest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.searches.digest.STALE", dt.timedelta(days=9))  # the other one is at work
    one = target(store, "mail", "ana@example.org")

    class Rival:
        safe_to_repeat = False
        seen = 0

        def send(self, digest: Digest) -> None:
            self.seen += 1
            if self.seen == 1:
                assert sent(store, {"mail": self}) == []

    rival = Rival()
    sent(store, {"mail": rival})
    assert rival.seen == 1
    assert store.begin_digest(one, "x", store.digests(one)[0].last, "{}") is None


def test_a_search_saved_again_under_its_name_sends_nothing_again(store: Store) -> None:
    target(store, "mail", "ana@example.org")
    with smtp_sink() as sink:
        sent(store, {"mail": mailer(sink.port)})
        store.remove_search("bombs")
        assert store.targets() == []
        store.save_search("bombs", {})
        target(store, "mail", "ana@example.org")
        assert sent(store, {"mail": mailer(sink.port)}) == []
    assert len(sink.messages) == 1


def test_weeks_begin_on_monday() -> None:
    assert period_ended(dt.date(2026, 3, 15), 7) == dt.date(2026, 3, 8)  # a Sunday: its week has not ended
    assert period_ended(dt.date(2026, 3, 16), 7) == dt.date(2026, 3, 15)
    assert period_ended(dt.date(2026, 3, 16), 1) == dt.date(2026, 3, 15)


@pytest.mark.parametrize("name", ["", "A", "a b", "a/b", "-a", "a" * 65, "../x"])
def test_names_that_are_no_part_of_a_url_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        search_name(name)


@pytest.mark.parametrize("text", ["", "ana", "a@b\nBcc: c@d", "a@", "ana@exämple.org", "a b@c.org"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        mail_address(text)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a/b",
        "http://example.org/",
        "https://",
        "https://u:p@example.org/",
        "https://a b/",
        "https://a:x/",
    ],
)
def test_webhooks_are_told_over_https_or_on_this_machine_only(url: str) -> None:
    with pytest.raises(UsageError):
        webhook_url(url)
    assert webhook_url("http://127.0.0.1:8000/in")
    assert webhook_url("https://example.org/in")
