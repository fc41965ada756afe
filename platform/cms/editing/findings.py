"""What stands beside the fields of the editor: the findings of the checks."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel


class ChecksPanel(Panel):
    """The list of what holds the page back or deserves a look, with what to do about each."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one page, as the form on the screen holds it."""

        template_name = "cms/admin/checks_panel.html"

        # A template's context.
        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Add the findings; of a form that was refused, those of what was typed."""
            context = super().get_context_data(parent_context)
            findings = self.form.findings()
            context["holding_back"] = [one for one in findings if one.holds_back]
            context["warnings"] = [one for one in findings if not one.holds_back]
            context["reasons"] = self.form.reasons()
            context["overtaken_by"] = self.form.overtaken_by
            return context
