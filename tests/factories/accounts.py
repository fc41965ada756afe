"""People who can sign in, made in one line: UserFactory(), UserFactory(superuser=True)."""

from typing import Any

import factory
from allauth.account.models import EmailAddress

from accounts.models import User

# None that a page would escape: most tests look for a name as it is.
LAST_NAMES = (
    *("Attwater", "Birkdale", "Cresswell", "Dunmore", "Elphick", "Fothergill", "Gathercole"),
    *("Hebblewhite", "Inchbald", "Jephcott", "Kirkbride", "Lillywhite", "Mossop", "Norbury"),
)
PASSWORD = "a long invented pass phrase"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """An active account with a verified address and PASSWORD, unless told otherwise.

    superuser: runs the CMS. left: may no longer sign in. invited: has not set a password yet.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)
        left = factory.Trait(is_active=False)
        invited = factory.Trait(password=None)

    email = factory.Sequence("person{}@force.example".format)
    first_name = factory.Faker("first_name", locale="en_GB")
    last_name = factory.Iterator(LAST_NAMES)
    password = PASSWORD
    is_active = True

    # factory_boy hands every declared field on as it comes.
    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(*args, **fields)

    @factory.post_generation  # type: ignore[untyped-decorator] # the decorator has no types
    def email_address(self: Any, create: bool, extracted: Any, **fields: Any) -> None:
        """Confirm the address, as accepting an invitation does."""
        if create and self.has_usable_password():
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)
