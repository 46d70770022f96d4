"""``/healthz`` and ``/metrics`` on a port of this machine."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from prometheus_client import CONTENT_TYPE_LATEST

from dateline.errors import UsageError
from dateline.watch.metrics import Metrics

__all__ = ["HealthServer"]


class HealthServer:
    """Answers on 127.0.0.1 while it is open; ``port`` 0 takes any free one."""

    def __init__(self, metrics: Metrics, port: int) -> None:
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_for(metrics))
        except OSError as error:
            raise UsageError(f"port {port}: {error.strerror}; give another one with --port") from error
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it answers on."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _handler_for(metrics: Metrics) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            """Answers the two paths that there are."""
            if self.path == "/metrics":
                self._answer(200, CONTENT_TYPE_LATEST, metrics.text())
            elif self.path == "/healthz":
                well, told = metrics.health(time.time())
                self._answer(200 if well else 503, "application/json", json.dumps(told).encode())
            else:
                self._answer(404, "text/plain", b"there are /healthz and /metrics\n")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the log is for what is watched."""

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
