"""What the content holds about a person, Wagtail's tables included, and what erasure does to it.

Content and its history stay when a person goes: what goes is their name on it. Notes that they
wrote to colleagues, and how they like the CMS to look, go with them.
"""

from collections.abc import Callable

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.comments.personal_data import COMMENT_DECLARATIONS
from cms.models import (
    BasePage,
    CaseDetailReason,
    CustomDocument,
    CustomImage,
    Feedback,
    ForcePanel,
    PageVersion,
    PracticeOffer,
    PracticeStep,
    ReviewRemit,
    SupportService,
)
from core.personal_data import PersonalData, Row


def _rows_of(model: type[Model], links: tuple[str, ...], person: User) -> "QuerySet[Model]":
    theirs = Q()
    for link in links:
        theirs |= Q(**{link: person.pk})
    return model._default_manager.filter(theirs).order_by("pk")


def _exporter(
    model: type[Model], links: tuple[str, ...], fields: tuple[str, ...]
) -> Callable[[User], list[Row]]:
    """Return what gives the named fields of the person's rows as text."""

    def export(person: User) -> list[Row]:
        rows = _rows_of(model, links, person)
        return [{field: _as_text(getattr(row, field)) for field in fields} for row in rows]

    return export


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def _forgetter(model: type[Model], links: tuple[str, ...]) -> Callable[[User], int]:
    """Return what takes the person's name off their rows and leaves the rows."""

    def forget(person: User) -> int:
        rows = model._default_manager.all()
        return sum(int(rows.filter(**{link: person.pk}).update(**{link: None})) for link in links)

    return forget


def _remover(model: type[Model], link: str) -> Callable[[User], int]:
    """Return what deletes the person's rows."""

    def remove(person: User) -> int:
        deleted, _by_model = _rows_of(model, (link,), person).delete()
        return deleted

    return remove


def _kept(
    model: type[Model], label: "str | Promise", links: tuple[str, ...], *fields: str
) -> PersonalData:
    export = _exporter(model, links, fields)
    return PersonalData(model, label, links, export, _forgetter(model, links))


def _removed(model: type[Model], label: "str | Promise", link: str, *fields: str) -> PersonalData:
    export = _exporter(model, (link,), fields)
    return PersonalData(model, label, (link,), export, _remover(model, link))


def _erase_comments(person: User) -> int:
    """Remove what the person said; a thread that they only closed stays closed, by nobody."""
    closed: int = Comment.objects.filter(resolved_by=person.pk).update(resolved_by=None)
    written: int = _remover(Comment, "user")(person)
    return closed + written


COMMENT_LINKS = ("user", "resolved_by")
LOG_FIELDS = ("label", "action", "timestamp")

DECLARATIONS: tuple[PersonalData, ...] = (
    _kept(Page, _("Pages that you made or locked"), ("owner", "locked_by"), "title"),
    _kept(BasePage, _("Pages that you look after"), ("content_owner",), "title"),
    _kept(PageVersion, _("Pages that you published"), ("published_by",), "title", "published_at"),
    _kept(SupportService, _("Support services that you look after"), ("owner",), "name"),
    _kept(
        CaseDetailReason, _("Why something was no case detail"), ("person",), "reason", "said_at"
    ),
    _removed(ReviewRemit, _("What you review pages as"), "person", "remit", "force"),
    _kept(ForcePanel, _("Panels of your force that you look after"), ("owner",), "title"),
    _kept(
        PracticeOffer,
        _("Practice examples that you offered"),
        ("offered_by",),
        *("title", "summary", "problem", "tried", "found", "offered_at"),
    ),
    _kept(PracticeStep, _("What you did with offers of practice"), ("by",), "state", "at", "note"),
    _kept(Feedback, _("Feedback that you dealt with"), ("assigned_to",), "received_on", "state"),
    _kept(CustomImage, _("Pictures that you uploaded"), ("uploaded_by_user",), "title"),
    _kept(CustomDocument, _("Documents that you uploaded"), ("uploaded_by_user",), "title"),
    # Wagtail's own two, which ours take the place of; their tables are there and empty.
    _kept(Image, _("Pictures (unused)"), ("uploaded_by_user",), "title"),
    _kept(Document, _("Documents (unused)"), ("uploaded_by_user",), "title"),
    _kept(Revision, _("Versions of pages that you saved"), ("user",), "object_str", "created_at"),
    _kept(PageLogEntry, _("What you did to pages"), ("user",), *LOG_FIELDS),
    _kept(ModelLogEntry, _("What you did to other content"), ("user",), *LOG_FIELDS),
    _kept(WorkflowState, _("Reviews that you asked for"), ("requested_by",), "created_at"),
    _kept(TaskState, _("Reviews that you finished"), ("finished_by",), "finished_at", "comment"),
    _removed(UploadedFile, _("Files that you left half uploaded"), "uploaded_by_user", "file"),
    PersonalData(
        Comment,
        _("Comments that you wrote on pages"),
        COMMENT_LINKS,
        _exporter(Comment, ("user",), ("text", "created_at")),
        _erase_comments,
    ),
    _removed(CommentReply, _("Replies that you wrote on pages"), "user", "text", "created_at"),
    _removed(PageSubscription, _("Pages whose comments you follow"), "user", "page"),
    _removed(UserProfile, _("How you like the CMS"), "user", "preferred_language", "theme"),
    _removed(EditingSession, _("Pages that you have open in the CMS"), "user", "last_seen_at"),
    _removed(FormState, _("Drafts of forms in the CMS"), "user", "last_updated_at"),
    _removed(APIToken, _("Keys of programs that act for you"), "user", "name", "created"),
    *COMMENT_DECLARATIONS,
)
