"""Real web servers on this machine, which answer as they are told and note who asked."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Ten in a second: two minutes, far longer than anybody should wait.
SIGNS = 1_200


@dataclass
class WebServer:
    """answers: status and headers by path, for HEAD and GET alike unless head says otherwise."""

    host: str
    port: int = 0
    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    head: dict[str, int] = field(default_factory=dict)
    slow: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How a setting names it."""
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://{self.name}{path}"

    def on(self, path: str, status: int, **headers: str) -> str:
        """Answer the path so from now on; return its address."""
        self.answers[path] = (status, headers)
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    """Answers as the server is described."""

    server: "DescribedServer"

    def do_GET(self) -> None:
        """Answer a page."""
        self._answer("GET")

    def do_HEAD(self) -> None:
        """Answer its head."""
        self._answer("HEAD")

    def _answer(self, method: str) -> None:
        described = self.server.described
        described.asked.append((method, self.path, self.headers.get("User-Agent", "")))
        if self.path in described.slow:
            self._drip()
            return
        status, headers = described.answers.get(self.path, (404, {}))
        if method == "HEAD":
            status = described.head.get(self.path, status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        """Send a sign now and then and never end."""
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _ in range(SIGNS):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.1)

    def log_message(self, *_words: object) -> None:
        """Stay silent."""


class DescribedServer(ThreadingHTTPServer):
    """A server that knows how to answer."""

    def __init__(self, described: WebServer) -> None:
        super().__init__((described.host, 0), Handler)
        self.described = described
        described.port = self.server_address[1]


@contextmanager
def web_server(host: str = "127.0.0.1") -> Iterator[WebServer]:
    """A server that runs until the block ends."""
    described = WebServer(host)
    server = DescribedServer(described)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield described
    finally:
        server.shutdown()
        server.server_close()
