"""Makes and reads the signed link of an invitation; only a digest of its id is ever stored."""

import hashlib

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from accounts.models import Invitation

SALT = "accounts.invitation"


def token_for(invitation: Invitation) -> str:
    """The same token each time, so that a mail sent twice carries a link that works.

    It is made from the row and the secret key: the database alone cannot give it away.
    """
    token_id = salted_hmac(SALT, str(invitation.public_id), algorithm="sha256").hexdigest()
    return signing.Signer(salt=SALT).sign(token_id)


def digest_of(token: str) -> str | None:
    """What the token's row holds, or None when we never signed the token."""
    try:
        token_id = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return hashlib.sha256(token_id.encode()).hexdigest()


def address_of(invitation: Invitation) -> str:
    """The full address; in the query, because paths are written to logs and queries are not."""
    query = urlencode({"link": token_for(invitation)})
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('accounts_invitation')}?{query}"
