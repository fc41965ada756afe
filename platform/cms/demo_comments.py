"""Seeds the demo's comments: two pages are talked about, and one comment waits to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cms.comments.policies import may_comment
from cms.comments.rules import RULES_VERSION
from cms.models import BasePage, CommentReport, GuidancePage, PageComment
from cms.services.comments import post_comment
from cms.services.reports import report_comment


@dataclass(frozen=True)
class Said:
    """One comment: who says what about which page, and below which of these it stands."""

    page: str
    name: str
    text: str
    days_ago: int
    answers: int | None = None
    reported_by: str = ""


COMMENTS = (
    Said(
        "the-first-hour",
        "officer",
        _(
            "The list of what to write down is good. In our team we read it out together at the "
            "start of a shift."
        ),
        12,
    ),
    Said(
        "the-first-hour",
        "supervisor",
        _("We do the same now. Ten minutes, once a week, is enough."),
        11,
        answers=0,
    ),
    Said(
        "the-first-hour",
        "officer2",
        _("Could the page say what to do when no SOLO is on duty? We had to ask around."),
        6,
    ),
    Said(
        "explaining-a-decision",
        "supporter",
        _("Saying the decision first and the reasons after it made these calls easier for me."),
        9,
    ),
    Said(
        "explaining-a-decision",
        "officer2",
        _("Whoever wrote this has clearly never had to make one of these calls."),
        3,
        reported_by="officer",
    ),
)


def seed_comments(report: Callable[[str], None]) -> None:
    """Write them once, for as many of the demo's people and pages as there are."""
    if PageComment.objects.exists():
        return
    made: list[PageComment | None] = []
    for said in COMMENTS:
        made.append(_write(said, made))
    count = sum(comment is not None for comment in made)
    if count:
        report(f"Comments: {count}")


def _write(said: Said, before: list[PageComment | None]) -> PageComment | None:
    page = GuidancePage.objects.live().filter(slug=said.page).first()
    person, answered = _account(said.name), None
    if said.answers is not None:
        answered = before[said.answers]
    if page is None or person is None or not may_comment(person, page):
        return None
    comment = post_comment(
        person=person,
        page=page,
        text=said.text,
        # The same for the same words, so that seeding twice at once writes them once.
        token=uuid5(page.translation_key, said.text),
        now=timezone.now() - timedelta(days=said.days_ago),
        reply_to=answered.public_id if answered else None,
        rules_version=RULES_VERSION,
    )
    _report(page, comment, said.reported_by)
    return comment


def _report(page: BasePage, comment: PageComment, name: str) -> None:
    reporter = _account(name) if name else None
    if reporter is None:
        return
    report_comment(
        person=reporter,
        page=page,
        comment_id=comment.public_id,
        reason=CommentReport.Reason.UNKIND,
        words=_("It is about the person who wrote the page, not about the page."),
        now=comment.posted_at + timedelta(hours=5),
    )


def _account(name: str) -> User | None:
    return User.objects.filter(email=f"{name}@demo.example").first()
