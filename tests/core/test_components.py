"""Each component renders what it was given, escaped, and nothing where there is nothing to show."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

ATTACK = "<b>&"
ESCAPED = "&lt;b&gt;&amp;"


class Named(forms.Form):
    """A form with one field, one choice and a rule over both."""

    name = forms.CharField(label="Name")
    sure = forms.ChoiceField(label="Sure", choices=[("y", "Yes")], widget=forms.RadioSelect)

    def clean(self) -> None:
        raise forms.ValidationError("Both cannot be")


def render(source: str, **context: Any) -> str:  # whatever the tag takes
    return Template("{% load lodestar %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    "source",
    [
        "{% button x %}",
        "{% button x href='/' %}",
        "{% tag x 'done' %}",
        "{% warning x %}",
        "{% notification x %}",
        "{% progress 1 2 x %}",
        "{% details summary=x %}{{ x }}{% enddetails %}",
        "{% inset %}{{ x }}{% endinset %}",
        "{% empty_state x x '/' x %}",
        "{% back_link '/' x %}",
        "{% scroll_table label=x %}{{ x }}{% endscroll_table %}",
        "{% lines x %}",
    ],
)
def test_text_is_escaped(source: str) -> None:
    html = render(source, x=ATTACK)
    assert ATTACK not in html
    assert ESCAPED in html


def test_a_status_that_nobody_knows_is_grey_and_still_in_words() -> None:
    assert render("{% tag 'Parked' 'parked' %}") == (
        '<strong class="govuk-tag govuk-tag--grey">Parked</strong>'
    )


def test_an_error_summary_links_to_each_control_and_its_first_choice() -> None:
    html = render("{% error_summary form %}", form=Named(QueryDict("")))
    assert '<a href="#id_name">Both cannot be</a>' in html
    assert '<a href="#id_name">Enter name</a>' in html
    assert '<a href="#id_sure_0">Select sure</a>' in html


def test_an_error_summary_takes_several_forms_and_formsets() -> None:
    formset = forms.formset_factory(Named, extra=0)(
        QueryDict("form-TOTAL_FORMS=1&form-INITIAL_FORMS=1")
    )
    html = render("{% error_summary form formset %}", form=Named(), formset=formset)
    assert '<a href="#id_form-0-name">Enter name</a>' in html


@pytest.mark.parametrize("form", [None, "", Named(), "not a form"])
def test_without_errors_there_is_neither_summary_nor_prefix(form: Any) -> None:
    assert render("{% error_summary form %}{% error_prefix form %}", form=form) == ""


def test_a_refused_form_is_heard_first_in_the_title() -> None:
    assert render("{% error_prefix form %}|", form=Named(QueryDict(""))) == "Error: |"


def test_pagination_keeps_the_rest_of_the_query_and_marks_the_page() -> None:
    request = RequestFactory().get("/list/?status=overdue&page=2")
    page = Paginator(range(40), 10).page(2)
    html = render("{% pagination page %}", page=page, request=request)
    assert 'href="?status=overdue&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_a_list_of_one_page_has_no_pagination() -> None:
    request = RequestFactory().get("/list/")
    page = Paginator(range(3), 10).page(1)
    assert render("{% pagination page %}", page=page, request=request) == ""


def test_progress_of_nothing_is_an_empty_bar_and_no_error() -> None:
    assert 'max="1" value="0"' in render("{% progress 0 0 %}")


def test_a_summary_row_links_only_where_there_is_something_to_change() -> None:
    rows = [{"key": "Name", "value": "Alex", "href": "/name/", "action": "Change"}, {"key": "Age"}]
    html = render("{% summary_list rows %}", rows=rows)
    assert html.count("<a ") == 1
    assert 'Change<span class="govuk-visually-hidden"> Name</span>' in html


def test_a_timeline_gives_dates_to_machines_and_people() -> None:
    html = render("{% timeline items %}", items=[{"title": "Published", "at": date(2026, 3, 27)}])
    assert '<time datetime="2026-03-27">27 March 2026</time>' in html


def test_a_task_that_cannot_start_yet_has_no_link() -> None:
    items = [{"title": "Quiz", "status_text": "Cannot start yet", "status": "not_started"}]
    html = render("{% task_list items %}", items=items)
    assert "<a " not in html
    assert "Cannot start yet" in html


def test_paragraphs_of_plain_text_are_kept() -> None:
    assert render("{% lines x %}", x="One\r\n\r\nTwo") == (
        '<p class="govuk-body">One</p>\n<p class="govuk-body">Two</p>'
    )


def test_a_one_question_page_has_its_label_as_heading() -> None:
    html = render("{% field_group form.name heading=True %}", form=Named())
    assert "<h1" in html
    assert 'for="id_name">Name</label>' in html


def test_a_block_left_open_is_a_mistake_that_shows() -> None:
    with pytest.raises(TemplateSyntaxError):
        render("{% inset %}never closed")
