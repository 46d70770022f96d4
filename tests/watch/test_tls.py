"""Sites of https: whose word for them is taken, and that a checked address does not stand in for a name."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.store import Store
from dateline.watch.metrics import Metrics
from dateline.watch.net import client
from watch.authority import Authority, self_signed
from watch.server import Site, article, feed, served
from watch.watching import config_of, watch_once

NAME = "news.example"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    folder = tmp_path / "certificates"
    folder.mkdir()
    return Authority.made(folder)


def watched(folder: Path, site: Site, *, host: str = NAME, table: str = "") -> tuple[list[str], str]:
    """Titles of what was coded, and the problem of the source. The name leads to this machine, as a checked
    address would."""
    base = f"https://{host}:{site.port}"
    site.give("/feed", feed(base, ["/story"]))
    site.give("/story", article("Rava"))
    source = (
        f'[[source]]\nname = "wire"\nkind = "feed"\nurl = "{base}/feed"\n'
        f'allow_private = ["{host}:{site.port}"]\nlanguage = "en"\n'
    )
    db = watch_once(folder, config_of(folder, source, table=table), look=lambda _name, _port: ["127.0.0.1"])
    with Store.open(db) as store:
        state = store.watch.source("wire")
        assert state is not None
        return [document.title for document in store.documents().values()], state.problem


def trusting(authority: Authority) -> str:
    return f'authorities = "{authority.pem}"'


def test_a_site_that_a_configured_authority_vouches_for_is_read(tmp_path: Path, authority: Authority) -> None:
    with served(tls=authority.site(f"DNS:{NAME}")) as site:
        assert watched(tmp_path, site, table=trusting(authority)) == (["Blast in Rava"], "")
        assert "/robots.txt" in site.asked
    with closing(sqlite3.connect(tmp_path / "x.db")) as store:
        kept = store.execute("SELECT url FROM captures WHERE status = 200").fetchall()
    assert (f"https://{NAME}:{site.port}/story",) in kept


def test_an_authority_that_nobody_named_is_not_trusted(tmp_path: Path, authority: Authority) -> None:
    with served(tls=authority.site(f"DNS:{NAME}")) as site:
        titles, problem = watched(tmp_path, site)
    assert titles == []
    assert problem.startswith(f"the certificate of {NAME} is not trusted (")
    assert site.asked == []


def test_a_self_signed_site_is_refused_and_the_reason_is_told(tmp_path: Path, authority: Authority) -> None:
    with served(tls=self_signed(tmp_path, f"DNS:{NAME}")) as site:
        titles, problem = watched(tmp_path, site, table=trusting(authority))
    assert titles == []
    assert problem == f"the certificate of {NAME} is not trusted (self-signed certificate)"
    assert site.asked == []
    metrics = Metrics()
    with Store.open(tmp_path / "x.db") as store:
        (state,) = store.watch.sources()
    metrics.beat(time.time())
    metrics.polled("wire", "failed", state)
    well, told = metrics.health(time.time())
    assert well
    assert told["failing_sources"] == {"wire": problem}


def test_a_certificate_that_has_run_out_is_refused(tmp_path: Path, authority: Authority) -> None:
    with served(tls=authority.site(f"DNS:{NAME}", days=0)) as site:
        time.sleep(1.1)  # it holds for the second in which it was made
        titles, problem = watched(tmp_path, site, table=trusting(authority))
    assert (titles, problem) == ([], f"the certificate of {NAME} is not trusted (certificate has expired)")


@pytest.mark.parametrize("names", ["DNS:other.example", "IP:127.0.0.1", "DNS:*.news.example"])
def test_a_certificate_of_another_name_is_refused_though_the_address_is_right(
    tmp_path: Path, authority: Authority, names: str
) -> None:
    # The connection goes to 127.0.0.1 itself; a certificate for that address must not stand in for the name.
    with served(tls=authority.site(names)) as site:
        titles, problem = watched(tmp_path, site, table=trusting(authority))
    assert titles == []
    assert f"not valid for '{NAME}'" in problem
    assert site.asked == []


def test_a_redirect_to_a_site_of_a_false_certificate_leads_nowhere(
    tmp_path: Path, authority: Authority
) -> None:
    with (
        served(tls=authority.site(f"DNS:{NAME}")) as site,
        served(tls=self_signed(tmp_path, f"DNS:{NAME}")) as false,
    ):
        false.give("/story", article("Nowhere"))
        base = f"https://{NAME}:{site.port}"
        site.give("/feed", feed(base, ["/moved"]))
        site.lead("/moved", f"https://{NAME}:{false.port}/story")
        source = (
            f'[[source]]\nname = "wire"\nkind = "feed"\nurl = "{base}/feed"\n'
            f'allow_private = ["{NAME}"]\nlanguage = "en"\n'
        )
        config = config_of(tmp_path, source, table=trusting(authority))
        db = watch_once(tmp_path, config, look=lambda _name, _port: ["127.0.0.1"])
        assert false.asked == []
    with Store.open(db) as store:
        assert store.documents() == {}
        page = store.watch.page(f"{base}/moved")
    assert page is not None
    assert "self-signed certificate" in page.problem


def test_a_site_without_tls_is_not_read_as_one_of_https(tmp_path: Path) -> None:
    with served() as site:
        titles, problem = watched(tmp_path, site)
        assert titles == []
        assert problem.startswith("no answer (")
        assert site.asked == []


def test_a_file_without_certificates_is_refused_before_the_watch_begins(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("no certificate", encoding="ascii")
    for name in ("empty.pem", "missing.pem"):
        with served() as site, pytest.raises(UsageError, match=f"{name}: no certificates"):
            watched(tmp_path, site, table=f'authorities = "{name}"')


def test_a_client_that_is_told_of_no_authority_still_checks(tmp_path: Path) -> None:
    with served(tls=self_signed(tmp_path, "IP:127.0.0.1")) as site:
        one = client({"127.0.0.1"}, seconds=5.0)
        with one, pytest.raises(Exception, match="self-signed"):
            one.get(f"https://127.0.0.1:{site.port}/story")
        assert site.asked == []
