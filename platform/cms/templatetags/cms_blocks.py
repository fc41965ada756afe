"""What block templates need: {% load cms_blocks %}."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()

CLASS_OF_TAG = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
}
OPENING_TAG = re.compile(r"<(p|ul|ol|a)(?=[ >])")


@register.filter
def govuk_text(value: RichText) -> SafeString:
    """Rich text with the classes that its look hangs on.

    Wagtail lets no tag or attribute into the database that the field does not offer, so what
    comes out is as safe as Wagtail's own filter, which marks it safe in the same way.
    """
    html = expand_db_html(value.source)
    classed = OPENING_TAG.sub(lambda tag: f'{tag[0]} class="{CLASS_OF_TAG[tag[1]]}"', html)
    return mark_safe(classed)  # noqa: S308 -- see above
