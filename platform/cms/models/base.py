"""What every page has, whatever its type: who it is for, who looks after it, who may read it."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from cms.blocks import ReferenceBlocks
from cms.fields import ChoiceArrayField, StreamField
from cms.page_forms import BasePageForm
from cms.querysets import ReadablePageManager
from cms.vocabulary import Marking, Pillar, Stage
from organisation.models import RassoRole

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

    objects: ClassVar = ReadablePageManager()

    base_form_class = BasePageForm
    is_creatable = False
    # Who may read a page is decided by its own fields, in cms.policies; Wagtail's second way
    # (a shared password, a group) would leave lists and search behind.
    private_page_options: ClassVar[list[str]] = []
    # Whether the CMS lets an editor mark pages of this type OFFICIAL-SENSITIVE.
    may_be_sensitive = True

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.FilterField("marking"),
        index.FilterField("is_public"),
        index.FilterField("shared_with_cps"),
        index.FilterField("audience_roles"),
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
        FieldPanel("references"),
    ]
    # Search engines are told nothing about this site, so only the address is left to promote.
    promote_panels: ClassVar = [FieldPanel("slug"), *about_panels]

    @classproperty
    def edit_handler(cls) -> TabbedInterface:  # noqa: N805 -- a property of the class
        """Wagtail's tabs, the second under a name that fits: nothing here is promoted."""
        tabs = [
            ObjectList(cls.content_panels, heading=_("Content")),
            ObjectList(cls.promote_panels, heading=_("About the page")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class)

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
        """Add the way down to this page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH)
        context["trail"] = [(page.title, page.get_url(request)) for page in above]
        return context

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: see private_page_options. Saves two queries a page view."""
        nothing: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        return nothing
