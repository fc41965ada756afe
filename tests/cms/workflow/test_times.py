"""Pages go live and expire at the times that were approved, by the task that beat sends."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import GuidancePage, PageVersion
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import Team
from tests.cms.workflow.editing import as_typed, decide, form_of, noon_in, post, submit, words
from tests.support.beat import let_beat_pass

pytestmark = pytest.mark.django_db

MATERIAL = {
    "title": "As it is now",
    "change_kind": "material",
    "change_note": "Officers now ask first.",
    "change_for_everyone": "on",
}


def let_times_pass(moment: datetime) -> None:
    """Run at that moment what the schedule sends for the times of pages."""
    let_beat_pass("cms.tasks.publish_scheduled", moment)


def approve(page: GuidancePage, team: Team, sign_in: SignIn) -> None:
    for person in (team.specialist, team.lawyer):
        assert decide(sign_in(person), page).status_code == 302
    page.refresh_from_db()


def read(client: Client, page: GuidancePage) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return words(answer)


def test_a_new_version_of_a_live_page_goes_live_at_its_time_and_is_recorded_once(
    team: Team, officer: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    starts = noon_in(days=2)
    submit(sign_in(team.editor), live_page, **MATERIAL, go_live_at=as_typed(starts))
    approve(live_page, team, sign_in)
    reader = sign_in(officer)
    let_times_pass(starts - timedelta(hours=1))
    assert "As it was" in read(reader, live_page)
    assert live_page.versions.count() == 1
    due = starts + timedelta(minutes=1)
    let_times_pass(due)
    let_times_pass(due + timedelta(minutes=5))
    assert "As it is now" in read(reader, live_page)
    latest = PageVersion.objects.filter(page=live_page).latest("number")
    assert (latest.number, latest.kind, latest.note) == (2, "material", "Officers now ask first.")
    assert latest.published_at == due


def test_a_live_page_expires_at_the_time_that_was_approved(
    team: Team, officer: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    ends = noon_in(days=2)
    submit(sign_in(team.editor), live_page, **MATERIAL, expire_at=as_typed(ends))
    reader = sign_in(officer)
    let_times_pass(ends + timedelta(minutes=1))
    assert "As it was" in read(reader, live_page)
    approve(live_page, team, sign_in)
    let_times_pass(ends - timedelta(hours=1))
    assert "As it is now" in read(reader, live_page)
    let_times_pass(ends + timedelta(minutes=1))
    live_page.refresh_from_db()
    assert (live_page.live, live_page.expired) == (False, True)
    assert reader.get(live_page.url).status_code == 404
    # A page that has gone is not a new version of itself.
    assert live_page.versions.count() == 2


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("go_live_at", "This time has passed."),
        ("expire_at", "Expiry date/time must be in the future."),
    ],
)
def test_a_time_in_the_past_is_refused_and_nothing_typed_is_lost(
    field: str, message: str, team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    past = as_typed(timezone.now() - timedelta(hours=2))
    for button in ("", "submit"):
        form = form_of(live_page, **MATERIAL) | {field: past}
        answer = post(sign_in(team.editor), live_page, form, button)
        assert answer.status_code == 200
        for kept in (message, "As it is now", "Officers now ask first.", past):
            assert kept in words(answer)
    live_page.refresh_from_db()
    assert live_page.get_latest_revision().content["title"] == "As it was"
    assert not live_page.workflow_states.exists()
