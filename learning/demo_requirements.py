"""What the demo requires of whom; dates hang on today, so that something is always due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from learning.models import Assignment, ModulePage
from learning.services import require_module
from organisation.models import RassoRole

STARTED = timedelta(days=60)
NATIONAL = "national@demo.example"


@dataclass(frozen=True)
class DemoRule:
    """A module, whom it is required of, and in how many days from today it is due."""

    module: str
    due_in: int
    role: RassoRole | None = None


RULES = (
    DemoRule("rape-myths-decisions", -9),
    DemoRule("consent-and-the-law", 6, RassoRole.INVESTIGATOR),
    DemoRule("trauma-informed-interviewing", 6, RassoRole.SOLO),
    DemoRule("first-response", 20, RassoRole.FIRST_RESPONDER),
    DemoRule("supervision-reflective-practice", 25, RassoRole.SUPERVISOR),
    DemoRule("peer-supporter-foundations", 30, RassoRole.PEER_SUPPORTER),
    DemoRule("burnout-vicarious-trauma", 45),
)


def seed_requirements() -> int:
    """Make the rules, unless there are any already; return how many were made."""
    if Assignment.objects.exists():
        return 0
    today = timezone.localdate()
    author = User.objects.filter(email=NATIONAL).first()
    for rule in RULES:
        _require(rule, author, today)
    return len(RULES)


def _require(rule: DemoRule, author: User | None, today: date) -> None:
    require_module(
        actor=author,
        module=ModulePage.objects.get(slug=rule.module),
        audience_role=rule.role.value if rule.role else "",
        starts_on=today - STARTED,
        due_on=today + timedelta(days=rule.due_in),
    )
