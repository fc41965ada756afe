"""A new person in a force: an account if there is none, a post, and an invitation to sign in."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import invite_person
from core.sanitise import plain_text
from organisation.exceptions import MembershipError
from organisation.models import Membership
from organisation.services.membership import Post, join_force

NAME_LENGTH = 150


@transaction.atomic
def add_person(
    *,
    actor: User,
    email: str,
    first_name: str,
    last_name: str,
    post: Post,
    started_on: date,
) -> Membership:
    """Take a person on; a known address keeps its account and the name that it has."""
    person = User.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        person = _new_account(email, first_name, last_name)
    membership = join_force(actor=actor, person=person, post=post, started_on=started_on)
    person.refresh_from_db()
    if not person.has_usable_password():
        invite_person(person=person, invited_by=actor)
    return membership


def _new_account(email: str, first_name: str, last_name: str) -> User:
    first = plain_text(first_name, max_length=NAME_LENGTH)
    last = plain_text(last_name, max_length=NAME_LENGTH)
    if not first or not last:
        raise MembershipError(_("Enter the person’s first and last name."))
    return User.objects.create_user(email.strip(), None, first_name=first, last_name=last)
