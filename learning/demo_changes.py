"""Changes a page and a module of the demo in earnest, and lets some of its people confirm."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.models import User
from cms.models import BasePage, ChangeKind, PageVersion
from learning.demo_history import FORCE_OF, learn_again
from learning.models import ModulePage
from learning.services import confirm_reading
from organisation.models import Membership

EDITOR = "editor@demo.example"
PAGE, MODULE = "recording-suspects", "nom-foundations"
# Those whose screens the demo shows first: the officer still has to, the others have done it.
STILL_HAS_TO = "officer@demo.example"
HAVE_CONFIRMED = ("officer2@demo.example", "supervisor@demo.example")
HAS_LEARNED_AGAIN = "officer2@demo.example"
# Of the others in the main force, every third has not got to it yet.
EVERY = 3


@dataclass(frozen=True)
class DemoChange:
    """What changed, how many days ago, and how many days people were given."""

    slug: str
    note: str
    days_ago: int
    days: int


def seed_changes() -> int:
    """Publish a material change of each, unless there are any; return how many were made."""
    if PageVersion.objects.filter(kind=ChangeKind.MATERIAL, page__slug__in=[PAGE, MODULE]).exists():
        return 0
    now = timezone.now()
    page = _publish(
        DemoChange(
            PAGE,
            _(
                "Search child protection records each time, and record the check even when it "
                "finds nothing. Before, this was left to the child protection team. (Demo content.)"
            ),
            days_ago=20,
            days=14,
        ),
        now,
        [_question()],
    )
    _publish(
        DemoChange(
            MODULE,
            _("The section on records is new: what must be in them changed. (Demo content.)"),
            days_ago=10,
            days=21,
        ),
        now,
        [],
    )
    _confirm(page, now)
    person = User.objects.filter(email=HAS_LEARNED_AGAIN).first()
    if person is not None:
        module = ModulePage.objects.get(slug=MODULE)
        # A completion says when what was completed was published.
        version = PageVersion.objects.filter(page=module.pk).latest("number")
        Revision.objects.filter(pk=version.revision_id).update(created_at=version.published_at)
        learn_again(person, module, now - timedelta(days=4))
    return len((PAGE, MODULE))


def _publish(change: DemoChange, now: datetime, question: list[dict[str, Any]]) -> PageVersion:
    page = BasePage.objects.get(slug=change.slug).specific
    editor = User.objects.filter(email=EDITOR).first()
    page.change_kind, page.change_note = ChangeKind.MATERIAL, change.note
    page.confirm_days, page.confirm_question = change.days, question
    revision = page.save_revision(user=editor)
    revision.publish(user=editor, skip_permission_checks=True)
    version = PageVersion.objects.get(revision=revision)
    # The change was made some time ago, so that some people are late.
    when = now - timedelta(days=change.days_ago)
    PageVersion.objects.filter(pk=version.pk).update(published_at=when)
    BasePage.objects.filter(pk=page.pk).update(last_published_at=when)
    version.refresh_from_db()
    return version


def _question() -> dict[str, Any]:
    """The stored form of the one question."""
    answers = [
        (_("Each time, and the check is recorded even when it finds nothing"), True),
        (_("When a child is named in the report"), False),
        (_("When the child protection team asks for it"), False),
    ]
    return {
        "type": "question",
        "id": str(uuid4()),
        "value": {
            "text": _("When do you search child protection records now?"),
            "answers": [
                {"type": "item", "id": str(uuid4()), "value": {"text": text, "correct": right}}
                for text, right in answers
            ],
            "feedback": _(
                "A suspect may have contact with children whom no report names. A check that is "
                "not recorded has to be made again by the next officer."
            ),
        },
    }


def _confirm(version: PageVersion, now: datetime) -> None:
    right = next(option["id"] for option in version.question["answers"] if option["correct"])
    for number, person in enumerate(_people(version)):
        when = now - timedelta(days=2 + number % 15)
        confirm_reading(person=person, version=version, answer=right, now=when)


def _people(version: PageVersion) -> list[User]:
    """The two, and two of three others of the main force whom the change asks."""
    named = list(User.objects.filter(email__in=HAVE_CONFIRMED).order_by("pk"))
    today = timezone.localdate()
    home = Membership.objects.current(today).filter(person__email=FORCE_OF).first()
    if home is None:
        return named
    others = Membership.objects.current(today).filter(
        force=home.force, rasso_role__in=version.audience_roles
    )
    known = {*HAVE_CONFIRMED, STILL_HAS_TO}
    rest = others.exclude(person__email__in=known).select_related("person").order_by("pk")
    return named + [post.person for number, post in enumerate(rest) if number % EVERY]
