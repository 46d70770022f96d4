"""ZIP archives: members are read one at a time, in memory, and never written anywhere."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from dateline.ingest.article import Unreadable
from dateline.ingest.limits import Limits

__all__ = ["MEMBER_FAULTS", "check_archive", "member_chunks", "members", "open_archive"]

CHUNK = 65_536

READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Compression methods that are read; the memory others need is for the archive to say."""

MEMBER_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What :mod:`zipfile` raises on damaged, encrypted or unsupported members."""

ENCRYPTED = 0x1
DRIVE = re.compile(r"[A-Za-z]:")


def open_archive(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The archive in ``file``, checked as a whole.

    Raises:
        Unreadable: damaged, past a limit, or with a member that would land outside its folder.
    """
    try:
        archive = zipfile.ZipFile(file)
    except MEMBER_FAULTS as error:
        raise Unreadable("parse", f"damaged ZIP archive ({error})") from error
    check_archive(archive, limits)
    return archive


def check_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a ZIP bomb or an archive made to write outside its folder, by its directory alone. Reading
    trusts the declared sizes no further: :mod:`zipfile` stops at them."""
    entries = archive.infolist()
    if len(entries) > limits.archive_files:
        raise Unreadable(
            "read", f"archive of {len(entries):,} files; at most {limits.archive_files:,} are read"
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        raise Unreadable(
            "read",
            f"archive unpacks to {unpacked:,} bytes; at most {limits.unpacked_bytes:,} are read. Split it",
        )
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or DRIVE.match(name) or ".." in name.split("/"):
            raise Unreadable("read", f"archive member {name!r} lies outside the archive's folder")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unreadable("read", f"archive member {name!r} is a symbolic link")


def members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files of an archive in the order of their names, without hidden ones and a Mac's shadow files."""
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if parts and not entry.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts):
            yield entry


def member_chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, piece by piece.

    Raises:
        Unreadable: encrypted, compressed in a way that is not read, or damaged.
    """
    if entry.flag_bits & ENCRYPTED:
        raise Unreadable("read", "encrypted archive member; pack it without a password")
    if entry.compress_type not in READABLE:
        raise Unreadable("read", "archive member packed by an unusual method; use plain ZIP (deflate)")
    try:
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except MEMBER_FAULTS as error:
        raise Unreadable("read", f"damaged archive member ({error})") from error
