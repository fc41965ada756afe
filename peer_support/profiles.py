"""What supporters say of themselves, as one value on its way from a form to a service."""

from collections.abc import Iterable
from dataclasses import dataclass

from peer_support.limits import LEAST_CAPACITY, MOST_CAPACITY, USUAL_CAPACITY
from peer_support.models import Supporter
from peer_support.vocabulary import SLOT_CODES, Gender, Language, Mode, Topic


@dataclass(frozen=True, slots=True)
class Profile:
    """One supporter in their own words and choices.

    wished_topics: what they would like to be trained in; what they are trained in is not theirs to
    say. lived: topics of own experience, for the fit alone and only with lived_counts.
    """

    alias: str
    slots: tuple[str, ...]
    gender: str = Gender.NOT_SAID
    languages: tuple[str, ...] = (Language.ENGLISH,)
    modes: tuple[str, ...] = (Mode.REMOTE,)
    wished_topics: tuple[str, ...] = ()
    lived: tuple[str, ...] = ()
    lived_counts: bool = False
    capacity: int = USUAL_CAPACITY

    def put_on(self, supporter: Supporter) -> list[str]:
        """Set the fields of a supporter and return their names; saves nothing."""
        supporter.alias = self.alias
        supporter.gender = self.gender
        supporter.languages = sorted(self.languages)
        supporter.modes = sorted(self.modes)
        supporter.slots = [code for code in SLOT_CODES if code in self.slots]
        supporter.wished_topics = [code for code in Topic.values if code in self.wished_topics]
        # Without the wish that it counts, own experience is not kept at all.
        supporter.lived = sorted(self.lived) if self.lived_counts else []
        supporter.lived_counts = self.lived_counts and bool(self.lived)
        supporter.capacity = self.capacity
        return [
            "alias",
            "gender",
            "languages",
            "modes",
            "slots",
            "wished_topics",
            "lived",
            "lived_counts",
            "capacity",
        ]


def known(profile: Profile) -> bool:
    """Whether every code is one of ours and at least one language, way and time is given."""
    return (
        bool(profile.alias)
        and profile.gender in Gender.values
        and _some_of(profile.languages, Language.values)
        and _some_of(profile.modes, Mode.values)
        and _some_of(profile.slots, SLOT_CODES)
        and set(profile.wished_topics) <= set(Topic.values)
        and set(profile.lived) <= set(Topic.values)
        and LEAST_CAPACITY <= profile.capacity <= MOST_CAPACITY
    )


def _some_of(chosen: Iterable[str], codes: Iterable[str]) -> bool:
    return bool(set(chosen)) and set(chosen) <= set(codes)
