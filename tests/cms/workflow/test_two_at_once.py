"""Two people who decide the same step at the same moment: one decides, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from wagtail.models import TaskState

from accounts.models import User
from cms.models import GuidancePage, PageVersion, Remit
from organisation.models import Role
from tests.cms.conftest import holder_of
from tests.cms.workflow.conftest import BODY, reviewer
from tests.cms.workflow.editing import submit
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db(transaction=True)


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def press(client: Client, address: str) -> str:
    try:
        return str(client.post(address, {"comment": ""}).headers.get("Location"))
    finally:
        connections.close_all()


@pytest.mark.parametrize("actions", [("approve", "approve"), ("approve", "reject")])
def test_of_two_decisions_at_once_exactly_one_counts(actions: tuple[str, str]) -> None:
    editor = holder_of(Role.EDITOR)
    people = [reviewer(Remit.SPECIALIST) for _number in range(2)]
    page = GuidancePageFactory(body=BODY, content_owner=editor)
    page.save_revision().publish()
    said = {"title": "Newer", "change_kind": "minor", "change_note": "Clearer."}
    assert submit(browser_of(editor), page, **said).status_code == 302
    state = GuidancePage.objects.get(pk=page.pk).current_workflow_task_state
    clients = [browser_of(person) for person in people]
    addresses = [f"/cms/pages/workflow/action/{page.pk}/{act}/{state.pk}/" for act in actions]
    with ThreadPoolExecutor(2) as pool:
        places = list(pool.map(press, clients, addresses))
    decided = TaskState.objects.filter(pk=state.pk).exclude(status="in_progress").get()
    assert decided.finished_by in people
    page.refresh_from_db()
    assert (page.title == "Newer") is (decided.status == "approved")
    versions = PageVersion.objects.filter(page=page).count()
    assert versions == (2 if decided.status == "approved" else 1)
    # The slower one finds the step closed, wherever in the request that shows.
    assert len(places) == 2
    assert TaskState.objects.filter(finished_by__in=people).count() == 1
