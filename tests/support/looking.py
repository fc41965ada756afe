"""Looks at pages as somebody who compares: byte by byte, but for what is new each time anyway."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import connection, transaction
from django.test import Client

from core.spreadsheets import XLSX

CMS_PAGES = (
    "/cms/",
    "/cms/users/",
    "/cms/reports/site-history/",
    "/cms/reports/locked/",
    "/cms/snippets/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/documents/",
)
# Made anew for each answer, or by the test for each request.
VARYING = (
    re.compile(rb'name=\\?"(csrfmiddlewaretoken|opened)\\?" value=\\?"[^"\\]*'),
    re.compile(rb"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"),
    re.compile(rb'(?i)"csrf_?token"\s*[:=]\s*"[^"]*"'),
    re.compile(rb"nonce-[\w+/=-]+|/ID \[[^\]]*\]"),
)
# Each look at these makes a new secret.
NEW_EACH_TIME = {"mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"}
VARYING_HEADERS = {"X-Request-ID", "Set-Cookie", "Content-Length", "Content-Security-Policy"}


@dataclass(frozen=True)
class Seen:
    """One answer as a watcher could compare it; queries stands for the time that it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    queries: int


class Queries:
    """Counts statements; Django's own record of them is cut at a few thousand."""

    def __init__(self) -> None:
        self.count = 0

    # Django hands over a statement and its values, of any type, and wants its answer back.
    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.count += 1
        return execute(*statement)


# The test client's answer has no type of its own; what matters is that it has content.
def content_of(answer: Any) -> bytes:
    """The bytes that were sent; of a workbook its parts, without the moment of packing."""
    content: bytes = b"".join(answer) if answer.streaming else answer.content
    if answer.headers.get("Content-Type") != XLSX:
        return content
    with ZipFile(BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if "core.xml" not in name)


def look(client: Client, address: str) -> Seen:
    """Open a page and take back what opening it changed."""
    queries = Queries()
    with transaction.atomic(), connection.execute_wrapper(queries):
        answer = client.get(address)
        body = content_of(answer)
        transaction.set_rollback(True)
    for pattern in VARYING:
        body = pattern.sub(b"", body)
    headers = {name: value for name, value in answer.items() if name not in VARYING_HEADERS}
    return Seen(
        status=answer.status_code,
        headers=tuple(sorted(headers.items())),
        body=body.decode(errors="replace"),
        queries=queries.count,
    )
