"""What a person types to tell us that something is wrong with the site."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.checking.case_details import find_case_details
from cms.feedback_places import known_place
from cms.services.feedback import LONGEST


class FeedbackForm(forms.Form):
    """Two questions. Nobody is asked who they are, so nobody can be answered."""

    page = forms.CharField(required=False, widget=forms.HiddenInput)
    doing = forms.CharField(
        label=_("What were you doing?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    problem = forms.CharField(
        label=_("What went wrong, or what could be better?"),
        help_text=_("No case details, no names, nothing about a person’s health."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )
    # Nobody sees it; what fills in every field gives itself away.
    website = forms.CharField(required=False, widget=forms.TextInput)

    def clean_page(self) -> str:
        """Only the path, and only of a page that is about nobody."""
        return known_place(self.cleaned_data["page"])

    def clean_doing(self) -> str:
        """Ask to take out what could be of a case."""
        return without_case_details(self.cleaned_data["doing"])

    def clean_problem(self) -> str:
        """The same."""
        return without_case_details(self.cleaned_data["problem"])

    @property
    def is_of_a_machine(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))


def without_case_details(text: str) -> str:
    """Return the text; raise if something in it looks like a detail of a case."""
    for found in find_case_details(text):
        raise ValidationError(
            _("Take out “%(text)s”: it looks like %(kind)s, and we keep no case details."),
            params={"text": found.text, "kind": found.kind.label},
        )
    return text
