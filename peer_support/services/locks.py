"""Locks of accept, exclude and end: both people, always in the same order."""

from accounts.models import User


def lock_people(*person_ids: int) -> None:
    """Let one transaction at a time settle anything between these people.

    In the order of their keys, so that two transactions cannot wait for each other. The lock
    leaves room for rows that merely refer to a person.
    """
    wanted = User.objects.filter(pk__in=set(person_ids)).order_by("pk")
    list(wanted.select_for_update(no_key=True).values_list("pk", flat=True))
