"""The contents of a module as a list of links.

In Python and not in a template, because a hundred lines of template take longer than all the rest
of the page.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learning.outline import Outline, SectionEntry

register = template.Library()

LINE = (
    '<li class="govuk-task-list__item govuk-task-list__item--with-link">'
    '<div class="govuk-task-list__name-and-hint">'
    '<a class="govuk-link govuk-task-list__link" href="{}section/{}/"{}>{}. {}</a>{}</div>{}</li>'
)
HINT = '<div class="govuk-task-list__hint">{}</div>'
DONE = (
    '<div class="govuk-task-list__status">'
    '<strong class="govuk-tag govuk-tag--green">{}</strong></div>'
)
NOTHING = SafeString("")
CURRENT = SafeString(' aria-current="page"')


@register.simple_tag
def module_contents(
    outline: Outline,
    module_url: str,
    current: SectionEntry | None = None,
    detailed: bool = False,
) -> SafeString:
    """Every section with a link and whether it is done; detailed adds minutes and content note."""
    done = format_html(DONE, _("Done"))
    lines = (
        (
            module_url,
            entry.number,
            CURRENT if entry == current else NOTHING,
            entry.number,
            entry.title,
            format_html(HINT, _details(entry)) if detailed else NOTHING,
            done if entry.seen else NOTHING,
        )
        for entry in outline.sections
    )
    return format_html(
        '<ol class="govuk-task-list" role="list">{}</ol>', format_html_join("", LINE, lines)
    )


def _details(entry: SectionEntry) -> str:
    if not entry.content_note:
        return entry.minutes_in_words
    return f"{entry.minutes_in_words}. {entry.content_note}"
