"""A completion is written once: by a pass, with its event, and then left alone."""

from datetime import date

import pytest
from django.db import InternalError, connection, transaction
from django.db.models import ProtectedError
from django.db.utils import IntegrityError
from django.test import Client
from wagtail.models import Revision

from accounts.models import User
from audit.models import AuditEvent
from learning.models import Completion, ModulePage
from tests.factories.accounts import UserFactory
from tests.factories.learning import complete, make_module, republish, take_quiz

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 4)
REFUSED = (InternalError, IntegrityError)


def test_a_pass_keeps_the_exact_revision_title_and_version(
    officer: User, module: ModulePage
) -> None:
    done = take_quiz(officer, module).completion
    changed = ModulePage.objects.get(pk=module.pk)
    changed.title, changed.version_label = "Listening well", "2.0"
    republish(changed)
    stored = Completion.objects.get()
    assert stored == done
    assert (stored.module_title, stored.version_label) == ("Listening", "1.0")
    assert stored.revision_id == module.live_revision_id
    assert stored.revision.as_object().title == "Listening"


def test_a_pass_is_recorded_in_the_log_without_its_score(officer: User, module: ModulePage) -> None:
    done = take_quiz(officer, module).completion
    assert done is not None
    event = AuditEvent.objects.get(action="learning.module_completed")
    assert event.target == f"learning.completion:{done.public_id}"
    assert event.details == {"module": "listening", "version": "1.0", "source": "quiz"}


def test_a_failed_attempt_leaves_no_completion(officer: User, module: ModulePage) -> None:
    take_quiz(officer, module, right=False)
    assert not Completion.objects.exists()
    assert not AuditEvent.objects.filter(action="learning.module_completed").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"score": 100},
        {"completed_on": date(2026, 1, 1)},
        {"module_title": "Another"},
        {"version_label": "9"},
        {"verification_code": "0" * 20},
    ],
)
def test_the_database_refuses_to_change_a_completion(
    officer: User, module: ModulePage, change: dict[str, object]
) -> None:
    complete(officer, module, ON)
    before = Completion.objects.values().get()
    with pytest.raises(REFUSED, match="never changed"), transaction.atomic():
        Completion.objects.update(**change)
    assert Completion.objects.values().get() == before


def test_a_completion_is_not_passed_on_to_another_person(officer: User, module: ModulePage) -> None:
    complete(officer, module, ON)
    other = UserFactory()
    with pytest.raises(REFUSED, match="never changed"), transaction.atomic():
        Completion.objects.update(person=other)
    assert Completion.objects.get().person == officer


def test_the_database_refuses_to_delete_a_completion(officer: User, module: ModulePage) -> None:
    complete(officer, module, ON)
    with (
        pytest.raises(REFUSED, match="never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM learning_completion")
    assert Completion.objects.count() == 1


def test_erasure_takes_the_person_off_and_leaves_the_rest(
    officer: User, module: ModulePage
) -> None:
    complete(officer, module, ON)
    Completion.objects.filter(person=officer).update(person=None)
    stored = Completion.objects.get()
    assert (stored.person, stored.module_title, stored.completed_on) == (None, "Listening", ON)


def test_a_revision_that_a_completion_names_cannot_be_deleted(
    officer: User, module: ModulePage
) -> None:
    complete(officer, module, ON)
    with pytest.raises(ProtectedError):
        Revision.objects.get(pk=module.live_revision_id).delete()


def test_a_module_with_a_history_is_not_deleted_and_the_editor_is_told_why(
    client: Client, officer: User, module: ModulePage
) -> None:
    complete(officer, module, ON)
    client.force_login(UserFactory(superuser=True))
    url = f"/cms/pages/{module.pk}/delete/"
    for response in (client.get(url, follow=True), client.post(url, follow=True)):
        assert "cannot be deleted" in response.content.decode()
    bulk = f"/cms/bulk/wagtailcore/page/delete/?id={module.pk}"
    assert "cannot be deleted" in client.post(bulk, follow=True).content.decode()
    assert ModulePage.objects.filter(pk=module.pk).exists()


def test_a_module_without_a_history_can_be_deleted(client: Client) -> None:
    unused = make_module("Unused")
    client.force_login(UserFactory(superuser=True))
    client.post(f"/cms/pages/{unused.pk}/delete/")
    assert not ModulePage.objects.filter(pk=unused.pk).exists()
