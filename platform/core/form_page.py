"""A page with one form: what all our forms do with what a person sends."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from core.exceptions import DomainError


@dataclass(frozen=True)
class FormPage:
    """The words of the page, the way back, and what is said once it is done."""

    heading: "str | Promise"
    submit: "str | Promise"
    back: str
    done: "str | Promise"
    caption: "str | Promise" = ""
    lead: "str | Promise" = ""
    warning: "str | Promise" = ""


def answer_form(
    request: HttpRequest,
    form: forms.Form,
    page: FormPage,
    act: Callable[[], object],
    template: str = "form_page.html",
) -> HttpResponse:
    """Show the form, or do what it asks; a refusal is shown above the form with its reason.

    template: a page of one's own for a form that needs more than its fields in a row.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, str(page.done))
            return redirect(page.back)
    return render(request, template, {"form": form, "page": page})
