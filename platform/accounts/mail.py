"""The mails that accounts sends itself; allauth's adapter sends the others."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.invitation_links import address_of
from accounts.models import Invitation
from accounts.models.invitation import VALID_FOR


def send_invitation_mail(invitation: Invitation) -> None:
    """Send the link. The subject says nothing that others should not see over a shoulder."""
    body = render_to_string(
        "accounts/email/invitation.txt",
        {
            "address": address_of(invitation),
            "days": VALID_FOR.days,
            "service_name": settings.SERVICE_NAME,
        },
    )
    subject = _("Set up your %(service)s account") % {"service": settings.SERVICE_NAME}
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.person.email])
