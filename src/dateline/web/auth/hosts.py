"""The names that the desk answers to, so that no page elsewhere can reach it under a name of its own.

In DNS rebinding a page of ``evil.example`` has that name lead to this machine; the browser then takes the
desk for a part of that site. The ``Host`` that it sends gives it away. An address in figures is no name that
somebody else could have lead here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection

__all__ = ["answers_to"]

LOCAL = frozenset({"localhost"})
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]{1,5})?")


def answers_to(host: str, names: Collection[str]) -> bool:
    """Whether ``host``, as a request gives it, is an address, this machine or one of ``names``.

    >>> [answers_to(host, ["desk.example"]) for host in ("127.0.0.1:8710", "Desk.example.", "e.example")]
    [True, True, False]
    """
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = (found["v6"] or found["name"]).lower().removesuffix(".")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in LOCAL or name in {known.lower() for known in names}
    return True
