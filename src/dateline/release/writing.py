"""Writing a release folder: whole or not at all, and the same bytes for the same record."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow

from dateline import __version__
from dateline.api import Record
from dateline.codebook import Codebook
from dateline.codec import SCHEMA_VERSION, json_schema
from dateline.errors import UsageError
from dateline.export import LEVELS, Format, write
from dateline.release.changes import as_data, changes, changes_text
from dateline.release.check import file_sum, write_sums
from dateline.release.pages import citation, codebook_page, readme
from dateline.release.tables import about_actors, assertions, judgements, write_table
from dateline.resolve import METHOD
from dateline.store import Release, Store, settings_here

__all__ = ["freeze"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""Safe as a folder's name on every system, and in a checksum file."""


def freeze(
    store: Store,
    name: str,
    out: Path,
    *,
    date: str,
    codebook: Codebook,
    previous: Path | None = None,
    bodies_licence: str = "",
) -> Path:
    """Write what ``store`` says now as the release ``name`` into ``out/name`` and register it.

    ``date`` is the release's, ISO; the data files hold no clock but the record's own, so that the same record
    gives the same bytes. ``previous`` is the release to compare with (default: the one registered last).
    ``bodies_licence`` says under which terms the texts of the documents go out; without it they stay in.

    Raises:
        UsageError: the name cannot be used or is taken, the record's last run did not end, or the previous
            release is not where it was written.
        StoreError: the store cannot be read or written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name a release: take letters, digits, dot, dash and underscore")
    made = store.releases()
    folder = out / name
    if folder.exists() or any(release.name == name for release in made):
        raise UsageError(f"there is a release {name!r} already; a release is never written over")
    before = _before(previous, made)
    number = made[-1].number + 1 if made else 1
    try:
        out.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{name}.partial-", dir=out))
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}; give another folder with --out") from error
    try:
        with store.snapshot():
            methods = _write_data(store, partial, with_bodies=bool(bodies_licence))
        sums = {path.name: file_sum(path) for path in sorted(partial.iterdir())}
        manifest = {
            "name": name,
            "number": number,
            "date": date,
            "digest": hashlib.sha256(json.dumps(sums, sort_keys=True).encode()).hexdigest(),
            "previous": None if before is None else before.name,
            "bodies_licence": bodies_licence or None,
            "methods": methods,
            "versions": {"dateline": __version__, "pyarrow": pyarrow.__version__, "schema": SCHEMA_VERSION},
        }
        _write_texts(partial, manifest, codebook, before)
        write_sums(partial)
        partial.chmod(0o755)
        release = Release(
            number=number, name=name, digest=str(manifest["digest"]), folder=str(folder.resolve()), at=""
        )
        # The folder gets its name inside the transaction: a store that cannot be written to leaves none.
        with store.registering(release):
            os.rename(partial, folder)
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}; give another folder with --out") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _before(given: Path | None, made: Sequence[Release]) -> Path | None:
    if given is not None:
        return given
    if not made:
        return None
    last = Path(made[-1].folder)
    if not last.is_dir():
        raise UsageError(
            f"the release before, {made[-1].name!r}, is not at {last}; say with --previous where"
        )
    return last


def _write_data(store: Store, folder: Path, *, with_bodies: bool) -> list[str]:
    """The tables; gives the methods that made them."""
    record = Record(store, settings_here())
    if not record.is_current():
        raise UsageError("the last run of `dateline code` did not end; run it again before a release")
    for level in LEVELS:
        rows: list[Mapping[str, Any]] = list(record.records(level, None))
        if level == "document" and not with_bodies:
            rows = [{**row, "body": None} for row in rows]
        formats: tuple[Format, ...] = ("parquet", "csv")
        for format_ in formats:
            with (folder / f"{level}s.{format_}").open("wb") as out:
                write(rows, out, format=format_, level=level)
    accounts = list(store.accounts())
    about = list(store.actor_assertions())
    write_table(assertions(accounts), folder, "assertions")
    write_table(about_actors(about), folder, "about_actors")
    write_table(judgements(store.judgements()), folder, "judgements")
    coders = {item.method for account in accounts for item in account.assertions}
    return sorted(coders | {item.method for item in about} | {METHOD})


def _write_texts(
    folder: Path, manifest: Mapping[str, object], codebook: Codebook, before: Path | None
) -> None:
    def put(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    found = None if before is None else changes(before, folder)
    put("release.json", _json(manifest))
    put("schema.json", _json(json_schema()))
    put("codebook.md", codebook_page(codebook))
    put("README.md", readme(manifest))
    put("CITATION.cff", citation(manifest))
    put("changelog.json", _json(None if found is None else as_data(found)))
    head = f"# Changes from {manifest['previous']} to {manifest['name']}\n\n"
    put("changelog.md", "# The first release\n" if found is None else head + changes_text(found))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
