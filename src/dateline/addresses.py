"""Web addresses that lead to one article, as one: the line that its versions stand in."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

__all__ = ["best_address", "canonical", "one_site"]

TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|_ga|_gl|fbclid|gclid|dclid|msclkid|yclid|igshid|at_(?:medium|campaign|link_\w+)|ns_\w+"
    r"|cmpid|ref_?src|smid|smtyp|spm|wt_mc|xtor|traffic_source",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, never which article is meant."""

PORTS = {"http": 80, "https": 443}
SAME_SITE = re.compile(r"^(?:www|m|mobile|amp)\.")


def canonical(url: str) -> str:
    """``url`` without what does not tell one article from another: fragment, tracking parameters, the order
    of parameters, a default port, case of the host, http for https.

    An address that cannot be taken apart stays as it is.

    >>> canonical("HTTP://News.Example:80/a//b?utm_source=x&id=7#top")
    'https://news.example/a//b?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in PORTS or not host:
        return url
    host = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not TRACKING.fullmatch(pair[0])))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit(("https", host, path, query, ""))


def one_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host but for ``www.``, ``m.`` and ``amp.``.

    >>> one_site("https://www.a.example/x", "http://a.example/y"), one_site("https://a.example", "https://b.example")
    (True, False)
    """
    return _site(one) == _site(other) != ""


def best_address(fetched: str, told: str) -> str:
    """The address that a page gives itself, where it is another one for the same article of the same site;
    else the one that it was fetched from. A page cannot stand for another site's article, and one that gives
    the front page's address (a common slip) not for all articles of its own.

    >>> best_address("https://m.a.example/amp/river-talks", "https://a.example/river-talks")
    'https://a.example/river-talks'
    >>> best_address("https://a.example/river-talks", "https://a.example/")
    'https://a.example/river-talks'
    """
    if not told or not one_site(fetched, told):
        return fetched
    here, there = _segments(fetched), _segments(told)
    same = bool(here) and bool(there) and (there[-1] in here or here[-1] in there)
    return told if same else fetched


def _segments(url: str) -> list[str]:
    """The parts of the path, without the ending of a file."""
    return [part.rsplit(".", 1)[0] for part in urlsplit(url).path.split("/") if part]


def _site(url: str) -> str:
    try:
        return SAME_SITE.sub("", (urlsplit(url).netloc or "").lower())
    except ValueError:
        return ""
