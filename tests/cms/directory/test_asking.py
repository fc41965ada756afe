"""The link check asks politely, gives up in time, and cannot be led into our own network."""

import ipaddress
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytest_django import Settings

from cms.links.asking import Answer, ask
from cms.links.guarding import NotAllowedError, is_public, target_of
from tests.cms.directory.servers import WebServer, web_server

Serve = Callable[..., WebServer]


@pytest.fixture
def serve(settings: Settings) -> Iterator[Serve]:
    """A function that starts a server which the check may ask, unless it is told otherwise."""
    with ExitStack() as stack:

        def start(host: str = "127.0.0.1", *, allowed: bool = True) -> WebServer:
            server = stack.enter_context(web_server(host))
            if allowed:
                settings.LINK_CHECK_OWN_SERVERS |= {server.name}
            return server

        yield start


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer.WORKS),
        (204, Answer.WORKS),
        (401, Answer.WORKS),
        (403, Answer.WORKS),
        (429, Answer.WORKS),
        (404, Answer.REFUSED),
        (410, Answer.REFUSED),
        (500, Answer.REFUSED),
        (503, Answer.REFUSED),
    ],
)
def test_the_status_says_whether_a_reader_finds_something(
    serve: Serve, status: int, answer: Answer
) -> None:
    assert ask(serve().on("/page", status)) is answer


def test_the_head_is_asked_for_first_and_says_who_asks(serve: Serve) -> None:
    server = serve()
    ask(server.on("/page?a=b", 200))
    assert [(method, path) for method, path, _agent in server.asked] == [("HEAD", "/page?a=b")]
    assert server.asked[0][2].startswith("Lodestar-link-check/1.0 (+http")


def test_a_server_that_refuses_heads_is_asked_for_the_page(serve: Serve) -> None:
    server = serve()
    server.head["/page"] = 405
    assert ask(server.on("/page", 200)) is Answer.WORKS
    assert [method for method, *_rest in server.asked] == ["HEAD", "GET"]


def test_redirects_are_followed_to_their_end(serve: Serve) -> None:
    server, other = serve(), serve("127.0.0.2")
    server.on("/old", 301, Location="/new")
    server.on("/new", 302, Location=other.on("/there", 200))
    assert ask(server.url("/old")) is Answer.WORKS
    other.on("/there", 404)
    assert ask(server.url("/old")) is Answer.REFUSED


def test_a_circle_of_redirects_ends(serve: Serve) -> None:
    server = serve()
    assert ask(server.on("/a", 302, Location="/a")) is Answer.REFUSED
    assert len(server.asked) == 6


def test_no_redirect_leads_into_our_own_network(serve: Serve) -> None:
    inside, outside = serve("127.0.0.3", allowed=False), serve()
    inside.on("/secret", 200)
    for there in (inside.url("/secret"), "http://169.254.169.254/latest/", "file:///etc/passwd"):
        assert ask(outside.on("/page", 302, Location=there)) is Answer.NOT_ALLOWED
    assert inside.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "https://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://8.8.8.8:22/",
        "http://user:word@8.8.8.8/",
        "ftp://8.8.8.8/",
        "http:///nothing",
        "http://[broken/",
        "http://8.8.8.8:99999/",
    ],
)
def test_an_address_of_our_own_network_is_never_opened(url: str) -> None:
    with pytest.raises(NotAllowedError):
        target_of(url)
    assert ask(url) is Answer.NOT_ALLOWED


@pytest.mark.parametrize("ip", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_an_address_of_the_open_internet_may_be_opened(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


def test_what_was_looked_at_is_what_is_connected_to() -> None:
    target = target_of("https://8.8.8.8/a?b=c#d")
    assert (target.ip, target.port, target.path) == ("8.8.8.8", 443, "/a?b=c")


def test_nobody_at_home_is_no_answer(serve: Serve, settings: Settings) -> None:
    with web_server() as gone:
        settings.LINK_CHECK_OWN_SERVERS |= {gone.name}
    assert ask(gone.url()) is Answer.NO_ANSWER


def test_a_server_that_never_ends_is_cut_off(serve: Serve, settings: Settings) -> None:
    settings.LINK_CHECK_SECONDS = 1
    server = serve()
    server.slow.add("/slow")
    begun = time.monotonic()
    assert ask(server.url("/slow")) is Answer.NO_ANSWER
    # Less than the server would go on, by much, and time enough for a busy machine.
    assert time.monotonic() - begun < 60


def test_a_server_without_a_certificate_that_fits_is_no_answer(
    serve: Serve, settings: Settings
) -> None:
    server = serve()
    settings.LINK_CHECK_SECONDS = 2
    assert ask(server.url("/").replace("http:", "https:")) is Answer.NO_ANSWER


def test_signs_that_no_address_may_hold_are_escaped(serve: Serve) -> None:
    server = serve()
    server.on("/caf%C3%A9%20bar", 200)
    assert ask(server.url("/café bar")) is Answer.WORKS
    assert ask(server.url("/a\r\nX-Evil: 1")) is Answer.REFUSED
    assert all("\r" not in path for _method, path, _agent in server.asked)
