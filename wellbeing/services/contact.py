"""Asking to be contacted: sending, taking back, telling those who were chosen, and being done.

None of it is in the event log: that would say that somebody asked.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.services import notify
from organisation.selectors import post_today
from wellbeing.contact_content import SharedContent, opened
from wellbeing.contact_refs import contact_ref_of
from wellbeing.exceptions import ContactRequestError
from wellbeing.help_services import HelpService
from wellbeing.models import ContactRequest
from wellbeing.notification_kinds import CONTACT_REQUEST
from wellbeing.selectors.contact import service_choices

BATCH = 200


@transaction.atomic
def request_contact(
    *, person: User, request_id: UUID, service: HelpService, content: SharedContent, on: date
) -> None:
    """Keep the wish; once more with the same id does nothing.

    Raises ContactRequestError if those who were shown to the person are not those who could read
    it now, or if the person has already asked this service.
    """
    ref = contact_ref_of(person)
    if ContactRequest.objects.filter(pk=request_id, requester=ref).exists():
        return
    choice = next((one for one in service_choices(person, on) if one.service == service), None)
    post = post_today(person)
    if choice is None or post is None or choice.is_asked:
        raise ContactRequestError(_("You have already asked here, or cannot ask here now."))
    if content.receivers != {str(one.public_id) for one in choice.receivers}:
        raise ContactRequestError(
            _("Who would read this has changed since you looked. Check it again before you send.")
        )
    wish = ContactRequest(
        public_id=request_id,
        requester=ref,
        force_id=post.force_id,
        service=service,
        asked_on=on,
    )
    wish.content = content.sealed_form()
    _keep(wish)


def _keep(wish: ContactRequest) -> None:
    try:
        with transaction.atomic():
            wish.save(force_insert=True)
    except IntegrityError as error:
        # Two devices at once; the constraint let one through.
        raise ContactRequestError(_("You have already asked here.")) from error


@transaction.atomic
def withdraw_contact_request(*, person: User, request_id: UUID, on: date) -> bool:
    """Erase what was shared, at once; return whether there was such a request of the person's."""
    mine = ContactRequest.objects.sent_by(contact_ref_of(person)).filter(pk=request_id)
    # One statement: nobody reads it after this, however the clicks fall.
    return bool(
        mine.filter(content__isnull=False).update(
            state=ContactRequest.State.WITHDRAWN, content=None, settled_on=on
        )
    )


@transaction.atomic
def finish_contact_request(*, request_id: UUID, on: date) -> bool:
    """Mark it as done; return whether it was waiting. Ask received_request first who may."""
    waiting = ContactRequest.objects.waiting().filter(pk=request_id)
    return bool(waiting.update(state=ContactRequest.State.DONE, settled_on=on))


@transaction.atomic
def tell_receivers(*, batch: str) -> int:
    """Tell those who were chosen that there is something to read; return how many requests it was.

    At fixed hours and never at once: a mail or a row at the very moment would stand beside the
    moment at which somebody was at their screen. batch names the hour; one note in it for each.
    """
    waiting = ContactRequest.objects.waiting().filter(was_told=False)
    rows = list(waiting.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    receivers = {one for row in rows for one in opened(row.content).receivers}
    _tell(User.objects.filter(public_id__in=receivers, is_active=True), batch)
    ContactRequest.objects.filter(pk__in=[row.pk for row in rows]).update(was_told=True)
    return len(rows)


def _tell(people: Iterable[User], batch: str) -> None:
    for person in people:
        notify(
            recipient=person,
            kind=CONTACT_REQUEST,
            # Nothing that leads to the request: a copy of these rows counts no requests.
            subject_key=batch,
            url=reverse("wellbeing:contact_requests"),
        )


@transaction.atomic
def erase_contact_requests(*, person: User) -> int:
    """Remove all that the person ever asked; return how many rows it was."""
    return ContactRequest.objects.sent_by(contact_ref_of(person)).delete()[0]
