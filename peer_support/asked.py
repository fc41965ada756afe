"""What a person asks for, as one value on its way from the form to the service."""

from collections.abc import Collection
from dataclasses import dataclass

from peer_support.models import SupportRequest
from peer_support.vocabulary import SLOT_CODES, ForceWish, Gender, Language, Mode, Topic


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers; every field is the field of SupportRequest with the same name.

    required_topics are those of the topics without training in which nobody will do; an empty
    wish and a rank_gap_most of None mean that it does not matter.
    """

    slots: tuple[str, ...]
    topics: tuple[str, ...] = ()
    required_topics: tuple[str, ...] = ()
    mode: str = Mode.REMOTE
    language: str = Language.ENGLISH
    urgency: str = SupportRequest.Urgency.ROUTINE
    gender_wish: str = ""
    gender_is_required: bool = False
    force_wish: str = ForceWish.NONE
    force_is_required: bool = False
    rank_gap_most: int | None = None
    own_team_allowed: bool = False

    def fields(self) -> dict[str, str | bool | int | list[str] | None]:
        """Return the fields of a request; a wish that is none is never a condition."""
        return {
            "slots": _in_order(self.slots, SLOT_CODES),
            "topics": _in_order(self.topics, Topic.values),
            "required_topics": _in_order(self.required_topics, Topic.values),
            "mode": self.mode,
            "language": self.language,
            "urgency": self.urgency,
            "gender_wish": self.gender_wish,
            "gender_is_required": self.gender_is_required and self.gender_wish != "",
            "force_wish": self.force_wish,
            "force_is_required": self.force_is_required and self.force_wish != "",
            "rank_gap_most": self.rank_gap_most,
            "own_team_allowed": self.own_team_allowed,
        }


def asked_in(request: SupportRequest) -> Asked:
    """Return the answers of a request, to ask the same again."""
    return Asked(
        slots=tuple(request.slots),
        topics=tuple(request.topics),
        required_topics=tuple(request.required_topics),
        mode=request.mode,
        language=request.language,
        urgency=request.urgency,
        gender_wish=request.gender_wish,
        gender_is_required=request.gender_is_required,
        force_wish=request.force_wish,
        force_is_required=request.force_is_required,
        rank_gap_most=request.rank_gap_most,
        own_team_allowed=request.own_team_allowed,
    )


def is_known(asked: Asked) -> bool:
    """Whether every code is one of ours; required topics are among those asked for."""
    return (
        set(asked.slots) <= set(SLOT_CODES)
        and set(asked.topics) <= set(Topic.values)
        and set(asked.required_topics) <= set(asked.topics)
        and asked.mode in Mode.values
        # No language: a request whose wish for one was given up.
        and asked.language in {"", *Language.values}
        and asked.urgency in SupportRequest.Urgency.values
        and asked.gender_wish in {"", *Gender.values}
        and asked.force_wish in ForceWish.values
        and (asked.rank_gap_most is None or asked.rank_gap_most >= 0)
    )


def _in_order(chosen: Collection[str], codes: Collection[str]) -> list[str]:
    """Return each chosen code once, in the order of the codes, never of the clicks."""
    return [code for code in codes if code in chosen]
