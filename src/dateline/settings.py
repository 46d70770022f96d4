"""Settings: one frozen record, resolved once (flag > environment > ``dateline.toml`` > default).

Pure: the values arrive as arguments, :func:`dateline.store.settings_here` collects them.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

__all__ = ["FILE_NAME", "TABLE", "Setting", "Settings", "as_markdown", "person_name", "resolve"]

FILE_NAME = "dateline.toml"
MAX_JOBS = 256
"""More processes than any one machine has cores is a slip of the finger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run needs to know of its surroundings."""

    cache: Path
    db: Path | None = None
    corpora: Path | None = None
    jobs: int = 1
    registry: tuple[Path, ...] = ()
    codebook: tuple[Path, ...] = ()
    gazetteer: tuple[Path, ...] = ()
    model: Path | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of the table: how it is spelled everywhere, and what it means."""

    name: str
    environment: str
    flag: str
    default: str
    meaning: str
    read: Callable[[object], object]


def _path(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError("is not a path")
    return Path(value).expanduser()


def _paths(value: object) -> tuple[Path, ...]:
    """A list, or one string with the system's path separator, as PATH has it."""
    if isinstance(value, str):
        value = [part for part in value.split(os.pathsep) if part]
    if not isinstance(value, Iterable):
        raise ValueError("is not a list of paths")
    return tuple(_path(item) for item in value)


def _jobs(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("is not a whole number")
    text = str(value)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MAX_JOBS):
        raise ValueError(f"is not a whole number from 1 to {MAX_JOBS}")
    return int(text)


LONGEST_NAME = 80


def person_name(value: object) -> str:
    """The name of a person, on one line and not empty: it stands in every judgement that they make."""
    name = " ".join(value.split()) if isinstance(value, str) else ""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"is not a name of 1 to {LONGEST_NAME} printable characters")
    return name


TABLE: tuple[Setting, ...] = (
    Setting(
        name="db",
        environment="DATELINE_DB",
        flag="--db",
        default="none; a command that needs a store asks for it",
        meaning="the store, one SQLite file",
        read=_path,
    ),
    Setting(
        name="cache",
        environment="DATELINE_CACHE",
        flag="",
        default="`dateline` in the user's cache folder",
        meaning="folder of what can be built again: the place index",
        read=_path,
    ),
    Setting(
        name="corpora",
        environment="DATELINE_CORPORA",
        flag="--data",
        default="none; `dateline evaluate` asks for it",
        meaning="folder of the evaluation corpora",
        read=_path,
    ),
    Setting(
        name="jobs",
        environment="DATELINE_JOBS",
        flag="--jobs",
        default="1",
        meaning="processes that code documents; each holds its own model, about half a gigabyte",
        read=_jobs,
    ),
    Setting(
        name="registry",
        environment="DATELINE_REGISTRY",
        flag="",
        default="none",
        meaning="TOML files with further actors, read after the ones shipped",
        read=_paths,
    ),
    Setting(
        name="codebook",
        environment="DATELINE_CODEBOOK",
        flag="",
        default="none",
        meaning="TOML files with further event types, read after the ones shipped",
        read=_paths,
    ),
    Setting(
        name="gazetteer",
        environment="DATELINE_GAZETTEER",
        flag="",
        default="none",
        meaning="TOML files with further places and names of places, beside the place index",
        read=_paths,
    ),
    Setting(
        name="model",
        environment="DATELINE_MODEL",
        flag="--model",
        default="the one in the package",
        meaning="folder of the trained reader, as `dateline train` writes it",
        read=_path,
    ),
    Setting(
        name="by",
        environment="DATELINE_BY",
        flag="--by",
        default="the name of the user on this machine",
        meaning="who judges: the name that a merge, split, acceptance, rejection or edit is kept under",
        read=person_name,
    ),
)


def resolve(
    flags: Mapping[str, object], environment: Mapping[str, str], file: str, *, default_cache: Path
) -> Settings:
    """The settings of one run. ``flags`` by setting name, ``None`` if not given; ``file`` is a TOML text.

    Raises:
        UsageError: a value does not fit or the file names an unknown setting; lists every fault.
    """
    faults: list[str] = []
    content = _file_values(file, faults)
    values: dict[str, Any] = {"cache": default_cache}
    for setting in TABLE:
        for source, given in (
            (setting.flag or setting.name, flags.get(setting.name)),
            (setting.environment, environment.get(setting.environment) or None),
            (f"{FILE_NAME}: {setting.name}", content.get(setting.name)),
        ):
            if given is None:
                continue
            try:
                values[setting.name] = setting.read(given)
            except ValueError as error:
                faults.append(f"{source}: {given!r} {error}")
            break
    if faults:
        raise UsageError("\n".join(faults))
    return Settings(**values)


def _file_values(text: str, faults: list[str]) -> dict[str, object]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{FILE_NAME}: {error}")
        return {}
    known = [setting.name for setting in TABLE]
    faults.extend(
        f"{FILE_NAME}: no setting {name!r}; there are {', '.join(known)}"
        for name in content
        if name not in known
    )
    return content


def as_markdown() -> str:
    """The docs page of the settings; ends with a newline."""
    lines = [
        "# Settings",
        "",
        f"A flag wins over the environment, the environment over `{FILE_NAME}` in the folder that the "
        "command is run in. Lists of paths are arrays in the file and joined like `PATH` in the environment.",
        "",
        "| setting | flag | environment | default | meaning |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{s.name}` | {f'`{s.flag}`' if s.flag else ''} | `{s.environment}` | {s.default} | {s.meaning} |"
        for s in TABLE
    ]
    return "\n".join(lines) + "\n"
