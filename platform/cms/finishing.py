"""What Wagtail calls when the last step of a review was approved.

Wagtail loads this module with its own models, before ours are there.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from accounts.models import User


def publish_approved(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    """Publish what was approved, at once or at the time that its author set."""
    from cms.services.reviewing import publish_reviewed  # noqa: PLC0415 -- needs the loaded models

    publish_reviewed(workflow_state=workflow_state, user=user)
