"""The dry run: what each row of a file would do, found without a database."""

from datetime import date

import pytest

from organisation.people_files.directory import Directory, KnownPerson
from organisation.people_files.plan import Change, Outcome, RowPlan
from organisation.people_files.planning import plan_file
from organisation.people_files.reading import FileRow

TODAY = date(2026, 3, 2)


def known(name: str, number: str, manager: str = "", **fields: object) -> KnownPerson:
    base: dict[str, object] = {
        "user_id": int(number),
        "membership_id": int(number),
        "email": f"{name}@x.example",
        "first_name": name.title(),
        "last_name": "Bell",
        "place_id": 1,
        "rank_id": 14,
        "rasso_role": "investigator",
        "service_number": number,
        "line_manager": manager,
        "started_on": date(2024, 1, 1),
        "is_planned": False,
    }
    return KnownPerson(**base | fields)  # type: ignore[arg-type] # as the class has them


def directory(*people: KnownPerson, **fields: object) -> Directory:
    base: dict[str, object] = {
        "today": TODAY,
        "actor": "admin@x.example",
        "people": {person.email: person for person in people},
        "places": {
            "team 1": frozenset({1}),
            "team 2": frozenset({2}),
            "twice": frozenset({1, 2}),
        },
        "place_names": {1: "Team 1", 2: "Team 2"},
        "ranks": {"dc": 14, "ds": 22},
        "rank_names": {14: "Detective Constable", 22: "Detective Sergeant"},
        "rasso_roles": {"investigator": "investigator", "solo": "solo"},
        "rasso_role_names": {"investigator": "Investigator", "solo": "SOLO"},
    }
    return Directory(**base | fields)  # type: ignore[arg-type] # as the class has them


def row(line: int, email: str, **values: str) -> FileRow:
    return FileRow(line, {"email": email, **values})


def joiner(line: int, email: str, number: str, **values: str) -> FileRow:
    usual = {
        "first_name": "Ann",
        "last_name": "Cole",
        "service_number": number,
        "rank": "DC",
        "rasso_role": "Investigator",
        "place": "Team 1",
        "started_on": "2026-03-27",
    }
    return row(line, email, **usual | values)


def only(plans: tuple[RowPlan, ...]) -> RowPlan:
    (plan,) = plans
    return plan


def reasons(plan: RowPlan) -> dict[str, str]:
    return {problem.column: problem.reason for problem in plan.problems}


def test_an_unknown_address_with_all_that_is_needed_is_a_joiner() -> None:
    plan = only(plan_file([joiner(2, "New@X.example", "77")], directory()))

    assert plan.outcome is Outcome.JOINER
    assert plan.target is not None
    assert (plan.target.email, plan.target.place_id, plan.target.day) == (
        "new@x.example",
        1,
        date(2026, 3, 27),
    )


def test_a_joiner_without_what_is_needed_is_refused_column_by_column() -> None:
    plan = only(plan_file([row(2, "new@x.example", first_name="Ann")], directory()))

    assert plan.outcome is Outcome.ERROR
    assert set(reasons(plan)) == {
        "last_name",
        "service_number",
        "rank",
        "rasso_role",
        "place",
        "started_on",
    }


def test_a_known_person_without_a_change_stays_unchanged() -> None:
    plan = only(plan_file([row(2, "amy@x.example", place="Team 1")], directory(known("amy", "1"))))

    assert plan.outcome is Outcome.UNCHANGED


def test_a_mover_says_from_what_to_what() -> None:
    plan = only(
        plan_file(
            [row(2, "amy@x.example", place="team 2", rank="ds", started_on="27/03/2026")],
            directory(known("amy", "1")),
        )
    )

    assert plan.outcome is Outcome.MOVER
    assert plan.day == date(2026, 3, 27)
    assert plan.changes == (
        Change("rank", "Detective Constable", "Detective Sergeant"),
        Change("place", "Team 1", "Team 2"),
    )


def test_a_last_day_makes_a_leaver() -> None:
    plan = only(
        plan_file([row(2, "amy@x.example", ended_on="2026-03-01")], directory(known("amy", "1")))
    )

    assert (plan.outcome, plan.day) == (Outcome.LEAVER, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "closed@x.example", "action": "joiner"}, "email"),
        ({"email": "nobody@x.example", "action": "mover"}, "email"),
        ({"email": "nobody@x.example", "action": "leaver", "ended_on": "2026-03-01"}, "email"),
        ({"email": "amy@x.example", "action": "joiner"}, "action"),
        ({"email": "amy@x.example", "action": "sacked"}, "action"),
        ({"email": "amy@x.example", "action": "leaver"}, "ended_on"),
        ({"email": "amy@x.example", "ended_on": "soon"}, "ended_on"),
        ({"email": "amy@x.example", "ended_on": "2023-01-01"}, "ended_on"),
        ({"email": "admin@x.example", "ended_on": "2026-03-01"}, "email"),
        ({"email": "amy@x.example", "place": "Team 9"}, "place"),
        ({"email": "amy@x.example", "place": "Twice"}, "place"),
        ({"email": "amy@x.example", "rank": "Sheriff"}, "rank"),
        ({"email": "amy@x.example", "rasso_role": "Judge"}, "rasso_role"),
        ({"email": "amy@x.example", "service_number": "n°7"}, "service_number"),
        ({"email": "amy@x.example", "service_number": "2"}, "service_number"),
        ({"email": "amy@x.example", "first_name": "=HYPERLINK(1)"}, "first_name"),
        ({"email": "amy@x.example", "first_name": "+44"}, "first_name"),
        ({"email": "amy@x.example", "first_name": "@SUM"}, "first_name"),
        ({"email": "amy@x.example", "first_name": "<b>Amy</b>"}, "first_name"),
        ({"email": "amy@x.example", "first_name": "a" * 151}, "first_name"),
        ({"email": "amy@x.example", "rank": "DS", "started_on": "2023-01-01"}, "started_on"),
        ({"email": "planned@x.example", "rank": "DS"}, "email"),
        (
            {"email": "amy@x.example", "line_manager_email": "nobody@x.example"},
            "line_manager_email",
        ),
        ({"email": "amy@x.example", "line_manager_email": "amy@x.example"}, "line_manager_email"),
        ({"email": "amy@x.example", "line_manager_email": "bob@x.example"}, "line_manager_email"),
    ],
)
def test_a_bad_cell_is_named_by_its_column(values: dict[str, str], column: str) -> None:
    force = directory(
        known("amy", "1"),
        known("bob", "2", manager="amy@x.example"),
        known("admin", "3"),
        known("planned", "4", is_planned=True),
        closed=frozenset({"closed@x.example"}),
    )

    plan = only(plan_file([FileRow(7, values)], force))

    assert (plan.line, plan.outcome) == (7, Outcome.ERROR)
    assert column in reasons(plan)
    assert plan.target is None


def test_all_that_is_wrong_with_a_row_is_named_at_once() -> None:
    plan = only(plan_file([joiner(2, "bad", "7", rank="Sheriff", place="Nowhere")], directory()))

    assert set(reasons(plan)) == {"email", "rank", "place"}


def test_an_address_that_cannot_be_used_does_not_say_why() -> None:
    force = directory(closed=frozenset({"closed@x.example"}))

    plan = only(plan_file([joiner(2, "closed@x.example", "7")], force))

    assert reasons(plan) == {"email": "This address cannot be used."}


def test_the_same_person_or_number_twice_is_an_error_on_the_later_line() -> None:
    plans = plan_file(
        [
            joiner(2, "a@x.example", "7"),
            joiner(3, "A@x.example", "8"),
            joiner(4, "b@x.example", "7"),
        ],
        directory(),
    )

    assert [plan.outcome for plan in plans] == [Outcome.JOINER, Outcome.ERROR, Outcome.ERROR]
    assert "line 2" in reasons(plans[1])["email"]
    assert "Line 2" in reasons(plans[2])["service_number"]


def test_a_number_may_pass_from_a_leaver_to_a_joiner_but_not_the_same_day_before() -> None:
    force = directory(known("amy", "7"))
    leaver = row(2, "amy@x.example", ended_on="2026-03-27")

    plans = plan_file([leaver, joiner(3, "b@x.example", "7")], force)
    assert [plan.outcome for plan in plans] == [Outcome.LEAVER, Outcome.JOINER]
    early = joiner(3, "b@x.example", "7", started_on="2026-03-26")
    assert plan_file([leaver, early], force)[1].outcome is Outcome.ERROR


def test_managers_may_join_with_the_same_file_but_not_leave_with_it() -> None:
    force = directory(known("amy", "1"))
    plans = plan_file(
        [
            joiner(2, "a@x.example", "7", line_manager_email="b@x.example"),
            joiner(3, "b@x.example", "8"),
            row(4, "amy@x.example", ended_on="2026-03-01"),
            joiner(5, "c@x.example", "9", line_manager_email="amy@x.example"),
        ],
        force,
    )

    assert [plan.outcome for plan in plans] == [
        Outcome.JOINER,
        Outcome.JOINER,
        Outcome.LEAVER,
        Outcome.ERROR,
    ]


def test_a_circle_of_managers_across_rows_is_refused_on_each_of_them() -> None:
    plans = plan_file(
        [
            joiner(2, "a@x.example", "7", line_manager_email="b@x.example"),
            joiner(3, "b@x.example", "8", line_manager_email="c@x.example"),
            joiner(4, "c@x.example", "9", line_manager_email="a@x.example"),
            joiner(5, "d@x.example", "10", line_manager_email="a@x.example"),
        ],
        directory(),
    )

    assert [plan.outcome is Outcome.ERROR for plan in plans] == [True, True, True, False]
