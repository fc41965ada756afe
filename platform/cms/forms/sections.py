"""Narrows the list of a section to what somebody is looking for."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.querysets import ReadablePageQuerySet
from cms.vocabulary import Pillar, Stage

# A list that fits on a screen needs no filter.
FEWEST_TO_FILTER = 8


class SectionForm(forms.Form):
    """Kind of page, pillar and stage; whatever is unknown narrows nothing."""

    kind = forms.ChoiceField(label=_("Kind of page"), required=False)
    pillar = forms.ChoiceField(
        label=_("Pillar"), required=False, choices=[("", _("Every pillar")), *Pillar.choices]
    )
    stage = forms.ChoiceField(
        label=_("Stage of the journey"),
        required=False,
        choices=[("", _("Every stage")), *Stage.choices],
    )

    # Django's own type for what was asked.
    def __init__(self, data: Any, *, pages: ReadablePageQuerySet) -> None:
        super().__init__(data)
        self.pages = pages
        kinds = ContentType.objects.get_for_models(*_types(pages)).values()
        choices = sorted((kind.model, str(capfirst(kind.name))) for kind in kinds)
        self.fields["kind"].choices = [("", _("Every kind")), *choices]  # type: ignore[attr-defined] # a field of choices

    @property
    def is_useful(self) -> bool:
        """Whether there are enough pages to choose among, or somebody has chosen already."""
        if self.is_narrowing:
            return True
        return len(self.pages[: FEWEST_TO_FILTER + 1]) > FEWEST_TO_FILTER

    @property
    def is_narrowing(self) -> bool:
        """Whether any filter was set."""
        return any(self.cleaned_data.values())

    def narrowed(self) -> ReadablePageQuerySet:
        """The pages that answer every filter that was set."""
        self.is_valid()
        wanted = self.cleaned_data
        found = self.pages
        if wanted.get("kind"):
            found = found.filter(content_type__model=wanted["kind"])
        if wanted.get("pillar"):
            found = found.filter(pillars__contains=[wanted["pillar"]])
        if wanted.get("stage"):
            found = found.filter(stages__contains=[int(wanted["stage"])])
        return found


def _types(pages: ReadablePageQuerySet) -> list[type]:
    keys = pages.order_by().values_list("content_type", flat=True).distinct()
    types = (ContentType.objects.get_for_id(key).model_class() for key in keys)
    return [found for found in types if found is not None]
