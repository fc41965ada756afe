"""Was this page useful: counted, and nobody remembered."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, PageUsefulness, Pillar
from cms.selectors.usefulness import LEAST_ANSWERS, answers_about
from cms.services.usefulness import count_answer
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory, guidance_root

pytestmark = pytest.mark.django_db


def say(client: Client, page: BasePage, answer: str = "yes") -> str:
    told = client.post(f"/page/{page.translation_key}/useful/", {"useful": answer})
    assert told.status_code == 302
    return str(told["Location"])


def counts() -> list[tuple[int, int]]:
    return list(PageUsefulness.objects.values_list("useful", "not_useful"))


def test_an_answer_is_counted_for_the_month_and_thanked_on_the_page(
    officer: User, sign_in: SignIn
) -> None:
    page, client = GuidancePageFactory(slug="procedure"), sign_in(officer)
    assert "Was this page useful?" in client.get("/guidance/procedure/").content.decode()
    back = say(client, page, "no")
    assert back.endswith("/guidance/procedure/?useful=thanks#useful")
    html = client.get(back).content.decode()
    assert "Thank you for your answer" in html
    assert "/feedback/?page=%2Fguidance%2Fprocedure%2F" in html
    assert counts() == [(0, 1)]
    assert PageUsefulness.objects.get().month == timezone.localdate().replace(day=1)


def test_one_session_counts_once_and_is_asked_no_more(officer: User, sign_in: SignIn) -> None:
    page, client = GuidancePageFactory(slug="procedure"), sign_in(officer)
    say(client, page)
    say(client, page, "no")
    assert counts() == [(1, 0)]
    assert "Was this page useful?" not in client.get("/guidance/procedure/").content.decode()
    assert "Was this page useful?" in sign_in(officer).get("/guidance/procedure/").content.decode()


def test_nothing_is_noted_for_a_page_on_wellbeing(officer: User, sign_in: SignIn) -> None:
    page, client = GuidancePageFactory(pillars=[Pillar.PEOPLE]), sign_in(officer)
    say(client, page)
    assert str(page.translation_key) not in str(dict(client.session))
    assert counts() == [(1, 0)]


def test_a_stranger_answers_on_a_public_page_and_gets_no_session(client: Client) -> None:
    say(client, GuidancePageFactory(public=True))
    assert counts() == [(1, 0)]
    assert not Session.objects.exists()


def test_a_page_that_is_not_for_the_person_is_not_there(client: Client) -> None:
    page = GuidancePageFactory()
    answer = client.post(f"/page/{page.translation_key}/useful/", {"useful": "yes"})
    assert answer.status_code == 404
    assert counts() == []


def test_anything_but_yes_and_no_is_refused(officer: User, sign_in: SignIn) -> None:
    page, client = GuidancePageFactory(), sign_in(officer)
    for answer in ("", "perhaps"):
        told = client.post(f"/page/{page.translation_key}/useful/", {"useful": answer})
        assert told.status_code == 400
    assert client.get(f"/page/{page.translation_key}/useful/").status_code == 405
    assert counts() == []


def test_lists_do_not_ask_and_count_nothing(officer: User, sign_in: SignIn) -> None:
    root, client = guidance_root(), sign_in(officer)
    assert "Was this page useful?" not in client.get("/guidance/").content.decode()
    answer = client.post(f"/page/{root.translation_key}/useful/", {"useful": "yes"})
    assert answer.status_code == 404
    assert counts() == []


def test_editors_see_a_month_once_it_has_five_answers(editor: User, sign_in: SignIn) -> None:
    page, cms = GuidancePageFactory(title="A procedure"), sign_in(editor)
    month = date(2026, 10, 1)
    for number in range(LEAST_ANSWERS - 1):
        count_answer(page=page, is_useful=number > 0, today=month)
    address = "/cms/snippets/cms/pageusefulness/"
    assert b"A procedure" not in cms.get(address).content
    assert list(answers_about(page)) == []
    count_answer(page=page, is_useful=True, today=date(2026, 10, 31))
    html = cms.get(address).content.decode()
    assert "A procedure" in html
    assert "October 2026" in html
    assert [(row.useful, row.not_useful) for row in answers_about(page)] == [(4, 1)]


def test_nobody_writes_the_numbers_by_hand(editor: User, sign_in: SignIn) -> None:
    count_answer(page=GuidancePageFactory(), is_useful=True, today=date(2026, 10, 1))
    row, cms = PageUsefulness.objects.get(), sign_in(editor)
    form = {"page": row.page_id, "month": "2026-10-01", "useful": "90", "not_useful": "0"}
    for act in (f"edit/{row.pk}/", f"delete/{row.pk}/", "add/"):
        cms.post(f"/cms/snippets/cms/pageusefulness/{act}", form)
    assert counts() == [(1, 0)]
