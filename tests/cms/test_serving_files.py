"""Pictures and documents are shown to those who may read a page that uses them."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from cms.models import CustomDocument, CustomImage
from tests.cms.conftest import SignIn
from tests.factories.cms import (
    GuidancePageFactory,
    document_block,
    image_block,
    make_document,
    make_image,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db: None) -> CustomDocument:
    """A file that no page uses yet."""
    return make_document()


@pytest.fixture
def image(db: None) -> CustomImage:
    """A picture that no page uses yet."""
    return make_image()


def test_an_unused_file_is_shown_to_nobody_but_those_who_write(
    document: CustomDocument,
    client: Client,
    officer: User,
    editor: User,
    sign_in: SignIn,
) -> None:
    assert client.get(document.url).status_code == 302
    assert sign_in(officer).get(document.url).status_code == 404
    assert sign_in(editor).get(document.url).status_code == 200


def test_a_document_of_a_private_page_needs_signing_in(
    document: CustomDocument, client: Client, officer: User, cps_partner: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(body=[document_block(document)])
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=/documents/")
    answer = sign_in(officer).get(document.url)
    assert b"".join(answer.streaming_content) == b"invented words"  # type: ignore[attr-defined]
    assert sign_in(cps_partner).get(document.url).status_code == 404


def test_a_document_of_a_public_page_is_public(document: CustomDocument, client: Client) -> None:
    GuidancePageFactory(body=[document_block(document)], public=True)
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_document_of_a_draft_stays_with_those_who_write(
    document: CustomDocument, officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(body=[document_block(document)], live=False)
    assert sign_in(officer).get(document.url).status_code == 404


def test_a_picture_of_a_sensitive_page_is_shown_to_its_audience_only(
    image: CustomImage, client: Client, officer: User, analyst: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(body=[image_block(image)], sensitive=True, slug="tactics")
    address = image.get_rendition("max-1280x1280").url
    assert address in sign_in(analyst).get("/guidance/tactics/").content.decode()
    answer = sign_in(analyst).get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert sign_in(officer).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_a_file_has_no_address_of_its_own(
    document: CustomDocument, image: CustomImage, officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(body=[document_block(document), image_block(image)], public=True)
    client = sign_in(officer)
    for file in (document.file, image.file, image.get_rendition("max-100x100").file):
        assert client.get(f"/media/{file.name}").status_code == 404
    assert client.get(f"/documents/{document.pk}/{document.filename}").status_code == 404


def test_a_document_is_found_only_by_its_own_name(
    document: CustomDocument, officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(body=[document_block(document)])
    address = document.url.replace("invented.txt", "other.txt")
    assert sign_in(officer).get(address).status_code == 404


def test_a_file_of_a_private_page_waits_for_the_second_factor(
    document: CustomDocument, editor: User, sign_in: SignIn, settings: Settings
) -> None:
    GuidancePageFactory(body=[document_block(document)])
    settings.SECOND_FACTOR_REQUIRED = True
    answer = sign_in(editor).get(document.url)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/")
