"""What readers type."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """A few words to look for."""

    q = forms.CharField(label=_("Search guidance and learning"), max_length=200)
