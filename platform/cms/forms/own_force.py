"""What the forms of rows that belong to one force each have in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.forms.plain_words import PlainWords
from cms.selectors import forces_edited_by, people_who_write_for


class OwnForceForm(PlainWords):
    """Words without markup, a force and an owner of the person's own, a review that lies ahead."""

    # Wagtail passes its own options, the person among them.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # Wagtail leaves out what a page does not show
        forces = forces_edited_by(self.for_user)
        taken = self._meta.model._default_manager.exclude(pk=self.instance.pk).values("force")
        fields["force"].queryset = forces.exclude(pk__in=taken)
        if self.instance.pk:
            fields["force"].disabled = True
            owners = people_who_write_for(self.instance.force_id)
        else:
            owners = people_who_write_for().filter(role_grants__scope__in=forces).distinct()
        fields["owner"].queryset = owners
        fields["owner"].required = True

    def check_days_and_owner(self, cleaned: dict[str, Any]) -> None:
        """Add an error for a check that lies ahead, a review that does not, or a strange owner."""
        checked, review = cleaned.get("checked_on"), cleaned.get("review_on")
        if checked and checked > timezone.localdate():
            self.add_error("checked_on", _("This day has not come yet."))
        if checked and review and review <= checked:
            self.add_error("review_on", _("Choose a day after the one of the last check."))
        owner, force = cleaned.get("owner"), cleaned.get("force")
        if owner and force and not people_who_write_for(force.pk).filter(pk=owner.pk).exists():
            self.add_error(
                "owner", ValidationError(_("Choose an editor or approver of the force."))
            )
