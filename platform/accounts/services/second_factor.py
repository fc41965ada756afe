"""Takes the second factor off an account whose owner has lost it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.events import record_account_event
from accounts.models import User
from accounts.services.sessions import end_sessions


@transaction.atomic
def reset_second_factor(*, person: User, reset_by: User | None) -> None:
    """Remove every second factor and sign the person out; they set up a new one on return."""
    Authenticator.objects.filter(user_id=person.pk).delete()
    record_account_event(actor=reset_by, person=person, action="second_factor_reset")
    end_sessions(person, ended_by=reset_by)
