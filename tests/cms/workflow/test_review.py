"""A page goes through two people before it is published, neither of whom wrote it."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowState

from accounts.models import User
from cms.models import GuidancePage, PageVersion, Remit, ReviewRemit
from cms.services.review_workflow import ensure_review_workflow
from cms.services.site_tree import ensure_site_tree
from cms.tasks import publish_scheduled
from notifications.models import Notification
from organisation.models import RassoRole
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import BODY, Team, reviewer
from tests.cms.workflow.editing import (
    COMMENT,
    as_typed,
    decide,
    form_of,
    noon_in,
    post,
    submit,
    warning,
    words,
)
from tests.factories.cms import GuidancePageFactory, guidance_root

pytestmark = pytest.mark.django_db

MATERIAL = {
    "title": "As it is now",
    "change_kind": "material",
    "change_note": "Officers now ask first.",
    "change_for_everyone": "on",
}
MINOR = {"title": "As it is now", "change_kind": "minor", "change_note": "A spelling."}


def is_refused(answer: HttpResponse) -> bool:
    """Wagtail leads those without the right back to its first page; others see none of it."""
    return answer.status_code == 403 or answer.headers.get("Location") == "/cms/"


def state_of(page: GuidancePage) -> str:
    return str(page.workflow_states.latest("pk").status)


def told(person: User) -> list[str]:
    rows = Notification.objects.filter(recipient=person).order_by("pk")
    return [kind for kind in rows.values_list("kind", flat=True) if kind.startswith("cms.")]


@pytest.mark.parametrize("remit", [Remit.LEGAL, Remit.SAFEGUARDING])
def test_a_material_change_goes_live_after_a_specialist_and_a_second_reviewer(
    remit: Remit, team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    second = reviewer(remit)
    assert submit(sign_in(team.editor), live_page, **MATERIAL).status_code == 302
    live_page.refresh_from_db()
    assert (live_page.title, state_of(live_page)) == ("As it was", "in_progress")
    assert decide(sign_in(team.specialist), live_page).status_code == 302
    live_page.refresh_from_db()
    assert live_page.title == "As it was"
    assert decide(sign_in(second), live_page, comment="").status_code == 302
    live_page.refresh_from_db()
    assert (live_page.title, state_of(live_page)) == ("As it is now", "approved")
    version = PageVersion.objects.filter(page=live_page).latest("number")
    assert (version.kind, version.note) == ("material", "Officers now ask first.")
    assert version.audience_roles == []


def test_people_are_told_at_each_step_and_never_of_what(
    team: Team,
    live_page: GuidancePage,
    sign_in: SignIn,
    mailoutbox: list[EmailMessage],
) -> None:
    submit(sign_in(team.editor), live_page, **MATERIAL)
    assert (told(team.specialist), told(team.lawyer), told(team.editor)) == (
        ["cms.review_asked"],
        [],
        [],
    )
    decide(sign_in(team.specialist), live_page)
    assert told(team.lawyer) == ["cms.review_asked"]
    decide(sign_in(team.lawyer), live_page)
    assert told(team.editor) == ["cms.approved"]
    for row in Notification.objects.filter(kind__startswith="cms."):
        assert row.url == "/cms/"
        assert "As it" not in f"{row.params} {row.subject_key}"
    assert mailoutbox == []


def test_nobody_approves_what_they_wrote_or_submitted(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    writer = reviewer(Remit.SPECIALIST, Remit.LEGAL)
    assert post(sign_in(writer), live_page, form_of(live_page, title="Mine")).status_code == 302
    submit(sign_in(team.editor), live_page, **MATERIAL)
    assert told(writer) == []
    assert is_refused(decide(sign_in(writer), live_page))
    assert state_of(live_page) == "in_progress"
    submitter = reviewer(Remit.SPECIALIST)
    other = GuidancePageFactory(title="Other", body=BODY, content_owner=team.editor)
    other.save_revision(user=team.editor)
    assert submit(sign_in(submitter), other).status_code == 302
    assert is_refused(decide(sign_in(submitter), other))
    assert state_of(other) == "in_progress"


def test_one_person_cannot_take_both_steps(
    editor: User, lawyer: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    both = reviewer(Remit.SPECIALIST, Remit.LEGAL)
    submit(sign_in(editor), live_page, **MATERIAL)
    assert decide(sign_in(both), live_page).status_code == 302
    assert is_refused(decide(sign_in(both), live_page))
    live_page.refresh_from_db()
    assert live_page.title == "As it was"


def test_a_remit_without_the_role_and_the_role_without_a_remit_review_nothing(
    team: Team,
    approver: User,
    officer: User,
    live_page: GuidancePage,
    sign_in: SignIn,
) -> None:
    ReviewRemit.objects.create(person=officer, remit=Remit.SPECIALIST)
    submit(sign_in(team.editor), live_page, **MATERIAL)
    for person in (approver, team.lawyer, officer, team.editor):
        assert is_refused(decide(sign_in(person), live_page))
    assert state_of(live_page) == "in_progress"
    assert told(officer) == []


def test_the_legal_check_is_skipped_for_a_minor_change_and_the_history_says_so(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(sign_in(team.editor), live_page, **MINOR)
    decide(sign_in(team.specialist), live_page)
    live_page.refresh_from_db()
    assert (live_page.title, state_of(live_page)) == ("As it is now", "approved")
    steps = TaskState.objects.for_instance(live_page).order_by("pk")
    assert [step.status for step in steps] == ["approved", "skipped"]
    client = sign_in(team.editor)
    history = words(client.get(f"/cms/pages/{live_page.pk}/history/"))
    assert "Legal or safeguarding check skipped" in history
    review = live_page.workflow_states.get()
    detail = client.get(f"/cms/pages/{live_page.pk}/workflow_history/detail/{review.pk}/")
    assert "this is a minor change, and the page is not a legal update" in words(detail)
    assert told(team.lawyer) == []


def test_the_first_publication_is_checked_by_both_and_asks_readers_nothing(
    team: Team, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(title="New", body=BODY, content_owner=team.editor, live=False)
    page.save_revision(user=team.editor)
    assert (
        submit(sign_in(team.editor), page, change_kind="minor", change_note="x").status_code == 302
    )
    decide(sign_in(team.specialist), page)
    page.refresh_from_db()
    assert not page.live
    decide(sign_in(team.lawyer), page)
    page.refresh_from_db()
    assert page.live
    assert PageVersion.objects.get(page=page).kind == "minor"


def test_changes_that_are_asked_for_bring_the_page_back_to_the_specialist(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(sign_in(team.editor), live_page, **MATERIAL)
    decide(sign_in(team.specialist), live_page)
    decide(sign_in(team.lawyer), live_page, "reject", "The second sentence is not the law.")
    assert state_of(live_page) == "needs_changes"
    assert told(team.editor) == ["cms.changes_asked"]
    again = submit(sign_in(team.editor), live_page, **warning(0, "Better words."))
    assert again.status_code == 302
    assert live_page.current_workflow_task.name == "Specialist review"
    decide(sign_in(team.specialist), live_page)
    assert live_page.current_workflow_task.name == "Legal or safeguarding check"
    decide(sign_in(team.lawyer), live_page)
    live_page.refresh_from_db()
    assert live_page.body[0].value["text"] == "Better words."


def test_nothing_changes_on_a_page_under_review_except_comments(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(sign_in(team.editor), live_page, **MATERIAL)
    live_page.refresh_from_db()
    revision = live_page.latest_revision_id
    for person in (team.editor, team.specialist, team.lawyer):
        answer = post(sign_in(person), live_page, form_of(live_page, title="Something else"))
        assert answer.status_code == 200
        assert "Something else" in words(answer)
    live_page.refresh_from_db()
    assert live_page.latest_revision_id == revision
    assert (
        post(sign_in(team.specialist), live_page, form_of(live_page) | COMMENT).status_code == 302
    )
    assert live_page.wagtail_admin_comments.get().text == "Say who asks."
    # Whoever only commented has written nothing, and approves.
    assert decide(sign_in(team.specialist), live_page).status_code == 302
    assert live_page.current_workflow_task.name == "Legal or safeguarding check"


def test_the_last_approval_waits_for_the_time_that_was_set(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(sign_in(team.editor), live_page, **MATERIAL, go_live_at=as_typed(noon_in(days=2)))
    decide(sign_in(team.specialist), live_page)
    decide(sign_in(team.lawyer), live_page)
    live_page.refresh_from_db()
    assert (live_page.title, live_page.approved_schedule) == ("As it was", True)
    before = PageVersion.objects.filter(page=live_page).count()
    publish_scheduled()
    assert PageVersion.objects.filter(page=live_page).count() == before
    live_page.revisions.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    revision = live_page.get_latest_revision()
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    publish_scheduled()
    publish_scheduled()
    live_page.refresh_from_db()
    assert live_page.title == "As it is now"
    assert PageVersion.objects.filter(page=live_page).count() == before + 1


def test_a_page_expires_at_its_time(
    live_page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    live_page.expire_at = timezone.now() - timedelta(minutes=1)
    live_page.save()
    publish_scheduled()
    live_page.refresh_from_db()
    assert (live_page.live, live_page.expired) == (False, True)
    assert sign_in(officer).get(live_page.url).status_code == 404


def test_an_editor_takes_back_what_they_submitted(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    client = sign_in(team.editor)
    submit(client, live_page, **MATERIAL)
    assert post(client, live_page, form_of(live_page), "cancel-workflow").status_code == 200
    assert state_of(live_page) == "cancelled"
    assert post(client, live_page, form_of(live_page, title="Free again")).status_code == 302


def test_a_submission_that_nobody_could_review_is_refused_and_kept(
    editor: User, specialist: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    answer = submit(sign_in(editor), live_page, **MATERIAL)
    assert answer.status_code == 200
    assert "Nobody but you can do the step “Legal or safeguarding check”" in words(answer)
    assert "Officers now ask first." in words(answer)
    assert not WorkflowState.objects.exists()


def test_a_second_approval_of_a_decided_step_changes_nothing_and_says_so(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    other = reviewer(Remit.SPECIALIST)
    submit(sign_in(team.editor), live_page, **MATERIAL)
    state = live_page.current_workflow_task_state
    decide(sign_in(team.specialist), live_page)
    client = sign_in(other)
    address = f"/cms/pages/workflow/action/{live_page.pk}/approve/{state.pk}/"
    answer = client.post(address, {"comment": ""}, follow=True)
    assert "Somebody else has decided this step already." in words(answer)
    assert TaskState.objects.filter(status="approved").count() == 1


def test_a_page_that_goes_to_some_roles_keeps_them_in_its_version(
    team: Team, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(body=BODY, content_owner=team.editor)
    page.save_revision().publish()
    form = {**MATERIAL, "audience_roles": RassoRole.ANALYST.value}
    del form["change_for_everyone"]
    submit(sign_in(team.editor), page, **form)
    decide(sign_in(team.specialist), page)
    decide(sign_in(team.lawyer), page)
    assert page.versions.first().audience_roles == ["analyst"]


def test_the_workflow_stands_up_once_and_again_where_it_was_taken_away() -> None:
    home = ensure_site_tree()
    first = ensure_review_workflow(home)
    first.active = False
    first.save()
    first.workflow_tasks.all().delete()
    again = ensure_review_workflow(home)
    assert again.pk == first.pk
    assert again.active
    assert [task.name for task in again.tasks] == [
        "Specialist review",
        "Legal or safeguarding check",
    ]
    assert guidance_root().get_workflow() == again
    assert list(Workflow.objects.all()) == [again]
