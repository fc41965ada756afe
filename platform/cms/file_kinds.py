"""Tells whether a document's content is of the kind that its name says. Pure: bytes in, facts out.

A table of exactly the kinds that documents may have (WAGTAILDOCS_EXTENSIONS), by the marks that
each format's own standard puts at its start.
"""

import zipfile
from collections.abc import Callable
from typing import IO

HEAD_BYTES = 4096
TEXT_BYTES = 256 * 1024
# Where pages and scripts begin, also after the spaces or the mark that some editors put first.
ACTIVE_STARTS = (b"<!doctype", b"<html", b"<head", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")
BINARY_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"PK\x03\x04",
    b"\xca\xfe\xba\xbe",
    b"\xd0\xcf\x11\xe0",
)
CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
# Eleven bits open a frame; the two of its layer are never both 0.
MP3_FRAME, MP3_LAYER = 0xFFE0, 0x0006
MACROS = "vbaproject.bin"
# The part without which a package is not of its kind.
PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"

Check = Callable[[IO[bytes]], bool]


def is_of_kind(extension: str, file: IO[bytes]) -> bool:
    """Return whether the file's content is what the extension (without a dot) promises.

    An extension that the table does not know promises nothing that can be held.
    """
    check = CHECKS.get(extension.lower())
    if check is None:
        return False
    file.seek(0)
    try:
        return check(file)
    finally:
        file.seek(0)


def _begins(*marks: tuple[int, bytes]) -> Check:
    """A check for fixed bytes at fixed places."""

    def check(file: IO[bytes]) -> bool:
        head = file.read(HEAD_BYTES)
        return all(head[at : at + len(mark)] == mark for at, mark in marks)

    return check


def _is_pdf(file: IO[bytes]) -> bool:
    # Readers accept a little rubbish before the mark; a page that hides one further on is no PDF.
    head = file.read(HEAD_BYTES)
    return head.find(b"%PDF-", 0, 1024) >= 0 and not _is_active(head)


def _is_mp3(file: IO[bytes]) -> bool:
    head = file.read(HEAD_BYTES)
    if head.startswith(b"ID3"):
        return True
    start = int.from_bytes(head[:2], "big")
    return start & MP3_FRAME == MP3_FRAME and start & MP3_LAYER != 0


def _is_webm(file: IO[bytes]) -> bool:
    head = file.read(HEAD_BYTES)
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head


def _is_text(file: IO[bytes]) -> bool:
    sample = file.read(TEXT_BYTES)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return not _is_active(sample.decode("utf-16", "ignore").encode())
    if sample.startswith(BINARY_STARTS) or _is_active(sample):
        return False
    return CONTROL.isdisjoint(sample)


def _is_active(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(ACTIVE_STARTS)


def _is_package(extension: str) -> Check:
    """A check for a zip archive that holds the part of its kind, and no macros."""

    def check(file: IO[bytes]) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                names = {name.lower() for name in archive.namelist()}
                typed = extension != "odt" or _odt_type(archive)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        has_macros = any(name.endswith(MACROS) for name in names)
        return typed and PARTS[extension] in names and not has_macros

    return check


def _odt_type(archive: zipfile.ZipFile) -> bool:
    # Its standard wants the type uncompressed; only so much is read, whatever the archive says.
    try:
        with archive.open("mimetype") as stated:
            return stated.read(len(ODT_TYPE) + 1) == ODT_TYPE
    except (KeyError, RuntimeError):
        return False


CHECKS: dict[str, Check] = {
    "csv": _is_text,
    "docx": _is_package("docx"),
    "m4a": _begins((4, b"ftyp")),
    "mp3": _is_mp3,
    "mp4": _begins((4, b"ftyp")),
    "odt": _is_package("odt"),
    "ogg": _begins((0, b"OggS")),
    "pdf": _is_pdf,
    "pptx": _is_package("pptx"),
    "rtf": _begins((0, b"{\\rtf")),
    "txt": _is_text,
    "wav": _begins((0, b"RIFF"), (8, b"WAVE")),
    "webm": _is_webm,
    "xlsx": _is_package("xlsx"),
}
