"""What an administrator does for people of the force who cannot sign in."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import has_second_factor
from accounts.services import invite_again, reset_second_factor
from organisation.exceptions import SigningInError
from organisation.policies import may_help_to_sign_in


def send_invitation_again(*, actor: User, person: User) -> None:
    """Send a new link to someone who has not followed theirs."""
    if not may_help_to_sign_in(actor, person):
        raise SigningInError(_("You cannot send this person an invitation."))
    invite_again(person=person, invited_by=actor, now=timezone.now())


@transaction.atomic
def reset_two_step_sign_in(*, actor: User, person: User) -> None:
    """Take the lost second factor off the account and end the person's sessions."""
    if not may_help_to_sign_in(actor, person):
        raise SigningInError(_("You cannot reset this person’s two-step sign-in."))
    if not has_second_factor(person):
        raise SigningInError(_("This person has not set up two-step sign-in."))
    reset_second_factor(person=person, reset_by=actor)
