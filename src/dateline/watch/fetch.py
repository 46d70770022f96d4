"""One address fetched: robots.txt asked, redirects followed one by one, everything within limits."""

from __future__ import annotations

import datetime as dt
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from dateline.ingest import Fetched
from dateline.ingest.warc import media_type_of
from dateline.watch.exchange import Exchange, NotFetched
from dateline.watch.net import ForbiddenAddress, Look, client, look_up, mistrust, trust
from dateline.watch.robots import Robots

__all__ = ["Answer", "Bounds", "Fetcher", "Known"]

REDIRECTS = frozenset((301, 302, 303, 307, 308))
GONE = frozenset((404, 410))
LATER = frozenset((408, 425, 429))
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one fetch may take."""

    seconds: float = 60.0
    """From the look-up of the name to the last byte, of each of the answers on the way."""
    packed_bytes: int = 10 * MEGABYTE
    """Of a body as it is sent."""
    body_bytes: int = 20 * MEGABYTE
    """Of a body unpacked."""
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a page from the last time, for asking whether it has changed."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came: ``page`` is None where nothing has changed since the last time (304)."""

    page: Fetched | None
    known: Known
    exchanges: tuple[Exchange, ...]


class Fetcher:
    """Fetches for all sources, from any thread. ``open_host`` says whether a host may be asked now: one that
    asked to be left alone is not bothered by way of a redirect either."""

    def __init__(
        self,
        agent: str,
        bounds: Bounds,
        *,
        open_host: Callable[[str], bool] = lambda _host: True,
        look: Look = look_up,
        clock: Callable[[], float] = time.time,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = agent
        self._bounds = bounds
        self._open_host = open_host
        self._look = look
        self._clock = clock
        self._trusted = trusted or trust(None)
        self._clients: dict[frozenset[str], httpx.Client] = {}
        self._robots: dict[frozenset[str], Robots] = {}

    def prepare(self, allowed: frozenset[str]) -> None:
        """Make ready for a source that may go to ``allowed`` hosts; before the first thread begins.

        Each set of allowed hosts has connections and rules of its own: what one source may reach must not be
        within the reach of another.
        """
        if allowed not in self._clients:
            self._clients[allowed] = client(
                allowed, seconds=self._bounds.seconds, look=self._look, trusted=self._trusted
            )
            self._robots[allowed] = Robots(self._agent, self._clock)

    def crawl_delay(self, url: str, allowed: frozenset[str]) -> float:
        """Seconds between requests that the site of ``url`` asks for, as far as it was asked; 0 if it does
        not."""
        return self._robots[allowed].delay(url)

    def fetch(self, url: str, known: Known, allowed: frozenset[str], accept: str) -> Answer:
        """The page at ``url``, after redirects.

        Raises:
            NotFetched: for whatever reason.
        """
        exchanges: list[Exchange] = []
        try:
            return self._followed(url, known, allowed, accept, exchanges)
        except NotFetched as problem:
            problem.exchanges = tuple(exchanges)
            raise

    def close(self) -> None:
        """Close what is open."""
        for one in self._clients.values():
            one.close()

    def _followed(
        self, url: str, known: Known, allowed: frozenset[str], accept: str, exchanges: list[Exchange]
    ) -> Answer:
        asked: set[str] = set()
        here = url
        for _ in range(self._bounds.redirects + 1):
            if here in asked:
                raise NotFetched("redirects in a circle", again=False)
            asked.add(here)
            if not self._open_host(urlsplit(here).netloc.lower()):
                raise NotFetched("the host asked to be left alone for a while", again=True)
            self._mind_robots(here, allowed, exchanges)
            exchange = self._exchange(here, known, allowed, accept)
            exchanges.append(exchange)
            headers = {name.lower(): value for name, value in exchange.headers}
            if exchange.status not in REDIRECTS:
                return self._answer(exchange, headers, known, exchanges)
            if not headers.get("location"):
                raise NotFetched("a redirect that leads nowhere", again=False)
            here = urljoin(here, headers["location"]).split("#")[0]
        raise NotFetched(f"more than {self._bounds.redirects} redirects", again=False)

    def _answer(
        self, exchange: Exchange, headers: Mapping[str, str], known: Known, exchanges: list[Exchange]
    ) -> Answer:
        status = exchange.status
        if status == 304:
            return Answer(page=None, known=known, exchanges=tuple(exchanges))
        if status != 200:
            again = status in LATER or status >= 500
            wait = retry_after(headers.get("retry-after", ""), self._clock()) if again else 0.0
            raise NotFetched(f"HTTP {status} {exchange.reason}".strip(), again=again, wait=wait)
        media_type, charset = media_type_of(headers.get("content-type", ""))
        body = unpacked(exchange.body, headers.get("content-encoding", ""), self._bounds.body_bytes)
        return Answer(
            page=Fetched(url=exchange.url, body=body, media_type=media_type, charset=charset),
            known=Known(etag=headers.get("etag", "")[:500], modified=headers.get("last-modified", "")[:100]),
            exchanges=tuple(exchanges),
        )

    def _mind_robots(self, url: str, allowed: frozenset[str], exchanges: list[Exchange]) -> None:
        def get(address: str) -> tuple[int, bytes]:
            for _ in range(self._bounds.redirects + 1):
                exchange = self._exchange(address, Known(), allowed, "text/plain,*/*;q=0.5")
                exchanges.append(exchange)
                headers = {name.lower(): value for name, value in exchange.headers}
                if exchange.status in REDIRECTS and headers.get("location"):
                    address = urljoin(address, headers["location"])
                    continue
                most = self._bounds.body_bytes
                return exchange.status, unpacked(exchange.body, headers.get("content-encoding", ""), most)
            return 404, b""

        if not self._robots[allowed].may(url, get):
            raise NotFetched("the site's robots.txt asks not to fetch it", again=False)

    def _exchange(self, url: str, known: Known, allowed: frozenset[str], accept: str) -> Exchange:
        parts = _checked(url)
        headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": "gzip"}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        at = dt.datetime.fromtimestamp(self._clock(), dt.UTC)
        until = time.monotonic() + self._bounds.seconds
        try:
            with self._clients[allowed].stream("GET", url, headers=headers) as response:
                stream = response.extensions.get("network_stream")
                peer = stream.get_extra_info("server_addr") if stream is not None else None
                return Exchange(
                    url=url,
                    at=at,
                    ip=str(peer[0]) if peer else "",
                    request=tuple(response.request.headers.multi_items()),
                    target=response.request.url.raw_path.decode("ascii", "replace") or parts.path or "/",
                    version=response.http_version,
                    status=response.status_code,
                    reason=response.reason_phrase,
                    headers=tuple(response.headers.multi_items()),
                    body=b"".join(_within(response, self._bounds.packed_bytes, until)),
                )
        except ForbiddenAddress as error:
            raise NotFetched(str(error), again=False) from error
        except httpx.TimeoutException as error:
            raise NotFetched("no whole answer in time", again=True) from error
        except httpx.HTTPError as error:
            if doubt := mistrust(error):
                raise NotFetched(
                    f"the certificate of {parts.host} is not trusted ({doubt})"[:300], again=True
                ) from error
            raise NotFetched(f"no answer ({error or type(error).__name__})"[:300], again=True) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise NotFetched(f"no address that can be asked ({error})"[:300], again=False) from error


def _checked(url: str) -> httpx.URL:
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched(f"no address that can be asked ({error})"[:300], again=False) from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise NotFetched(
            f"an address of the scheme {parts.scheme or '(none)'!r}; http and https are fetched", again=False
        )
    if parts.userinfo:
        raise NotFetched("an address with a password in it", again=False)
    return parts


def _within(response: httpx.Response, most: int, until: float) -> Iterator[bytes]:
    """The bytes as they are sent, as long as they are not too many and come in time."""
    told = response.headers.get("content-length", "")
    if told.isascii() and told.isdecimal() and int(told[:16]) > most:
        raise NotFetched("an answer larger than any article", again=False)
    for piece in response.iter_raw(65_536):
        most -= len(piece)
        if most < 0:
            raise NotFetched("an answer larger than any article", again=False)
        if time.monotonic() > until:
            raise httpx.ReadTimeout("the time for the whole answer is up")
        yield piece


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """``body`` without its content encoding.

    Raises:
        NotFetched: damaged, packed in another way than asked for, or more than ``most`` bytes unpacked.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity") or not body:
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"an answer packed as {encoding[:40]!r}, which was not asked for", again=False)
    unpack = zlib.decompressobj(wbits=47)  # gzip or zlib, as the bytes say
    try:
        plain = unpack.decompress(body, most)
    except zlib.error as error:
        raise NotFetched(f"a damaged packed answer ({error})", again=True) from error
    if unpack.unconsumed_tail:
        raise NotFetched("an answer that unpacks to more than any article", again=False)
    if not unpack.eof:
        raise NotFetched("a packed answer that is cut off", again=True)
    return plain


def retry_after(header: str, now: float) -> float:
    """Seconds that a Retry-After header asks to wait, at most a day; 0 if it says nothing readable.

    >>> retry_after("120", 0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0), retry_after("soon", 0)
    (120.0, 60.0, 0.0)
    """
    text = header.strip()
    if text.isascii() and text.isdecimal():
        seconds = float(text[:9])
    else:
        try:
            seconds = parsedate_to_datetime(text).timestamp() - now
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0
    return max(0.0, min(seconds, 86_400.0))
