"""How the data protection officer narrows the log."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.selectors import LogFilter, people_overseen_by
from core.forms import DateField

DEFAULT_DAYS = 30
ACTION = RegexValidator(r"^[a-z0-9_.]+$", _("Use small letters, digits, dots and underscores only"))


class LogFilterForm(forms.Form):
    """Period, kind of act and person; every field may be left empty."""

    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("To"), required=False)
    action = forms.CharField(
        label=_("Act"),
        help_text=_("As written in the list, or its beginning, for example “privacy.”"),
        max_length=80,
        required=False,
        validators=[ACTION],
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:  # whatever the fields give
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day must not be before the first"))
        return cleaned

    def narrowing(self) -> LogFilter:
        """Return what was asked for; without a first day, the last thirty days."""
        asked = self.cleaned_data if self.is_valid() else {}
        until = asked.get("until")
        since = asked.get("since") or (until or timezone.localdate()) - timedelta(days=DEFAULT_DAYS)
        return LogFilter(
            since=_start_of(since),
            before=_start_of(until + timedelta(days=1)) if until else None,
            action=asked.get("action") or "",
            person_id=str(asked.get("person") or ""),
        )


class FindPersonForm(forms.Form):
    """Finds one person by their address, which is sent in the body and never in an address."""

    email = forms.EmailField(label=_("Email address"))

    def __init__(self, *args: Any, officer: User, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        self.officer = officer

    def clean_email(self) -> str:
        """Keep the person found; nobody outside the officer's force is ever found."""
        email: str = self.cleaned_data["email"]
        self.person = people_overseen_by(self.officer).filter(email__iexact=email).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody in your force has this email address"))
        return email


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
