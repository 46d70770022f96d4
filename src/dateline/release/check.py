"""Checksums of a release folder: written when it is made, checked by us or by ``sha256sum -c``."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from dateline.errors import UsageError

__all__ = ["SUMS", "file_sum", "verify", "write_sums"]

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][\w.-]*)")
"""A line as ``sha256sum`` writes it; a name with a folder in it is never ours, so it is not followed."""
_CHUNK = 1 << 20


def file_sum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def write_sums(folder: Path) -> None:
    """``SHA256SUMS`` over every file of ``folder``, by name."""
    names = sorted(path.name for path in folder.iterdir() if path.name != SUMS)
    lines = "".join(f"{file_sum(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_text(lines, encoding="utf-8")


def verify(folder: Path) -> list[str]:
    """What is wrong with a release folder, one sentence a file; nothing when all is as it was written.

    Raises:
        UsageError: it is no release folder.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{folder} is no release: its {SUMS} cannot be read") from error
    faults, named = [], set()
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            faults.append(f"{SUMS}: a line is not one of ours")
            continue
        expected, name = found.groups()
        named.add(name)
        path = folder / name
        if not path.is_file():
            faults.append(f"{name}: missing")
        elif file_sum(path) != expected:
            faults.append(f"{name}: changed since it was released")
    extra = {path.name for path in folder.iterdir()} - named - {SUMS}
    return faults + [f"{name}: not part of the release" for name in sorted(extra)]
