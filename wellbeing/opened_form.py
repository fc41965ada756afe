"""Ties a form on a person's screen to that person, one set of questions and one month.

The month is the one in which the form was opened. The id makes one check-in of it, however often
it is sent. Nothing of this is kept: it travels in the form, signed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.exceptions import DomainError

SALT = "wellbeing.opened_form"
# Longer than a session can last; by then nobody knows any more what they meant.
GOOD_FOR = timedelta(hours=24)


class FormNotUsableError(DomainError):
    """The form was opened for other questions, too long ago, or made up."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This page was opened too long ago, or in another way than through this site. "
                "Nothing was saved. What you chose is still here: look at it and send it again."
            )
        )


class AnothersFormError(DomainError):
    """The form was opened by somebody else, who may have answered it before at this screen."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else opened this page. Nothing of it was saved, or is shown."))


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """What a form that was opened stands for. period: the first day of its month."""

    check_in_id: UUID
    instrument: str
    period: date


def open_form(*, instrument: str, today: date) -> OpenedForm:
    """Return a form that nobody has handed in yet."""
    return OpenedForm(uuid4(), instrument, today.replace(day=1))


def signed(opened: OpenedForm, person: User) -> str:
    """Return the token that stands in the form."""
    value = [
        str(person.public_id),
        opened.instrument,
        opened.period.isoformat(),
        str(opened.check_in_id),
    ]
    return signing.dumps(value, salt=SALT)


def read_signed(token: str, person: User, instrument: str) -> OpenedForm:
    """Return what the token stands for; raise FormNotUsableError for one that can't be used.

    Raises AnothersFormError, however old the token is, if another person opened the form.
    """
    try:
        owner, code, period, check_in_id = signing.loads(token, salt=SALT)
        if owner != str(person.public_id):
            raise AnothersFormError
        signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature as error:
        raise FormNotUsableError from error
    if code != instrument:
        raise FormNotUsableError
    return OpenedForm(UUID(check_in_id), code, date.fromisoformat(period))
