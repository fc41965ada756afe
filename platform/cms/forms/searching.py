"""What readers type."""

from collections import Counter
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.search.filters import Facet, Filters
from cms.search.words import LONGEST_QUERY

# Names and values of a facet, in the order in which they stand.
Named = Mapping[str, str]


class SearchForm(forms.Form):
    """A few words to look for. Nothing that is typed is refused: what is too long is cut."""

    q = forms.CharField(
        label=gettext_lazy("Search guidance and learning"),
        required=False,
        widget=forms.TextInput({"type": "search", "maxlength": LONGEST_QUERY}),
    )


class SearchFilterForm(forms.Form):
    """Narrows the results: only choices that leave a page, each with how many it leaves."""

    q = forms.CharField(required=False, widget=forms.HiddenInput({"id": "filtered-query"}))

    def __init__(
        self,
        query: str,
        filters: Filters,
        found: Mapping[Facet, Counter[str]],
        known: Mapping[Facet, Named],
    ) -> None:
        chosen = {facet.value: sorted(filters.values(facet)) for facet in Facet}
        super().__init__(initial={"q": query, **chosen})
        for facet in Facet:
            choices = _choices(known[facet], found[facet], filters.values(facet))
            if choices:
                self.fields[facet.value] = forms.MultipleChoiceField(
                    label=facet_label(facet),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )


def facet_label(facet: Facet) -> str:
    """What pages are told apart by, in words."""
    return {
        Facet.PILLAR: _("Pillar"),
        Facet.STAGE: _("Stage of the journey"),
        Facet.ROLE: _("Written for"),
        Facet.TYPE: _("Type of page"),
        Facet.FORCE: _("Force"),
    }[facet]


def _choices(known: Named, found: Counter[str], chosen: frozenset[str]) -> list[tuple[str, str]]:
    words = _("%(name)s (%(count)d)")
    return [
        (value, words % {"name": name, "count": found[value]})
        for value, name in known.items()
        if found[value] or value in chosen
    ]
