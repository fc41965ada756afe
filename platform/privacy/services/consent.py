"""A person agrees to a text, or takes that back; a changed text is a new version."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.events import record_event
from organisation.selectors import force_of
from privacy.exceptions import ConsentTextChangedError
from privacy.models import Consent, ConsentText


@transaction.atomic
def publish_consent_text(*, slug: str, title: str, body: str, now: datetime) -> ConsentText:
    """Publish a text as its next version; who agreed to an earlier one will be asked again."""
    newest = ConsentText.objects.filter(slug=slug).order_by("-version").first()
    text = ConsentText.objects.create(
        slug=slug,
        version=newest.version + 1 if newest else 1,
        title=title,
        body=body,
        published_at=now,
    )
    record_event(
        actor=None,
        action="privacy.consent_text_published",
        force_id=None,
        target=f"privacy.consenttext:{text.public_id}",
        details={"slug": slug, "version": text.version},
    )
    return text


@transaction.atomic
def give_consent(*, person: User, slug: str, version: int, now: datetime) -> Consent:
    """Record the agreement to the version that was on screen; a second one changes nothing.

    Raises ConsentTextChangedError if that version is no longer the newest.
    """
    text = ConsentText.objects.current().get(slug=slug)
    if text.version != version:
        raise ConsentTextChangedError(
            _("The text has changed since you opened it. Read the new version and choose again.")
        )
    Consent.objects.standing().filter(person=person, text__slug=slug).exclude(text=text).update(
        withdrawn_at=now
    )
    # The constraint decides between two clicks at once, whatever either of them saw before.
    Consent.objects.bulk_create(
        [Consent(person=person, text=text, given_at=now)], ignore_conflicts=True
    )
    _record(person, "privacy.consent_given", text)
    return Consent.objects.standing().get(person=person, text=text)


@transaction.atomic
def withdraw_consent(*, person: User, slug: str, now: datetime) -> bool:
    """Take the agreement back, whichever version it was for; return whether there was one."""
    standing = Consent.objects.standing().filter(person=person, text__slug=slug)
    held = standing.select_related("text").order_by("-text__version").first()
    if held is None or not standing.update(withdrawn_at=now):
        return False
    _record(person, "privacy.consent_withdrawn", held.text)
    return True


def _record(person: User, action: str, text: ConsentText) -> None:
    force = force_of(person, timezone.localdate())
    record_event(
        actor=person,
        action=action,
        force_id=force.pk if force else None,
        target=f"privacy.consenttext:{text.public_id}",
        details={"slug": text.slug, "version": text.version},
    )
