"""A notice leads somewhere calm when what changed is no longer there; to others it never was."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, Marking, PageVersion
from learning.models import Confirmation
from learning.tasks import announce, remind
from notifications.models import Notification
from tests.factories.changes import RIGHT, answer_id, publish_change
from tests.factories.learning import complete, make_module
from tests.factories.organisation import TeamFactory, person_in
from tests.support.answers import same_words

CALM = "There is nothing to confirm any more"


# The test client's answer has no type of its own; so below.
def follow_the_notice(client: Client, person: User) -> Any:
    notice = Notification.objects.get(recipient=person)
    return client.get(reverse("notifications:open", args=[notice.public_id]), follow=True)


def assert_calm(answer: Any) -> None:
    """Not the usual page for what is missing, and not a word about the page that was there."""
    assert answer.status_code == 404
    page = answer.content.decode()
    assert CALM in page
    assert "First accounts" not in page


def test_the_notice_of_a_page_that_was_unpublished_says_that_nothing_is_owed(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    announce()
    version.page.unpublish()
    assert_calm(follow_the_notice(signed_in, officer))
    assert "First accounts" not in signed_in.get("/home/").content.decode()
    assert "First accounts" not in signed_in.get("/my/learning/").content.decode()


def test_the_notice_of_a_page_that_expired_says_so_too(
    client: Client, officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    announce()
    hour = timedelta(hours=1)
    BasePage.objects.filter(pk=version.page_id).update(expire_at=timezone.now() + hour)
    clock.shift(2 * hour)
    call_command("publish_scheduled")
    client.force_login(officer)
    assert_calm(follow_the_notice(client, officer))


def test_the_notice_of_a_page_that_was_deleted_says_so_too(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    announce()
    version.page.specific.delete()
    assert_calm(follow_the_notice(signed_in, officer))


def test_who_may_no_longer_read_the_page_is_told_that_nothing_is_owed(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    announce()
    BasePage.objects.filter(pk=version.page_id).update(
        marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["analyst"]
    )
    assert_calm(follow_the_notice(signed_in, officer))


def test_an_answer_to_a_page_that_went_meanwhile_confirms_nothing(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    announce()
    sent = {"version": str(version.public_id), "answer": answer_id(version, RIGHT)}
    version.page.unpublish()
    assert_calm(signed_in.post(f"/page/{version.page.translation_key}/confirm/", sent))
    assert not Confirmation.objects.exists()


def test_nobody_is_reminded_of_a_page_that_is_gone(
    officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    version.page.unpublish()
    clock.shift(timedelta(days=25))
    remind()
    assert not Notification.objects.exists()


def test_a_page_that_comes_back_is_owed_again(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    announce()
    version.page.unpublish()
    BasePage.objects.filter(pk=version.page_id).update(live=True)
    answer = follow_the_notice(signed_in, officer)
    assert answer.status_code == 200
    assert "Ask about digital devices first." in answer.content.decode()


def test_to_whoever_was_not_told_it_looks_like_a_page_that_never_was(
    client: Client, version: PageVersion
) -> None:
    version.page.unpublish()
    client.force_login(person_in(TeamFactory()))
    gone = client.get(f"/page/{version.page.translation_key}/confirm/")
    missing = client.get(f"/page/{uuid4()}/confirm/")
    assert (gone.status_code, missing.status_code) == (404, 404)
    assert CALM not in gone.content.decode()
    assert same_words(gone) == same_words(missing)


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "gone"])
def test_the_notice_of_a_module_leads_to_it_while_it_is_there(
    signed_in: Client, officer: User, is_there: bool
) -> None:
    module = make_module()
    complete(officer, module, timezone.localdate() - timedelta(days=30))
    publish_change(module)
    announce()
    if is_there:
        answer = follow_the_notice(signed_in, officer)
        assert answer.request["PATH_INFO"] == "/learning/listening/"
        return
    module.unpublish()
    assert_calm(follow_the_notice(signed_in, officer))
