"""What a person says of cookies, one question for each optional category."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.cookies import OPTIONAL, Choice

YES, NO = "yes", "no"
ANSWERS = ((YES, _("Yes")), (NO, _("No")))


class CookieForm(forms.Form):
    """Yes or no for each optional category; nothing is chosen for anybody."""

    # Django's own arguments are passed on.
    def __init__(self, *args: Any, choice: Choice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category in OPTIONAL:
            chosen = None if choice is None else (YES if category.code in choice.allowed else NO)
            self.fields[category.code] = forms.ChoiceField(
                label=str(category.title),
                help_text=str(category.purpose),
                choices=ANSWERS,
                widget=forms.RadioSelect,
                initial=chosen,
            )

    @property
    def choice(self) -> Choice:
        """What was said, once the form is valid."""
        allowed = {code for code, answer in self.cleaned_data.items() if answer == YES}
        return Choice(frozenset(allowed))
