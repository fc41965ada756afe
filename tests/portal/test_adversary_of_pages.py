"""All that any role can reach of trends, read from pages and files as they come, and attacked.

The sets of figures are put together from what people download, not from the tables behind it; and
after every answer, key and record is gone the pages are still the same, so they say nothing else.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from disclosure.attack.attack import Shown, System, attack
from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell
from notifications.models import Notification
from organisation.models import Node, NodeKind, RassoRole, Role
from organisation.services.tree import merge_place
from privacy.services.erasure import ask_for_erasure, erase_person
from tests.disclosure.test_adversary import MID_SECOND
from tests.disclosure.world import MONTHS, World, a_force, after, tree_of
from tests.factories.accounts import UserFactory
from tests.factories.check_ins import check_in
from tests.factories.organisation import RoleGrantFactory, place_above
from tests.support.answered_months import close, everybody_checks_in
from wellbeing.models import Answer, Participation, SubjectKey
from wellbeing.selectors.trends import trend_measures

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = MONTHS
# Month, measure, role, place, mean as it is written.
Read = tuple[date, str, str, str, str]
ROLES = {str(RassoRole(code).label): code for code in RassoRole.values} | {"Everyone": ""}
# What differs between two looks at the same page: the form's token and the page's nonce.
CHANGING = re.compile(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"')


def everyone_with_a_role(world: World) -> dict[str, User]:
    """Give each role to somebody of the alder team, over the place where it is usually held."""
    colleagues = iter(world.people_of("alder", FIRST))
    scopes = {Role.SUPERVISOR: NodeKind.TEAM, Role.MANAGER: NodeKind.UNIT}
    people: dict[str, User] = {
        "officer": next(colleagues),
        "superuser": UserFactory(superuser=True),
    }
    for role in Role.values:
        kind = NodeKind.NATION if role == Role.NATIONAL else scopes.get(Role(role), NodeKind.FORCE)
        people[role] = next(colleagues, None) or world.people_of("elder", FIRST)[len(people) - 14]
        scope = place_above(world.places["alder"], kind)
        RoleGrantFactory(person=people[role], role=role, scope=scope)
    return people


def files_of(people: Mapping[str, User]) -> Iterator[tuple[str, str, str, str]]:
    """Yield role, place, measure and text of every file of figures that anybody can download."""
    slugs = list(Node.objects.order_by("path").values_list("slug", flat=True))
    for role, person in people.items():
        client = Client()
        client.force_login(person)
        for slug in slugs:
            if client.get(reverse("portal:trend_figures", args=[slug])).status_code != 200:
                continue
            for measure in trend_measures():
                query = f"?measure={measure.code}"
                answer = client.get(reverse("portal:trend_figures", args=[slug]) + query)
                yield role, slug, measure.code, answer.content.decode("utf-8-sig")


def figures_in(text: str, slug: str, measure: str) -> Iterator[Read]:
    for row in csv.DictReader(StringIO(text)):
        month = datetime.strptime(row["Month"], "%B %Y").date()  # noqa: DTZ007 - a month
        yield month, measure, ROLES[row["Role"]], slug, row["Mean, 0 to 100"]


def collected(people: Mapping[str, User]) -> set[Read]:
    """Return every figure of every file."""
    return {
        figure
        for _role, slug, measure, text in files_of(people)
        for figure in figures_in(text, slug, measure)
    }


def shown(slug: str, words: str) -> Shown:
    """Read "62", "20 or lower" or "80 or higher"."""
    number, _, end = words.partition(" or ")
    return Shown(slug, float(number), 0.5, {"lower": "low", "higher": "high"}.get(end, ""))


def systems_of(figures: set[Read]) -> Iterator[System]:
    """Put what was read together, month by month, with exactly who was counted where."""
    for month, measure, role in sorted({figure[:3] for figure in figures}):
        closing = Closing.objects.get(period=month)
        slugs = {
            str(place): slug
            for place, slug in FrozenPlace.objects.filter(closing=closing).values_list(
                "place_id", "slug"
            )
        }
        tree = tree_of(FrozenPlace.objects.filter(closing=closing))
        drafts = AuditRecord.objects.get(closing=closing).content["drafts"]
        draft = next(d for d in drafts if (d["measure"], d["role"]) == (measure, role))
        yield System(
            name=f"{month:%Y-%m} {measure} {role}",
            parents={slugs[p]: slugs[above] if above else None for p, above in tree.items()},
            counted={slugs[place]: people for place, people in draft["contributors"].items()},
            figures=tuple(
                shown(slug, words)
                for *key, slug, words in sorted(figures)
                if tuple(key) == (month, measure, role)
            ),
        )


def pages_of(person: User) -> dict[str, str]:
    """Return every trend page of a person without what changes from look to look."""
    client = Client()
    client.force_login(person)
    pages = {}
    for slug in Node.objects.values_list("slug", flat=True):
        for name in ("portal:trend", "portal:trend_figures"):
            address = reverse(name, args=[slug])
            pages[address] = CHANGING.sub("", client.get(address).content.decode())
    return pages


def test_all_that_every_role_can_download_narrows_nobody() -> None:
    world = a_force(seed=3)
    people = everyone_with_a_role(world)
    # Figures of roles are shown of the latest month only, so somebody looks every month.
    patient = {str(role): people[role] for role in (Role.WELLBEING_LEAD, Role.NATIONAL)}
    found: set[Read] = set()
    for period in MONTHS:
        everybody_checks_in(world, period)
        assert close(period)
        found |= collected(people if period == THIRD else patient)

    assert len(found) > 100
    assert any(role for _month, _measure, role, *_rest in found)
    cells = PublishedCell.objects.all()
    rows = {(c.period, c.measure, c.role, c.place.slug) for c in cells.select_related("place")}
    assert {figure[:4] for figure in found} <= rows
    # A month has one figure, whoever looked at it and whenever.
    assert len({figure[:4] for figure in found}) == len(found)
    for system in systems_of(found):
        outcome = attack(system)
        assert [str(narrowed) for narrowed in outcome.found] == []
        assert not outcome.impossible


def test_closed_months_read_the_same_whatever_happened_since() -> None:
    world = a_force(seed=4)
    people = everyone_with_a_role(world)
    reader = {"wellbeing_lead": people[Role.WELLBEING_LEAD], "manager": people[Role.MANAGER]}
    everybody_checks_in(world, FIRST)
    assert close(FIRST)
    before = collected(reader)
    texts = {entry[:3]: entry[3] for entry in files_of(reader)}

    late = world.people_of("beech", FIRST)[2]
    assert not check_in(late, period=FIRST, now=after(FIRST, 5)).counts_for_group
    world.moves(world.people_of("damson", SECOND)[0], "alder", MID_SECOND)
    gone = world.people_of("beech", SECOND)[3]
    request = ask_for_erasure(person=gone, now=after(FIRST, 4))
    assert erase_person(request_id=request.pk, now=after(FIRST, 60))
    cedar, fir = world.places["cedar"], world.places["fir"]
    merge_place(node=cedar, into=fir, effective_on=MID_SECOND, actor=None)
    assert not close(FIRST)

    assert {entry[:3]: entry[3] for entry in files_of(reader)} == texts
    everybody_checks_in(world, SECOND)
    assert close(SECOND)
    later = collected(reader)
    # Roles are shown of the latest month only.
    kept = {figure for figure in before if not figure[2]}
    assert kept
    assert {figure for figure in later if figure[0] == FIRST} == kept


def test_pages_are_the_same_after_every_answer_and_key_is_gone() -> None:
    world = a_force(seed=5)
    people = everyone_with_a_role(world)
    for period in MONTHS:
        everybody_checks_in(world, period)
        assert close(period)
    lead = people[Role.WELLBEING_LEAD]
    before = pages_of(lead)
    assert sum("or more" in page for page in before.values()) > 5

    for model in (Answer, SubjectKey, Participation):
        model.objects.all().delete()

    assert pages_of(lead) == before


def test_closing_a_month_tells_nobody_a_figure_by_mail_or_note() -> None:
    world = a_force(seed=6)
    everyone_with_a_role(world)
    everybody_checks_in(world, FIRST)
    sent: list[EmailMessage] = mail.outbox

    assert close(FIRST)

    assert sent == []
    assert not Notification.objects.exists()
