"""What a person shares when they ask to be contacted, and who may read it; sealed as a whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

NAME_LENGTH = 310
REACH_LENGTH = 200
WORDS_LENGTH = 500
# The length of what is sealed would tell whether there are a name and words, and how many.
STEP = 2048


@dataclass(frozen=True, slots=True)
class SharedContent:
    """name and words are empty where the person left them out.

    receivers: the public ids of those who were shown to the person before it was sent; nobody
    who takes up the same office later is among them.
    """

    reach: str
    receivers: frozenset[str]
    name: str = ""
    words: str = ""

    def sealed_form(self) -> dict[str, str | list[str]]:
        """Return what is sealed: only the pieces that were chosen."""
        chosen = {"name": self.name, "reach": self.reach, "words": self.words}
        pieces: dict[str, str | list[str]] = {key: text for key, text in chosen.items() if text}
        pieces |= {"receivers": sorted(self.receivers), "filler": ""}
        length = len(json.dumps(pieces, ensure_ascii=False).encode())
        return pieces | {"filler": " " * (-length % STEP)}


def opened(content: Mapping[str, str | list[str]]) -> SharedContent:
    """Return what was sealed."""
    return SharedContent(
        reach=str(content["reach"]),
        receivers=frozenset(content["receivers"]),
        name=str(content.get("name", "")),
        words=str(content.get("words", "")),
    )
