"""Rotation seals everything under the new key, from where it was broken off."""

import base64
from datetime import UTC, datetime
from io import StringIO

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from core.crypto import SealBrokenError, UnknownKeyError
from core.crypto.keys import encode_key, new_key
from core.crypto.rotation import stores
from privacy.models import AccessRequest
from privacy.services import ask_for_copy, build_copy
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OLD, NEW = new_key(), new_key()
COPIES = "privacy.AccessRequest.archive"


def use_keys(settings: Settings, **keys: bytes) -> None:
    """Make the first key the one that seals."""
    settings.KEY_PROVIDER = "core.crypto.providers.EnvironmentKeyProvider"
    settings.KEY_PROVIDER_OPTIONS = {
        "keys": ",".join(f"{key_id}:{encode_key(key)}" for key_id, key in keys.items())
    }


def make_copies(count: int) -> None:
    for _ in range(count):
        build_copy(request_id=ask_for_copy(person=UserFactory.create(), now=NOW).pk, now=NOW)


def keys_in_use() -> list[str]:
    """The ids of the keys of the stored copies, in the order of the rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(archive, '.', 2) FROM privacy_accessrequest ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def rotate() -> str:
    output = StringIO()
    call_command("rotate_keys", "--batch", "2", stdout=output)
    return output.getvalue()


def test_after_rotation_the_old_key_can_be_taken_away(settings: Settings) -> None:
    use_keys(settings, old=OLD)
    make_copies(5)
    before = [copy.archive for copy in AccessRequest.objects.order_by("pk")]
    use_keys(settings, new=NEW, old=OLD)
    assert f"{COPIES}: 5 rows sealed again." in rotate()
    use_keys(settings, new=NEW)
    assert [copy.archive for copy in AccessRequest.objects.order_by("pk")] == before
    assert base64.b64decode(before[0]).startswith(b"PK")


def test_rotation_goes_on_where_it_was_broken_off(settings: Settings) -> None:
    use_keys(settings, old=OLD)
    make_copies(3)
    use_keys(settings, new=NEW, old=OLD)
    store = next(store for store in stores() if store.name == COPIES)
    assert store.rotate(2) == 2
    assert keys_in_use() == ["new", "new", "old"]
    assert f"{COPIES}: 1 rows sealed again." in rotate()
    assert f"{COPIES}: 0 rows sealed again." in rotate()
    assert keys_in_use() == ["new", "new", "new"]


def test_rotation_refuses_a_value_that_was_moved(settings: Settings) -> None:
    use_keys(settings, old=OLD)
    make_copies(2)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE privacy_accessrequest SET archive ="
            " (SELECT archive FROM privacy_accessrequest ORDER BY id LIMIT 1)"
        )
    use_keys(settings, new=NEW, old=OLD)
    with pytest.raises(SealBrokenError):
        rotate()


def test_a_rotation_without_the_old_key_says_which_key_it_lacks(settings: Settings) -> None:
    use_keys(settings, old=OLD)
    make_copies(1)
    use_keys(settings, new=NEW)
    with pytest.raises(UnknownKeyError, match="old"):
        rotate()
    assert keys_in_use() == ["old"]


def test_second_factors_are_sealed_again_too(settings: Settings) -> None:
    use_keys(settings, old=OLD)
    adapter = get_adapter()
    person = UserFactory.create()
    Authenticator.objects.create(
        user=person, type="totp", data={"secret": adapter.encrypt("app secret")}
    )
    Authenticator.objects.create(
        user=person, type="recovery_codes", data={"seed": adapter.encrypt("seed"), "used_mask": 5}
    )
    use_keys(settings, new=NEW, old=OLD)
    assert "mfa.Authenticator.data: 2 rows sealed again." in rotate()
    use_keys(settings, new=NEW)
    app, codes = Authenticator.objects.order_by("pk")
    assert adapter.decrypt(app.data["secret"]) == "app secret"
    assert (adapter.decrypt(codes.data["seed"]), codes.data["used_mask"]) == ("seed", 5)
