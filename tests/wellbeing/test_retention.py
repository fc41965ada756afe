"""What time takes of check-ins: old months, unless the person keeps them, and uncounted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.retention import RetentionRule
from disclosure.models import Closing
from organisation.models import Role
from privacy.exceptions import RetentionOutOfBoundsError
from privacy.models import RetentionOverride, RetentionRun
from privacy.retention_rules import find_rule, keep_for, rules
from privacy.services import purge_rule, set_retention
from tests.factories.accounts import UserFactory
from tests.factories.check_ins import PULSE, check_in_during
from tests.factories.organisation import TeamFactory, person_in
from wellbeing.keys import subject_ref_of
from wellbeing.models import Answer, Draft, Note
from wellbeing.months import COLLECTION, months_before
from wellbeing.retention import RULES
from wellbeing.services import keep_history, save_draft, write_note

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
MARCH = date(2026, 3, 1)
OWN = [rule for rule in RULES if rule.code != "wellbeing.trend_notes"]
MONTHS = pytest.mark.parametrize("rule", OWN[:2], ids=lambda rule: rule.code)


def use_every_month(person: User, count: int) -> None:
    """A check-in and a note in each of the last months, whose figures were then published."""
    for back in range(count):
        period = months_before(MARCH, back)
        check_in_during(person, period)
        write_note(person=person, text="A note.", period=period, now=NOW)
        publish(period)


def publish(period: date, state: Closing.State = Closing.State.CLOSED) -> None:
    """Let the month be closed, or have been refused."""
    Closing.objects.create(collection=COLLECTION, period=period, state=state, closed_at=NOW)


def months_left(rule: RetentionRule) -> set[int]:
    """How many months back the remaining rows lie."""
    model = Answer if rule.code == "wellbeing.answers" else Note
    periods = set(model._default_manager.values_list("period", flat=True))
    return {back for back in range(60) if months_before(MARCH, back) in periods}


@MONTHS
def test_thirteen_months_stay_and_the_older_go(officer: User, rule: RetentionRule) -> None:
    use_every_month(officer, 18)
    purge_rule(code=rule.code, now=NOW)
    assert months_left(rule) == set(range(14))


@MONTHS
def test_what_a_person_keeps_stays_until_they_let_it_go(officer: User, rule: RetentionRule) -> None:
    keep_history(person=officer, keep=True)
    use_every_month(officer, 18)
    purge_rule(code=rule.code, now=NOW)
    assert months_left(rule) == set(range(18))
    keep_history(person=officer, keep=False)
    purge_rule(code=rule.code, now=NOW)
    assert months_left(rule) == set(range(14))


def test_nobody_keeps_what_another_person_lets_go(officer: User) -> None:
    keeper = person_in(TeamFactory())
    keep_history(person=keeper, keep=True)
    for person in (officer, keeper):
        check_in_during(person, months_before(MARCH, 20))
    publish(months_before(MARCH, 20))
    purge_rule(code="wellbeing.answers", now=NOW)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("refused", [True, False])
def test_answers_stay_while_the_figures_of_their_month_are_still_to_be_made(
    officer: User, refused: bool
) -> None:
    keeper = person_in(TeamFactory())
    keep_history(person=keeper, keep=True)
    late, done = months_before(MARCH, 20), months_before(MARCH, 19)
    for period in (late, done):
        for person in (officer, keeper):
            check_in_during(person, period)
    publish(done)
    if refused:
        publish(late, Closing.State.FAILED)
    purge_rule(code="wellbeing.answers", now=NOW)
    assert Answer.objects.filter(period=late).count() == 2
    assert Answer.objects.filter(period=done).count() == 1

    Closing.objects.filter(period=late).delete()
    publish(late)
    purge_rule(code="wellbeing.answers", now=NOW)
    assert [answer.subject_ref for answer in Answer.objects.filter(period=late)] == [
        subject_ref_of(keeper)
    ]


def test_drafts_go_when_their_month_is_over(officer: User) -> None:
    keep_history(person=officer, keep=True)
    save_draft(person=officer, instrument="pulse", answers=PULSE, period=MARCH, now=NOW)
    purge_rule(code="wellbeing.drafts", now=datetime(2026, 3, 31, 22, tzinfo=UTC))
    assert Draft.objects.count() == 1
    purge_rule(code="wellbeing.drafts", now=datetime(2026, 4, 1, 3, tzinfo=UTC))
    assert not Draft.objects.exists()


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.code)
def test_the_record_of_a_night_does_not_say_how_much_went(
    officer: User, rule: RetentionRule
) -> None:
    use_every_month(officer, 18)
    purge_rule(code=rule.code, now=NOW)
    assert RetentionRun.objects.get().removed == 0


@MONTHS
@pytest.mark.parametrize("days", [1, 91, 1097, 36_500])
def test_a_length_outside_3_to_36_months_is_refused(rule: RetentionRule, days: int) -> None:
    with pytest.raises(RetentionOutOfBoundsError):
        set_retention(actor=UserFactory.create(), code=rule.code, keep_days=days, now=NOW)
    assert not RetentionOverride.objects.exists()


@MONTHS
@pytest.mark.parametrize(("days", "kept"), [(92, 92), (1096, 1096)])
def test_a_length_within_the_bounds_is_followed(rule: RetentionRule, days: int, kept: int) -> None:
    set_retention(actor=UserFactory.create(), code=rule.code, keep_days=days, now=NOW)
    assert keep_for(rule) == timedelta(days=kept)


@MONTHS
@pytest.mark.parametrize(("days", "kept"), [(1, 92), (36_500, 1096)])
def test_a_length_that_came_past_the_form_is_still_held_to_the_bounds(
    rule: RetentionRule, days: int, kept: int
) -> None:
    RetentionOverride.objects.create(code=rule.code, keep_days=days, set_at=NOW)
    assert keep_for(find_rule(rule.code)) == timedelta(days=kept)


def test_the_page_says_that_nothing_is_counted_and_holds_to_the_bounds(client: Client) -> None:
    client.force_login(person_in(TeamFactory(), Role.NATIONAL))
    purge_rule(code="wellbeing.answers", now=NOW)
    table = client.get(reverse("privacy:retention")).content.decode()
    uncounted = [rule for rule in rules() if not rule.is_counted]
    assert {rule.code for rule in OWN} <= {rule.code for rule in uncounted}
    assert table.count("Not counted, so that it tells of nobody") == len(uncounted)
    path = reverse("privacy:change_retention", args=["wellbeing.answers"])
    assert "92" in client.post(path, {"keep_days": "30"}).content.decode()
    assert not RetentionOverride.objects.exists()
    assert client.post(path, {"keep_days": "200"}).status_code == 302
    assert RetentionOverride.objects.get().keep_days == 200
