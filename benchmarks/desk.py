"""The desk over many incidents, on this machine: times at the server, memory, the map in a browser.

Every endpoint is asked under every filter of a spread of sixty, once while nothing is remembered and once
more; then Chromium opens the page, drags the brush and changes a filter. The store is made by
:mod:`benchmarks.desk_world`, or is one of your own with ``--db`` (a copy is served).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx

from benchmarks.desk_world import word, write_world
from benchmarks.runner import BenchmarkFailed, Figure, dateline_command, save

__all__ = ["FILTERS", "measure"]

START_SECONDS = 1200.0
"""How long a desk may write its index before it answers."""
ENDPOINTS = ("/", "/list", "/points", "/figures", "/api/v1/incidents", "/api/v1/counts", "/api/v1/weeks")
ROUNDS = 5
"""Times the page is opened, and the brush dragged; each begins with an empty browser."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FRAME = "dateline:frame"
"""The page's own measure of one filtering and gathering of all points."""
STEPS = 60
"""Moves of the pointer in one drag of the brush."""


def _filters() -> Iterator[dict[str, str]]:
    draw = random.Random(7)  # noqa: S311 - repeatable, not secret
    types = ("armed_attack", "bombing", "protest", "air_strike", "arrest", "shelling")
    boxes = ("30,10,50,40", "-20,-10,20,25", "60,5,100,40", "-120,-60,-30,30", "170,-50,-170,50", "2,48,3,49")
    yield {}
    yield from ({"type": name} for name in types)
    yield from ({"bbox": box} for box in boxes)
    yield from ({"status": name} for name in ("occurred", "alleged", "claimed,denied", "threatened"))
    yield from ({"country": code} for code in ("IN", "NG,ML", "US", "ZW"))
    yield from ({"actor": f"actor {word(n)}"} for n in (0, 3, 40, 900, 12_000))
    yield from ({"outlet": f"outlet {word(n)}"} for n in (0, 17, 800))
    yield from ({"text": word(n)} for n in (0, 5, 60, 400, 5_000, 30_000))
    yield from ({"text": f"{word(2)} {word(80)}"}, {"text": "zzzz"}, {"text": f"{word(700)} {word(11)}"})
    yield from ({"from": f"{year}"} for year in (2005, 2015, 2024))
    yield from ({"from": f"{year}-03", "to": f"{year}-04"} for year in (2006, 2013, 2021))
    yield from ({"min_killed": n} for n in ("0", "5", "100"))
    yield from ({"grade": "confirmed"}, {"grade": "fair,contested"}, {"review": "reviewed"})
    yield from ({"admin1": "Province 05"}, {"admin1": "nowhere"})
    for _ in range(12):
        year = draw.randint(2004, 2024)
        some = {
            "type": draw.choice(types), "bbox": draw.choice(boxes), "from": str(year), "to": str(year + 1),
            "status": "occurred,alleged", "text": word(draw.randint(0, 500)), "min_killed": "2",
            "actor": f"actor {word(draw.randint(0, 30))}", "country": "IN,PK,NG",
        }  # fmt: skip
        yield {name: some[name] for name in draw.sample(sorted(some), draw.randint(2, 3))}


FILTERS: tuple[Mapping[str, str], ...] = tuple(_filters())
"""None, one of each, and combinations; words and names are those of the world."""


def measure(db: Path, browser: bool = True) -> dict[str, Figure]:
    """Figures of a desk over the store at ``db``, which it may write to. ``cold`` is the first time that
    a filter is asked of an endpoint, ``warm`` the second; the ``/api`` ones come last,
    when much of it is remembered.

    Raises:
        BenchmarkFailed: the desk did not start, or gave an answer that is none.
    """
    with _served(db) as (address, process):
        figures: dict[str, Figure] = {}
        began = time.perf_counter()
        with httpx.Client(base_url=address, timeout=120) as client:
            figures["incidents"] = client.get("/api/v1/counts").json()["data"]["total"]
            figures["filters"] = len(FILTERS)
            figures["rss_at_start_mib"] = _memory(process.pid, "VmRSS")
            every: list[float] = []
            for path in ENDPOINTS:
                cold, warm = ([_asked(client, path, one) for one in FILTERS] for _ in range(2))
                name = path.strip("/").replace("api/v1/", "api ") or "page"
                every += cold
                figures |= {
                    f"{name}_cold_p50_ms": _ms(median(cold)), f"{name}_cold_p95_ms": _ms(_p95(cold)),
                    f"{name}_cold_max_ms": _ms(max(cold)), f"{name}_warm_p95_ms": _ms(_p95(warm)),
                }  # fmt: skip
                slowest = sorted(zip(cold, FILTERS, strict=True), key=lambda one: -one[0])[:3]
                print(f"{name}: {[(_ms(t), dict(one)) for t, one in slowest]}", file=sys.stderr)
            figures["server_cold_p95_ms"] = _ms(_p95(every))
            figures["server_wall_s"] = round(time.perf_counter() - began, 1)
            figures["server_cpu_s"] = _cpu_seconds(process.pid)
        if browser:
            figures |= _in_browser(address)
        figures["rss_peak_mib"] = _memory(process.pid, "VmHWM")
        figures["pss_mib"] = _memory(process.pid, "Pss")
    return figures


@contextmanager
def _served(db: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [dateline_command(), "serve", "--db", str(db), "--port", str(port)]
    with tempfile.TemporaryFile() as told:
        desk = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        try:
            _wait_for(f"http://127.0.0.1:{port}", desk)
            yield f"http://127.0.0.1:{port}", desk
        except BenchmarkFailed:
            told.seek(0)
            print(told.read().decode(errors="replace"), file=sys.stderr)
            raise
        finally:
            desk.terminate()
            desk.wait()


def _wait_for(address: str, desk: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if desk.poll() is not None:
            raise BenchmarkFailed("the desk ended before it answered")
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise BenchmarkFailed(f"the desk did not answer within {START_SECONDS:.0f} s")


def _asked(client: httpx.Client, path: str, query: Mapping[str, str]) -> float:
    began = time.perf_counter()
    answer = client.get(path, params=dict(query))
    took = time.perf_counter() - began
    if answer.status_code != 200:
        raise BenchmarkFailed(f"{answer.url}: {answer.status_code} {answer.text[:300]}")
    return took


def _in_browser(address: str) -> dict[str, Figure]:
    """First paint, the map's first drawing, frames of a drag of the brush, and a filter up to its list."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium here: the browser's figures are left out", file=sys.stderr)
        return {}
    from playwright.sync_api import sync_playwright

    painted, drawn, work, gaps, changed = [], [], [], [], []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for turn in range(ROUNDS):
            page = chromium.new_page(viewport={"width": 1366, "height": 800}, bypass_csp=True)
            page.goto(address)
            page.wait_for_function(
                "performance.getEntriesByName('dateline:frame').length > 0", timeout=60_000
            )
            painted.append(_entry(page, "first-contentful-paint"))
            drawn.append(_entry(page, "dateline:frame"))
            page.wait_for_selector("#map[data-laid=yes]", timeout=60_000)
            page.wait_for_timeout(500)
            frames, between = _dragged(page, turn)
            work += frames
            gaps += between
            page.goto(address)
            page.wait_for_selector("#map[data-laid=yes]", timeout=60_000)
            page.wait_for_timeout(500)
            changed += [_filtered(page, name) for name in ("killed", "grade")]
            page.close()
        chromium.close()
    return {
        "first_paint_with_list_p50_ms": round(median(painted)),
        "first_paint_with_list_max_ms": round(max(painted)),
        "map_drawn_p50_ms": round(median(drawn)), "map_drawn_max_ms": round(max(drawn)),
        "brush_filter_p50_ms": round(median(work), 1), "brush_filter_p95_ms": round(_p95(work), 1),
        "brush_filter_max_ms": round(max(work), 1), "brush_frames": len(work),
        "brush_screen_p50_ms": round(median(gaps), 1), "brush_screen_p95_ms": round(_p95(gaps), 1),
        "filter_in_page_p50_ms": round(median(changed)), "filter_in_page_max_ms": round(max(changed)),
    }  # fmt: skip


def _entry(page: Any, name: str) -> float:
    """When it ended, in milliseconds since the page was asked for."""
    return float(
        page.evaluate(
            "(n) => { const e = performance.getEntriesByName(n)[0]; return e.startTime + e.duration; }", name
        )
    )


def _dragged(page: Any, turn: int) -> tuple[list[float], list[float]]:
    """Milliseconds of the page's own work for each frame of a drag, and between two frames of the screen."""
    box = page.locator("#brush svg").bounding_box()
    y, left = box["y"] + 20, box["x"] + box["width"] * (0.2 + 0.05 * turn)
    page.evaluate(
        "() => { performance.clearMeasures(); window.gaps = []; let last = performance.now();"
        "const step = (now) => { window.gaps.push(now - last); last = now;"
        "window.again = requestAnimationFrame(step); };"
        "window.again = requestAnimationFrame(step); }"
    )
    page.mouse.move(left, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(left + (step + 1) * box["width"] * 0.5 / STEPS, y)
        page.wait_for_timeout(8)
    told = page.evaluate(
        "() => { cancelAnimationFrame(window.again);"
        "return [performance.getEntriesByName('dateline:frame').map((e) => e.duration),"
        "window.gaps.slice(1)]; }"
    )
    page.mouse.up()
    page.wait_for_function("!document.querySelector('#listed').hasAttribute('aria-busy')", timeout=60_000)
    if not told[0]:
        raise BenchmarkFailed("the drag of the brush drew nothing")
    return told[0], told[1]


FILTER_OF = {"killed": ("min_killed", "3"), "grade": ("text", word(60))}


def _filtered(page: Any, name: str) -> float:
    """Milliseconds from the filter's submission until list and map show what passes."""
    field, value = FILTER_OF[name]
    return float(
        page.evaluate(
            "async ([field, value]) => { const form = document.querySelector('#filters');"
            "performance.clearMeasures(); form.elements[field].value = value;"
            "const began = performance.now();"
            "form.requestSubmit();"
            "const done = () => !document.querySelector('#listed').hasAttribute('aria-busy')"
            " && performance.getEntriesByName('dateline:frame').length;"
            "while (!done()) await new Promise((resolve) => setTimeout(resolve, 2));"
            "return performance.now() - began; }",
            [field, value],
        )
    )


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _memory(pid: int, name: str) -> float | None:
    """MiB, where the system tells it: ``VmRSS``, ``VmHWM`` (its peak) or ``Pss``."""
    path = Path(f"/proc/{pid}/smaps_rollup" if name == "Pss" else f"/proc/{pid}/status")
    try:
        found = re.search(rf"^{name}:\s+(\d+) kB", path.read_text(encoding="ascii"), re.M)
    except OSError:
        return None
    return None if found is None else round(int(found[1]) / 1024, 1)


def _cpu_seconds(pid: int) -> float | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return round((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), 1)


def main() -> int:
    """Prints and keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=200_000)
    parser.add_argument("--db", type=Path, help="a store to serve a copy of, instead of a world made up")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--name", help="of the result (default: desk, or desk_million for a million)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch, "record.db")
        if asked.db is None:
            write_world(db, asked.incidents)
        else:
            shutil.copy(asked.db, db)
        figures = measure(db, not asked.no_browser)
    many = asked.db is None and asked.incidents >= 1_000_000
    save(asked.name or ("desk_million" if many else "desk"), figures, ("fastapi", "uvicorn", "numpy"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
