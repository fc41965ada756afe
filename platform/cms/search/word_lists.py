"""The lists of words that search treats in a way of their own, from data/search_words.yaml."""

from pathlib import Path
from typing import Final

import yaml

_FILE = Path(__file__).parents[1] / "data" / "search_words.yaml"
_LISTS = yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(str(_LISTS[name]).split())


# The index does not have these, and a name of others and of these is as good without them.
NOT_INDEXED: Final = frozenset(_words("stop"))
STOP_WORDS: Final = NOT_INDEXED.union(_words("shortened"))
WELLBEING: Final = _words("wellbeing")
PERHAPS_WELLBEING: Final = _words("perhaps_wellbeing")
PHRASES_OF_WELLBEING: Final = tuple(
    tuple(str(phrase).split()) for phrase in _LISTS["phrases_of_wellbeing"]
)
OFTEN_MISSPELT: Final = _words("often_misspelt")
DATES: Final = frozenset(_words("dates"))
TITLES: Final = frozenset(_words("titles"))
