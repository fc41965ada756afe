"""Keeps the link check to the open internet: an editor's address must not reach our own network."""

import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
# Addresses of version 6 that lead to one of version 4, which could be a private one.
TRANSLATED = tuple(
    ipaddress.ip_network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")
)


class NotAllowedError(Exception):
    """The address is not one that the check may open."""


class NoSuchHostError(Exception):
    """The host's name leads to no address."""


@dataclass(frozen=True)
class Target:
    """Where to connect: ip was looked at, so the name is not looked up a second time."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def host_header(self) -> str:
        """The host as a browser would name it."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def target_of(url: str) -> Target:
    """Return where the address leads; raise NotAllowedError or NoSuchHostError.

    Every address of the host must be a public one: a name with a private one beside it is refused.
    """
    try:
        parts = urlsplit(url)
        scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
        port = parts.port or PORTS.get(scheme, 0)
    except ValueError as error:
        raise NotAllowedError from error
    if scheme not in PORTS or not host or parts.username or parts.password:
        raise NotAllowedError
    is_own = f"{host}:{port}" in settings.LINK_CHECK_OWN_SERVERS
    if port != PORTS[scheme] and not is_own:
        raise NotAllowedError
    found = _addresses_of(host, port)
    if not is_own and not all(is_public(ip) for ip in found):
        raise NotAllowedError
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme, host, port, str(found[0]), path)


def _addresses_of(host: str, port: int) -> list[Address]:
    with suppress(ValueError):
        return [ipaddress.ip_address(host)]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHostError from error
    # A zone, as in fe80::1%eth0, names a card of this machine.
    return [ipaddress.ip_address(str(where[4][0]).partition("%")[0]) for where in found]


def is_public(ip: Address) -> bool:
    """Whether the address is one of the open internet, however it is wrapped."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip.teredo is not None or any(ip in network for network in TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
