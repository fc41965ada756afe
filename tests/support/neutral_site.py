"""Another site on another port, as the one that the quick exit leads to."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django import Settings

PAGE = (
    # With a picture of its own in it: a browser would ask for one, perhaps when nobody answers.
    b"<!DOCTYPE html><html lang='en'><title>Weather</title><link rel='icon' href='data:,'>"
    b"<h1>Rain later</h1></html>"
)


class Weather(BaseHTTPRequestHandler):
    """Answers everything with the weather, and notes who was said to have sent the visitor."""

    referrers: list[str | None]

    def do_GET(self) -> None:
        """Say that it will rain."""
        if self.path == "/weather":
            self.referrers.append(self.headers.get("Referer"))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class NeutralSite:
    """Its address, and the referrers that it was told."""

    def __init__(self, server: ThreadingHTTPServer, referrers: list[str | None]) -> None:
        # Another name than the tests' own server has, so that it is another site to the browser.
        self.url = f"http://127.0.0.1:{server.server_address[1]}/weather"
        self.referrers = referrers


@pytest.fixture
def neutral_site(settings: Settings) -> Iterator[NeutralSite]:
    """The site that /exit/ leads to in this test."""
    referrers: list[str | None] = []
    handler = type("Handler", (Weather,), {"referrers": referrers})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = NeutralSite(server, referrers)
        settings.EXIT_URL = site.url
        yield site
        server.shutdown()
