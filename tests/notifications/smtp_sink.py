"""A small mail server on loopback that keeps what it is given, and can be told to stall."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

PATIENCE = 60


class SmtpSink(socketserver.ThreadingTCPServer):
    """Keeps the messages whose end it saw.

    stall_before and stall_after hold back, while set, the answer to the message's text: before
    the message counts as taken, or after.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.messages: list[Message] = []
        self.stall_before = threading.Event()
        self.stall_after = threading.Event()
        self.reached = threading.Event()
        self.let_go = threading.Event()

    @property
    def port(self) -> int:
        """Where the server listens."""
        return int(self.server_address[1])

    def stall(self) -> None:
        """Say that the point was reached, and wait until the test lets go."""
        self.reached.set()
        self.let_go.wait(PATIENCE)


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs that sends one message."""

    server: SmtpSink

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline():
            match line.split()[0].upper():
                case b"EHLO" | b"HELO" | b"MAIL" | b"RCPT" | b"RSET":
                    self.say("250 yes")
                case b"DATA":
                    self.take_message()
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("502 no")

    def take_message(self) -> None:
        """Read to the dot, and keep the message."""
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.server.stall_before.is_set():
            self.server.stall()
            return
        self.server.messages.append(message_from_bytes(b"".join(lines)))
        if self.server.stall_after.is_set():
            self.server.stall()
            return
        self.say("250 taken")

    def say(self, line: str) -> None:
        """Answer."""
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def running_sink() -> Iterator[SmtpSink]:
    """Run the server until the test is over."""
    with SmtpSink() as sink:
        thread = threading.Thread(target=sink.serve_forever, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.let_go.set()
            sink.shutdown()
