"""Holds the tests to this machine: a connection to anywhere else fails at once, by name."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL_NAMES = frozenset({"localhost", "", socket.gethostname()})


class NetworkUsedError(Exception):
    """A test tried to reach another machine; not an OSError, so that no retry swallows it."""


def is_local(host: object) -> bool:
    """Tell whether the host is this machine, by name or by loopback address."""
    text = host.decode() if isinstance(host, bytes) else host
    if not isinstance(text, str) or text in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """Refuse connections and name look-ups that leave the machine."""
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def check(address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(address, tuple) and not is_local(host):
            raise NetworkUsedError(f"A test tried to reach {host}.")

    def guarded_connect(self: socket.socket, address: Any) -> None:  # as in the standard library
        check(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:  # as above
        check(address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **options: Any) -> Any:  # as above
        check((host,))
        return look_up(host, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield
