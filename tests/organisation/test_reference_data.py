"""The 43 forces and the ranks, as every deployment finds them."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from organisation.models import ForceProfile, Node, NodeChange, NodeKind, Rank
from organisation.services.reference_data import load_reference_data

pytestmark = pytest.mark.django_db


def test_all_43_forces_stand_in_their_regions() -> None:
    load_reference_data()

    assert Node.objects.filter(kind=NodeKind.FORCE).count() == 43
    assert Node.objects.filter(kind=NodeKind.REGION).count() == 10
    assert Node.objects.get(slug="metropolitan").get_parent().name == "London"
    assert Node.objects.get(slug="west-midlands").get_parent().slug == "region-west-midlands"
    assert ForceProfile.objects.filter(is_welsh=True).count() == 4
    assert Rank.objects.count() == 33
    assert Node.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize(
    ("slug", "phase", "day"),
    [
        ("durham", "pathfinder", date(2021, 1, 1)),
        ("dorset", "expansion", date(2022, 10, 1)),
        ("kent", "expansion", date(2022, 10, 1)),
        ("surrey", "national", date(2023, 7, 10)),
    ],
)
def test_a_force_knows_when_it_joined_the_programme(slug: str, phase: str, day: date) -> None:
    load_reference_data()

    profile = ForceProfile.objects.get(node__slug=slug)
    assert (profile.soteria_phase, profile.soteria_joined_on) == (phase, day)


def test_five_forces_were_first_and_fourteen_came_with_the_expansion() -> None:
    load_reference_data()

    phases = Counter(ForceProfile.objects.values_list("soteria_phase", flat=True))
    assert phases == {"pathfinder": 5, "expansion": 14, "national": 24}


def test_loading_again_changes_nothing_and_keeps_a_new_name() -> None:
    load_reference_data()
    Node.objects.filter(slug="kent").update(name="Kent and Medway Police")
    before = list(Node.objects.values_list("pk", "path", "name"))

    call_command("load_reference_data")

    assert list(Node.objects.values_list("pk", "path", "name")) == before
    assert NodeChange.objects.count() == 1 + 10 + 43


def test_a_missing_force_is_added_beside_the_others() -> None:
    load_reference_data()
    force = Node.objects.get(slug="wiltshire")
    Node.objects.filter(pk=force.pk).update(slug="another")

    assert load_reference_data().forces_added == 1
