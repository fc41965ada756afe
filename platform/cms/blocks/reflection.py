"""Pieces that look after the reader: scenarios, support and pause points."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import PLAIN_FEATURES, TextBlock, named


class ScenarioBlock(blocks.StructBlock):
    """An invented situation, and what to think about in it."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    content_note = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Content note"),
        help_text=_("What may be hard to read here. The scenario then opens only when asked."),
    )
    situation = TextBlock(
        label=_("Situation"), help_text=_("Invented. Never from a case, even with names changed.")
    )
    questions = blocks.ListBlock(
        named(blocks.CharBlock(max_length=300, label=_("Question"))), label=_("Think about")
    )

    class Meta:
        icon = "group"
        label = _("Scenario")
        template = "cms/blocks/scenario.html"


class SupportLineBlock(blocks.StructBlock):
    """One service, and how to reach it."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    phone = blocks.CharBlock(required=False, max_length=20, label=_("Phone"))
    url = blocks.URLBlock(required=False, label=_("Website"))
    hours = blocks.CharBlock(required=False, max_length=80, label=_("When"))


class SupportPanelBlock(blocks.StructBlock):
    """Where to turn, beside what may be hard to read."""

    title = blocks.CharBlock(max_length=120, default=_("If this is hard"), label=_("Title"))
    text = TextBlock(features=PLAIN_FEATURES, label=_("Text"))
    lines = blocks.ListBlock(SupportLineBlock(), min_num=1, label=_("Services"))

    class Meta:
        icon = "help"
        label = _("Support panel")
        template = "cms/blocks/support_panel.html"


class PausePointBlock(blocks.StructBlock):
    """A place to stop and think, or just to stop. Nothing that is thought here is recorded."""

    title = blocks.CharBlock(max_length=120, default=_("Pause point"), label=_("Title"))
    text = TextBlock(features=PLAIN_FEATURES, label=_("Text"))

    class Meta:
        icon = "history"
        label = _("Pause point")
        template = "cms/blocks/pause_point.html"
