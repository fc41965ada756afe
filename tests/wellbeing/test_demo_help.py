"""The demo's forces say how their help is reached, and call it invented."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.policies import may_write_for_force
from wellbeing.demo_help import seed_help
from wellbeing.models import ForceHelp

pytestmark = pytest.mark.usefixtures("seeded_database")


def test_three_forces_have_invented_help_with_an_owner_and_a_contact() -> None:
    said = list(ForceHelp.objects.select_related("force", "owner"))
    assert len(said) == 3
    assert [one.needs_review(timezone.localdate()) for one in said].count(True) == 1
    for one in said:
        assert len(one.filled_in) == 3
        assert all("invented" in details.reach for details in one.filled_in)
        assert one.owner is not None
        assert may_write_for_force(one.owner, one.force_id)
        assert list(one.occupational_health_contacts.all()) == [one.owner]


def test_seeding_twice_changes_nothing() -> None:
    before = list(ForceHelp.objects.order_by("pk").values())
    seed_help(lambda line: None)
    assert list(ForceHelp.objects.order_by("pk").values()) == before


def test_the_demos_officer_can_ask_two_services_and_reads_why_not_the_third() -> None:
    client = Client()
    client.force_login(User.objects.get(email="officer@demo.example"))
    html = client.get("/wellbeing/contact/").content.decode()
    assert 'value="peer_support"' in html
    assert 'value="occupational_health"' in html
    assert 'value="trim"' not in html
    assert "01632 960 101" in html
