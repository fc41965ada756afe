"""The list and the choices: a person's own, and nobody else's."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.notification_kinds import Category
from notifications.models import CategoryChoice, Notification, QuietHours
from notifications.selectors import unread_count
from notifications.services import notify
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/notifications/"
PREFERENCES = "/notifications/preferences/"


@pytest.fixture
def person(client: Client) -> User:
    """Someone who has signed in."""
    user: User = UserFactory()
    client.force_login(user)
    return user


def tell(user: User, count: int, url: str = "") -> list[Notification]:
    """Tell the person so many things."""
    for number in range(count):
        params = {"title": f"Module {number}"}
        notify(recipient=user, kind="test.weekly", subject_key=str(number), url=url, params=params)
    return list(Notification.objects.filter(recipient=user).order_by("pk"))


def test_an_empty_list_says_what_will_appear(client: Client, person: User) -> None:
    response = client.get(LIST)
    assert "You have no notifications" in response.text
    assert "Mark all as read" not in response.text


def test_the_list_shows_ones_own_newest_first_and_marks_what_is_new(
    client: Client, person: User
) -> None:
    tell(UserFactory(), 1)
    tell(person, 2)
    response = client.get(LIST)
    assert [entry.subject for entry in response.context["entries"]] == [
        "New module: Module 1",
        "New module: Module 0",
    ]
    assert response.text.count(">New</strong>") == 2


def test_opening_leads_on_and_takes_the_mark_off(client: Client, person: User) -> None:
    (notification,) = tell(person, 1, url="/learning/listening/")
    response = client.get(reverse("notifications:open", args=[notification.public_id]))
    assert (response.status_code, response["Location"]) == (302, "/learning/listening/")
    assert unread_count(person) == 0


def test_marking_one_and_marking_all(client: Client, person: User) -> None:
    first, *_ = tell(person, 3)
    client.post(reverse("notifications:mark_read", args=[first.public_id]))
    assert unread_count(person) == 2
    response = client.post(reverse("notifications:mark_all_read"), follow=True)
    assert "2 notifications marked as read." in response.text
    assert unread_count(person) == 0


@pytest.mark.parametrize(("method", "name"), [("get", "open"), ("post", "mark_read")])
def test_another_persons_notification_is_not_found_and_stays_unread(
    client: Client, person: User, method: str, name: str
) -> None:
    other = UserFactory()
    (notification,) = tell(other, 1)
    path = reverse(f"notifications:{name}", args=[notification.public_id])
    assert getattr(client, method)(path).status_code == 404
    assert unread_count(other) == 1


def test_what_is_not_due_yet_is_not_found(client: Client, person: User) -> None:
    (notification,) = tell(person, 1)
    Notification.objects.update(due_at=timezone.now() + timedelta(hours=1))
    path = reverse("notifications:open", args=[notification.public_id])
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 20, 60])
def test_the_list_asks_as_many_queries_for_many_as_for_one(
    client: Client,
    person: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    tell(person, count)
    client.get(LIST)
    with django_assert_max_num_queries(12):
        response = client.get(LIST)
    assert len(response.context["entries"]) == min(count, 20)


def choices(choice: str, **quiet: str) -> dict[str, str]:
    """The form with one choice for everything."""
    return {**dict.fromkeys(Category.values, choice), **quiet}


def test_choices_are_kept_and_shown_again(client: Client, person: User) -> None:
    data = choices("weekly", quiet_from="20:00", quiet_until="07:00")
    response = client.post(PREFERENCES, data, follow=True)
    assert "Your choices about notifications are saved." in response.text
    hours = QuietHours.objects.get(person=person)
    assert (hours.starts, hours.ends) == (time(20, 0), time(7, 0))
    stored = CategoryChoice.objects.filter(person=person).values_list("choice", flat=True)
    assert set(stored) == {"weekly"}
    assert 'value="20:00"' in response.text
    client.post(PREFERENCES, choices("in_app"))
    assert set(stored.all()) == {"in_app"}
    assert not QuietHours.objects.exists()


@pytest.mark.parametrize(
    ("quiet", "message"),
    [
        ({"quiet_from": "20:00"}, "Enter when quiet hours end"),
        ({"quiet_until": "20:00"}, "Enter when quiet hours start"),
        ({"quiet_from": "20:00", "quiet_until": "20:00"}, "Quiet hours must end at another time"),
    ],
)
def test_quiet_hours_that_make_no_sense_are_refused_in_words(
    client: Client, person: User, quiet: dict[str, str], message: str
) -> None:
    response = client.post(PREFERENCES, choices("now", **quiet))
    assert message in response.text
    assert not QuietHours.objects.exists()
    assert not CategoryChoice.objects.exists()


def test_a_choice_that_does_not_exist_is_refused(client: Client, person: User) -> None:
    assert client.post(PREFERENCES, choices("never")).status_code == 200
    assert not CategoryChoice.objects.exists()
