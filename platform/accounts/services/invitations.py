"""Invites a person, sends the link, and opens the account when they follow it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts import tasks
from accounts.events import record_account_event
from accounts.exceptions import (
    AccountClosed,
    AlreadyHasAccount,
    InvitationNotUsable,
    InvitedJustNow,
)
from accounts.invitation_links import digest_of, token_for
from accounts.mail import send_invitation_mail
from accounts.models import Invitation, User
from accounts.models.invitation import valid_until

SWEEP_AT_MOST = 500
LONGEST_WAIT = timedelta(hours=6)
BETWEEN_INVITATIONS = timedelta(minutes=10)


@transaction.atomic
def invite_person(*, person: User, invited_by: User | None) -> Invitation:
    """Make a link for the person and send it; a link sent before stops working."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    if not locked.is_active:
        raise AccountClosed
    if locked.has_usable_password():
        raise AlreadyHasAccount
    Invitation.objects.open().filter(person=locked).update(state=Invitation.State.SUPERSEDED)
    invitation: Invitation = Invitation.objects.create(person=locked, created_by=invited_by)
    record_account_event(actor=invited_by, person=locked, action="invited")
    # Robust: without a broker the row stays, and the sweep sends it later.
    transaction.on_commit(lambda: _queue(invitation.pk), robust=True)
    return invitation


@transaction.atomic
def invite_again(*, person: User, invited_by: User, now: datetime) -> Invitation:
    """Send another link, unless one was made in the last ten minutes: nobody's mail is flooded."""
    # Two clicks at once come one after the other here, so the second sees the first's row.
    User.objects.select_for_update().get(pk=person.pk)
    since = now - BETWEEN_INVITATIONS
    if Invitation.objects.filter(person=person, created_at__gt=since).exists():
        raise InvitedJustNow
    return invite_person(person=person, invited_by=invited_by)


@transaction.atomic
def invite_people(*, people: Iterable[User], invited_by: User | None) -> int:
    """Invite many at once, all or nothing, and return how many were invited.

    Those who have an account already are passed over: an import names everyone again.
    Whoever imports records it as one event, so none is recorded for each person here.
    """
    new = [person for person in people if person.is_active and not person.has_usable_password()]
    waiting = Invitation.objects.open().filter(person__in=new)
    waiting.update(state=Invitation.State.SUPERSEDED)
    Invitation.objects.bulk_create(
        [Invitation(person=person, created_by=invited_by) for person in new], batch_size=1000
    )
    if new:
        transaction.on_commit(_queue_sweep, robust=True)
    return len(new)


def _queue(invitation_id: int) -> None:
    tasks.send_invitation.delay(invitation_id)


def _queue_sweep() -> None:
    tasks.send_due_invitations.delay()


def send_invitation(*, invitation_id: int) -> bool:
    """Send the link if it is still to be sent; return whether this call sent it.

    The row stays locked while the mail leaves, so two workers never send the same one. The
    link is the same each time: a mail sent twice after a crash does no harm.
    """
    now = timezone.now()
    with transaction.atomic():
        invitation = (
            Invitation.objects.to_send(now)
            .select_for_update(of=("self",), skip_locked=True)
            .select_related("person")
            .filter(pk=invitation_id)
            .first()
        )
        if invitation is None:
            return False
        try:
            send_invitation_mail(invitation)
        except OSError:  # what SMTP and its sockets raise
            _put_off(invitation, now)
            return False
        _mark_sent(invitation, now)
        return True


def _mark_sent(invitation: Invitation, now: datetime) -> None:
    invitation.state = Invitation.State.SENT
    invitation.token_digest = digest_of(token_for(invitation))
    invitation.sent_at = now
    invitation.expires_at = valid_until()
    invitation.save(update_fields=["state", "token_digest", "sent_at", "expires_at"])


def _put_off(invitation: Invitation, now: datetime) -> None:
    """Try again after one minute, then two, four and so on."""
    wait = min(timedelta(minutes=2 ** min(invitation.attempts, 10)), LONGEST_WAIT)
    invitation.attempts += 1
    invitation.due_at = now + wait
    invitation.save(update_fields=["attempts", "due_at"])


def queue_due_invitations() -> int:
    """Queue what is due, whoever was meant to send it, and return how many were queued.

    One task for each link: a mail that cannot be made holds up no other.
    """
    due = Invitation.objects.to_send(timezone.now()).order_by("due_at")
    ids = list(due.values_list("pk", flat=True)[:SWEEP_AT_MOST])
    for pk in ids:
        _queue(pk)
    return len(ids)


def find_usable_invitation(token: str) -> Invitation:
    """The invitation that the link opens; InvitationNotUsable says nothing about why not."""
    digest = digest_of(token)
    if digest is None:
        raise InvitationNotUsable
    invitation: Invitation | None = (
        Invitation.objects.select_related("person").filter(token_digest=digest).first()
    )
    if invitation is None or not invitation.is_usable(timezone.now()):
        raise InvitationNotUsable
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, first_name: str, last_name: str, password: str) -> User:
    """Open the account: the person proved that the address is theirs by following the link."""
    found = find_usable_invitation(token)
    invitation: Invitation = (
        Invitation.objects.select_for_update().select_related("person").get(pk=found.pk)
    )
    if not invitation.is_usable(timezone.now()):
        raise InvitationNotUsable
    person = invitation.person
    person.first_name, person.last_name = first_name, last_name
    person.set_password(password)
    person.save(update_fields=["first_name", "last_name", "password"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    invitation.state = Invitation.State.ACCEPTED
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["state", "accepted_at"])
    record_account_event(actor=person, person=person, action="invitation_accepted")
    return person
