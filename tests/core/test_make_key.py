"""The command that makes a key for production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.crypto.providers import EnvironmentKeyProvider


def made(key_id: str) -> str:
    output = StringIO()
    call_command("make_key", key_id, stdout=output)
    return output.getvalue().strip()


def test_a_new_key_can_be_used_as_it_is_printed() -> None:
    ring = EnvironmentKeyProvider(f"{made('2026-11')},{made('2026-10')}").load()
    assert (ring.current, sorted(ring.keys)) == ("2026-11", ["2026-10", "2026-11"])


@pytest.mark.parametrize("key_id", ["", "demo-2", "Two words", "a.b", "x" * 33])
def test_a_name_that_keys_cannot_have_is_refused(key_id: str) -> None:
    with pytest.raises(CommandError):
        made(key_id)
