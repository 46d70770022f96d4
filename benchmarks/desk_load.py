"""A team at the desk while documents are coded into the same store: errors, lost judgements, times.

One desk with users, one run of ``dateline code``, readers that go through lists, maps and incidents, and
reviewers that judge, all on this machine over 127.0.0.1. Every judgement that the desk said it kept is looked
for in the store afterwards.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx

from benchmarks.articles import write_articles
from benchmarks.runner import BenchmarkFailed, Figure, dateline_command, save
from dateline.model import Judgement
from dateline.resolve.rulings import PERSON
from dateline.store import Store
from dateline.store.users import Users, users_file
from dateline.web.auth.passwords import hash_of

__all__ = ["Load", "measure"]

PASSWORD = "a password for this run only"  # noqa: S105 - of users that live as long as the run
START_SECONDS = 1200.0
"""How long a desk may write its index before it answers."""
SHOWN_OF_ID = 15
"""Characters of a judgement's id on the page of an incident."""
ORDERS = ("date", "killed", "confidence", "conflict", "newest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Who does what for how long; ``pause`` is what a person takes to look before the next click."""

    seconds: float
    readers: int
    reviewers: int
    documents: int
    pause: float


Kept = tuple[str, str, str]
"""A judgement that the desk said it kept: whose, which verb, on which incident."""


@dataclass(slots=True)
class Seen:
    """What the clients saw. Appending to it is safe between threads."""

    times: list[float] = field(default_factory=list)
    by_page: list[tuple[str, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def answer(self, page: str, ask: Callable[[], httpx.Response]) -> httpx.Response | None:
        """What ``ask`` got, timed; ``None`` and an error noted where it is no success."""
        began = time.perf_counter()
        try:
            response = ask()
        except httpx.HTTPError as error:
            self.errors.append(f"{page}: {error!r}")
            return None
        took = time.perf_counter() - began
        self.times.append(took)
        self.by_page.append((page, took))
        if response.status_code >= 400:
            self.errors.append(f"{page}: {response.status_code} {response.text[:200]}")
            return None
        return response


def measure(store: Path | None, load: Load) -> dict[str, Figure]:
    """Serves a copy of ``store`` (none: of the articles, coded) and lets everybody at it.

    Raises:
        BenchmarkFailed: the desk or the coder did not start.
    """
    with tempfile.TemporaryDirectory() as scratch:
        db = _record(Path(scratch), store)
        people = _people(db, load)
        articles = Path(scratch, "articles")
        write_articles(articles, load.documents)
        with Store.open(db) as record:
            before = len(record.documents())
        seen, load_before = Seen(), os.getloadavg()[0]
        figures = _served(db, articles, people, load, seen)
        with Store.open(db) as record:
            found: dict[str, Figure] = {
                "documents_before": before,
                "documents_coded_meanwhile": len(record.documents()) - before,
                "incidents_after": record.resolved()[1],
                "load_1min_before": round(load_before, 2),
            }
    for line, times in Counter(seen.errors).most_common(10):
        print(f"{times} x {line}", file=sys.stderr)
    return figures | found | _times(seen)


def _record(scratch: Path, store: Path | None) -> Path:
    db = scratch / "record.db"
    if store is not None:
        shutil.copy(store, db)
        return db
    write_articles(scratch / "first", 40)
    subprocess.run(
        [dateline_command(), "code", str(scratch / "first"), "--db", str(db)], check=True, capture_output=True
    )
    return db


def _people(db: Path, load: Load) -> list[str]:
    people = [f"Reader {n}" for n in range(load.readers)]
    people += [f"Reviewer {n}" for n in range(load.reviewers)]
    users = Users.open(users_file(db))
    hashed = hash_of(PASSWORD)
    for name in people:
        users.add(name, "reviewer" if name.startswith("Reviewer") else "reader", hashed)
    users.close()
    return people


def _served(db: Path, articles: Path, people: list[str], load: Load, seen: Seen) -> dict[str, Figure]:
    """Desk, coder and everybody at once for as long as ``load`` says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = db.with_name("desk.log")
    with said.open("wb") as log:  # a pipe that nobody reads would stop the desk when it is full
        desk = subprocess.Popen(
            [dateline_command(), "serve", "--db", str(db), "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    coder: subprocess.Popen[bytes] | None = None
    with Store.open(db) as record:
        judged = len(record.judgements_of_people())
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, desk, said)
        coder = subprocess.Popen(
            [dateline_command(), "code", str(articles), "--db", str(db)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        began = time.perf_counter()
        clients = _signed_in(address, people)
        _let_at_it(clients, people, load, seen)
        figures: dict[str, Figure] = {
            "seconds": round(time.perf_counter() - began, 1),
            "readers": load.readers,
            "reviewers": load.reviewers,
            "pause_s": load.pause,
            "coding_ended_meanwhile": coder.poll() is not None,
            "desk_cpu_s": _cpu_seconds(desk.pid),
            "coder_cpu_s": _cpu_seconds(coder.pid),
            "desk_rss_mib": _resident_mib(desk.pid),
        }
        with Store.open(db) as record:
            log_of_people = record.judgements_of_people()[judged:]
            in_store = _found_again(record, log_of_people, seen.kept)
        in_history = _in_history(clients[0], log_of_people)
        figures |= {
            "judgements_posted": len(seen.kept),
            "judgements_in_store": in_store,
            "judgements_in_history": in_history,
            "judgements_lost": len(seen.kept) - in_store,
        }
        for client in clients:
            client.close()
    finally:
        for process in (coder, desk):
            if process is not None:
                process.terminate()
                process.wait()
    for line in said.read_text(encoding="utf-8", errors="replace").splitlines():
        print(f"desk: {line}", file=sys.stderr)
    return figures


def _times(seen: Seen) -> dict[str, Figure]:
    """How long answers took, of all and of each kind."""
    if len(seen.times) < 2:
        raise BenchmarkFailed("nothing was answered")
    figures: dict[str, Figure] = {"answers": len(seen.times), "errors": len(seen.errors)}
    by_kind: dict[str, list[float]] = {}
    for page, took in seen.by_page:
        by_kind.setdefault(page, []).append(took)
    for kind, times in {"": seen.times, **dict(sorted(by_kind.items()))}.items():
        if len(times) > 1:
            at = quantiles(times, n=100, method="inclusive")
            told = {q: round(at[q - 1] * 1000, 1) for q in (50, 95, 99)}
            print(f"{kind or 'all'}: {told} ms of {len(times)}", file=sys.stderr)
            figures |= {f"{kind.replace(' ', '_')}_p{q}_ms".lstrip("_"): took for q, took in told.items()}
    return figures


def _found_again(record: Store, log: Sequence[Judgement], kept: Sequence[Kept]) -> int:
    """How many of ``kept`` are in ``log``; each judgement answers for one.

    An incident may have become part of another between page and click, so both are told by what they are now.
    """

    def now(id_: str) -> str:
        incident = record.incident(id_)
        return id_ if incident is None else incident.id

    told = Counter((j.by.removeprefix(PERSON), j.kind, now(j.incidents[0])) for j in log if j.incidents)
    return sum((told & Counter((name, verb, now(item)) for name, verb, item in kept)).values())


def _in_history(client: httpx.Client, log: Sequence[Judgement]) -> int:
    """How many judgements the desk shows on the page of the incident they were on, or of what it became."""
    pages: dict[str, str] = {}
    for id_ in {judgement.incidents[0] for judgement in log if judgement.incidents}:
        pages[id_] = _following(client, f"/incident/{id_}").text
    return sum(judgement.id[:SHOWN_OF_ID] in pages.get(judgement.incidents[0], "") for judgement in log)


def _wait_for(address: str, desk: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if desk.poll() is not None:
            raise BenchmarkFailed(said.read_text(encoding="utf-8", errors="replace"))
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise BenchmarkFailed(f"the desk did not answer within {START_SECONDS:.0f} s")


def _signed_in(address: str, people: Sequence[str]) -> list[httpx.Client]:
    """Everybody, one after the other, as a team comes in."""
    clients = []
    for name in people:
        # A desk counts its guesses by address; these are right, and so are forgotten.
        client = httpx.Client(base_url=address, timeout=30)
        client.post("/login", data={"name": name, "password": PASSWORD})
        clients.append(client)
    return clients


def _let_at_it(clients: Sequence[httpx.Client], people: Sequence[str], load: Load, seen: Seen) -> None:
    """Lets everybody work at once."""
    until = time.monotonic() + load.seconds
    threads = [
        threading.Thread(
            target=_review if name.startswith("Reviewer") else _read, args=(client, name, until, load, seen)
        )
        for name, client in zip(people, clients, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _read(client: httpx.Client, name: str, until: float, load: Load, seen: Seen) -> None:
    draw = random.Random(name)  # noqa: S311 - repeatable, not secret
    ids: list[str] = []
    while time.monotonic() < until:
        match draw.randrange(6):
            case 0:
                order = draw.choice(ORDERS)
                found = seen.answer(
                    "list", lambda order=order: client.get(f"/api/v1/incidents?order={order}&limit=50")
                )
                ids = ids if found is None else [row["id"] for row in found.json()["data"]]
            case 1:
                seen.answer("page of the incidents", lambda: client.get("/?status=occurred"))
            case 2:
                seen.answer("counts", lambda: client.get("/api/v1/counts?min_killed=3"))
            case 3:
                seen.answer("weeks", lambda: client.get("/api/v1/weeks?type=bombing"))
            case _ if ids:
                id_ = draw.choice(ids)
                answer = seen.answer("incident", lambda id_=id_: _following(client, f"/incident/{id_}"))
                if answer is None and seen.errors[-1].startswith("incident: 404"):
                    seen.errors.pop()  # it was merged away or ended between list and click
        time.sleep(load.pause * draw.uniform(0.5, 1.5))


def _review(client: httpx.Client, name: str, until: float, load: Load, seen: Seen) -> None:
    draw = random.Random(name)  # noqa: S311 - repeatable, not secret
    while time.monotonic() < until:
        page = seen.answer("review", lambda: client.get("/review?order=killed"))
        if page is None:
            continue
        item = re.search(r'name="item" value="([^"]+)"', page.text)
        token = re.search(r'name="csrf" value="([^"]+)"', page.text)
        if item is None or token is None:
            return  # nothing is left
        time.sleep(load.pause * draw.uniform(0.5, 1.5))
        data = {"item": html.unescape(item[1]), "csrf": token[1], "order": "killed"}
        if draw.random() < 0.3:
            data |= {"verb": "edit", "field": "casualties.killed", "value": str(draw.randrange(1, 40))}
        else:
            data |= {"verb": "accept"}
        done = seen.answer(data["verb"], lambda data=data: client.post("/review", data=data))
        if done is not None and done.status_code == 303:
            seen.kept.append((name, data["verb"], data["item"]))


def _following(client: httpx.Client, path: str) -> httpx.Response:
    return client.get(path, follow_redirects=True)


def _cpu_seconds(pid: int) -> float | None:
    """What a process and its threads have used, where the system tells it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return round((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), 1)


def _resident_mib(pid: int) -> float | None:
    """Peak resident memory of a process, where the system tells it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    return None if peak is None else round(int(peak[1]) / 1024, 1)


def main() -> int:
    """Exit code 1 when something failed or was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, help="a store to serve a copy of (default: 40 articles, coded)")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--reviewers", type=int, default=4)
    parser.add_argument("--documents", type=int, default=5000, help="articles to code meanwhile")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two clicks (default 1)")
    asked = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    load = Load(
        seconds=asked.seconds,
        readers=asked.readers,
        reviewers=asked.reviewers,
        documents=asked.documents,
        pause=asked.pause,
    )
    figures = measure(asked.db, load)
    save("desk_load", figures, ("fastapi", "uvicorn", "httpx"))
    return int(bool(figures["errors"] or figures["judgements_lost"]))


if __name__ == "__main__":
    sys.exit(main())
