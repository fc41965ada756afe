"""What editors of a force type about its help in the CMS."""

from typing import Any

from django import forms
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cms.forms.own_force import OwnForceForm
from wellbeing.models import ForceHelp
from wellbeing.selectors.help import people_at

MOST_PEOPLE = 10
WORDS_ENDINGS = ("_reach", "_hours", "_phone")
PEOPLE = {
    "occupational_health_people": "occupational_health_contacts",
    "trim_people": "trim_contacts",
}
PEOPLE_HINT = gettext_lazy(
    "Work email addresses of up to ten people of your force, one a line. Officers who ask to be "
    "contacted see these names before they send anything. Without anybody here, officers are "
    "told how to reach the service instead."
)


PEOPLE_LABEL = gettext_lazy("Who answers when somebody asks to be contacted")


class PeopleField(forms.CharField):
    """Work email addresses, one a line; a list of thousands of names would be of no use."""

    widget = forms.Textarea({"rows": 3})


class ForceHelpForm(OwnForceForm):
    """Words without markup; people of the force only; a day of review that lies ahead."""

    occupational_health_people = PeopleField(label=PEOPLE_LABEL, required=False, max_length=2000)
    trim_people = PeopleField(label=PEOPLE_LABEL, required=False, max_length=2000)

    # Wagtail passes its own options, the person among them.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said: ForceHelp = self.instance
        fields: dict[str, Any] = self.fields  # as Wagtail made them
        for name, link in PEOPLE.items():
            fields[name].help_text = PEOPLE_HINT
            fields[name].initial = _addresses(said, link) if said.pk else ""

    def clean(self) -> dict[str, Any]:
        """Take markup out, and find the people."""
        cleaned: dict[str, Any] = super().clean()
        for name in [name for name in cleaned if name.endswith(WORDS_ENDINGS)]:
            cleaned[name] = self.clean_words(name, cleaned[name])
        force = cleaned.get("force")
        if force is not None:
            for name in PEOPLE:
                cleaned[name] = self._find_people(name, cleaned.get(name) or "", force.pk)
        self.check_days_and_owner(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> ForceHelp:
        """Keep the people too."""
        saved: ForceHelp = super().save(commit)
        for name, link in PEOPLE.items():
            getattr(saved, link).set(self.cleaned_data[name])
        return saved

    def _find_people(self, name: str, typed: str, force_id: int) -> list[User]:
        addresses = {line.strip().lower() for line in typed.splitlines() if line.strip()}
        if len(addresses) > MOST_PEOPLE:
            self.add_error(name, _("Name ten people at most."))
            return []
        here = people_at(force_id, timezone.localdate()).annotate(address=Lower("email"))
        found = {person.email.lower(): person for person in here.filter(address__in=addresses)}
        missing = sorted(addresses - set(found))
        if missing:
            words = _("Nobody at this force has the address %s.")
            self.add_error(name, words % ", ".join(missing))
        return list(found.values())


def _addresses(said: ForceHelp, link: str) -> str:
    people = getattr(said, link).order_by("email")
    return "\n".join(people.values_list("email", flat=True))
