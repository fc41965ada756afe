"""What editors of a force type about its peer support in the CMS."""

from typing import Any

from cms.forms.own_force import OwnForceForm
from core.typed_text import without_unseen

WORDS = ("who_we_are", "trim", "occupational_health", "how_to_join")


class ForcePeerSupportForm(OwnForceForm):
    """Plain words; an owner of the force; a day of review that lies ahead."""

    def clean(self) -> dict[str, Any]:
        """Take out markup and what nobody sees."""
        cleaned: dict[str, Any] = super().clean()
        for name in WORDS:
            if name in cleaned:
                cleaned[name] = without_unseen(self.clean_words(name, cleaned[name]))
        self.check_days_and_owner(cleaned)
        return cleaned
