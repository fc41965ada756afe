"""What readers type about a page, report and appeal with."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.careful_text_field import CarefulTextField
from cms.comments.rules import LONGEST_APPEAL, LONGEST_COMMENT, LONGEST_REPORT
from cms.models import CommentReport

NO_CASE_DETAILS = _(
    "Professional and to the point. No case details: no names, numbers, dates or places from a "
    "case, and no case with the names changed."
)


class WordsForm(forms.Form):
    """The words of a comment."""

    text = CarefulTextField(
        label=_("Your comment"),
        help_text=NO_CASE_DETAILS,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write something before you send")},
    )


class CommentForm(WordsForm):
    """A comment or a reply; whoever writes their first agrees to the house rules with it."""

    accept_rules = forms.BooleanField(
        label=_("I have read the house rules for comments and will keep to them"),
        error_messages={"required": _("Read the house rules and say that you will keep to them")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    # Django's own form takes whatever its base takes.
    def __init__(self, *args: Any, asks_rules: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_rules:
            del self.fields["accept_rules"]


class ReportForm(forms.Form):
    """What is wrong with a comment."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=CommentReport.Reason.choices,
        widget=forms.RadioSelect,
    )
    words = CarefulTextField(
        label=_("Anything that helps to understand it"),
        help_text=_("No case details here either."),
        max_length=LONGEST_REPORT,
        required=False,
    )


class AppealForm(forms.Form):
    """Why the right to comment should be given back."""

    words = CarefulTextField(
        label=_("Why should you be able to comment again?"),
        help_text=_("You can appeal once. No case details."),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea({"rows": 6}),
    )
