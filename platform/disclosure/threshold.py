"""The smallest group that a figure may be about; a force may ask for more and nobody for less."""

from typing import Final

LEAST_PEOPLE: Final = 10
# Role groups and shares of bands say more about each person, so they need more people.
LEAST_FOR_ROLES: Final = 30
LEAST_FOR_BANDS: Final = 30
# So many people of a group must be able to have stayed away, or its figure would say who did not.
ROOM_FOR_DOUBT: Final = 2


def threshold(raised: int | None) -> int:
    """Return the number of people that a figure needs where a force asked for raised."""
    return max(LEAST_PEOPLE, raised or 0)
