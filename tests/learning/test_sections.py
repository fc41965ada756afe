"""Reading a module section by section, leaving, and coming back to the exact place."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from learning.models import ModulePage, ModuleProgress, ModuleSection
from learning.selectors import module_outline
from learning.services import save_section
from tests.factories.accounts import UserFactory
from tests.factories.learning import make_module, read_sections, section_keys
from tests.support.answers import same_words


def save(client: Client, module: ModulePage, number: int) -> str:
    key = section_keys(module)[number - 1]
    url = f"/learning/{module.slug}/section/{number}/"
    return client.post(url, {"key": str(key)})["Location"]


def test_the_overview_says_how_long_the_module_takes(signed_in: Client, module: ModulePage) -> None:
    page = signed_in.get("/learning/listening/").content.decode()
    assert "3 sections" in page
    assert "about 6 minutes" in page
    assert "Start the module" in page


def test_a_section_page_shows_its_own_text_and_no_other(
    signed_in: Client, module: ModulePage
) -> None:
    page = signed_in.get("/learning/listening/section/2/").content.decode()
    assert "Text 2." in page
    assert "Text 1." not in page
    assert "Section 2 of 3" in page
    assert "Part 3" in page


def test_save_and_continue_leads_through_the_module_to_the_quiz(
    signed_in: Client, module: ModulePage, officer: User
) -> None:
    assert save(signed_in, module, 1) == "/learning/listening/section/2/"
    assert save(signed_in, module, 2) == "/learning/listening/section/3/"
    assert save(signed_in, module, 3) == "/learning/listening/quiz/"
    assert module_outline(module, officer).all_seen


def test_after_the_last_section_a_person_is_led_to_the_one_they_left_out(
    signed_in: Client, module: ModulePage
) -> None:
    save(signed_in, module, 1)
    assert save(signed_in, module, 3) == "/learning/listening/section/2/"


def test_continue_leads_to_the_exact_section_on_another_device(
    signed_in: Client, module: ModulePage, officer: User
) -> None:
    save(signed_in, module, 1)
    signed_in.get("/learning/listening/section/3/")
    elsewhere = Client()
    elsewhere.force_login(officer)
    overview = elsewhere.get("/learning/listening/").content.decode()
    assert "Continue where you left off" in overview
    there = elsewhere.get("/learning/listening/continue/")
    assert there["Location"] == "/learning/listening/section/3/"


def test_a_skipped_section_counts_like_one_that_was_read(signed_in: Client, officer: User) -> None:
    module = make_module("Hard to read", content_note="Mentions violence.")
    page = signed_in.get("/learning/hard-to-read/section/1/").content.decode()
    assert "Skip this section" in page
    assert "Mentions violence." in page
    key = str(section_keys(module)[0])
    signed_in.post("/learning/hard-to-read/section/1/", {"key": key, "skip": "yes"})
    stored = ModuleProgress.objects.values("seen_keys").get(person=officer)
    assert [str(seen) for seen in stored["seen_keys"]] == [key]


def test_a_section_without_a_content_note_offers_no_skip(
    signed_in: Client, module: ModulePage
) -> None:
    assert b"Skip this section" not in signed_in.get("/learning/listening/section/1/").content


def test_a_note_on_one_section_is_shown_before_its_text(signed_in: Client) -> None:
    module = make_module()
    ModuleSection.objects.filter(page=module, title="Part 2").update(content_note="About grief.")
    page = signed_in.get("/learning/listening/section/2/").content.decode()
    assert page.index("About grief.") < page.index("Text 2.")


def test_saving_one_section_twice_counts_once(
    signed_in: Client, module: ModulePage, officer: User
) -> None:
    save(signed_in, module, 1)
    save(signed_in, module, 1)
    assert module_outline(module, officer).seen == 1


def test_two_devices_add_to_each_other(module: ModulePage, officer: User) -> None:
    first, second, third = section_keys(module)
    for key in (first, third, second):
        save_section(person=officer, module=module, key=key, now=timezone.now())
    assert module_outline(module, officer).all_seen


@pytest.mark.parametrize("number", [0, 4, 99])
def test_a_section_that_is_not_there_is_not_found(
    signed_in: Client, module: ModulePage, number: int
) -> None:
    assert signed_in.get(f"/learning/listening/section/{number}/").status_code == 404


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_section_that_has_gone_is_said_and_nothing_is_lost(
    signed_in: Client, module: ModulePage, officer: User, key: str
) -> None:
    save(signed_in, module, 1)
    response = signed_in.post("/learning/listening/section/2/", {"key": key}, follow=True)
    assert response.redirect_chain[-1][0] == "/learning/listening/section/2/"
    assert b"govuk-notification-banner" in response.content
    assert module_outline(module, officer).seen == 1


def test_a_draft_module_is_not_there(signed_in: Client) -> None:
    make_module("Draft", live=False)
    assert signed_in.get("/learning/draft/").status_code == 404
    assert signed_in.get("/learning/draft/section/1/").status_code == 404


def test_a_sensitive_module_is_not_there_for_those_it_is_not_written_for(
    signed_in: Client,
) -> None:
    make_module("Secret", marking="official_sensitive", audience_roles=["analyst"])
    missing = signed_in.get("/learning/nothing/")
    for path in ("", "section/1/", "quiz/", "quiz/1/", "quiz/check/", "continue/"):
        response = signed_in.get(f"/learning/secret/{path}")
        assert response.status_code == 404
        assert same_words(response) == same_words(missing)
    assert "Secret" not in signed_in.get("/learning/").content.decode()


def test_learning_needs_signing_in(client: Client, module: ModulePage) -> None:
    for path in ("", "listening/", "listening/section/1/", "listening/quiz/"):
        response = client.get(f"/learning/{path}")
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_somebody_with_neither_post_nor_role_sees_no_module(
    client: Client, module: ModulePage
) -> None:
    client.force_login(UserFactory())
    assert client.get("/learning/listening/").status_code == 404


def test_the_place_in_the_page_tree_is_the_address(module: ModulePage) -> None:
    assert module.url == "/learning/listening/"


@pytest.mark.parametrize("sections", [5, 100])
def test_pages_of_long_modules_ask_no_more_questions(
    signed_in: Client, officer: User, sections: int, django_assert_max_num_queries: object
) -> None:
    module = make_module("Long", sections=sections)
    read_sections(officer, module, 2)
    signed_in.get("/learning/")  # the first page of a session also writes down its start
    assert callable(django_assert_max_num_queries)
    # Comments, saved pages, the version and panels of the force are asked for once a page.
    with django_assert_max_num_queries(15):
        signed_in.get("/learning/long/")
    with django_assert_max_num_queries(13):
        signed_in.get("/learning/long/section/4/")
    key = str(section_keys(module)[3])
    with django_assert_max_num_queries(10):
        signed_in.post("/learning/long/section/4/", {"key": key})


def test_the_overview_lists_every_section_once(signed_in: Client, module: ModulePage) -> None:
    page = signed_in.get("/learning/listening/").content.decode()
    assert re.findall(r"(\d)\. Part (\d)", page) == [("1", "1"), ("2", "2"), ("3", "3")]
