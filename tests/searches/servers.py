"""Servers on 127.0.0.1 that take digests, and misbehave when told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Sink:
    """What arrived, and how to answer: ``answers`` are used up one by one, then all is well."""

    def __init__(self, server: socketserver.BaseServer, answers: list[int]) -> None:
        self.port = server.server_address[1]
        self.answers = answers
        self.messages: list[bytes] = []
        self.requests: list[tuple[dict[str, str], bytes]] = []


@contextmanager
def smtp_sink(*answers: int, hang_up_after_data: bool = False) -> Iterator[Sink]:
    """A mail server: an answer is the code for the next recipient; it may hang up once it has the mail."""

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 sink")
            while line := self.rfile.readline():
                word = line.split()[0].upper()
                if word == b"DATA":
                    self.say("354 go on")
                    lines = []
                    while (got := self.rfile.readline()) != b".\r\n":
                        lines.append(got)
                    sink.messages.append(b"".join(lines))
                    if hang_up_after_data:
                        return
                    self.say("250 taken")
                elif word == b"RCPT" and sink.answers:
                    self.say(f"{sink.answers.pop(0)} as told")
                elif word == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    with _served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as server:
        sink = Sink(server, list(answers))
        yield sink


@contextmanager
def http_sink(*answers: int, headers: dict[str, str] | None = None) -> Iterator[Sink]:
    """A webhook's receiver: an answer is the status of the next request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sink.requests.append((dict(self.headers), body))
            self.send_response(sink.answers.pop(0) if sink.answers else 204)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with _served(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        sink = Sink(server, list(answers))
        yield sink


@contextmanager
def _served(server: socketserver.BaseServer) -> Iterator[socketserver.BaseServer]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
