"""What editors of a force type about its help in the CMS."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import User
from core.exceptions import DomainError
from core.sanitise import plain_text
from wellbeing.models import ForceHelp
from wellbeing.selectors.help import forces_edited_by, people_at, people_who_edit_help

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


class ForceHelpForm(WagtailAdminModelForm):
    """Words without markup; people of the force only; a day of review that lies ahead."""

    occupational_health_people = PeopleField(label=PEOPLE_LABEL, required=False, max_length=2000)
    trim_people = PeopleField(label=PEOPLE_LABEL, required=False, max_length=2000)

    # Wagtail passes its own options, the person among them.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said: ForceHelp = self.instance
        forces = forces_edited_by(self.for_user)
        taken = ForceHelp.objects.exclude(pk=said.pk).values("force")
        fields: dict[str, Any] = self.fields  # Wagtail leaves out what a page does not show
        fields["force"].queryset = forces.exclude(pk__in=taken)
        if said.pk:
            fields["force"].disabled = True
            owners = people_who_edit_help(said.force_id)
        else:
            owners = people_who_edit_help().filter(role_grants__scope__in=forces).distinct()
        fields["owner"].queryset = owners
        fields["owner"].required = True
        for name, link in PEOPLE.items():
            fields[name].help_text = PEOPLE_HINT
            fields[name].initial = _addresses(said, link) if said.pk else ""

    def clean(self) -> dict[str, Any]:
        """Take markup out, and find the people."""
        cleaned: dict[str, Any] = super().clean()
        for name in [name for name in cleaned if name.endswith(WORDS_ENDINGS)]:
            cleaned[name] = self._clean_words(name, cleaned[name])
        force = cleaned.get("force")
        if force is not None:
            for name in PEOPLE:
                cleaned[name] = self._find_people(name, cleaned.get(name) or "", force.pk)
        self._check_days(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> ForceHelp:
        """Keep the people too."""
        saved: ForceHelp = super().save(commit)
        for name, link in PEOPLE.items():
            getattr(saved, link).set(self.cleaned_data[name])
        return saved

    def _clean_words(self, name: str, value: str) -> str:
        limit = getattr(ForceHelp._meta.get_field(name), "max_length", 0)
        try:
            return plain_text(value or "", max_length=limit)
        except DomainError as error:
            self.add_error(name, str(error))
            return ""

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

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        checked, review = cleaned.get("checked_on"), cleaned.get("review_on")
        if checked and checked > timezone.localdate():
            self.add_error("checked_on", _("This day has not come yet."))
        if checked and review and review <= checked:
            self.add_error("review_on", _("Choose a day after the one of the last check."))
        owner, force = cleaned.get("owner"), cleaned.get("force")
        if owner and force and not people_who_edit_help(force.pk).filter(pk=owner.pk).exists():
            self.add_error(
                "owner", ValidationError(_("Choose an editor or approver of the force."))
            )


def _addresses(said: ForceHelp, link: str) -> str:
    people = getattr(said, link).order_by("email")
    return "\n".join(people.values_list("email", flat=True))
