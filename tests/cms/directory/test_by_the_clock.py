"""What beat does for the directory and for links: by the names that its timetable sends."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from cms.models import LinkCheck, SupportService
from cms.notification_kinds import LINKS_BROKEN, SERVICE_DUE, SERVICE_DUE_SOON
from notifications.models import Notification
from tests.cms.conftest import SignIn
from tests.cms.directory.servers import WebServer, web_server
from tests.factories.cms import GuidancePageFactory
from tests.factories.support_services import SupportServiceFactory
from tests.support.beat import let_beat_pass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_directory")]

GATHER, INSIDE, OUTSIDE = "cms.gather_links", "cms.check_links_inside", "cms.check_links_outside"
KEEP = "cms.keep_support_services"
DAY = timedelta(days=1)


@pytest.fixture
def server(settings: Settings) -> Iterator[WebServer]:
    """A server that the check may ask, as often as it likes."""
    settings.LINK_CHECKS_EXTERNAL = True
    settings.LINK_CHECK_HOST_SECONDS = 0
    with web_server() as started:
        settings.LINK_CHECK_OWN_SERVERS |= {started.name}
        yield started


@pytest.fixture
def noon() -> datetime:
    """Noon of today, so that hours before and after are the same day."""
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def told(person: User) -> list[str]:
    found = Notification.objects.filter(recipient=person).order_by("pk")
    return list(found.values_list("kind", flat=True))


def page_with(link: str, owner: User) -> None:
    """A live page whose links nobody has read yet."""
    body = [{"type": "text", "value": f'<p><a href="{link}">Read more</a></p>'}]
    GuidancePageFactory(title="Page with a link", body=body, content_owner=owner)


def broken_list(client: Client) -> str:
    answer = client.get("/cms/broken-links/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_link_to_a_page_that_is_gone_reaches_its_keeper_by_the_clock(
    editor: User, sign_in: SignIn, noon: datetime
) -> None:
    page_with("/guidance/no-such-page/", editor)
    let_beat_pass(INSIDE, noon)
    assert (LinkCheck.objects.count(), told(editor)) == (0, [])
    let_beat_pass(GATHER, noon)
    assert LinkCheck.objects.get().url == "/guidance/no-such-page/"
    let_beat_pass(INSIDE, noon + timedelta(hours=1))
    assert told(editor) == [LINKS_BROKEN]
    found = broken_list(sign_in(editor))
    assert "Page with a link" in found
    assert "There is no such page" in found
    for again in (GATHER, INSIDE):
        let_beat_pass(again, noon + DAY)
    assert told(editor) == [LINKS_BROKEN]


def test_a_link_to_another_site_is_asked_about_for_days_before_it_counts_as_broken(
    server: WebServer, editor: User, sign_in: SignIn, noon: datetime
) -> None:
    page_with(server.on("/page", 404), editor)
    let_beat_pass(OUTSIDE, noon)
    assert server.asked == []
    let_beat_pass(GATHER, noon)
    for days in (0, 1, 3):
        assert told(editor) == []
        let_beat_pass(OUTSIDE, noon + days * DAY + timedelta(hours=days))
    assert told(editor) == [LINKS_BROKEN]
    assert "Page with a link" in broken_list(sign_in(editor))
    server.on("/page", 200)
    let_beat_pass(OUTSIDE, noon + 7 * DAY)
    assert "Page with a link" not in broken_list(sign_in(editor))


def test_an_entry_that_is_due_warns_its_owner_and_then_its_readers(
    editor: User, client: Client, noon: datetime
) -> None:
    expires = (noon + 20 * DAY).date()
    service = SupportServiceFactory(name="Old helpline", owner=editor, expires_on=expires)
    let_beat_pass(KEEP, noon)
    assert told(editor) == []
    # Those of our file, which came with it, are looked after whatever day the file says.
    others = SupportService.objects.exclude(pk=service.pk)
    others.update(expires_on=expires + 60 * DAY)
    for days in (6, 6, 19):
        let_beat_pass(KEEP, noon + days * DAY)
    assert told(editor) == [SERVICE_DUE_SOON]
    for days in (20, 20, 30):
        let_beat_pass(KEEP, noon + days * DAY)
    assert told(editor) == [SERVICE_DUE_SOON, SERVICE_DUE]
    warned = [is_warned_of(client, noon + days * DAY) for days in (20, 21)]
    assert warned == [False, True]


def is_warned_of(client: Client, moment: datetime) -> bool:
    """Whether readers are told that day that the one entry may be wrong."""
    with time_machine.travel(moment, tick=False):
        return "details may have changed" in client.get("/support/").content.decode()
