"""What a force says of a practice example, and what the national team answers."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.models import EvidenceRating, Pillar, PracticeOffer
from cms.no_case_details import refuse_case_details
from cms.selectors.practice import national_reviewers
from cms.services.practice import REVIEW_AFTER, Adoption, Described
from core.exceptions import DomainError
from core.forms import DateField
from core.sanitise import plain_text
from organisation.models import Node

LONG = 3000


class PlainTextField(forms.CharField):
    """Text without markup, cleaned on its way in."""

    def clean(self, value: Any) -> str:
        """Return the words; markup is taken out, not refused."""
        words: str = super().clean(value)
        try:
            cleaned = plain_text(words, max_length=self.max_length or LONG)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error
        if self.required and not cleaned:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        refuse_case_details(cleaned)
        return cleaned


def _long(label: Any, help_text: Any) -> PlainTextField:  # lazy text
    return PlainTextField(
        label=label, help_text=help_text, max_length=LONG, widget=forms.Textarea({"rows": 6})
    )


class PracticeOfferForm(forms.Form):
    """Enough for the national team to decide, and for the page if they adopt it."""

    force = forms.ModelChoiceField(
        label=_("Force"), queryset=Node.objects.none(), empty_label=None, to_field_name="slug"
    )
    title = PlainTextField(label=_("Title"), max_length=120)
    summary = PlainTextField(
        label=_("Summary"),
        help_text=_("Two or three sentences, shown in lists."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    pillars = forms.MultipleChoiceField(
        label=_("Pillars"), choices=Pillar.choices, widget=forms.CheckboxSelectMultiple
    )
    problem = _long(_("The problem"), _("What was not working, and for whom."))
    tried = _long(_("What you did"), _("So that another force could do the same."))
    found = _long(
        _("What you found"), _("What changed, how you know, and what you would do differently.")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, forces: Any, **kwargs: Any) -> None:  # a queryset of forces
        super().__init__(*args, **kwargs)
        choice = self.fields["force"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 -- declared above
        choice.queryset = forces
        choice.initial = forces.first()

    @property
    def described(self) -> Described:
        """What was said."""
        said = self.cleaned_data
        return Described(
            title=said["title"],
            summary=said["summary"],
            pillars=tuple(said["pillars"]),
            problem=said["problem"],
            tried=said["tried"],
            found=said["found"],
        )


class AdoptForm(forms.Form):
    """How sure the finding is, who keeps the page right, and what its readers are told."""

    rating = forms.ChoiceField(
        label=_("How strong is the evidence?"),
        choices=EvidenceRating.choices,
        widget=forms.RadioSelect,
    )
    content_owner = forms.ModelChoiceField(
        label=_("Owner"),
        help_text=_("The person of the national team who keeps the page right."),
        queryset=User.objects.none(),
        empty_label=None,
        to_field_name="public_id",
    )
    review_on = DateField(
        label=_("Next review"),
        help_text=_("When the owner looks at it again, for example 22 5 2027."),
    )
    note = PlainTextField(
        label=_("What is new"),
        help_text=_("Readers see it in the history of the page."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, offer: PracticeOffer, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["content_owner"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 -- declared above
        choice.queryset = national_reviewers()
        choice.initial = person.public_id
        self.fields["review_on"].initial = timezone.localdate() + REVIEW_AFTER
        self.fields["note"].initial = _("New: offered by %(force)s and adopted.") % {
            "force": offer.force.name
        }

    def clean_review_on(self) -> date:
        """A day that is still to come."""
        day: date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Next review must be in the future"))
        return day

    @property
    def adoption(self) -> Adoption:
        """What was said."""
        said = self.cleaned_data
        return Adoption(
            rating=EvidenceRating(said["rating"]),
            content_owner=said["content_owner"],
            review_on=said["review_on"],
            note=said["note"],
        )


class DeclineForm(forms.Form):
    """Why not, for the force to read."""

    reason = PlainTextField(
        label=_("Why is it not adopted?"),
        help_text=_("The force reads this. Say what would make the answer a yes, if anything."),
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
    )
