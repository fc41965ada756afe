"""Says for the demo's forces how their help is reached. Every detail is invented, and says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from organisation.demo_content import FORCES, MAIN_FORCE
from organisation.models import Membership, Node, Role, RoleGrant
from organisation.services.roles import appoint
from wellbeing.models import ForceHelp

WELLBEING_LEAD = "wellbeing@demo.example"
# Numbers that are kept free for stories, and an ending that no address has.
PEERS, NURSES, TRIM = "01632 960 101", "01632 960 102", "01632 960 103"
HOURS = "Monday to Friday, 8am to 6pm (invented)"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class DemoReview:
    """How many days ago the details were checked, and in how many they should be again."""

    checked_ago: int
    due_in: int


# In one of the forces nobody has looked again in time: its people are told when it was checked.
FRESH, OVERDUE = DemoReview(30, 150), DemoReview(400, -35)


def seed_help(report: Callable[[str], None]) -> None:
    """Fill in what is missing; a second run changes nothing."""
    made = sum(_seed_force(slug, number) for number, slug in enumerate(FORCES))
    report(f"Help at forces: {made} filled in, with invented details")


def _seed_force(slug: str, number: int) -> bool:
    force = Node.objects.get(slug=slug)
    if ForceHelp.objects.filter(force=force).exists():
        return False
    owner = _owner(force)
    review = OVERDUE if number == len(FORCES) - 1 else FRESH
    today = timezone.localdate()
    said = ForceHelp.objects.create(
        force=force,
        peer_support_reach="Trained colleagues from other teams, who listen (invented)",
        peer_support_phone=PEERS,
        peer_support_hours=HOURS,
        occupational_health_reach="Nurses and counsellors; you can refer yourself (invented)",
        occupational_health_phone=NURSES,
        occupational_health_email=f"occupational-health@{slug}.example",
        occupational_health_hours=HOURS,
        trim_reach="Colleagues who meet you after something hard (invented)",
        trim_phone=TRIM,
        owner=owner,
        checked_on=today - review.checked_ago * DAY,
        review_on=today + review.due_in * DAY,
    )
    said.occupational_health_contacts.add(owner)
    return True


def _owner(force: Node) -> User:
    """The wellbeing lead in the main force, elsewhere whoever came first; an editor from now on."""
    if force.slug == MAIN_FORCE:
        person = User.objects.get(email=WELLBEING_LEAD)
    else:
        first = Membership.objects.filter(force=force).select_related("person").order_by("pk")
        person = first[0].person
    held = RoleGrant.objects.filter(person=person, role=Role.EDITOR, scope=force)
    if not held.exists():
        appoint(person=person, role=Role.EDITOR, scope=force, starts_on=timezone.localdate())
    return person
