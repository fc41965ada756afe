"""Makes entries of the support directory."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cms.models import SupportService
from cms.models.support_service import Audience, ServiceKind
from organisation.models import Node


class SupportServiceFactory(DjangoModelFactory[SupportService]):
    """A verified national helpline for everyone, checked and good for a long time."""

    class Meta:
        model = SupportService
        skip_postgeneration_save = True

    class Params:
        unverified = factory.Trait(is_verified=False, checked_on=None)

    name = factory.Sequence("Invented helpline {}".format)
    what_for = "Someone to talk to"
    kind = ServiceKind.HELPLINE
    audience = Audience.BOTH
    phone = "01632 960 001"
    url = "https://service.example/"
    languages = factory.LazyFunction(lambda: ["en"])
    is_verified = True
    checked_on = date(2026, 1, 5)
    expires_on = date(2099, 1, 5)

    @factory.post_generation  # type: ignore[untyped-decorator] # factory_boy is half typed
    def areas(self: SupportService, create: bool, forces: list[Node] | None) -> None:
        """Only these forces' areas."""
        if create and forces:
            self.areas.set(forces)
