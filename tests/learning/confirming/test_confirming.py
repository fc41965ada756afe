"""Whoever is asked reads what changed, answers one question, and has confirmed."""

import re

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from cms.models import ChangeKind, PageVersion
from learning.models import Confirmation, ConfirmationAnswer
from learning.services import confirm_reading
from tests.factories.changes import RIGHT, WRONG, answer_id, make_changed_page, publish_change


def address(version: PageVersion) -> str:
    return f"/page/{version.page.translation_key}/confirm/"


def send(client: Client, version: PageVersion, text: str = RIGHT, **more: str) -> str:
    data = {"version": str(version.public_id), "answer": answer_id(version, text), **more}
    return client.post(address(version), data, follow=True).content.decode()


def test_the_page_says_what_changed_and_asks_the_question(
    signed_in: Client, version: PageVersion
) -> None:
    page = signed_in.get(address(version)).content.decode()
    for words in (
        "First accounts",
        "Please confirm by 30 March 2026",
        "What changed on 2 March 2026",
        "Ask about digital devices first.",
        "What comes first now?",
        RIGHT,
        WRONG,
    ):
        assert words in page
    assert "Section 2 says why." not in page
    assert f'href="{version.page.specific.url}"' in page


def test_the_right_answer_confirms_the_version_that_was_read(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    page = send(signed_in, version)
    assert "You have confirmed that you read this" in page
    assert "Section 2 says why." in page
    done = Confirmation.objects.get()
    assert (done.person, done.version, done.confirmed_on) == (
        officer,
        version,
        timezone.localdate(),
    )
    answer = ConfirmationAnswer.objects.get()
    assert (answer.tries, answer.was_right) == (1, True)


def test_a_wrong_answer_says_why_and_can_be_put_right_at_once(
    signed_in: Client, version: PageVersion
) -> None:
    page = send(signed_in, version, WRONG)
    assert "That is not right. Read what changed, and choose again." in page
    assert "Section 2 says why." in page
    chosen = re.search(rf'<input[^>]*value="{answer_id(version, WRONG)}"[^>]*>', page)
    assert chosen is not None
    assert "checked" in chosen[0]
    assert Confirmation.objects.count() == 0
    send(signed_in, version)
    assert Confirmation.objects.count() == 1
    answer = ConfirmationAnswer.objects.get()
    assert (answer.tries, answer.was_right) == (2, True)


def test_no_answer_is_asked_for_and_counts_as_no_try(
    signed_in: Client, version: PageVersion
) -> None:
    page = send(signed_in, version, answer="")
    assert "Choose one answer." in page
    page = send(signed_in, version, answer="forged")
    assert "Choose one of the answers that stand here." in page
    assert ConfirmationAnswer.objects.count() == 0
    assert Confirmation.objects.count() == 0


def test_without_a_question_the_button_is_enough(signed_in: Client, officer: User) -> None:
    version = make_changed_page("Plain")
    page = signed_in.get(address(version)).content.decode()
    assert "radio" not in page
    signed_in.post(address(version), {"version": str(version.public_id)})
    assert Confirmation.objects.get().version == version
    assert ConfirmationAnswer.objects.count() == 0


def test_confirming_twice_is_confirming_once(
    signed_in: Client, officer: User, version: PageVersion
) -> None:
    send(signed_in, version)
    assert "You have confirmed" in send(signed_in, version)
    confirm_reading(person=officer, version=version, answer="anything", now=timezone.now())
    assert Confirmation.objects.count() == 1
    assert ConfirmationAnswer.objects.get().tries == 1
    assert AuditEvent.objects.filter(action="learning.change_confirmed").count() == 1


def test_the_event_names_neither_the_title_nor_the_answer(
    signed_in: Client, version: PageVersion
) -> None:
    send(signed_in, version, WRONG)
    send(signed_in, version)
    event = AuditEvent.objects.get(action="learning.change_confirmed")
    assert event.details == {"page": str(version.page.translation_key), "version": version.number}
    assert event.target == f"learning.confirmation:{Confirmation.objects.get().public_id}"


def test_a_version_published_meanwhile_is_shown_before_it_is_confirmed(
    signed_in: Client, version: PageVersion
) -> None:
    newer = publish_change(version.page, "And write down who decided.")
    page = send(signed_in, version)
    assert "This page changed once more while you were reading." in page
    assert "And write down who decided." in page
    assert "Ask about digital devices first." in page
    assert Confirmation.objects.count() == 0
    signed_in.post(address(version), {"version": str(newer.public_id)})
    assert Confirmation.objects.get().version == newer


def test_a_minor_change_after_it_changes_nothing_of_what_is_asked(
    signed_in: Client, version: PageVersion
) -> None:
    publish_change(version.page, "A comma.", kind=ChangeKind.MINOR)
    assert "What comes first now?" in signed_in.get(address(version)).content.decode()
    send(signed_in, version)
    assert Confirmation.objects.get().version == version


def test_a_newer_material_change_asks_again_and_the_history_stays(
    signed_in: Client, officer: User, version: PageVersion, clock: time_machine.Traveller
) -> None:
    send(signed_in, version)
    clock.shift(86_400)
    signed_in.force_login(officer)
    newer = publish_change(version.page, "And write down who decided.")
    page = signed_in.get(address(version)).content.decode()
    assert "And write down who decided." in page
    assert "Ask about digital devices first." not in page
    signed_in.post(address(version), {"version": str(newer.public_id)})
    assert list(Confirmation.objects.order_by("pk").values_list("version__number", flat=True)) == [
        version.number,
        newer.number,
    ]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM learning_confirmation",
        "UPDATE learning_confirmation SET confirmed_on = '2020-01-01'",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_confirmation(
    officer: User, version: PageVersion, change: str
) -> None:
    confirm_reading(
        person=officer, version=version, answer=answer_id(version, RIGHT), now=timezone.now()
    )
    refused = pytest.raises(DatabaseError, match="confirmation is never")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Confirmation.objects.get().person == officer


def test_a_title_with_markup_stays_text(signed_in: Client, officer: User) -> None:
    version = make_changed_page("<b>Bold</b>", note="<script>x</script>")
    page = signed_in.get(address(version)).content.decode()
    assert "<b>Bold" not in page
    assert "<script>x" not in page
