"""How readers narrow the directory, and how editors write an entry."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.plain_words import PlainWords
from cms.models.support_service import Audience, Language, ServiceKind
from cms.selectors.pages import (
    forces_edited_by,
    national_content_roles,
    national_writers,
    people_who_write_for,
)
from cms.selectors.support import Wanted, areas_to_choose

WORDS = ("name", "what_for", "how_to_reach", "hours")
READERS = [
    ("", gettext_lazy("Everyone")),
    (Audience.OFFICER.value, Audience.OFFICER.label),
    (Audience.VICTIM.value, Audience.VICTIM.label),
]


class DirectoryFilterForm(forms.Form):
    """Everything is optional; a value that is not offered narrows nothing."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who it is for"),
        choices=READERS,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    area = forms.ChoiceField(label=gettext_lazy("Force area"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of service"),
        choices=[("", gettext_lazy("All kinds")), *ServiceKind.choices],
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("", gettext_lazy("Any language")), *Language.choices],
        required=False,
    )

    # Whatever Django's own form takes.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]  # a ChoiceField, which Django's mapping does not say
        area.choices = [("", _("All of England and Wales")), *areas_to_choose(timezone.localdate())]

    def wanted(self) -> Wanted:
        """What the reader chose, without what could not be understood."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        return Wanted(
            **{name: chosen.get(name, "") for name in ("audience", "area", "kind", "language")}
        )


class SupportServiceForm(PlainWords):
    """Words without markup; the nation's entry or one of the person's own force."""

    # Wagtail passes its own options, the person among them.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # as Wagtail made them
        self.writes_for_nation = bool(national_content_roles(self.for_user))
        forces = forces_edited_by(self.for_user)
        fields["force"].queryset = forces
        fields["force"].required = not self.writes_for_nation
        if self.instance.pk:
            fields["force"].disabled = True
        elif forces.count() == 1 and not self.writes_for_nation:
            fields["force"].initial = forces[0]
        fields["owner"].queryset = self._owners()
        fields["owner"].required = True

    def _owners(self) -> Any:  # a queryset of accounts; the untyped form takes any
        if self.instance.pk and self.instance.force_id:
            return people_who_write_for(self.instance.force_id)
        if self.instance.pk:
            return national_writers()
        everybody = people_who_write_for().filter(
            role_grants__scope__in=forces_edited_by(self.for_user)
        )
        if self.writes_for_nation:
            everybody = everybody | national_writers()
        return everybody.distinct()

    def clean(self) -> dict[str, Any]:
        """Take markup out; hold the days, the owner and the ways to reach it together."""
        cleaned: dict[str, Any] = super().clean()
        for name in [name for name in WORDS if name in cleaned]:
            cleaned[name] = self.clean_words(name, cleaned[name])
        self._check_days(cleaned)
        self._check_owner(cleaned)
        ways = ("phone", "text_number", "how_to_reach", "url")
        if not any(cleaned.get(way) or way in self.errors for way in ways):
            self.add_error("phone", _("Give a number, a website, or say how to reach it."))
        return cleaned

    # Wagtail returns what it made of the row.
    def save(self, commit: bool = True) -> Any:
        """A force's entry helps in the area of that force."""
        saved = super().save(commit)
        if saved.force_id is not None:
            saved.areas.set([saved.force_id])
        return saved

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        checked, expires = cleaned.get("checked_on"), cleaned.get("expires_on")
        if checked and checked > timezone.localdate():
            self.add_error("checked_on", _("This day has not come yet."))
        if checked and expires and expires <= checked:
            self.add_error("expires_on", _("Choose a day after the one of the last check."))
        if cleaned.get("is_verified") and not checked and "checked_on" not in self.errors:
            self.add_error("checked_on", _("Say on which day the details were checked."))

    def _check_owner(self, cleaned: dict[str, Any]) -> None:
        owner, force = cleaned.get("owner"), cleaned.get("force")
        if owner is None or "force" in self.errors:
            return
        fitting = people_who_write_for(force.pk) if force else national_writers()
        if not fitting.filter(pk=owner.pk).exists():
            words = _("Choose an editor or approver who may change this entry.")
            self.add_error("owner", ValidationError(words))
