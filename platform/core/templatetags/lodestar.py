"""The components of the site as template tags: {% load lodestar %}.

templates/README.md says which to use for what; /styleguide/ shows each one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.charts import LineChart
from core.forms import LodestarBoundField

register = template.Library()

# What a status looks like. The words carry the meaning; the colour only helps.
TAG_COLOURS: Mapping[str, str] = {
    "done": "green",
    "passed": "green",
    "active": "green",
    "published": "green",
    "in_progress": "blue",
    "due": "yellow",
    "due_soon": "yellow",
    "draft": "yellow",
    "unverified": "yellow",
    "overdue": "red",
    "failed": "red",
    "urgent": "red",
    "not_started": "grey",
    "ended": "grey",
    "demo": "purple",
    "info": "teal",
}


@register.simple_tag(name="tag")
def status_tag(text: str, status: str = "info") -> SafeString:
    """A short status in words; status picks the colour and defaults to "info"."""
    colour = TAG_COLOURS.get(status, "grey")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


@register.inclusion_tag("components/button.html")
def button(
    text: str,
    href: str = "",
    *,
    variant: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",  # noqa: A002 -- named after the attribute that it sets
    form: str = "",
) -> dict[str, str]:
    """A button, or a link that looks like one when href is given.

    variant: "" (main act), "secondary", "warning", "start" or "link".
    """
    return {
        "text": text,
        "href": href,
        "variant": variant,
        "name": name,
        "value": value,
        "type": type,
        "form": form,
    }


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Sequence[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Facts as rows of {"key", "value"[, "href", "action"]}; action is what the link does."""
    return {"rows": rows, "label": label}


@register.simple_block_tag
def scroll_table(content: SafeString, label: str) -> SafeString:
    """A box in which a wide table scrolls by itself, reachable by keyboard."""
    return format_html(
        '<div class="app-table-scroll" role="region" tabindex="0" aria-label="{}">{}</div>',
        label,
        content,
    )


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], label: str = "") -> dict[str, Any]:
    """Links to the other pages of a list; keeps the rest of the query string."""
    request = context.get("request")
    return {
        "query": request.GET if request else QueryDict(),
        "page": page,
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1)),
        "ellipsis": page.paginator.ELLIPSIS,
        "label": label or _("Pages"),
    }


@register.inclusion_tag("components/notification.html")
def notification(
    text: str, title: str = "", variant: str = "", number: int = 1
) -> dict[str, str | int]:
    """A banner at the top of the page; variant "success" for what has just been done."""
    fallback = _("Success") if variant == "success" else _("Important")
    return {"text": text, "title": title or fallback, "variant": variant, "number": number}


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """Text set apart from what surrounds it."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_tag
def warning(text: str) -> SafeString:
    """A consequence that a person must know about before going on."""
    return render_to_string("components/warning.html", {"text": text})


@register.simple_block_tag
def details(content: SafeString, summary: str) -> SafeString:
    """More about something, for those who open it."""
    return render_to_string("components/details.html", {"summary": summary, "content": content})


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, text: str = "") -> dict[str, int | str]:
    """How far along, in words and as a bar: {% progress 3 12 "Section 3 of 12" %}."""
    words = text or _("%(done)d of %(total)d done") % {"done": done, "total": total}
    return {"done": done, "total": max(total, 1), "text": words}


@register.inclusion_tag("components/task_list.html")
def task_list(items: Sequence[Mapping[str, Any]], name: str = "task") -> dict[str, Any]:
    """Things to do: {"title", "status_text", "status"[, "href", "hint"]}; name keeps ids apart."""
    return {"items": items, "name": name}


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: str, text: str, href: str = "", link_text: str = "", level: int = 2
) -> dict[str, str | int]:
    """What to show for an empty list: what is missing and what to do next."""
    return {"title": title, "text": text, "href": href, "link_text": link_text, "level": level}


@register.inclusion_tag("components/filter_panel.html")
def filter_panel(form: BaseForm, clear_href: str = "", title: str = "") -> dict[str, Any]:
    """A GET form that narrows a list; clear_href is the list without any filter."""
    return {"form": form, "clear_href": clear_href, "title": title or _("Filter")}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Where the page stands: (text, href) from the top down, the page itself left out."""
    return {"items": items}


@register.inclusion_tag("components/back_link.html")
def back_link(href: str, text: str = "") -> dict[str, str]:
    """The way back, for a page that is one step of several."""
    return {"href": href, "text": text or _("Back")}


@register.inclusion_tag("components/line_chart.html", name="line_chart")
def drawn_chart(chart: LineChart) -> dict[str, LineChart]:
    """A chart from core.charts as a picture; the page has the same numbers in a table."""
    return {"chart": chart}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What happened, newest first: {"title", "at", "text"[, "by"]}; at is a date or time."""
    return {"items": items}


@register.inclusion_tag("components/support_panel.html")
def support_panel(level: int = 2) -> dict[str, int]:
    """The numbers that help at any hour."""
    return {"level": level}


@register.simple_tag
def field_group(field: LodestarBoundField, heading: bool = False, size: str = "") -> SafeString:
    """One field of a form; heading=True makes its label the heading of a one-question page."""
    context = {"as_heading": heading, "caption_size": size or ("l" if heading else "")}
    return field.rendered("django/forms/field.html", context)


def _target_of(field: BoundField) -> str:
    """The id to link to; a form with a renderer of its own has fields of Django's kind."""
    return field.first_control_id if isinstance(field, LodestarBoundField) else field.auto_id


def _links_of(form: BaseForm) -> list[tuple[str, str]]:
    """(id of the control, message) for each error, those of no field first."""
    visible = form.visible_fields()
    first = _target_of(visible[0]) if visible else "main-content"
    links = [(first, str(error)) for error in form.non_field_errors()]
    for field in form.hidden_fields():
        links += [(first, str(error)) for error in field.errors]
    for field in visible:
        links += [(_target_of(field), str(error)) for error in field.errors]
    return links


def _forms_in(part: object) -> list[BaseForm]:
    if isinstance(part, BaseFormSet):
        return list(part.forms)
    return [part] if isinstance(part, BaseForm) else []


def has_errors(parts: Iterable[object]) -> bool:
    """Whether any of the forms or formsets was refused; anything else counts as fine."""
    asked = [part for part in parts if isinstance(part, BaseForm | BaseFormSet)]
    return any(part.is_bound and not part.is_valid() for part in asked)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*parts: object) -> dict[str, list[tuple[str, str]]]:
    """What went wrong, with a link to each field; takes forms and formsets, or nothing at all."""
    links: list[tuple[str, str]] = []
    for part in parts:
        if isinstance(part, BaseFormSet) and part.is_bound:
            links += [("main-content", str(error)) for error in part.non_form_errors()]
        for form in _forms_in(part):
            links += _links_of(form) if form.is_bound else []
    return {"links": links}


@register.simple_tag
def error_prefix(*parts: object) -> str:
    """The start of the page's title when a form was refused, so that it is heard first."""
    return _("Error: ") if has_errors(parts) else ""


@register.simple_tag
def lines(text: str) -> SafeString:
    """Plain text from a person with its paragraphs kept, everything in it escaped."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return format_html_join(
        "\n", '<p class="govuk-body">{}</p>', ((part,) for part in paragraphs if part)
    )
