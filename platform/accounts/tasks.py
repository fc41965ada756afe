"""What the worker does for accounts: each task takes an id or nothing, and may run twice."""

from celery import shared_task

from accounts import services


@shared_task(name="accounts.send_invitation")
def send_invitation(invitation_id: int) -> None:
    """Send one link, if nobody has sent it yet."""
    services.send_invitation(invitation_id=invitation_id)


@shared_task(name="accounts.send_due_invitations")
def send_due_invitations() -> None:
    """Queue every link whose task was lost or failed."""
    services.queue_due_invitations()
