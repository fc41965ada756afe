"""The form on which a person says what they want by mail, and when."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.models import CategoryChoice
from notifications.selectors import categories_in_use, choices_of, quiet_hours_of
from notifications.services.preferences import Quiet, save_preferences

if TYPE_CHECKING:
    from accounts.models import User


class ClockInput(forms.TimeInput):
    """The browser's own control for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferencesForm(forms.Form):
    """One choice for each category that has notifications, and the quiet hours."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet hours start"),
        required=False,
        widget=ClockInput(),
        help_text=gettext_lazy("UK time, for example 20:00. Leave both empty for no quiet hours."),
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet hours end"), required=False, widget=ClockInput()
    )

    # Whatever Django's own form takes.
    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = choices_of(user)
        for category in categories_in_use():
            self.fields[category.value] = forms.ChoiceField(
                label=category.label,
                choices=CategoryChoice.Choice.choices,
                widget=forms.RadioSelect,
                initial=chosen[category],
            )
        self.order_fields([*(category.value for category in categories_in_use())])
        hours = quiet_hours_of(user)
        if hours is not None:
            self.initial.update(quiet_from=hours.starts, quiet_until=hours.ends)

    def clean(self) -> dict[str, Any]:
        """Quiet hours need a start and an end that differ."""
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("quiet_from"), data.get("quiet_until")
        if starts is None and ends is not None and not self.has_error("quiet_from"):
            self.add_error("quiet_from", ValidationError(_("Enter when quiet hours start")))
        if ends is None and starts is not None and not self.has_error("quiet_until"):
            self.add_error("quiet_until", ValidationError(_("Enter when quiet hours end")))
        if starts is not None and starts == ends:
            self.add_error(
                "quiet_until", ValidationError(_("Quiet hours must end at another time"))
            )
        return data

    def save(self) -> None:
        """Keep what was chosen."""
        data = self.cleaned_data
        starts, ends = data["quiet_from"], data["quiet_until"]
        save_preferences(
            person=self.user,
            choices={
                category: CategoryChoice.Choice(data[category.value])
                for category in categories_in_use()
            },
            quiet=None if starts is None else Quiet(starts=starts, ends=ends),
        )
