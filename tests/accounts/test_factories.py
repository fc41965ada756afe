"""The factories that every other test rests on."""

import pytest
from allauth.account.models import EmailAddress

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_a_made_person_has_a_password_and_a_verified_address() -> None:
    person = UserFactory()
    assert person.check_password(PASSWORD)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)


def test_traits_make_a_superuser_a_leaver_and_an_invited_person() -> None:
    assert UserFactory(superuser=True).is_superuser
    assert not UserFactory(left=True).is_active
    invited = UserFactory(invited=True)
    assert not invited.has_usable_password()
    assert not EmailAddress.objects.filter(user=invited).exists()
