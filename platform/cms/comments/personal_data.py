"""What comments, their moderation and saved pages hold about a person, and what erasure does.

The words of somebody who goes go with them: they name their writer by what they tell. Where others
have replied, an empty place stays. See decisions/0100.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.models import (
    Bookmark,
    CommentDecision,
    CommentingWithdrawal,
    CommentReport,
    CommentSwitch,
    PageComment,
    RulesAcceptance,
)
from core.personal_data import PersonalData, Row, plain_rows

State = PageComment.State
WITHDRAWAL_LINKS = ("person", "withdrawn_by", "lifted_by", "appeal_decided_by")


def export_comments(person: User) -> list[Row]:
    """Their words, and where they stand; of removed ones there are no words any more."""
    rows = PageComment.objects.filter(author=person).select_related("page").order_by("posted_at")
    return plain_rows(rows, "page__title", "text", "state", "posted_at", "edited_at")


def erase_comments(person: User) -> int:
    """Delete what nobody has replied to; empty the rest. What was said about it goes too."""
    own = PageComment.objects.filter(author=person)
    touched = own.count()
    CommentDecision.objects.filter(comment__in=own).delete()
    about = CommentReport.objects.filter(comment__in=own)
    about.update(words="", seen_text="")
    about.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    own.filter(parent__isnull=False).delete()
    own.filter(replies__isnull=True).delete()
    own.update(text="", state=State.REMOVED, author=None)
    return touched


def export_reports(person: User) -> list[Row]:
    """What they reported; the words of somebody else stay out."""
    rows = CommentReport.objects.filter(reporter=person).order_by("reported_at")
    return plain_rows(rows, "reason", "words", "reported_at")


def erase_reports(person: User) -> int:
    """The report is still to be looked at; who made it and how they put it goes."""
    return CommentReport.objects.filter(reporter=person).update(reporter=None, words="")


def export_decisions(person: User) -> list[Row]:
    """What they decided, and what was decided about their comments."""
    theirs = Q(decided_by=person) | Q(comment__author=person)
    rows = CommentDecision.objects.filter(theirs).order_by("decided_at")
    return plain_rows(rows, "kind", "reason", "decided_at")


def erase_decisions(person: User) -> int:
    """The decision stays, by nobody."""
    return CommentDecision.objects.filter(decided_by=person).update(decided_by=None)


def export_withdrawals(person: User) -> list[Row]:
    """When their own right was withdrawn; what they decided about others is about those others."""
    rows = CommentingWithdrawal.objects.filter(person=person).order_by("withdrawn_at")
    return plain_rows(
        rows,
        "reason",
        "withdrawn_at",
        "ends_on",
        "ended_at",
        "appeal",
        "appealed_at",
        "appeal_outcome",
        "appeal_answer",
    )


def erase_withdrawals(person: User) -> int:
    """Their own go; those that they decided on stay, by nobody."""
    rows = CommentingWithdrawal.objects.all()
    named = sum(
        rows.filter(**{name: person}).update(**{name: None}) for name in WITHDRAWAL_LINKS[1:]
    )
    return named + rows.filter(person=person).delete()[0]


def export_switches(person: User) -> list[Row]:
    """The pages whose comments they opened or closed."""
    rows = CommentSwitch.objects.filter(changed_by=person).select_related("page")
    return plain_rows(rows.order_by("changed_at"), "page__title", "are_open", "changed_at")


def erase_switches(person: User) -> int:
    """The switch stays as it is."""
    return CommentSwitch.objects.filter(changed_by=person).update(changed_by=None)


def export_acceptances(person: User) -> list[Row]:
    """The versions of the house rules that they agreed to."""
    rows = RulesAcceptance.objects.filter(person=person).order_by("accepted_at")
    return plain_rows(rows, "version", "accepted_at")


def erase_acceptances(person: User) -> int:
    """They concern nobody else."""
    return RulesAcceptance.objects.filter(person=person).delete()[0]


def export_bookmarks(person: User) -> list[Row]:
    """The pages that they saved."""
    rows = Bookmark.objects.filter(person=person).select_related("page").order_by("saved_at")
    return plain_rows(rows, "page__title", "saved_at")


def erase_bookmarks(person: User) -> int:
    """They are private."""
    return Bookmark.objects.filter(person=person).delete()[0]


COMMENT_DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        CommentDecision,
        _("Decisions about comments"),
        ("decided_by",),
        export_decisions,
        erase_decisions,
    ),
    PersonalData(
        CommentReport, _("Comments that you reported"), ("reporter",), export_reports, erase_reports
    ),
    PersonalData(
        CommentingWithdrawal,
        _("Your right to comment"),
        WITHDRAWAL_LINKS,
        export_withdrawals,
        erase_withdrawals,
    ),
    PersonalData(
        PageComment,
        _("Comments that you wrote below pages"),
        ("author",),
        export_comments,
        erase_comments,
    ),
    PersonalData(
        CommentSwitch,
        _("Pages whose comments you opened or closed"),
        ("changed_by",),
        export_switches,
        erase_switches,
    ),
    PersonalData(
        RulesAcceptance,
        _("House rules that you agreed to"),
        ("person",),
        export_acceptances,
        erase_acceptances,
    ),
    PersonalData(
        Bookmark, _("Pages that you saved"), ("person",), export_bookmarks, erase_bookmarks
    ),
)
