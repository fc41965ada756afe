"""Makes what a force says about its help, and requests to be contacted."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from tests.factories.organisation import ForceFactory
from wellbeing.contact_content import SharedContent
from wellbeing.contact_refs import contact_ref_of
from wellbeing.help_services import HelpService
from wellbeing.models import ContactRequest, ForceHelp


class ForceHelpFactory(DjangoModelFactory[ForceHelp]):
    """Every service filled in; overdue: nobody looked at it when they should have."""

    class Meta:
        model = ForceHelp
        skip_postgeneration_save = True

    class Params:
        overdue = factory.Trait(checked_on=date(2020, 1, 2), review_on=date(2020, 7, 1))

    force = factory.SubFactory(ForceFactory)
    peer_support_reach = "Trained colleagues who listen"
    peer_support_phone = "01632 960 001"
    peer_support_email = "peers@force.example"
    peer_support_hours = "Monday to Friday, 9am to 5pm"
    occupational_health_reach = "Nurses and counsellors"
    occupational_health_phone = "01632 960 002 ext 4"
    trim_reach = "Trained colleagues, after something hard"
    trim_email = "trim@force.example"
    checked_on = date(2026, 1, 5)
    review_on = date(2099, 1, 5)


def ask_contact(
    person: User, *receivers: User, service: HelpService = HelpService.PEER_SUPPORT
) -> ContactRequest:
    """A request of the person's that these people may read, as if it had gone through the pages."""
    membership = person.memberships.get()
    content = SharedContent(
        name=person.get_full_name(),
        reach="07700 900 123",
        receivers=frozenset(str(one.public_id) for one in receivers),
    )
    kept = ContactRequest(
        requester=contact_ref_of(person),
        force_id=membership.force_id,
        service=service,
        asked_on=timezone.localdate(),
    )
    kept.content = content.sealed_form()
    kept.save(force_insert=True)
    return kept
