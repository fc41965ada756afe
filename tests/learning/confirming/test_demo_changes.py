"""The demo has a changed page and a changed module, some of them confirmed and some overdue."""

from django.utils import timezone

import accounts.demo
import cms.demo
import learning.demo
import organisation.demo
from accounts.models import User
from learning.demo_changes import seed_changes
from learning.models import Confirmation
from learning.selectors import TeamFilters, changes_to_confirm, due_items, team_learning


def test_the_demo_shows_what_waits_what_is_late_and_what_was_confirmed(db: None) -> None:
    lines: list[str] = []
    for package in (accounts.demo, organisation.demo, cms.demo, learning.demo):
        package.seed(lines.append)
    today = timezone.localdate()
    people = {person.email.split("@")[0]: person for person in User.objects.all()}
    officer, second = people["officer"], people["officer2"]
    assert [item.state for item in changes_to_confirm(officer, today)] == ["overdue"]
    assert changes_to_confirm(second, today) == []
    assert [item.state for item in due_items(officer, today) if item.changed_on] == ["due_soon"]
    assert [item.title for item in due_items(second, today) if item.changed_on] == []
    assert Confirmation.objects.filter(person__in=[second, people["supervisor"]]).count() == 2
    line = team_learning(people["supervisor"], TeamFilters(), today)
    states = {item.state.value for one in line.people for item in one.items if item.module.is_page}
    assert states == {"done", "overdue"}
    assert seed_changes() == 0
