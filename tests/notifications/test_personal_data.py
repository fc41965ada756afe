"""What a person may take away, and what goes with them."""

import pytest
from django.utils import timezone

from core.notification_kinds import Category
from notifications.models import CategoryChoice, Delivery, Digest, Notification, QuietHours
from notifications.personal_data import DECLARATIONS
from notifications.services import notify
from notifications.services.preferences import Quiet, save_preferences
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_everything_of_a_person_is_exported_and_erased_and_nothing_of_another() -> None:
    now = timezone.now()
    person, other = UserFactory(), UserFactory()
    for one in (person, other):
        notify(recipient=one, kind="test.weekly", subject_key="1", params={"title": "Listening"})
        Digest.objects.create(recipient=one, week_of=now.date(), due_at=now)
        save_preferences(
            person=one,
            choices={Category.LEARNING: CategoryChoice.Choice.WEEKLY},
            quiet=Quiet(starts=now.time().replace(hour=20), ends=now.time().replace(hour=7)),
        )
    exported = {declared.model: declared.export(person) for declared in DECLARATIONS}
    (told,) = exported[Notification]
    assert told["subject"] == "New module: Listening"
    assert exported[CategoryChoice] == [{"category": "Learning", "choice": "Weekly email"}]
    assert len(exported[Digest]) == len(exported[QuietHours]) == 1
    for declared in DECLARATIONS:
        assert declared.erase(person) >= 1
        assert declared.export(person) == []
        assert len(declared.export(other)) == 1
    assert Delivery.objects.get().notification.recipient == other


def test_neither_a_copy_nor_the_count_of_an_erasure_tells_of_news_about_peer_support() -> None:
    person = UserFactory()
    notify(recipient=person, kind="peer_support.news", subject_key="1", url="/peer-support/")
    for declared in DECLARATIONS:
        assert declared.export(person) == []
        assert declared.erase(person) == 0
    assert not Notification.objects.filter(recipient=person).exists()
