"""A browser for every part of peer support; wellbeing's tests say how it signs people in."""

from tests.wellbeing.conftest import open_for

__all__ = ["open_for"]
