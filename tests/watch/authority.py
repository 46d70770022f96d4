"""A certificate authority of this test run, and sites that show its certificates."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

__all__ = ["Authority", "self_signed"]


def _openssl(*words: str) -> None:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("there is no openssl here to make certificates with")
    subprocess.run([program, *words], check=True, capture_output=True)


def _key(folder: Path, name: str) -> Path:
    key = folder / f"{name}.key"
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", str(key))
    return key


def _context(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def self_signed(folder: Path, names: str) -> ssl.SSLContext:
    """What a site shows that vouches for itself; ``names`` as in ``DNS:a.example,IP:127.0.0.1``."""
    key, certificate = _key(folder, "own"), folder / "own.pem"
    _openssl(
        "req", "-x509", "-key", str(key), "-subj", "/CN=itself", "-days", "2", "-addext",
        f"subjectAltName={names}", "-out", str(certificate),
    )  # fmt: skip
    return _context(certificate, key)


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs for the sites of a test; ``pem`` is what its users trust."""

    folder: Path
    key: Path
    pem: Path

    @classmethod
    def made(cls, folder: Path) -> Authority:
        """A new one."""
        key, pem = _key(folder, "authority"), folder / "authority.pem"
        _openssl(
            "req", "-x509", "-key", str(key), "-subj", "/CN=Authority of the desk", "-days", "2", "-addext",
            "keyUsage=critical,keyCertSign", "-out", str(pem),
        )  # fmt: skip
        return cls(folder, key, pem)

    def site(self, names: str, *, days: int = 2) -> ssl.SSLContext:
        """What a site of these names shows; with ``days`` 0 it has run out."""
        key, asked = _key(self.folder, "site"), self.folder / "site.csr"
        certificate, more = self.folder / "site.pem", self.folder / "site.ext"
        more.write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\n", encoding="ascii")
        _openssl("req", "-new", "-key", str(key), "-subj", "/CN=site", "-out", str(asked))
        _openssl(
            "x509", "-req", "-in", str(asked), "-CA", str(self.pem), "-CAkey", str(self.key),
            "-CAcreateserial", "-extfile", str(more), "-days", str(days), "-out", str(certificate),
        )  # fmt: skip
        return _context(certificate, key)
