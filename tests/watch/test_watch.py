"""Sources that are files, the configuration, the command, and what is shown of versions."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cli.fakes import fakes
from dateline.cli import main
from dateline.errors import UsageError
from dateline.store import Store
from dateline.watch.config import read_config
from dateline.watch.health import HealthServer
from dateline.watch.metrics import Metrics
from watch.server import article, feed, served
from watch.watching import config_of, watch_once

TEXT = "A bomb went off beside the mill of Rava on Monday, killing four people, the mayor said. It rained."


def old(path: Path) -> None:
    """Not written to any more."""
    then = time.time() - 60
    os.utime(path, (then, then))


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    old(path)


def titles(db: Path) -> list[str]:
    with Store.open(db) as store:
        return sorted(document.title for document in store.documents().values())


def mail(subject: str) -> str:
    return (
        f"Subject: {subject}\nFrom: desk@wire.example\nDate: Mon, 09 Mar 2026 08:00:00 "
        f"+0000\n\n{TEXT} {subject}\n"
    )


def test_folders_mail_dumps_and_web_archives_are_read_once(tmp_path: Path) -> None:
    put(tmp_path / "in/one.md", f"---\ntitle: One\n---\n{TEXT}")
    put(tmp_path / "box/new/1700.M1.host", mail("Two"))
    put(tmp_path / "box/tmp/half", mail("Half"))
    put(tmp_path / "box/three.eml", mail("Three"))
    lines = [
        {"title": f"Line {n}", "text": f"{TEXT} Number {n}.", "url": f"https://w.example/{n}"}
        for n in range(3)
    ]
    put(tmp_path / "dumps/day.jsonl", "\n".join(json.dumps(line) for line in lines))
    sources = "".join(
        f'[[source]]\nname = "{name}"\nkind = "{kind}"\npath = "{path}"\nlanguage = "en"\n'
        for name, kind, path in (("in", "folder", "in"), ("box", "mail", "box"), ("dumps", "jsonl", "dumps"))
    )
    config = config_of(tmp_path, sources)
    now = time.time()
    db = watch_once(tmp_path, config, clock=lambda: now)
    everything = ["Line 0", "Line 1", "Line 2", "One", "Three", "Two"]
    assert titles(db) == everything
    (tmp_path / "box/cur").mkdir()
    (tmp_path / "box/new/1700.M1.host").rename(tmp_path / "box/cur/1700.M1.host:2,S")
    watch_once(tmp_path, config, clock=lambda: now + 2_000)
    with Store.open(db) as store:
        counts = store.watch.counts()
        assert counts == {("in", "done"): 1, ("box", "done"): 2, ("dumps", "done"): 1}
    put(tmp_path / "in/four.txt", f"{TEXT} Four.")
    fresh = tmp_path / "in/being-written.txt"
    fresh.write_text(TEXT, encoding="utf-8")
    os.utime(fresh, (now + 4_000, now + 4_000))
    watch_once(tmp_path, config, clock=lambda: now + 4_000)
    assert titles(db) == sorted([*everything, ""])


def kept(folder: Path) -> list[tuple[str, str, bytes, str]]:
    """Type, address, content and media type of the records of the archive, read by fastwarc."""
    found = []
    for file in sorted((folder / "x.archive").glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in FastIterator(stream, verify_digests=True, parse_http=False):
                kind = str(record.record_type).rpartition(".")[2]
                address, media = record.headers.get("WARC-Target-URI"), record.headers.get("Content-Type")
                found.append((kind, str(address), record.reader.read(), str(media)))
    return [one for one in found if one[0] != "warcinfo"]


def test_a_file_that_vanishes_is_still_shown_as_it_lay_there(tmp_path: Path) -> None:
    page = f"<html lang='en'><title>Page</title><article><p>{TEXT} A page.</p></article></html>"
    put(tmp_path / "in/day one.txt", f"{TEXT} A file.")
    put(tmp_path / "in/page.html", page)
    put(tmp_path / "box/new/1700.M1.host", mail("Letter"))
    lines = [json.dumps({"title": f"Line {n}", "text": f"{TEXT} Line {n}."}) for n in range(2)]
    put(tmp_path / "day.jsonl", "\n".join(lines))
    sources = "".join(
        f'[[source]]\nname = "{name}"\nkind = "{kind}"\npath = "{path}"\nlanguage = "en"\n'
        for name, kind, path in (("in", "folder", "in"), ("box", "mail", "box"), ("d", "jsonl", "day.jsonl"))
    )
    db = watch_once(tmp_path, config_of(tmp_path, sources))
    said = {
        f"{(tmp_path / 'in/day one.txt').as_uri()}": (f"{TEXT} A file.".encode(), "text/plain"),
        f"{(tmp_path / 'in/page.html').as_uri()}": (page.encode(), "text/html"),
        f"{(tmp_path / 'box/new/1700.M1.host').as_uri()}": (mail("Letter").encode(), "message/rfc822"),
        f"{(tmp_path / 'day.jsonl').as_uri()}#1": (lines[0].encode(), "application/json"),
        f"{(tmp_path / 'day.jsonl').as_uri()}#2": (lines[1].encode(), "application/json"),
    }
    assert {url: (body, media) for kind, url, body, media in kept(tmp_path) if kind == "resource"} == said
    for path in ("in/day one.txt", "in/page.html", "box/new/1700.M1.host", "day.jsonl"):
        (tmp_path / path).unlink()
    with Store.open(db) as store:
        documents = store.documents()
    assert len(documents) == 5
    for document in documents.values():
        shown = CliRunner().invoke(main, ["show", document.id, "--db", str(db)]).output
        address = next(line for line in shown.splitlines() if line.startswith("  file:///"))
        offset, digest = re.search(r"\.warc\.gz at byte (\d+), sha256:([0-9a-f]{64})\n", shown).groups()
        (file,) = (tmp_path / "x.archive").glob("*.warc.gz")
        with file.open("rb") as stream:
            stream.seek(int(offset))
            body = next(iter(ArchiveIterator(stream, check_digests="raise"))).content_stream().read()
        assert body == said[address.strip().split(", ")[0]][0]
        assert hashlib.sha256(body).hexdigest() == digest


def test_an_archive_of_files_is_read_again_to_the_same_documents(tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", f"{TEXT} A file.")
    put(tmp_path / "in/letter.eml", mail("Letter"))
    put(tmp_path / "in/day.jsonl", json.dumps({"title": "Line", "text": f"{TEXT} Line."}))
    db = watch_once(tmp_path, config_of(tmp_path, '[[source]]\nname = "in"\nkind = "folder"\npath = "in"\n'))
    other = tmp_path / "other.db"
    again = CliRunner().invoke(main, ["code", str(tmp_path / "x.archive"), "--db", str(other)], obj=fakes())
    assert again.exit_code == 0, again.output
    with Store.open(db) as store, Store.open(other) as copy:
        assert len(store.documents()) == 3
        assert copy.documents().keys() == store.documents().keys()


def test_bytes_that_are_kept_are_not_kept_twice(tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", TEXT)
    config = config_of(tmp_path, '[[source]]\nname = "in"\nkind = "folder"\npath = "in"\nlanguage = "en"\n')
    now = time.time()
    watch_once(tmp_path, config, clock=lambda: now)
    put(tmp_path / "in/b.txt", TEXT)
    os.utime(tmp_path / "in/a.txt", (now - 30, now - 30))  # touched, not changed
    db = watch_once(tmp_path, config, clock=lambda: now + 2_000)
    records = kept(tmp_path)
    a, b = ((tmp_path / f"in/{name}.txt").as_uri() for name in "ab")
    assert [(kind, url) for kind, url, _, _ in records] == [("resource", a), ("revisit", b)]
    with Store.open(db) as store:
        (document,) = store.documents()
        first, second = store.archive.captures_of(document)
    assert (first.url, first.same_as, second.url, second.same_as) == (a, None, b, first.id)
    put(tmp_path / "in/a.txt", f"{TEXT} And more.")
    os.utime(tmp_path / "in/a.txt", (now - 20, now - 20))
    watch_once(tmp_path, config, clock=lambda: now + 4_000)
    assert [kind for kind, _, _, _ in kept(tmp_path)] == ["resource", "revisit", "resource"]


def test_pages_of_a_web_archive_that_was_put_there_are_kept_under_their_address(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    page = article("Rava")
    writer.write_record(
        writer.create_warc_record(
            "https://w.example/story",
            "response",
            payload=io.BytesIO(page),
            length=len(page),
            http_headers=http,
        )
    )
    (tmp_path / "crawl.warc.gz").write_bytes(out.getvalue())
    old(tmp_path / "crawl.warc.gz")
    source = '[[source]]\nname = "c"\nkind = "web-archive"\npath = "crawl.warc.gz"\n'
    watch_once(tmp_path, config_of(tmp_path, source))
    assert kept(tmp_path) == [("resource", "https://w.example/story", page, "text/html")]


def test_a_folder_that_is_gone_fails_alone(tmp_path: Path) -> None:
    put(tmp_path / "in/one.txt", TEXT)
    sources = (
        '[[source]]\nname = "gone"\nkind = "folder"\npath = "nowhere"\n[[source]]\nname = '
        '"in"\nkind = "folder"\npath = "in"\nlanguage = "en"\n'
    )
    db = watch_once(tmp_path, config_of(tmp_path, sources))
    assert len(titles(db)) == 1
    with Store.open(db) as store:
        state = store.watch.source("gone")
    assert state is not None
    assert "cannot be read" in state.problem


def test_a_list_of_pages_and_a_sitemap_index_are_followed(tmp_path: Path) -> None:
    with served() as site:
        site.give(
            "/index.xml",
            f"<sitemapindex><sitemap><loc>{site.base}/news.xml</loc></sitemap></sitemapindex>".encode(),
        )
        site.give("/news.xml", f"<urlset><url><loc>{site.base}/rava-story</loc></url></urlset>".encode())
        site.give("/rava-story", article("Rava"))
        site.give("/tolm-story", article("Tolm"))
        sources = (
            f'[[source]]\nname = "map"\nkind = "sitemap"\nurl = '
            f'"{site.base}/index.xml"\nallow_private = ["{site.host}"]\n'
            f'[[source]]\nname = "list"\nkind = "pages"\nurls = '
            f'["{site.base}/tolm-story"]\nallow_private = ["{site.host}"]\n'
        )
        db = watch_once(tmp_path, config_of(tmp_path, sources))
    assert titles(db) == ["Blast in Rava", "Blast in Tolm"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no source"),
        ('[[source]]\nname = "a"\nkind = "fed"\n', "kind: 'fed' is none; there are feed,"),
        ('[[source]]\nname = "a"\nkind = "feed"\n', 'needs `url = "https://…"`'),
        ('[[source]]\nname = "a"\nkind = "pages"\nurl = "https://a.example/"\n', "needs `urls ="),
        ('[[source]]\nname = "a"\nkind = "feed"\nurl = "ftp://a.example/"\n', "url: URL scheme should be"),
        (
            '[[source]]\nname = "a"\nkind = "feed"\nurl = "https://a.example/"\nevery = 5\n',
            "write a time as a number",
        ),
        (
            '[[source]]\nname = "a"\nkind = "feed"\nurl = "https://a.example/"\nevery = "1s"\n',
            "every: Input should be",
        ),
        (
            '[[source]]\nname = "a"\nkind = "folder"\npath = "x"\nurl = "y"\n',
            "url: no such setting; there are name,",
        ),
        ('[[source]]\nname = "a"\nkind = "folder"\npath = "x"\n' * 2, "two sources of this name"),
        ("[watch]\nfetchers = 0\n", "[watch]: fetchers: Input should be greater"),
        ("[watch\n", "Expected"),
    ],
)
def test_a_faulty_configuration_says_what_is_wrong_and_where(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        read_config(path)
    assert fault in str(told.value)
    assert str(path) in str(told.value)


def test_other_commands_do_not_mind_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "one.txt", TEXT)
    put(
        tmp_path / "dateline.toml",
        'db = "x.db"\n[watch]\n[[source]]\nname = "a"\nkind = "folder"\npath = "in"\n',
    )
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["code", "one.txt"], obj=fakes()).exit_code == 0


def test_show_leads_to_the_archived_copy_and_history_tells_what_changed(tmp_path: Path) -> None:
    with served() as site:
        site.give("/feed", feed(site.base, ["/story"]))
        site.give("/story", article("Rava"))
        config = config_of(
            tmp_path,
            f'[[source]]\nname = "w"\nkind = "feed"\nurl = "{site.base}/feed"\nallow_private = '
            f'["{site.host}"]\n',
        )
        now = time.time()
        watch_once(tmp_path, config, clock=lambda: now)
        site.give("/story", article("Rava", dead="nine"))
        db = watch_once(tmp_path, config, clock=lambda: now + 4_000)
        with Store.open(db) as store:
            (incident,) = store.incidents()
            first = store.archive.versions(incident.document_ids[0])[0].document_id
        shown = CliRunner().invoke(main, ["show", incident.id, "--db", str(db)]).output
        assert "archived copies" in shown
        assert "version 2 of 2" in shown
        assert ".warc.gz at byte " in shown
        history = CliRunner().invoke(main, ["history", first, "--db", str(db)]).output
        assert "version 1, " in history
        assert (
            "- A bomb went off beside the grain store of Rava early on Monday, killing four people" in history
        )
        assert (
            "+ A bomb went off beside the grain store of Rava early on Monday, killing nine people" in history
        )
        assert "Nobody has said" not in history
        by_address = CliRunner().invoke(main, ["history", f"{site.base}/story", "--db", str(db)]).output
        assert by_address == history


def test_two_watches_do_not_write_to_one_archive(tmp_path: Path) -> None:
    put(tmp_path / "in/one.txt", TEXT)
    config = config_of(tmp_path, '[[source]]\nname = "in"\nkind = "folder"\npath = "in"\n')
    from dateline.watch.archive import Archive

    with (
        Store.open(tmp_path / "x.db") as store,
        Archive.open(tmp_path / "x.archive", store),
        pytest.raises(UsageError, match="another `dateline watch`"),
    ):
        watch_once(tmp_path, config)


def test_health_and_metrics_are_told_on_this_machine_only() -> None:
    metrics = Metrics()
    metrics.beat(time.time())
    metrics.fetched("wire", "new")
    with HealthServer(metrics, 0) as server:
        base = f"http://127.0.0.1:{server.port}"
        with urllib.request.urlopen(f"{base}/healthz") as answer:
            assert json.load(answer)["status"] == "ok"
        with urllib.request.urlopen(f"{base}/metrics") as answer:
            assert b'dateline_pages_total{outcome="new",source="wire"} 1.0' in answer.read()
    well, told = metrics.health(time.time() + 3_600)
    assert (well, told["status"]) == (False, "stuck")


PROGRAM = (
    "import sys; sys.path[:0] = [{tests!r}]\n"
    "from cli.fakes import fakes\nfrom dateline.cli import main\n"
    "main(['watch', '--db', 'x.db'], obj=fakes())\n"
)


def test_a_watch_that_is_asked_to_end_finishes_its_document(tmp_path: Path) -> None:
    for number in range(30):
        put(tmp_path / f"in/{number}.txt", f"{TEXT} Number {number}.")
    put(
        tmp_path / "dateline.toml", '[[source]]\nname = "in"\nkind = "folder"\npath = "in"\nlanguage = "en"\n'
    )
    tests = str(Path(__file__).parents[1])
    source = str(Path(__file__).parents[2] / "src")
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(tests=tests)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": source, "FAKE_SECONDS": "0.2"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and _coded(tmp_path / "x.db") < 2:
            time.sleep(0.05)
        child.send_signal(signal.SIGTERM)
        _, said = child.communicate(timeout=30)
    finally:
        child.kill()
    assert child.returncode == 0, said
    assert "stopping after this document" in said
    coded = _coded(tmp_path / "x.db")
    assert 2 <= coded < 30
    with Store.open(tmp_path / "x.db") as store:
        assert store.watch.waiting() in (30 - coded, 31 - coded)  # the file of the last one may not be marked


def _coded(path: Path) -> int:
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return int(db.execute("SELECT count(*) FROM codings").fetchone()[0])
        finally:
            db.close()
    except sqlite3.OperationalError:
        return 0
