"""Forms for changes to the tree; the services decide whether a change can be made."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from organisation.models import Node
from organisation.querysets import NodeQuerySet
from organisation.services.tree_checks import NAME_LENGTH


class _DatedForm(forms.Form):
    """A change that took, or takes, effect on a day."""

    effective_on = DateField(
        label=_("Date of the change"), help_text=_("Today or earlier, for example 27 3 2026")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # as Django's own form
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = timezone.localdate
        self.order_fields([name for name in self.fields if name != "effective_on"])

    @property
    def day(self) -> date:
        """The date, once the form is valid."""
        chosen: date = self.cleaned_data["effective_on"]
        return chosen


class NameForm(_DatedForm):
    """The name of a new place, or another one for a place."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)


class CloseForm(_DatedForm):
    """The day on which a place closes."""


# Django's field cannot be subscripted at run time.
class PlaceChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among places in the order of the tree, each as far in as it is deep."""

    base_depth = 0

    # Django hands over an instance of the queryset's model.
    def label_from_instance(self, obj: Any) -> str:
        indent = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" * max(obj.depth - self.base_depth, 0)
        return f"{indent if self.base_depth else ''}{obj.name}"


class TargetForm(_DatedForm):
    """Where a place goes, or what takes it over."""

    target = PlaceChoiceField(queryset=Node.objects.none(), label="")

    def __init__(self, *args: Any, label: str, targets: NodeQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].label = label
        choice = self.fields["target"]
        if isinstance(choice, PlaceChoiceField):
            choice.queryset = targets
