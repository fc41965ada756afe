"""Nothing is added to the site without the tests knowing who may reach it."""

from pathlib import Path

from tests.policies.addresses import all_addresses
from tests.policies.matrix import RULES

FROZEN = Path(__file__).parent / "public_urls.txt"
# allauth's own pages name a person's passkeys by number; it looks them up among that person's.
NUMBERED = {"mfa_remove_webauthn", "mfa_edit_webauthn"}


def test_the_list_of_public_addresses_is_the_frozen_one() -> None:
    public = {f"{found.route}  {found.name}" for found in all_addresses() if found.is_public}
    lines = FROZEN.read_text().splitlines()
    assert sorted(public) == sorted(line for line in lines if line and not line.startswith("#"))


def test_every_address_that_needs_signing_in_has_a_rule() -> None:
    closed = {a.name for a in all_addresses() if not a.is_cms and not a.is_public}
    assert sorted(closed - set(RULES)) == []


def test_every_rule_is_about_an_address_of_the_site() -> None:
    assert sorted(set(RULES) - {found.name for found in all_addresses()}) == []


def test_djangos_own_admin_is_not_mounted() -> None:
    assert [found.route for found in all_addresses() if found.name.startswith("admin:")] == []


def test_no_address_carries_a_primary_key() -> None:
    own = [a for a in all_addresses() if not a.is_cms and a.name not in NUMBERED]
    assert [a.route for a in own if "int:pk" in a.route or "int:id" in a.route] == []
