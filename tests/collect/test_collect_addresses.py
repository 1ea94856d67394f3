"""Addresses that may be fetched: public ones, redirects that stay public, and the allow-list."""

from __future__ import annotations

from typing import Any

import pytest
from fetching import get

from digest.collect.address import is_public
from digest.collect.answers import refused_hop
from digest.collect.exchange import Request, Response
from digest.collect.fetch import HOPS
from digest.model import Failure, Limits


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "fe80::1%eth0", "not an address",
    ],
)  # fmt: skip
def test_inner_addresses_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, and IPv6 addresses that lead on to those."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_outer_addresses_are_public(address: str) -> None:
    """The public internet, also through NAT64."""
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_private_address_is_refused_where_it_is_connected(outlet: Any, host: str) -> None:
    """No connection is made, however loopback is spelt and whatever name resolves to it."""
    outlet.say("/feed", "secret")
    answer = get(outlet, f"http://{host}:{outlet.place[1]}/feed")
    assert isinstance(answer, Failure)
    assert answer.status in {"not public", "unreachable"}
    assert outlet.asked == []


def test_a_redirect_to_a_private_address_is_refused(outlet: Any) -> None:
    """Every hop is checked, not only the first."""
    outlet.say("/feed", "", status=302, Location="http://127.0.0.1:9/secret")
    answer = get(outlet, "http://outlet.example/feed")
    assert isinstance(answer, Failure)
    assert answer.status == "not public"
    assert "private_hosts" not in answer.remedy
    asked = get(outlet, "http://127.0.0.1:9/feed")
    assert isinstance(asked, Failure)
    assert 'in sources.yaml, below `collect:`, the line `private_hosts: ["127.0.0.1:9"]`' in asked.remedy


def test_the_allow_list_opens_what_the_editor_names(outlet: Any) -> None:
    """`private_hosts` admits a host with its port, and no other port of it."""
    outlet.say("/feed", "ours")
    limits = Limits(private_hosts=(f"127.0.0.1:{outlet.place[1]}",))
    answer = get(outlet, f"http://127.0.0.1:{outlet.place[1]}/feed", limits)
    assert isinstance(answer, Response)
    refused = get(outlet, f"http://127.0.0.1:{outlet.place[1]}/feed", Limits(private_hosts=("127.0.0.1:1",)))
    assert isinstance(refused, Failure)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "/etc/passwd", "ftp://outlet.example/x", "gopher://outlet.example/"]
)
def test_only_web_addresses_are_read(outlet: Any, url: str) -> None:
    """Other schemes and file paths are refused."""
    answer = get(outlet, url)
    assert isinstance(answer, Failure)
    assert "http" in answer.reason


def test_a_redirect_loop_ends(outlet: Any) -> None:
    """After five hops the source has failed, and only it."""
    outlet.say("/a", "", status=302, Location="/b")
    outlet.say("/b", "", status=302, Location="/a")
    answer = get(outlet, "http://outlet.example/a")
    assert isinstance(answer, Failure)
    assert len(outlet.asked) == HOPS + 1


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_redirect_out_of_the_web_is_refused(outlet: Any, target: str) -> None:
    """A redirect leads to http(s) or nowhere."""
    outlet.say("/a", "", status=302, Location=target)
    assert isinstance(get(outlet, "http://outlet.example/a"), Failure)


@pytest.mark.parametrize(
    ("target", "downgrade", "followed"),
    [
        ("http://other.example/", False, False),
        ("http://other.example/", True, True),
        ("https://other.example/", False, True),
        ("", True, False),
    ],
)
def test_a_redirect_to_plain_http_is_followed_only_where_the_editor_allows_it(
    target: str, downgrade: bool, followed: bool
) -> None:
    """The source's `allow_http_downgrade` decides about redirects from https to http."""
    request = Request(url="https://outlet.example/", source="outlet", max_bytes=1, downgrade=downgrade)
    assert (refused_hop(request, request.url, target) is None) is followed


def test_a_permanent_move_is_told_and_not_followed_up(outlet: Any) -> None:
    """A 301 says where the feed has gone for good; a 302 on the way takes that back."""
    outlet.say("/old", "", status=301, Location="http://other.example/new")
    outlet.say("/new", "here")
    outlet.say("/for-now", "", status=302, Location="/old")
    moved = get(outlet, "http://outlet.example/old")
    assert isinstance(moved, Response)
    assert moved.moved == "http://other.example/new"
    detour = get(outlet, "http://outlet.example/for-now")
    assert isinstance(detour, Response)
    assert detour.moved == ""
