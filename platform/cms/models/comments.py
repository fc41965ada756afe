"""What readers say below a page to one another, and whether they may."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.comments.rules import LONGEST_COMMENT
from cms.models.base import BasePage
from core.models import PublicIdModel
from organisation.models import Node, RassoRole


class PageCommentQuerySet(models.QuerySet["PageComment"]):
    """Comments, as far as somebody may know of them."""

    def visible(self) -> Self:
        """Those that every reader of the page sees."""
        return self.filter(state=PageComment.State.VISIBLE)

    def shown_to(self, user: User) -> Self:
        """What has a place in the list: visible words, own words, and what was removed."""
        open_to_all = Q(state__in=[PageComment.State.VISIBLE, PageComment.State.REMOVED])
        return self.filter(open_to_all | Q(author=user.pk))

    def begun_for(self, user: User) -> Self:
        """Comments that answer no other, also hidden ones whose replies are still there."""
        replies = PageComment.objects.visible().filter(parent=OuterRef("pk"))
        open_to_all = Q(state__in=[PageComment.State.VISIBLE, PageComment.State.REMOVED])
        shown = open_to_all | Q(author=user.pk) | Exists(replies)
        return self.filter(shown, parent__isnull=True)


class PageComment(PublicIdModel):
    """One comment, or one reply to a comment; a reply has no replies (see services.comments)."""

    class State(models.TextChoices):
        """Visible until somebody asks for it to be looked at, or its author takes it away."""

        VISIBLE = "visible", _("Shown")
        WAITING = "waiting", _("Hidden until somebody has looked at it")
        HIDDEN = "hidden", _("Hidden")
        REMOVED = "removed", _("Removed by its author")

    # What is said about a page means nothing without it.
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="reader_comments")
    parent = models.ForeignKey(
        # Comments are emptied, not deleted; only with their page do both go.
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="replies",
    )
    author = models.ForeignKey(
        # What others replied to keeps its place when the person has gone; their words go.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # As the person stood when they wrote it: a later post says nothing about these words.
    rasso_role = models.CharField(max_length=20, choices=RassoRole)
    # A force is closed, never deleted.
    force = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.VISIBLE)
    # Of the form that it was sent with.
    token = models.UUIDField()
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = PageCommentQuerySet.as_manager()

    class Meta:
        constraints = [
            # A form that is sent twice makes one comment.
            models.UniqueConstraint(fields=["author", "token"], name="cms_comment_once_a_form"),
            # What its author removed is gone from the database too, and nothing else is empty.
            models.CheckConstraint(
                condition=Q(state="removed", text="") | (~Q(state="removed") & ~Q(text="")),
                name="cms_comment_removed_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["page", "parent", "posted_at"], name="cms_comment_in_order"),
            models.Index(fields=["author", "posted_at"], name="cms_comment_of_person"),
            models.Index(
                fields=["state", "posted_at"],
                condition=Q(state__in=["waiting", "hidden"]),
                name="cms_comment_out_of_sight",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_visible(self) -> bool:
        """Whether every reader of the page sees the words."""
        return self.state == self.State.VISIBLE

    @property
    def is_removed(self) -> bool:
        """Whether its words are gone for good."""
        return self.state == self.State.REMOVED


class CommentSwitch(models.Model):
    """That somebody opened or closed the comments of a page; without it, its type decides."""

    page = models.OneToOneField(
        # The switch is a part of its page.
        BasePage,
        on_delete=models.CASCADE,
        related_name="comment_switch",
    )
    are_open = models.BooleanField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        # The switch stands when the person has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    def __str__(self) -> str:
        return str(self.page_id)


class RulesAcceptance(models.Model):
    """That a person agreed to a version of the house rules for comments."""

    # What the person agreed to concerns nobody once they have gone.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Two comments sent at once agree once.
            models.UniqueConstraint(fields=["person", "version"], name="cms_rules_accepted_once"),
        ]

    def __str__(self) -> str:
        return str(self.version)
