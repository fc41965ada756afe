"""Editors say in the CMS what is required of whom; every change is in the log."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEvent
from learning.models import Assignment, ModulePage
from learning.services import require_module
from organisation.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.learning import assign
from tests.factories.organisation import RoleGrantFactory, TeamFactory, nation, person_in

LIST = "/cms/snippets/learning/assignment/"


@pytest.fixture
def editor(db: None) -> User:
    person: User = UserFactory()
    RoleGrantFactory(person=person, role=Role.EDITOR, scope=nation())
    return person


def form(module: ModulePage, **fields: str) -> dict[str, str]:
    given = {"module": str(module.pk), "starts_on": "2026-01-01", "due_days": "30"}
    return given | {"audience_role": "", "node": "", "due_on": "", "withdrawn_on": ""} | fields


def test_an_editor_requires_a_module_of_everyone(
    client: Client, editor: User, module: ModulePage
) -> None:
    client.force_login(editor)
    response = client.post(f"{LIST}add/", form(module))
    assert response.status_code == 302
    made = Assignment.objects.get()
    assert (made.module, made.due_days, made.created_by) == (module, 30, editor)
    event = AuditEvent.objects.get(action="learning.module_required")
    assert event.target == f"learning.assignment:{made.public_id}"
    assert "listening" in str(event.details)


def test_withdrawing_is_a_change_and_not_a_deletion(
    client: Client, editor: User, module: ModulePage
) -> None:
    made = assign(module)
    client.force_login(editor)
    client.post(f"{LIST}edit/{made.pk}/", form(module, withdrawn_on="2026-02-01"))
    made.refresh_from_db()
    assert made.withdrawn_on == date(2026, 2, 1)
    assert AuditEvent.objects.filter(action="learning.requirement_changed").count() == 1
    client.post(f"{LIST}delete/{made.pk}/")
    assert Assignment.objects.count() == 1


def test_days_and_a_date_together_are_refused_in_words(
    client: Client, editor: User, module: ModulePage
) -> None:
    client.force_login(editor)
    page = client.post(f"{LIST}add/", form(module, due_on="2026-03-01")).content.decode()
    assert "Give either a number of days or a date." in page
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", [None, Role.SUPERVISOR, Role.MANAGER, Role.FORCE_ADMIN])
def test_nobody_else_requires_learning(
    client: Client, module: ModulePage, role: Role | None
) -> None:
    client.force_login(person_in(TeamFactory(), role))
    assert client.post(f"{LIST}add/", form(module)).status_code == 403
    assert not Assignment.objects.exists()


def test_a_rule_without_days_or_date_is_refused(editor: User, module: ModulePage) -> None:
    with pytest.raises(ValidationError, match="either"):
        require_module(actor=editor, module=module, starts_on=date(2026, 1, 1))
    assert not Assignment.objects.exists()
