"""What is uploaded is what its name says, not too large, and runs nothing; refusals say why."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from cms.demo_files import three_circles, three_tones
from cms.file_kinds import CHECKS, is_of_kind
from cms.models import CustomDocument, CustomImage
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00" + bytes(60)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ODT = b"application/vnd.oasis.opendocument.text"


def _archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


GOOD = {
    "csv": b"force,number\nInvented,3\n",
    "docx": _archive(word__document_xml=b"<w/>"),
    "m4a": b"\x00\x00\x00\x20ftypM4A ",
    "mp3": b"ID3\x04\x00",
    "mp4": b"\x00\x00\x00\x20ftypisom",
    "odt": _archive(mimetype=ODT, content_xml=b"<o/>"),
    "ogg": b"OggS\x00",
    "pdf": b"%PDF-1.7\n",
    "pptx": _archive(ppt__presentation_xml=b"<p/>"),
    "rtf": b"{\\rtf1 words}",
    "txt": "Words, também em português.".encode(),
    "wav": three_tones().read(),
    "webm": b"\x1a\x45\xdf\xa3\x01\x00\x42\x82\x84webm",
    "xlsx": _archive(xl__workbook_xml=b"<x/>"),
}


@pytest.fixture
def client(db: None, sign_in: SignIn) -> Client:
    """The browser of somebody who may upload."""
    person: User = UserFactory(superuser=True)
    return sign_in(person)


def _upload(client: Client, place: str, name: str, content: bytes) -> str:
    """Upload as the CMS's own page does; return the words of the refusal, or nothing."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse(place), {"title": "Invented", "files[]": file})
    assert answer.status_code == 200
    said = answer.json()
    return "" if said["success"] else str(said["error_message"])


def _upload_document(client: Client, name: str, content: bytes) -> str:
    return _upload(client, "wagtaildocs:add_multiple", name, content)


def _upload_image(client: Client, name: str, content: bytes) -> str:
    return _upload(client, "wagtailimages:add_multiple", name, content)


@pytest.mark.parametrize("extension", sorted(GOOD))
def test_a_document_of_each_kind_is_taken(client: Client, extension: str) -> None:
    assert _upload_document(client, f"invented.{extension}", GOOD[extension]) == ""
    assert CustomDocument.objects.get().file_extension == extension


def test_every_kind_that_documents_may_have_is_checked(settings: Settings) -> None:
    assert set(CHECKS) == set(settings.WAGTAILDOCS_EXTENSIONS) == set(GOOD)


@pytest.mark.parametrize("content", [HTML, PROGRAM, SVG, b""], ids=["html", "exe", "svg", "empty"])
@pytest.mark.parametrize("extension", sorted(GOOD))
def test_a_document_whose_name_and_content_disagree_is_refused(
    client: Client, extension: str, content: bytes
) -> None:
    said = _upload_document(client, f"invented.{extension}", content)
    if not content:
        assert said == "The file is empty. Choose one with something in it"
    else:
        assert f"is not what its name says (.{extension})" in said
        assert "upload the new file" in said
    assert not CustomDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", GOOD["docx"]),
        ("a.docx", GOOD["xlsx"]),
        ("a.docx", _archive(word__document_xml=b"<w/>", word__vbaProject_bin=b"macro")),
        ("a.odt", GOOD["docx"]),
        ("a.odt", _archive(mimetype=ODT + b"-template", content_xml=b"<o/>")),
        ("a.docx", GOOD["docx"][:40]),
        ("a.txt", GOOD["pdf"]),
        ("a.txt", b"\xef\xbb\xbf  <HTML>"),
        ("a.csv", b"a,b\x00,c"),
        ("a.mp4", GOOD["wav"]),
        ("a.PDF", HTML),
    ],
    # An archive holds the time at which it was made: no name of a test may come from its bytes.
    ids=[
        "docx as pdf",
        "xlsx as docx",
        "macro as docx",
        "docx as odt",
        "template as odt",
        "half a docx",
        "pdf as txt",
        "page as txt",
        "zeros as csv",
        "wav as mp4",
        "page as pdf",
    ],
)
def test_one_kind_under_the_name_of_another_is_refused(
    client: Client, name: str, content: bytes
) -> None:
    assert "is not what its name says" in _upload_document(client, name, content)


@pytest.mark.parametrize("name", ["invented.html", "invented.svg", "invented.exe", "invented"])
def test_a_kind_that_documents_may_not_have_is_refused(client: Client, name: str) -> None:
    assert _upload_document(client, name, HTML) != ""
    assert not CustomDocument.objects.exists()


def test_fifty_megabytes_are_refused_with_the_most_that_is_taken(client: Client) -> None:
    large = GOOD["pdf"] + bytes(50 * 1024 * 1024)
    assert "too big" in (said := _upload_document(client, "large.pdf", large))
    assert "20.0\xa0MB" in said
    assert "10.0\xa0MB" in _upload_image(client, "large.png", three_circles().read() + large)
    assert not CustomDocument.objects.exists()
    assert not CustomImage.objects.exists()


# The pages with a form of their own, and the dialogs that open from within a page's editor.
FORMS = [
    ("wagtaildocs:add", "", "large.pdf", "20.0\xa0MB"),
    ("wagtaildocs_chooser:create", "document-chooser-upload-", "large.pdf", "20.0\xa0MB"),
    ("wagtailimages:add", "", "large.png", "10.0\xa0MB"),
    ("wagtailimages_chooser:create", "image-chooser-upload-", "large.png", "10.0\xa0MB"),
]


def _typed(prefix: str, **fields: object) -> dict[str, object]:
    typed = {"title": "A title that took thought", "description": "Three circles", **fields}
    return {f"{prefix}{name}": value for name, value in typed.items()}


def _words(client: Client, place: str, form: dict[str, object]) -> str:
    """What comes back from a form, as a page or as the dialog's own answer."""
    answer = client.post(reverse(place), form)
    assert answer.status_code == 200
    is_dialog = answer.headers["Content-Type"].startswith("application/json")
    return str(answer.json()["htmlFragment"] if is_dialog else answer.content.decode())


@pytest.mark.parametrize(("place", "prefix", "name", "most"), FORMS)
def test_fifty_megabytes_leave_the_rest_of_the_form_as_it_was(
    client: Client, place: str, prefix: str, name: str, most: str
) -> None:
    start = GOOD["pdf"] if name.endswith("pdf") else three_circles().read()
    file = SimpleUploadedFile(name, start + bytes(50 * 1024 * 1024))
    said = _words(client, place, _typed(prefix, file=file))
    assert "This file is too big" in said
    assert most in said
    assert "A title that took thought" in said
    assert not CustomDocument.objects.exists()
    assert not CustomImage.objects.exists()


def test_how_large_a_file_may_be_is_a_setting(client: Client, settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 20
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30
    assert "20\xa0bytes" in _upload_document(client, "a.pdf", GOOD["pdf"] + bytes(20))
    assert "30\xa0bytes" in _upload_image(client, "a.png", three_circles().read())
    assert _upload_document(client, "a.pdf", GOOD["pdf"]) == ""


@pytest.mark.parametrize(
    ("place", "prefix", "name", "said"),
    [
        ("wagtaildocs:add", "", "a.svg", "File extension “svg” is not allowed."),
        ("wagtaildocs:add", "", "a.pdf", "is not what its name says (.pdf)"),
        ("wagtailimages:add", "", "a.svg", "Not a supported image format."),
        ("wagtailimages:add", "", "a.png", "Not a valid"),
        ("wagtailimages_chooser:create", "image-chooser-upload-", "a.svg", "Not a supported"),
        ("wagtaildocs_chooser:create", "document-chooser-upload-", "a.pdf", "not what its name"),
    ],
)
def test_a_drawing_with_a_script_is_refused_in_words_whatever_it_is_called(
    client: Client, place: str, prefix: str, name: str, said: str
) -> None:
    html = _words(client, place, _typed(prefix, file=SimpleUploadedFile(name, SVG)))
    assert said in html
    assert "A title that took thought" in html
    assert "alert(1)" not in html
    assert not CustomDocument.objects.exists()
    assert not CustomImage.objects.exists()


def test_a_refused_document_leaves_what_was_typed_in_the_form(client: Client) -> None:
    answer = client.post(
        reverse("wagtaildocs:add"),
        {"title": "A title that took thought", "file": SimpleUploadedFile("a.pdf", HTML)},
    )
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "A title that took thought" in html
    assert "is not what its name says (.pdf)" in html
    assert not CustomDocument.objects.exists()


def test_a_document_that_is_replaced_is_held_to_the_same(client: Client) -> None:
    _upload_document(client, "good.pdf", GOOD["pdf"])
    document = CustomDocument.objects.get()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    client.post(address, {"title": "New", "file": SimpleUploadedFile("b.pdf", HTML)})
    document.refresh_from_db()
    assert document.file.read() == GOOD["pdf"]
    assert client.post(address, {"title": "Renamed"}).status_code == 302
    document.refresh_from_db()
    assert document.title == "Renamed"


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png"])
def test_a_drawing_with_a_script_is_no_picture(client: Client, name: str) -> None:
    assert _upload_image(client, name, SVG) != ""
    assert not CustomImage.objects.exists()


def _bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is huge, with nothing but zeros in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes((width // 8 + 1) * 64), 9)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_000, 12_000, 60_000])
def test_a_picture_that_unpacks_to_too_much_is_refused(client: Client, side: int) -> None:
    said = _upload_image(client, "bomb.png", _bomb(side, side))
    assert "too many pixels" in said
    assert not CustomImage.objects.exists()


def test_an_honest_picture_is_taken(client: Client) -> None:
    file = SimpleUploadedFile("honest.png", three_circles().read())
    answer = client.post(
        reverse("wagtailimages:add"),
        {"title": "Honest", "description": "Three circles", "file": file},
    )
    assert answer.status_code == 302
    assert CustomImage.objects.get().title == "Honest"


def test_a_kind_that_the_table_does_not_know_is_no_kind() -> None:
    assert not is_of_kind("exe", io.BytesIO(PROGRAM))
