"""A sensitive module keeps its marking on everything that hangs on it, on screen and on paper."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from cms.models import Marking
from learning.models import Completion, ModulePage
from learning.services import start_attempt
from organisation.models import RassoRole
from tests.factories.learning import complete, make_module, read_sections, republish, take_quiz
from tests.learning.marked import markings_of

SENSITIVE = "OFFICIAL-SENSITIVE"
CHECK = "/certificates/check/"


@pytest.fixture
def sensitive(officer: User) -> ModulePage:
    """A module that our officer may read, and others may not."""
    return make_module(
        "Zebra listening",
        marking=Marking.OFFICIAL_SENSITIVE,
        audience_roles=[RassoRole.INVESTIGATOR],
    )


def _pages_of(module: ModulePage, person: User) -> Iterator[str]:
    """The addresses of a module in the order in which somebody comes to them."""
    root = f"/learning/{module.slug}/"
    yield root
    yield f"{root}?print"
    yield f"{root}section/1/"
    yield f"{root}quiz/"
    read_sections(person, module)
    start_attempt(person=person, module=module, now=timezone.now())
    yield f"{root}quiz/1/"
    yield f"{root}quiz/check/"


def test_every_page_of_a_sensitive_module_is_marked_above_and_below(
    signed_in: Client, officer: User, sensitive: ModulePage
) -> None:
    for address in _pages_of(sensitive, officer):
        assert markings_of(signed_in, address) == [SENSITIVE, SENSITIVE], address


def test_another_module_says_on_every_page_that_it_is_official(
    signed_in: Client, officer: User, module: ModulePage
) -> None:
    for address in _pages_of(module, officer):
        assert markings_of(signed_in, address) == ["OFFICIAL", "OFFICIAL"], address


@pytest.mark.parametrize("right", [True, False], ids=["passed", "failed"])
def test_the_result_is_marked(
    signed_in: Client, officer: User, sensitive: ModulePage, right: bool
) -> None:
    attempt = take_quiz(officer, sensitive, right=right)
    address = f"/learning/{sensitive.slug}/result/{attempt.public_id}/"
    assert markings_of(signed_in, address) == [SENSITIVE, SENSITIVE]


def _sheet(client: Client, address: str) -> list[str]:
    """The lines of each page of a PDF, from top to bottom."""
    answer = client.get(address)
    assert answer.status_code == 200
    texts = [page.extract_text().strip() for page in PdfReader(BytesIO(answer.content)).pages]
    for text in texts:
        marks = [line for line in text.splitlines() if line.startswith("OFFICIAL")]
        assert len(marks) == 2, text
    return [line for text in texts for line in text.splitlines() if line.startswith("OFFICIAL")]


def test_the_certificate_is_marked_on_the_page_and_on_paper(
    signed_in: Client, officer: User, sensitive: ModulePage, module: ModulePage
) -> None:
    for learned, marking in ((sensitive, SENSITIVE), (module, "OFFICIAL")):
        done = complete(officer, learned, date(2026, 3, 4))
        address = f"/my/learning/certificate/{done.public_id}"
        assert markings_of(signed_in, f"{address}/") == [marking, marking]
        assert _sheet(signed_in, f"{address}.pdf") == [marking, marking]


def test_what_was_learned_under_a_marking_keeps_it(
    signed_in: Client, officer: User, sensitive: ModulePage
) -> None:
    attempt = take_quiz(officer, sensitive)
    sensitive.marking = Marking.OFFICIAL
    republish(sensitive)
    assert markings_of(signed_in, f"/learning/{sensitive.slug}/") == ["OFFICIAL", "OFFICIAL"]
    done = Completion.objects.get()
    for address in (
        f"/learning/{sensitive.slug}/result/{attempt.public_id}/",
        f"/my/learning/certificate/{done.public_id}/",
    ):
        assert markings_of(signed_in, address) == [SENSITIVE, SENSITIVE], address


def test_a_record_that_names_a_sensitive_module_is_marked(
    signed_in: Client, officer: User, sensitive: ModulePage, module: ModulePage
) -> None:
    complete(officer, module, date(2026, 3, 4))
    assert SENSITIVE not in signed_in.get("/my/learning/").content.decode()
    assert set(_sheet(signed_in, "/my/learning.pdf")) == {"OFFICIAL"}
    complete(officer, sensitive, date(2026, 3, 5))
    assert signed_in.get("/my/learning/").content.decode().count(f"{SENSITIVE}</p>") == 2
    assert set(_sheet(signed_in, "/my/learning.pdf")) == {SENSITIVE}


def test_a_stranger_with_a_code_learns_no_title_of_a_sensitive_module(
    client: Client, officer: User, sensitive: ModulePage
) -> None:
    done = complete(officer, sensitive, date(2026, 3, 4))
    page = client.post(CHECK, {"code": done.verification_code}).content.decode()
    assert "This certificate is genuine" in page
    assert "Its title is on the certificate and is not shown here" in page
    assert "Zebra" not in page
    client.force_login(officer)
    own = client.get(f"/my/learning/certificate/{done.public_id}/").content.decode()
    assert "but not its title" in own
