"""A pair that has just begun to talk."""

import pytest

from tests.peer_support.talking.couples import Couple, make_couple


@pytest.fixture
def couple(db: None) -> Couple:
    return make_couple()
