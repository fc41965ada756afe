"""What every page has, whatever its type: who it is for, who looks after it, who may read it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page, PagePermissionTester, PageViewRestriction, Revision, TaskState
from wagtail.search import index

from cms.blocks import ConfirmQuestionBlocks, ContentBlocks, ReferenceBlocks
from cms.editing.findings import ChecksPanel
from cms.editing.permissions import ContentPermissionTester
from cms.fields import ChoiceArrayField, StreamField
from cms.forms.pages import BasePageForm
from cms.querysets import ReadablePageManager
from cms.vocabulary import ChangeKind, EvidenceRating, Marking, Pillar, Stage
from organisation.models import Node, RassoRole

if TYPE_CHECKING:
    from accounts.models import User
    from cms.models.versions import PageVersion

HOME_DEPTH = 2


class BasePage(Page):
    """The parent of every page type; a table of its own, so that one query can ask all types."""

    summary = models.TextField(
        _("summary"), max_length=500, help_text=_("Two or three sentences, shown in lists.")
    )
    pillars = ChoiceArrayField(
        models.CharField(max_length=10, choices=Pillar),
        verbose_name=_("pillars"),
        default=list,
        blank=True,
    )
    stages = ChoiceArrayField(
        models.PositiveSmallIntegerField(choices=Stage),
        verbose_name=_("stages of the investigator’s journey"),
        default=list,
        blank=True,
    )
    audience_roles = ChoiceArrayField(
        models.CharField(max_length=20, choices=RassoRole),
        verbose_name=_("written for"),
        default=list,
        blank=True,
        help_text=_("An OFFICIAL-SENSITIVE page is shown to these roles and nobody else."),
    )
    content_owner = models.ForeignKey(
        # The page outlives the job of the person who looks after it.
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("The person who keeps this page right."),
    )
    marking = models.CharField(
        _("marking"), max_length=20, choices=Marking, default=Marking.OFFICIAL
    )
    is_public = models.BooleanField(
        _("public"),
        default=False,
        help_text=_("Anyone can read the page without signing in."),
    )
    shared_with_cps = models.BooleanField(
        _("shared with CPS partners"),
        default=False,
        help_text=_("CPS partners see no page unless this is ticked."),
    )
    content_note = models.CharField(
        _("content note"),
        max_length=300,
        blank=True,
        help_text=_("What may be hard to read here, in one sentence, before anyone reads it."),
    )
    last_reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    references = StreamField(
        ReferenceBlocks(), blank=True, default=list, verbose_name=_("references")
    )
    evidence_rating = models.CharField(
        _("evidence"), max_length=10, choices=EvidenceRating, blank=True
    )
    force = models.ForeignKey(
        # A force is closed, never deleted.
        Node,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("force"),
        help_text=_("Whose local page it is. The nation’s pages have none."),
    )
    # What the next publication says of itself; PageVersion keeps what each one said.
    change_kind = models.CharField(
        _("kind of change"), max_length=8, choices=ChangeKind, blank=True
    )
    change_note = models.TextField(
        _("what changed"),
        max_length=1000,
        blank=True,
        help_text=_("For readers, in one to three sentences."),
    )
    change_for_everyone = models.BooleanField(
        _("everyone who can read the page reads it again"),
        default=False,
        help_text=_("Instead of only the roles that the page is written for."),
    )
    confirm_days = models.PositiveSmallIntegerField(
        _("days to read it again"),
        default=28,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Counted from the day that it goes live. For a material change only."),
    )
    confirm_question = StreamField(
        ConfirmQuestionBlocks(),
        blank=True,
        default=list,
        verbose_name=_("question to the reader"),
        help_text=_("One question that shows that the change was understood."),
    )

    objects: ClassVar = ReadablePageManager()

    base_form_class = BasePageForm
    is_creatable = False
    # Whether even a minor change of pages of this type gets its legal check.
    always_checked: ClassVar[bool] = False
    # Who may read a page is decided by its own fields, in cms.policies; Wagtail's second way
    # (a shared password, a group) would leave lists and search behind.
    private_page_options: ClassVar[list[str]] = []
    # Whether the CMS lets an editor mark pages of this type OFFICIAL-SENSITIVE.
    may_be_sensitive = True
    # What readers are asked at the end of pages that are read to do something; nothing on lists.
    useful_question: ClassVar["str | Promise"] = ""
    # What a reader reads, from top to bottom: what changed is found by comparing these.
    reading_fields: ClassVar[tuple[str, ...]] = ("title", "summary", "content_note")

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.FilterField("marking"),
        index.FilterField("is_public"),
        index.FilterField("shared_with_cps"),
        index.FilterField("audience_roles"),
        index.FilterField("force"),
    ]

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]
    about_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("audience_roles"), FieldPanel("pillars"), FieldPanel("stages")],
            heading=_("Who and what it is for"),
        ),
        MultiFieldPanel(
            [FieldPanel("marking"), FieldPanel("is_public"), FieldPanel("shared_with_cps")],
            heading=_("Who may read it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("content_owner"),
                FieldPanel("last_reviewed_on"),
                FieldPanel("next_review_on"),
            ],
            heading=_("Keeping it right"),
        ),
        FieldPanel("content_note"),
        FieldPanel("evidence_rating"),
        FieldPanel("references"),
    ]
    change_panels: ClassVar = [
        FieldPanel("change_kind"),
        FieldPanel("change_note"),
        FieldPanel("change_for_everyone"),
        FieldPanel("confirm_days"),
        FieldPanel("confirm_question"),
        FieldPanel("not_case_detail"),
    ]
    # Search engines are told nothing about this site, so only the address is left to promote.
    promote_panels: ClassVar = [FieldPanel("slug"), *about_panels]

    @classproperty
    def edit_handler(cls) -> TabbedInterface:  # noqa: N805 -- a property of the class
        """Wagtail's tabs, the second under a name that fits: nothing here is promoted."""
        tabs = [
            ObjectList(cls.checked_panels(), heading=_("Content")),
            ObjectList(cls.promote_panels, heading=_("About the page")),
            ObjectList(cls.change_panels, heading=_("This change")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class)

    @classmethod
    def checked_panels(cls) -> list[Panel]:
        """The page's content, with what the checks find above it."""
        return [ChecksPanel(heading=_("Checks")), *cls.content_panels]

    class Meta:
        constraints = [
            # One wrong tick must not put a sensitive page before the whole world.
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(marking=Marking.OFFICIAL),
                name="cms_basepage_sensitive_is_never_public",
            ),
            models.CheckConstraint(
                condition=Q(next_review_on__isnull=True)
                | Q(last_reviewed_on__isnull=True)
                | Q(next_review_on__gt=models.F("last_reviewed_on")),
                name="cms_basepage_next_review_after_last",
            ),
        ]

    def clean(self) -> None:
        """Say in words what the constraints would refuse, and what a sensitive page needs."""
        super().clean()
        errors = self._marking_errors()
        last, following = self.last_reviewed_on, self.next_review_on
        if last and following and following <= last:
            errors["next_review_on"] = _("The next review must come after the last one.")
        if errors:
            raise ValidationError(errors)

    def _marking_errors(self) -> dict[str, "str | Promise"]:
        if self.marking != Marking.OFFICIAL_SENSITIVE:
            return {}
        if not self.may_be_sensitive:
            return {"marking": _("Only single pages can be OFFICIAL-SENSITIVE, not a section.")}
        if self.is_public:
            return {"is_public": _("An OFFICIAL-SENSITIVE page cannot be public.")}
        if not self.audience_roles:
            return {"audience_roles": _("Say which roles may read this OFFICIAL-SENSITIVE page.")}
        return {}

    # Whatever Django and Wagtail hand to save.
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Make a new page below a local one local too, whichever way it is made."""
        if self._state.adding and self.path:
            above = self.path[: -self.steplen]
            place = BasePage.objects.filter(path=above, force__isnull=False)
            inherited: int | None = place.values_list("force", flat=True).first()
            if inherited is not None:
                self.force_id = inherited
        super().save(*args, **kwargs)

    # A revision is JSON of any shape.
    def with_content_json(self, content: dict[str, Any]) -> "BasePage":
        """Keep whose page it is: an old revision, or one of a copied page, may say otherwise."""
        restored: BasePage = super().with_content_json(content)
        restored.force_id = self.force_id
        return restored

    def get_admin_display_title(self) -> str:
        """Name a live page as its readers know it: choosers show it to those of a force."""
        name = self.title if self.live else self.draft_title
        return str(name or self.title)

    @classmethod
    def text_fields(cls) -> list[str]:
        """The names of the fields that hold pages' own text, in the order of the form."""
        return [
            str(field.name)
            for field in cls._meta.get_fields()
            if isinstance(field, StreamField) and isinstance(field.stream_block, ContentBlocks)
        ]

    def texts(self) -> Iterator[StreamValue]:
        """The page's own text in reading order; panels of forces stand between its blocks."""
        for name in self.text_fields():
            yield getattr(self, name)

    @property
    def is_sensitive(self) -> bool:
        """Whether the page is marked OFFICIAL-SENSITIVE."""
        return bool(self.marking == Marking.OFFICIAL_SENSITIVE)

    @property
    def pillar_labels(self) -> list[str]:
        """The names of the page's pillars, in their usual order."""
        return [str(pillar.label) for pillar in Pillar if pillar in self.pillars]

    @property
    def stage_labels(self) -> list[str]:
        """The names of the page's stages, in the order of the journey."""
        return [str(stage.label) for stage in Stage if stage in self.stages]

    @property
    def audience_labels(self) -> list[str]:
        """The names of the roles that the page is written for."""
        return [str(role.label) for role in RassoRole if role in self.audience_roles]

    # A template's context, and whatever Wagtail's view was routed with.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the way down, whether the page is wanted as it prints, and what a force adds."""
        from cms.selectors.force_panels import panels_inside  # noqa: PLC0415 -- it needs the models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH)
        context["trail"] = [(page.title, page.get_url(request)) for page in above]
        context["for_print"] = "print" in request.GET
        context["version"] = self.latest_version
        context["force_panels"] = panels_inside(request.user, self)
        return context

    @property
    def latest_version(self) -> "PageVersion | None":
        """What the last publication said of itself; None for a page that is not saved yet."""
        if self.pk is None:
            return None
        last: PageVersion | None = self.versions.first()
        return last

    # Wagtail's own options, passed on as they come.
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a new revision in place of overwriting one that others have been shown.

        The editor saves by itself while somebody types, over the revision it wrote last; in a tab
        left open, that one may have been submitted or gone live since.
        """
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and self.must_keep(overwritten.pk):
            kwargs["overwrite_revision"] = None
        revision: Revision = super().save_revision(*args, **kwargs)
        return revision

    def must_keep(self, revision_id: int) -> bool:
        """Whether a revision has to stay as it is: reviewers or readers were shown it."""
        if BasePage.objects.filter(pk=self.pk, live_revision=revision_id).exists():
            return True
        if TaskState.objects.filter(revision=revision_id).exists():
            return True
        return bool(self.versions.filter(revision=revision_id).exists())

    def permissions_for_user(self, user: "User") -> PagePermissionTester:
        """Say what the person may do here; publishing has rules of its own."""
        return ContentPermissionTester(user, self)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: see private_page_options. Saves two queries a page view."""
        nothing: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        return nothing
