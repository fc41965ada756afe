"""A certificate for its owner, and a check that tells a stranger three things and no more."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from accounts.models import User
from learning.certificate_codes import grouped
from learning.models import Completion, ModulePage
from tests.factories.learning import complete, take_quiz
from tests.factories.organisation import TeamFactory, person_in
from tests.support.answers import same_words

CHECK = "/certificates/check/"


@pytest.fixture
def completion(officer: User, module: ModulePage) -> Completion:
    return complete(officer, module, date(2026, 3, 4))


def test_the_certificate_shows_module_version_date_and_code(
    signed_in: Client, completion: Completion
) -> None:
    page = signed_in.get(f"/my/learning/certificate/{completion.public_id}/").content.decode()
    assert "Listening" in page
    assert "4 March 2026" in page
    assert "1.0" in page
    assert grouped(completion.verification_code) in page


def test_the_pdf_carries_the_name_and_the_code(client: Client, module: ModulePage) -> None:
    sian = person_in(TeamFactory(), first_name="Siân", last_name="Łukasz-O’Neil")
    completion = complete(sian, module, date(2026, 3, 4))
    client.force_login(sian)
    response = client.get(f"/my/learning/certificate/{completion.public_id}.pdf")
    assert response["Content-Type"] == "application/pdf"
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert "Siân Łukasz-O’Neil" in text
    assert "Listening" in text
    assert grouped(completion.verification_code) in text
    assert "%" not in text


def test_a_missing_font_is_said_by_name(
    signed_in: Client, completion: Completion, settings: Settings, tmp_path: object
) -> None:
    settings.FRONTEND_DIST = tmp_path
    with pytest.raises(ImproperlyConfigured, match=r"DejaVuSans\.ttf is missing"):
        signed_in.get(f"/my/learning/certificate/{completion.public_id}.pdf")


@pytest.mark.parametrize("ending", ["/", ".pdf"])
def test_nobody_else_sees_a_certificate(
    client: Client, completion: Completion, ending: str
) -> None:
    client.force_login(person_in(TeamFactory()))
    url = f"/my/learning/certificate/{completion.public_id}{ending}"
    assert client.get(url).status_code == 404


def test_a_stranger_with_the_code_sees_name_module_and_date_only(
    client: Client, officer: User, completion: Completion
) -> None:
    typed = grouped(completion.verification_code).lower()
    page = client.post(CHECK, {"code": typed}).content.decode()
    assert "This certificate is genuine" in page
    assert officer.get_full_name() in page
    assert re.findall(r"<dt[^>]*>([^<]+)", page) == ["Name", "Module", "Completed on"]
    assert officer.email not in page


@pytest.mark.parametrize("code", ["ABCDE-12345-FGHJK-67890", "nonsense"])
def test_a_wrong_code_finds_nothing(client: Client, completion: Completion, code: str) -> None:
    page = client.post(CHECK, {"code": code}).content.decode()
    assert "We found no certificate with this code." in page
    assert "genuine" not in page


def test_the_code_of_an_erased_person_finds_nothing(client: Client, completion: Completion) -> None:
    Completion.objects.update(person=None)
    page = client.post(CHECK, {"code": completion.verification_code}).content.decode()
    assert "We found no certificate with this code." in page


def test_a_code_in_the_address_is_not_looked_up(client: Client, completion: Completion) -> None:
    page = same_words(client.get(CHECK, {"code": completion.verification_code}))
    assert "genuine" not in page
    assert completion.verification_code not in page


def test_an_empty_code_is_asked_for_again(client: Client, db: None) -> None:
    assert "Enter the code on the certificate." in client.post(CHECK).content.decode()


def test_a_pass_leads_to_its_certificate(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    done = take_quiz(officer, module)
    assert done.completion is not None
    link = f"/my/learning/certificate/{done.completion.public_id}/"
    result = signed_in.get(f"/learning/listening/result/{done.public_id}/").content.decode()
    assert f'href="{link}"' in result
    assert f'href="{link}"' in signed_in.get("/learning/listening/").content.decode()
