"""Makes what a force says about its help."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from tests.factories.organisation import ForceFactory
from wellbeing.models import ForceHelp


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
