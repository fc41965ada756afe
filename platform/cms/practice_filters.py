"""Which practice examples a reader asks for: by phase, force, pillar and evidence."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.models import EvidenceRating, Pillar, PracticeExamplePage
from cms.models.base import BasePage
from cms.policies import writes_for_a_force
from cms.selectors.practice import forces_with_examples, practice_visible_to
from organisation.models import SoteriaPhase

EXAMPLES_A_PAGE = 20
ANY = ("", _("Any"))


class PracticeFilterForm(forms.Form):
    """Every field may be left open."""

    phase = forms.ChoiceField(
        label=_("When the force joined Operation Soteria"),
        choices=[ANY, *SoteriaPhase.choices],
        required=False,
    )
    force = forms.ChoiceField(label=_("Force"), required=False)
    pillar = forms.ChoiceField(label=_("Pillar"), choices=[ANY, *Pillar.choices], required=False)
    evidence = forms.ChoiceField(
        label=_("Evidence"), choices=[ANY, *EvidenceRating.choices], required=False
    )

    def __init__(self, *args: Any, forces: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["force"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above
        choice.choices = [ANY, *forces]

    @property
    def wanted(self) -> dict[str, Any]:
        """Conditions on the pages; a value that is none of the choices asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        conditions = {
            "tried_by__profile__soteria_phase": said.get("phase"),
            "tried_by__slug": said.get("force"),
            "pillars__contains": [said["pillar"]] if said.get("pillar") else None,
            "evidence_rating": said.get("evidence"),
        }
        return {name: value for name, value in conditions.items() if value}


def practice_list(request: HttpRequest, page: BasePage) -> dict[str, Any]:
    """The form, and a page of the examples that it asks for."""
    form = PracticeFilterForm(request.GET, forces=forces_with_examples(request.user))
    examples = practice_visible_to(request.user).filter(**form.wanted)
    found: Paginator[PracticeExamplePage] = Paginator(examples, EXAMPLES_A_PAGE)
    return {
        "filter_form": form,
        "examples": found.get_page(request.GET.get("page")),
        "is_filtered": bool(form.wanted),
        "may_offer": writes_for_a_force(request.user),
    }
