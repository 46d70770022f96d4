"""Connections to public addresses only: a name is looked up once, what it means is checked, and the
connection goes to that very address. Neither a redirect nor a name that changes its meaning gets round it.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import httpcore
import httpx

from dateline.errors import UsageError

__all__ = ["ForbiddenAddress", "client", "is_public", "mistrust", "trust"]

Look = Callable[[str, int], list[str]]
"""A name and a port to addresses."""

NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv6 addresses whose last 32 bits are an IPv4 address that the connection ends at (RFC 6052, RFC 8215)."""


class ForbiddenAddress(Exception):
    """A host is, or its name leads to, an address that is not public and not allowed."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and so is any that it carries inside.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner: list[ipaddress.IPv4Address | None] = [ip.ipv4_mapped, ip.sixtofour]
        inner += list(ip.teredo or ())
        if any(ip in network for network in NAT64):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if int(ip) >> 32 == 0:  # the old "IPv4-compatible" form ::a.b.c.d
            inner.append(ipaddress.IPv4Address(int(ip)))
        carried = [one for one in inner if one is not None]
        if carried:
            return all(one.is_global and not one.is_multicast for one in carried)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def look_up(host: str, port: int) -> list[str]:
    """The addresses of ``host`` by the system's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def trust(authorities: Path | None) -> ssl.SSLContext:
    """Whose word for a site is taken: the authorities that browsers trust, and those of a PEM file besides.

    Raises:
        UsageError: the file holds no certificate that can be read.
    """
    context = httpx.create_ssl_context(trust_env=False)
    if authorities is not None:
        try:
            context.load_verify_locations(cafile=authorities)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(
                f"{authorities}: no certificates can be read from it ({error.strerror or error}); name a PEM "
                "file as `authorities` under [watch]"
            ) from error
    return context


def mistrust(error: BaseException) -> str:
    """What is wrong with a site's certificate, where that is the root of ``error``; else ``""``."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    return "" if cause is None else cause.verify_message.rstrip(".") or "it cannot be verified"


def client(
    allowed: Iterable[str],
    *,
    seconds: float,
    look: Look = look_up,
    connect_seconds: float = 10.0,
    trusted: ssl.SSLContext | None = None,
) -> httpx.Client:
    """A client that connects to public addresses, and besides only to the hosts of ``allowed`` (``name`` or
    ``name:port``), each connection for one request and for ``seconds`` at most, from its beginning to its
    end.

    It takes no proxy from the environment: behind one the address connected to could not be told. A site of
    https is who it says it is by the word of ``trusted``, unless told what :func:`trust` gives.
    """
    transport = httpx.HTTPTransport(trust_env=False)
    transport.close()
    # httpx has no argument for a network backend; httpcore, which it stands on, has.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=trusted or trust(None),
        max_keepalive_connections=0,
        network_backend=_Checked(frozenset(one.lower() for one in allowed), seconds, look),
    )
    timeout = httpx.Timeout(min(seconds, 30.0), connect=min(seconds, connect_seconds))
    return httpx.Client(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)


class _Checked(httpcore.NetworkBackend):
    """Resolves, checks and connects; the stream that it gives keeps the time of the whole exchange."""

    def __init__(self, allowed: frozenset[str], seconds: float, look: Look) -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._look = look
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the addresses that ``host`` has now, all of which must be allowed."""
        until = time.monotonic() + self._seconds
        name = host.lower().strip("[]").rstrip(".")
        free = name in self._allowed or f"{name}:{port}" in self._allowed
        try:
            addresses = self._look(name, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {name} leads nowhere ({error})") from error
        for address in addresses:
            if not (free or is_public(address)):
                raise ForbiddenAddress(f"{name} is at {address}, which is not a public address")
        failed: Exception = httpcore.ConnectError(f"the name {name} has no address")
        for address in addresses[:3]:
            try:
                stream = self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _Timed(stream, until)
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refused."""
        raise ForbiddenAddress(f"{path} is a socket of this machine")

    def sleep(self, seconds: float) -> None:
        """As the backend that is wrapped."""
        self._inner.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A stream that ends when its time is up, however slowly something still comes."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner = inner
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the inner stream, within what is left of the time."""
        return self._inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the inner stream, within what is left of the time."""
        self._inner.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """As the inner stream; the certificate is held against the name, not the address."""
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        """As the inner stream."""
        return self._inner.get_extra_info(info)

    def close(self) -> None:
        """As the inner stream."""
        self._inner.close()

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise late("the time for the whole answer is up")
        return left if timeout is None else min(timeout, left)
