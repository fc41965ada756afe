"""What workers do for this package: take a key, call one service, and may run twice."""

from celery import shared_task
from django.utils import timezone

from organisation.services import people_import
from organisation.services.leaving import close_accounts_of_leavers


@shared_task
def work_on_import(run_id: int) -> None:
    """Check or apply a file of people."""
    people_import.work_on(run_id=run_id)


@shared_task
def sweep_imports() -> None:
    """Start imports again whose task was lost."""
    people_import.sweep_imports()


@shared_task
def close_accounts() -> None:
    """Close the accounts of those whose last day has come."""
    close_accounts_of_leavers(on=timezone.localdate())
