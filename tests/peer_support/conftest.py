"""A browser and keys for every part of peer support, as the tests of wellbeing make them."""

from tests.wellbeing.conftest import open_for, use_keys

__all__ = ["open_for", "use_keys"]
