"""A module and its sections, written in the CMS and published through revisions."""

import uuid
from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Orderable
from wagtail.search import index

from cms.blocks import ContentBlocks
from cms.models import BasePage, StreamField
from learning.blocks import ObjectiveBlocks, QuizBlocks
from learning.standing import ModuleFacts

DEFAULT_PASS_MARK = 75


# Wagtail publishes no types, so the fields below say their own.
class ModulePage(BasePage):
    """Learning in short sections with a quiz at the end; learners see what is live."""

    objectives = StreamField(ObjectiveBlocks(), blank=True, default=list)
    learning_summary = StreamField(
        ContentBlocks(),
        blank=True,
        default=list,
        verbose_name=_("learning summary"),
        help_text=_("What to take away, shown once the module is completed."),
    )
    quiz = StreamField(QuizBlocks(), blank=True, default=list)
    pass_mark: "models.PositiveSmallIntegerField[int, int]" = models.PositiveSmallIntegerField(
        _("pass mark"),
        default=DEFAULT_PASS_MARK,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Per cent of the marked questions."),
    )
    attempt_limit: "models.PositiveSmallIntegerField[int | None, int | None]" = (
        models.PositiveSmallIntegerField(
            _("attempts"),
            null=True,
            blank=True,
            validators=[MinValueValidator(1)],
            help_text=_("How often the quiz may be failed. Leave empty for no limit."),
        )
    )
    attempt_wait_hours: "models.PositiveSmallIntegerField[int | None, int | None]" = (
        models.PositiveSmallIntegerField(
            _("hours to wait"),
            null=True,
            blank=True,
            validators=[MinValueValidator(1)],
            help_text=_("After how many hours a failed attempt no longer counts."),
        )
    )
    version_label: "models.CharField[str, str]" = models.CharField(
        _("version"),
        max_length=20,
        default="1.0",
        help_text=_("Printed on certificates. Change it when the meaning changes."),
    )

    # Not the quiz, whose right answers are nobody's to read before they have answered.
    reading_fields: ClassVar = (*BasePage.reading_fields, "objectives", "sections")

    useful_question = _("Was this module useful?")
    parent_page_types: ClassVar = ["cms.SectionIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # Only a preview shows a module as one page.
    template = "learning/preview.html"

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("objectives"),
        InlinePanel(
            "sections",
            heading=_("Sections"),
            label=_("Section"),
            min_num=1,
            panels=[
                # Progress hangs on the key, so the form carries it through every draft.
                FieldPanel("key", widget=HiddenInput, classname="w-hidden"),
                FieldPanel("title"),
                FieldPanel("minutes"),
                FieldPanel("content_note"),
                FieldPanel("body"),
            ],
        ),
        FieldPanel("quiz"),
        FieldRowPanel(
            [
                FieldPanel("pass_mark"),
                FieldPanel("attempt_limit"),
                FieldPanel("attempt_wait_hours"),
            ],
            heading=_("Passing the quiz"),
        ),
        FieldPanel("learning_summary"),
    ]
    promote_panels: ClassVar = [
        *BasePage.promote_panels,
        MultiFieldPanel([FieldPanel("version_label")], heading=_("Version")),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.RelatedFields("sections", [index.SearchField("title"), index.SearchField("body")]),
    ]

    class Meta:
        verbose_name = _("module")
        constraints = [
            # An attempt must be passable, or a person could never finish.
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100),
                name="learning_module_pass_mark_is_a_percentage",
            ),
            # A wait without a limit would promise what nothing keeps.
            models.CheckConstraint(
                condition=Q(attempt_wait_hours__isnull=True) | Q(attempt_limit__isnull=False),
                name="learning_module_wait_needs_a_limit",
            ),
        ]

    def clean(self) -> None:
        """Say what the constraints would refuse; keep every module's address its own."""
        super().clean()
        errors = {}
        if self.attempt_wait_hours and not self.attempt_limit:
            errors["attempt_limit"] = _("Say after how many attempts the wait begins.")
        same_address = ModulePage.objects.filter(slug=self.slug).exclude(pk=self.pk)
        if self.slug and same_address.exists():
            errors["slug"] = _("Another module has this address.")
        if errors:
            raise ValidationError(errors)

    def must_keep(self, revision_id: int) -> bool:
        """Besides what readers were shown, a revision that somebody learned with has to stay."""
        if super().must_keep(revision_id):
            return True
        if self.attempts.filter(revision=revision_id).exists():
            return True
        return bool(self.completions.filter(revision=revision_id).exists())

    # Wagtail gives its site and path, or None for a page outside every site.
    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """A module's address comes from its name alone, wherever it hangs in the tree."""
        parts = super().get_url_parts(request)
        if parts is None:
            return None
        return parts[0], parts[1], self.get_absolute_url()

    @property
    def facts(self) -> ModuleFacts:
        """What lists say of the module."""
        return ModuleFacts(self.title, self.slug, is_sensitive=self.is_sensitive)

    def texts(self) -> Iterator[StreamValue]:
        """Its sections; what there is to take away is not shown before somebody is done."""
        for section in self.sections.all():
            yield section.body

    # A template's context, and whatever Wagtail's view was routed with.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name the module as our templates do."""
        return {**super().get_context(request, *args, **kwargs), "module": self}

    # Wagtail's own type for what it passes on from the address.
    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Lead from the place in the page tree to the address of the module."""
        return HttpResponseRedirect(self.get_absolute_url())

    # Wagtail names the mode; there is only one.
    def serve_preview(self, request: HttpRequest, _mode_name: str) -> HttpResponse:
        """Show an editor the whole draft on one page, its quiz with the right answers."""
        return render(request, self.template, self.get_context(request))

    def get_absolute_url(self) -> str:
        """The address of the overview."""
        return reverse("learning:module", kwargs={"slug": str(self.slug)})


class ModuleSection(Orderable):
    """One page of a module. Its key is what progress remembers, whatever becomes of the row."""

    # A section is a part of its module and of nothing else.
    page = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="sections")
    key: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField(default=uuid.uuid4)
    title: "models.CharField[str, str]" = models.CharField(_("title"), max_length=120)
    minutes: "models.PositiveSmallIntegerField[int, int]" = models.PositiveSmallIntegerField(
        _("minutes"),
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("How long an unhurried reader needs."),
    )
    content_note: "models.CharField[str, str]" = models.CharField(
        _("content note"),
        max_length=300,
        blank=True,
        help_text=_("What may be hard to read. The reader can then skip the section at no cost."),
    )
    body = StreamField(ContentBlocks())

    reading_fields: ClassVar = ("title", "content_note", "body")

    class Meta(Orderable.Meta):
        constraints = [
            # Two sections with one key would share their progress.
            models.UniqueConstraint(fields=["page", "key"], name="learning_section_key_once"),
        ]

    def __str__(self) -> str:
        return self.title
