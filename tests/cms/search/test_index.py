"""What can be found is what is live now: never a draft, a page that went, or an older wording."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, GuidancePage, SearchEntry, SearchWord
from cms.services import forget_unused_words, mend_index
from tests.cms.search.finding import titles
from tests.factories.cms import GuidancePageFactory, SectionIndexPageFactory
from tests.factories.learning import make_module

pytestmark = pytest.mark.django_db


def test_a_draft_is_not_found_until_it_is_published(officer: User) -> None:
    page = GuidancePageFactory(title="Glasshouse", live=False)
    assert titles(officer, "glasshouse") == []
    page.save_revision().publish()
    assert titles(officer, "glasshouse") == ["Glasshouse"]


def test_a_new_draft_of_a_live_page_changes_nothing_before_it_is_published(officer: User) -> None:
    page = GuidancePageFactory(title="Glasshouse")
    page.title = "Orangery"
    revision = page.save_revision()
    assert titles(officer, "glasshouse") == ["Glasshouse"]
    assert titles(officer, "orangery") == []
    revision.publish()
    assert titles(officer, "glasshouse") == []
    assert titles(officer, "orangery") == ["Orangery"]


def test_a_page_that_is_unpublished_or_deleted_leaves_no_entry(officer: User) -> None:
    hidden, gone = GuidancePageFactory(title="Glasshouse"), GuidancePageFactory(title="Orangery")
    hidden.unpublish()
    gone.delete()
    assert titles(officer, "glasshouse") == titles(officer, "orangery") == []
    assert not SearchEntry.objects.filter(pk__in=[hidden.pk, gone.pk]).exists()


def test_a_page_that_has_expired_leaves_no_entry(officer: User) -> None:
    page = GuidancePageFactory(title="Glasshouse")
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")
    assert titles(officer, "glasshouse") == []
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_a_page_that_goes_live_at_a_set_time_is_found_from_then_on(officer: User) -> None:
    page = GuidancePageFactory(title="Glasshouse", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert titles(officer, "glasshouse") == []
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert titles(officer, "glasshouse") == ["Glasshouse"]


def test_a_page_that_moves_is_found_in_its_new_place(officer: User) -> None:
    section = SectionIndexPageFactory(title="Elsewhere")
    page = GuidancePageFactory(title="Glasshouse")
    page.move(section, pos="last-child")
    assert titles(officer, "glasshouse") == ["Glasshouse"]


def test_a_new_marking_acts_at_once_even_past_the_services(officer: User, analyst: User) -> None:
    page = GuidancePageFactory(title="Glasshouse")
    BasePage.objects.filter(pk=page.pk).update(
        marking="official_sensitive", audience_roles=["analyst"]
    )
    assert titles(officer, "glasshouse") == []
    assert titles(analyst, "glasshouse") == ["Glasshouse"]


def test_a_module_is_found_by_its_sections_and_never_by_its_quiz(officer: User) -> None:
    module = make_module()
    entry = SearchEntry.objects.get(pk=module.pk)
    assert module.sections.first().title in entry.headings
    text = " ".join((entry.title, entry.summary, entry.headings, entry.body, entry.quiet))
    for block in module.quiz:
        assert block.value["question"] not in text


def test_what_stands_behind_a_content_note_is_found_and_never_shown() -> None:
    page = GuidancePageFactory(
        body=[
            {
                "type": "scenario",
                "value": {
                    "title": "Hard",
                    "content_note": "Hard to read.",
                    "situation": "<p>Glasshouse</p>",
                    "questions": ["What now?"],
                },
            }
        ]
    )
    entry = SearchEntry.objects.get(pk=page.pk)
    assert "Glasshouse" in entry.quiet
    assert "Glasshouse" not in entry.body


def test_the_sweep_mends_what_was_changed_past_the_services(officer: User) -> None:
    lost, hidden = GuidancePageFactory(title="Glasshouse"), GuidancePageFactory(title="Orangery")
    SearchEntry.objects.filter(pk=lost.pk).delete()
    GuidancePage.objects.filter(pk=hidden.pk).update(live=False)
    assert mend_index() == 1
    assert titles(officer, "glasshouse") == ["Glasshouse"]
    assert not SearchEntry.objects.filter(pk=hidden.pk).exists()
    assert mend_index() == 0


def test_words_that_no_page_has_any_more_are_forgotten() -> None:
    page = GuidancePageFactory(title="Glasshouse")
    assert SearchWord.objects.filter(word="glasshouse").exists()
    page.delete()
    assert forget_unused_words() >= 1
    assert not SearchWord.objects.filter(word="glasshouse").exists()


def test_a_page_as_long_as_a_book_can_be_published() -> None:
    words = " ".join(f"word{number}" for number in range(60_000))
    page = GuidancePageFactory(body=[{"type": "text", "value": f"<p>{words}</p>"}])
    assert SearchEntry.objects.filter(pk=page.pk).exists()
