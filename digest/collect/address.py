"""Decide which IP addresses may be connected to: public ones, and those on the editor's allow-list.

The check is made on the resolved address of each connection, so neither a redirect nor a public host name that
resolves to a private address gets past it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_HOST = re.compile(r"[\w.:\[\]-]{1,100}")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Whether an IP address, in any notation that the kernel returns, belongs to the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    carried = _inside(found)
    outer = [] if found in _NAT64 else [found]
    return all(each.is_global and not each.is_multicast and not each.is_reserved for each in (*outer, *carried))


def _inside(found: Address) -> list[Address]:
    """The IPv4 addresses embedded in an IPv6 address, to which its packets may be forwarded."""
    if isinstance(found, ipaddress.IPv4Address):
        return []
    teredo = found.teredo[1] if found.teredo else None
    nat64 = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None
    return [each for each in (found.ipv4_mapped, found.sixtofour, teredo, nat64) if each is not None]


def permission_remedy(url: str) -> str:
    """The remedy for an address that is not public: what to write in sources.yaml if the host is the editor's own."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    shown = host if _HOST.fullmatch(host) else "its host"
    return f'if it is yours, write in sources.yaml, below `collect:`, the line `private_hosts: ["{shown}"]`'


class AllowList:
    """The hosts of `private_hosts:` (`127.0.0.1`, `127.0.0.1:8765`, `intranet.example`) and their addresses."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._names = {_split(each.lower()) for each in hosts}
        self._places: set[tuple[str, int]] = set()

    def names(self, host: str, port: int) -> bool:
        """Whether the allow-list has this host name, with this port or without a port."""
        return bool({(host.lower(), port), (host.lower(), 0)} & self._names)

    def add(self, address: str, port: int) -> None:
        """Allow connections to one resolved address and port."""
        self._places.add((address, port))

    def permits(self, address: str, port: int) -> bool:
        """Whether a connection to this address and port may be made."""
        return is_public(address) or self.names(address, port) or (address, port) in self._places


def _split(host: str) -> tuple[str, int]:
    if host.startswith("["):
        name, _, port = host[1:].partition("]")
        return name, int(port[1:] or 0) if port[1:].isdigit() or not port[1:] else 0
    name, _, port = host.rpartition(":")
    return (name, int(port)) if name and ":" not in name and port.isdigit() else (host, 0)
