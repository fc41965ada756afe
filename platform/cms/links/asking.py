"""Asks another site whether an address still leads somewhere: politely, and never for long."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from urllib.parse import quote, urljoin

from django.conf import settings

from cms.links.guarding import NoSuchHostError, NotAllowedError, Target, target_of

MOST_REDIRECTS = 5
FIRST_ERROR = 400
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# The site is there and wants a person, or us to wait: for a reader the link works.
TURNED_AWAY = frozenset({401, 403, 407, 429})

# What may stand in a path and query as it is; everything else is sent in its escaped form.
SAFE_IN_PATHS = "/?:@!$&'()*+,;=-._~%[]"


class Answer(Enum):
    """What came of asking."""

    WORKS = "works"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    NOT_ALLOWED = "not_allowed"


def ask(url: str) -> Answer:
    """Follow the address to its end, each step looked at before it is taken."""
    try:
        for _step in range(MOST_REDIRECTS + 1):
            status, location = _ask_once(target_of(url))
            if status in REDIRECTS and location:
                url = urljoin(url, location)
                continue
            works = status < FIRST_ERROR or status in TURNED_AWAY
            return Answer.WORKS if works else Answer.REFUSED
    except NotAllowedError:
        return Answer.NOT_ALLOWED
    except (NoSuchHostError, OSError, http.client.HTTPException, ValueError):
        return Answer.NO_ANSWER
    return Answer.REFUSED


def _ask_once(target: Target) -> tuple[int, str]:
    """The status and where it leads on. Some servers know only GET, so an error is asked twice."""
    status, location = _request(target, "HEAD")
    if status >= FIRST_ERROR and status not in TURNED_AWAY:
        status, location = _request(target, "GET")
    return status, location


def _request(target: Target, method: str) -> tuple[int, str]:
    with _connection(target) as connection:
        connection.request(
            method,
            quote(target.path, safe=SAFE_IN_PATHS),
            headers={
                "Host": target.host_header,
                "User-Agent": _name_of_ours(),
                "Accept": "*/*",
                "Connection": "close",
            },
        )
        answer = connection.getresponse()
        # What follows the head of the answer is not read: it could be endless.
        return answer.status, answer.headers.get("Location", "")


def _name_of_ours() -> str:
    return f"{settings.SERVICE_NAME}-link-check/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"


@contextmanager
def _connection(target: Target) -> Iterator[http.client.HTTPConnection]:
    """A connection to the very address that was looked at; cut off when its time is over."""
    limit = settings.LINK_CHECK_SECONDS
    connection = http.client.HTTPConnection(target.host, target.port, timeout=limit)
    connection.sock = socket.create_connection((target.ip, target.port), timeout=limit)
    # A server that sends one sign now and then would hold an ordinary time limit off for ever.
    is_over = threading.Event()
    cut_off = threading.Timer(limit, _cut, args=(connection, is_over))
    cut_off.daemon = True
    cut_off.start()
    try:
        if target.scheme == "https":
            _encrypt(connection, target.host)
        yield connection
        if is_over.is_set():
            # What came until then reads like an answer, and is none.
            raise TimeoutError
    finally:
        cut_off.cancel()
        connection.close()


def _encrypt(connection: http.client.HTTPConnection, host: str) -> None:
    context = ssl.create_default_context()
    encrypted = context.wrap_socket(
        connection.sock, server_hostname=host, do_handshake_on_connect=False
    )
    # Known to the connection before the handshake, so that a slow one can be cut off too.
    connection.sock = encrypted
    encrypted.do_handshake()


def _cut(connection: http.client.HTTPConnection, is_over: threading.Event) -> None:
    # Said before it is done: whoever reads on finds the end of the answer at once.
    is_over.set()
    # Gone already, which is what was wanted.
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
