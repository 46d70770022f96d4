"""Run the parsers of :mod:`dateline.ingest.worker` in a process of their own, within a time limit."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
import threading
from types import TracebackType

from dateline.ingest.article import Article, Format, Unreadable
from dateline.ingest.limits import Limits

__all__ = ["Parser"]


class Parser:
    """A process that parses files one after the other; started with the first, and again after a failure.

    Starting it and loading trafilatura takes 0.3 s; a page of 300 words then takes 3 ms (2 shared cores).
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, kind: Format, data: bytes, url: str = "") -> Article:
        """The article in ``data``; with the ``url`` that it was fetched from, a page that is no article is
        refused.

        Raises:
            Unreadable: none can be read, or its parser took too long or crashed.
        """
        process = self._process = self._process or _start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.parse_seconds, stop)
        timer.start()
        try:
            answer = _ask(process, kind, data, self._limits, url)
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            if late.is_set():
                raise Unreadable("parse", f"took longer than {self._limits.parse_seconds:g} s to parse")
            raise Unreadable("parse", "its parser crashed; the file is damaged or hostile")
        return _article(answer)

    def close(self) -> None:
        """End the process, if one runs."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # bytes meant for a dead process
                        pipe.close()


def _start() -> subprocess.Popen[bytes]:
    """The worker, with this process's import path and without the current folder on it (``-P``), where a
    hostile ``lxml.py`` might lie beside the articles."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "dateline.ingest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path},
    )


def _ask(
    process: subprocess.Popen[bytes], kind: Format, data: bytes, limits: Limits, url: str
) -> dict[str, object] | None:
    """The worker's answer, or None when it died."""
    if process.stdin is None or process.stdout is None:
        return None
    request = {"kind": kind, "size": len(data), "limits": dataclasses.asdict(limits), "url": url}
    try:
        process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        process.stdin.write(data)
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    answer = json.loads(line) if line.endswith(b"\n") else None
    return answer if isinstance(answer, dict) else None


def _article(answer: dict[str, object]) -> Article:
    read = answer.get("article")
    if not isinstance(read, dict):
        raise Unreadable(str(answer["stage"]), str(answer["reason"]))
    return Article(text=read["text"], told=read["told"], notes=tuple(read["notes"]))
