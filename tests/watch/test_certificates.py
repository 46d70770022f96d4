"""Whom the watch believes: certificates of sites on this machine, made for the test."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from dateline.watch.exchange import NotFetched
from dateline.watch.fetch import Bounds, Fetcher, Known

OPENSSL = shutil.which("openssl")
NAME = "wire.example"
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="there is no openssl to make certificates with")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority, a certificate that it gave ``wire.example``, and one that signed itself."""
    folder = tmp_path_factory.mktemp("certificates")

    def made(*arguments: str) -> None:
        subprocess.run([str(OPENSSL), *arguments], cwd=folder, check=True, capture_output=True)

    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    names = ("-addext", f"subjectAltName=DNS:{NAME}")
    made(*new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority")
    made(*new, "-keyout", "self.key", "-out", "self.pem", "-subj", f"/CN={NAME}", *names)
    made(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "site.key",
        "-out",
        "site.csr",
        "-subj",
        f"/CN={NAME}",
    )
    (folder / "names").write_text(f"subjectAltName=DNS:{NAME}\n", encoding="ascii")
    given = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names")
    made("x509", "-req", "-in", "site.csr", "-out", "site.pem", *given)
    return folder


@contextmanager
def _served(folder: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """A site with this certificate: its port, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            found = self.path == "/a"
            body = b"<p>A bomb went off in Rava.</p>" if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Who does not believe the certificate goes away: nothing to tell."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def believed(authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's authority is one of those that the watch believes."""
    context = ssl.create_default_context(cafile=str(authority / "ca.pem"))
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: context)


def _fetched(host: str, port: int) -> bytes:
    allowed = frozenset({host})
    fetcher = Fetcher("Dateline", Bounds(seconds=10), look=lambda _host, _port: ["127.0.0.1"])
    try:
        fetcher.prepare(allowed)
        answer = fetcher.fetch(f"https://{host}:{port}/a", Known(), allowed, "text/html")
        assert answer.page is not None
        return answer.page.body
    finally:
        fetcher.close()


@pytest.mark.usefixtures("believed")
def test_a_site_is_believed_that_a_known_authority_vouches_for(authority: Path) -> None:
    with _served(authority, "site") as (port, asked):
        assert b"Rava" in _fetched(NAME, port)
        assert "/a" in asked


@pytest.mark.usefixtures("believed")
@pytest.mark.parametrize(
    ("certificate", "host", "said"),
    [("self", NAME, "self-signed"), ("site", "other.example", "not valid for 'other.example'")],
)
def test_a_site_that_nobody_vouches_for_is_asked_nothing_and_the_reason_is_told(
    authority: Path, certificate: str, host: str, said: str
) -> None:
    with _served(authority, certificate) as (port, asked):
        with pytest.raises(NotFetched) as refused:
            _fetched(host, port)
        assert "certificate" in str(refused.value).lower()
        assert said in str(refused.value).replace("self signed", "self-signed")
        assert asked == []


def test_an_authority_that_is_not_known_is_not_believed(authority: Path) -> None:
    with _served(authority, "site") as (port, asked), pytest.raises(NotFetched, match=r"(?i)certificate"):
        _fetched(NAME, port)
    assert asked == []
