"""Which addresses are public, what a line of versions is, and how long is waited."""

from __future__ import annotations

import random

import pytest

from dateline.addresses import best_address, canonical
from dateline.store.watching import HostState
from dateline.watch.net import is_public
from dateline.watch.pace import Pace

PRIVATE = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
198.18.0.1 192.0.2.1 240.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:192.168.0.1
::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a01:203 2002:7f00:1:: 2002:c0a8:101::1 2001:db8::1 no-address
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_an_address_that_is_not_public_is_told_in_every_spelling(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


def test_addresses_of_one_article_are_one() -> None:
    one = canonical("https://a.example/story?id=7&b=1")
    same = (
        "http://A.example:80/story?b=1&id=7#top",
        "https://a.example/story?utm_medium=x&id=7&fbclid=y&b=1",
    )
    assert {canonical(url) for url in same} == {one}
    assert canonical("https://a.example/story?id=8&b=1") != one
    assert canonical("http://[broken") == "http://[broken"


def test_a_page_cannot_take_the_place_of_another() -> None:
    assert best_address("https://a.example/x", "https://b.example/x") == "https://a.example/x"
    assert best_address("https://a.example/x", "https://a.example/") == "https://a.example/x"
    assert best_address("https://a.example/x.amp", "https://a.example/x.html") == "https://a.example/x.html"


def test_a_host_is_left_alone_ever_longer_and_forgiven_when_it_answers() -> None:
    now = [0.0]
    pace = Pace(0.0, [], random.Random(1), lambda: now[0])
    pauses = []
    for _ in range(12):
        state = pace.failed("a.example", 0.0)
        pauses.append(state.closed - now[0])
        now[0] = state.closed
    assert pauses[:2] == [0.0, 0.0]
    assert 20 < pauses[2] < 40
    assert pauses[6] > 4 * pauses[3] > 0
    assert max(pauses) <= 21_600 * 1.25
    assert pace.answered("a.example") == HostState(host="a.example", closed=0.0, failures=0)
    assert pace.answered("a.example") is None


def test_a_pause_that_a_host_asks_for_is_kept_in_full() -> None:
    pace = Pace(0.0, [HostState(host="a.example", closed=50.0, failures=3)], random.Random(1), lambda: 10.0)
    assert not pace.is_open("a.example")
    assert pace.failed("b.example", 600.0).closed >= 610.0
    assert pace.unready() == {"a.example", "b.example"}
