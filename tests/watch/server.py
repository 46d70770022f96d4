"""A server on this machine that behaves and misbehaves as sites do, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["PARAGRAPHS", "Site", "article", "feed", "served"]

PARAGRAPHS = (
    "A bomb went off beside the grain store of {place} early on Monday, killing four people, "
    "the town's mayor said "
    "by telephone from the district hospital, where he had gone to see the wounded.",
    "Nobody has said that they did it. Shopkeepers who sweep the square each morning told how a "
    "cart had stood there "
    "overnight and how a watchman had meant to have it moved.",
    "The road to the river was closed until noon, and the school beside the mill sent its "
    "pupils home after the "
    "windows of two classrooms were found broken.",
)


def article(
    place: str, *, dead: str = "four", extra: str = "", charset: str = "utf-8", head: str = ""
) -> bytes:
    """A page with one article on it."""
    text = "".join(f"<p>{paragraph.format(place=place)}</p>" for paragraph in PARAGRAPHS)
    text = text.replace("killing four", f"killing {dead}")
    page = (
        f"<!doctype html><html lang='en'><head><title>Blast in {place}</title>{head}</head><body><nav>"
        "<a href='/'>Home</a></nav><main><article>"
        f"<h1>Blast in {place}</h1>{text}{extra}</article></main></body></html>"
    )
    return page.encode(charset)


def feed(base: str, paths: Mapping[str, str] | list[str]) -> bytes:
    """An RSS feed of these pages."""
    items = "".join(
        f"<item><title>Item</title><link>{path if '//' in path else base + path}</link>"
        "<pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate></item>"
        for path in paths
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>River '
        f"Wire</title><link>{base}</link>{items}"
        "</channel></rss>"
    ).encode()


Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Site:
    """What is served by path, and what was asked for in which order."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def give(
        self,
        path: str,
        body: bytes,
        *,
        kind: str = "text/html",
        status: int = 200,
        etag: str = "",
        **headers: str,
    ) -> None:
        """Serves ``body`` at ``path``; with an ``etag`` it answers 304 to who has it."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            if etag and handler.headers.get("If-None-Match") == etag:
                handler.send_response(304)
                handler.send_header("ETag", etag)
                handler.end_headers()
                return
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
            if etag:
                handler.send_header("ETag", etag)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer

    def lead(self, path: str, to: str) -> None:
        """Redirects from ``path``."""
        self.give(path, b"", status=302, Location=to)

    def drip(self, path: str, *, head: bool) -> None:
        """A byte now and then, for ever: of the header or of the body."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            if not head:
                handler.send_response(200)
                handler.send_header("Content-Type", "text/html")
                handler.end_headers()
            else:
                handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(2_000):
                handler.wfile.write(f"X-{number}: y\r\n".encode() if head else b"<p>a</p>")
                handler.wfile.flush()
                time.sleep(0.05)

        self.pages[path] = answer

    def flood(self, path: str) -> None:
        """A body without an end."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            while True:
                handler.wfile.write(b"<p>and so on</p>" * 4_096)

        self.pages[path] = answer

    def bomb(self, path: str, megabytes: int) -> None:
        """A small body that unpacks to a huge one."""
        packed = gzip.compress(b"<p>" + b"a" * (megabytes * 1_000_000), 9)
        self.give(path, packed, Content_Encoding="gzip")

    def count(self, path: str) -> int:
        """How often ``path`` was asked for."""
        return self.asked.count(path)


@contextmanager
def served(*, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of this machine; of https where it has something to show."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers[self.path] = dict(self.headers.items())
            answer = site.pages.get(self.path)
            with contextlib.suppress(OSError):  # who asked went away
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def finish_request(self, request: Any, client_address: Any) -> None:
            # The greeting belongs into the thread of its connection: one that fails holds up no other.
            if tls is None:
                super().finish_request(request, client_address)
                return
            with contextlib.suppress(OSError), tls.wrap_socket(request, server_side=True) as channel:
                super().finish_request(channel, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
