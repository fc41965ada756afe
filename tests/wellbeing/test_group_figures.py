"""What a month's figures are made of: complete scores, each person once, in one place."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.crypto.keys import new_key
from disclosure.figures import Contribution, Gathered
from organisation.models import Membership, Node, RassoRole
from organisation.services.tree import merge_place
from tests.factories.check_ins import FEBRUARY, MARCH, PHQ4, PULSE, check_in, check_in_during
from tests.factories.organisation import (
    MembershipFactory,
    TeamFactory,
    UnitFactory,
    person_in,
    place_above,
)
from tests.wellbeing.conftest import UseKeys
from wellbeing.averaging import band_of
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.group_figures import SOURCES
from wellbeing.instruments import BUILT_IN
from wellbeing.keys import subject_ref_of
from wellbeing.models import Participation, SubjectKey
from wellbeing.services import erase_own_history, leave

pytestmark = pytest.mark.django_db
(SOURCE,) = SOURCES
MID_MARCH = date(2026, 3, 10)


def gather(period: date = MARCH) -> Gathered:
    with transaction.atomic():
        return SOURCE.gather(period)


def contribution_of(person: User, measure: str = "pulse.overall") -> Contribution | None:
    """What the person contributes to March, if anything; never more than once."""
    ref = subject_ref_of(person)
    found = [one for one in gather().contributions.get(measure, ()) if one.ref == ref]
    assert len(found) <= 1
    return found[0] if found else None


def place_of(person: User) -> int | None:
    found = contribution_of(person)
    return found.place_id if found else None


def move(person: User, to: Node, on: date) -> None:
    """Transfer the person, as the organisation's own service leaves the rows."""
    post = Membership.objects.get(person=person, ended_on=None)
    Membership.objects.filter(pk=post.pk).update(ended_on=on)
    post.copy(started_on=on, node_id=to.pk, ended_on=None).save()


def check_in_on(person: User, day: int, answers: dict[str, int] = PULSE) -> None:
    check_in(person, answers, now=datetime(2026, 3, day, 9, tzinfo=UTC))


def test_measures_are_the_published_scales_and_never_questions() -> None:
    assert [(measure.code, measure.high_is_worse) for measure in SOURCE.measures()] == [
        ("pulse.overall", False),
        ("ons4.satisfaction", False),
        ("ons4.worthwhile", False),
        ("ons4.happiness", False),
        ("ons4.anxiety", True),
        ("phq4.total", True),
    ]
    bands = {measure.code: [band.code for band in measure.bands] for measure in SOURCE.measures()}
    assert bands["phq4.total"] == ["none", "mild", "moderate", "severe"]


def test_everyone_who_belonged_somewhere_at_the_end_could_have_answered(officer: User) -> None:
    gone = person_in(TeamFactory())
    Membership.objects.filter(person=gone).update(ended_on=date(2026, 3, 31))
    joined = MembershipFactory.create(started_on=date(2026, 3, 31))
    MembershipFactory.create(started_on=date(2026, 4, 1))
    post = Membership.objects.get(person=officer)
    assert gather().people == {
        subject_ref_of(officer): post.node_id,
        subject_ref_of(joined.person): joined.node_id,
    }


def test_whoever_cannot_sign_in_is_not_among_those_who_might_have_stayed_away(
    officer: User,
) -> None:
    # Ten of twelve, of whom two are known to be shut out, would be all who could take part.
    shut_out, after_answering = person_in(TeamFactory()), person_in(TeamFactory())
    check_in_on(after_answering, 2)
    User.objects.filter(pk__in=[shut_out.pk, after_answering.pk]).update(is_active=False)
    gone = person_in(TeamFactory())
    Membership.objects.filter(person=gone).update(ended_on=date(2026, 4, 1))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    found = gather()
    assert found.people.keys() == set(map(subject_ref_of, (officer, after_answering, gone)))
    assert found.roles.keys() == found.people.keys()
    assert place_of(after_answering) == Membership.objects.get(person=after_answering).node_id


def test_several_check_ins_of_a_month_are_one_average(officer: User) -> None:
    check_in_during(officer, MARCH, score=2)
    check_in_during(officer, MARCH, score=9)
    check_in_during(officer, FEBRUARY, score=0)
    found = contribution_of(officer)
    assert found is not None
    # Load is reversed: four answers of 2 and one of 8 make 32, four of 9 and one of 1 make 74.
    assert found.score == pytest.approx((32 + 74) / 2)
    assert found.role == RassoRole.INVESTIGATOR


def test_an_incomplete_score_contributes_nothing_and_a_complete_one_has_its_band(
    officer: User,
) -> None:
    check_in(officer, {"mood": 3})
    check_in(officer, PHQ4, instrument="phq4")
    assert contribution_of(officer) is None
    total = contribution_of(officer, "phq4.total")
    assert total is not None
    assert (round(total.score, 2), total.band) == (16.67, "none")


def test_a_person_counts_where_they_belong_at_the_end_if_they_answered_there(
    officer: User,
) -> None:
    old, new = Membership.objects.get(person=officer).node_id, TeamFactory.create()
    for day in (2, 3):
        check_in_on(officer, day)
    move(officer, new, MID_MARCH)
    assert place_of(officer) == old
    check_in_on(officer, 20)
    assert place_of(officer) == new.pk


def test_a_leaver_counts_where_most_answers_were_given_and_ties_go_to_the_lowest_id() -> None:
    first, second = TeamFactory.create(), TeamFactory.create()
    leaver = person_in(second)
    check_in_on(leaver, 2)
    move(leaver, first, date(2026, 3, 5))
    check_in_on(leaver, 6)
    Membership.objects.filter(person=leaver, node=first).update(ended_on=MID_MARCH)
    assert place_of(leaver) == min(first.pk, second.pk)
    assert subject_ref_of(leaver) not in gather().people


def test_a_leaver_keeps_the_role_of_their_last_post_in_the_month(officer: User) -> None:
    check_in_on(officer, 2)
    Membership.objects.filter(person=officer).update(
        ended_on=MID_MARCH, rasso_role=RassoRole.ANALYST
    )
    found = contribution_of(officer)
    assert found is not None
    assert found.role == RassoRole.ANALYST


def test_answers_of_a_team_that_closed_count_where_the_person_is_at_the_end() -> None:
    unit = UnitFactory.create()
    closing, staying = TeamFactory.create(parent=unit), TeamFactory.create(parent=unit)
    person = person_in(closing)
    check_in_on(person, 2)
    move(person, staying, MID_MARCH)
    Node.objects.filter(pk=closing.pk).update(closed_on=MID_MARCH)
    assert place_of(person) == staying.pk
    assert place_above(staying, unit.kind) == unit


def test_whoever_left_check_ins_or_erased_them_contributes_nothing(officer: User) -> None:
    eraser = person_in(TeamFactory())
    for person in (officer, eraser):
        check_in(person)
    leave(person=officer)
    erase_own_history(person=eraser)
    assert gather().contributions == {}
    assert len(gather().people) == 2


def test_a_month_that_closes_late_counts_people_as_they_were_at_its_end(officer: User) -> None:
    unit = UnitFactory.create()
    old, new = TeamFactory.create(parent=unit), TeamFactory.create(parent=unit)
    leaver, mover = person_in(old), person_in(old)
    for person in (officer, leaver, mover):
        check_in_on(person, 5)
    in_time = gather()

    move(mover, new, date(2026, 4, 7))
    Membership.objects.filter(person=leaver).update(ended_on=date(2026, 4, 9))
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    MembershipFactory.create(node=old, started_on=date(2026, 4, 8))
    merge_place(node=old, into=new, effective_on=date(2026, 4, 10), actor=None)

    assert gather() == in_time


def test_after_the_close_nothing_tells_who_took_part_in_the_month(officer: User) -> None:
    check_in_during(officer, MARCH)
    check_in_during(officer, FEBRUARY)
    SOURCE.after_close(FEBRUARY)
    assert list(Participation.objects.values_list("period", flat=True)) == [MARCH]


def test_the_first_month_is_the_first_with_answers(officer: User) -> None:
    assert SOURCE.first_period() is None
    check_in_during(officer, MARCH)
    check_in_during(officer, FEBRUARY)
    assert SOURCE.first_period() == FEBRUARY


def test_a_lost_or_wrong_key_stops_the_close_and_leaves_nobody_out(
    officer: User, use_keys: UseKeys
) -> None:
    check_in(officer)
    use_keys("wellbeing", other=new_key())
    with pytest.raises(KeysUnavailableError):
        gather()
    SubjectKey.objects.all().delete()
    with pytest.raises(KeysUnavailableError):
        gather()


def test_the_number_of_queries_does_not_grow_with_people_or_answers(officer: User) -> None:
    check_in(officer)
    with CaptureQueriesContext(
        connection,
    ) as few:
        gather()
    for _ in range(5):
        check_in_during(person_in(TeamFactory()), MARCH, times=3)
    with CaptureQueriesContext(connection) as many:
        gather()
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("value", "band"),
    [(2, "none"), (2.4, "none"), (2.5, "mild"), (5.5, "moderate"), (12, "severe")],
)
def test_an_average_between_two_bands_is_taken_as_the_nearest_whole_score(
    value: float, band: str
) -> None:
    scale = BUILT_IN["phq4"].scale("total")
    assert scale is not None
    assert band_of(scale, value) == band
