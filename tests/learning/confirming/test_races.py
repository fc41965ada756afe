"""Everything that can happen twice at once happens once."""

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from cms.models import PageVersion
from learning.models import Announcement, Confirmation, ConfirmationAnswer
from learning.selectors import changes_to_confirm
from learning.services import announce_changes, confirm_reading
from notifications.models import Notification
from tests.factories.changes import RIGHT, answer_id, make_changed_page, question
from tests.factories.organisation import TeamFactory, person_in
from tests.learning.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_with_the_right_answer_confirm_once_and_count_one_try() -> None:
    officer, version = person_in(TeamFactory()), make_changed_page(asks=question())
    answer, now = answer_id(version, RIGHT), timezone.now()
    at_once(*[lambda: confirm_reading(person=officer, version=version, answer=answer, now=now)] * 4)
    assert Confirmation.objects.count() == 1
    assert ConfirmationAnswer.objects.get().tries == 1
    assert AuditEvent.objects.filter(action="learning.change_confirmed").count() == 1


def test_two_clicks_without_a_question_confirm_once() -> None:
    officer, version = person_in(TeamFactory()), make_changed_page()
    now = timezone.now()
    at_once(*[lambda: confirm_reading(person=officer, version=version, answer="", now=now)] * 4)
    assert Confirmation.objects.count() == 1
    assert AuditEvent.objects.filter(action="learning.change_confirmed").count() == 1


def test_two_sweeps_at_once_tell_everyone_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learning.services.announcing.BATCH", 2)
    for _number in range(5):
        person_in(TeamFactory())
    make_changed_page()
    at_once(*[lambda: announce_changes(now=timezone.now())] * 3)
    assert Notification.objects.count() == 5
    assert Announcement.objects.get().finished_at is not None


def test_two_publications_at_once_are_one_thing_to_confirm_and_told_once() -> None:
    officer, first = person_in(TeamFactory()), make_changed_page()
    page = first.page.specific
    page.change_kind, page.change_note = "material", "Once more."
    revisions = [page.save_revision(clean=False) for _number in range(2)]
    at_once(*[revision.publish for revision in revisions])
    announce_changes(now=timezone.now())
    newest = PageVersion.objects.order_by("-number")[0]
    assert newest.number == first.number + 2
    assert len(changes_to_confirm(officer, timezone.localdate())) == 1
    told = Notification.objects.values_list("subject_key", flat=True)
    assert list(told) == [str(newest.public_id)]
