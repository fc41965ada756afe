"""How old a reader has to be to read a text with ease."""

import re
from dataclasses import dataclass

# Fewer words than this say nothing reliable.
LEAST_WORDS = 100
# What a pupil's age is in the first year of the schools that the formula was made for.
AGE_IN_GRADE_1 = 6
_WORD = re.compile(r"[\w’']+(?:-[\w’']+)*")
_SENTENCE_END = re.compile(r"[.!?…:]+(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Counted:
    """What the formula needs to know of a text."""

    characters: int
    words: int
    sentences: int


def count(text: str) -> Counted:
    """Count letters and digits, words, and sentences; a line without a full stop is one too."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if part and _WORD.search(part)]
    letters = sum(1 for word in words for letter in word if letter.isalnum())
    return Counted(letters, len(words), len(sentences))


def reading_age(text: str) -> int | None:
    """The age in whole years at which the text reads easily; None for a text that is too short.

    The Automated Readability Index (R. J. Senter and E. A. Smith, "Automated Readability Index",
    AMRL-TR-66-220, Wright-Patterson Air Force Base, 1967): the school grade is
    4.71 x characters per word + 0.5 x words per sentence - 21.43, and a pupil in grade 1 is six.
    It counts letters and not syllables, so it knows nothing of how common a word is.
    """
    counted = count(text)
    if counted.words < LEAST_WORDS:
        return None
    letters_a_word = counted.characters / counted.words
    words_a_sentence = counted.words / counted.sentences
    grade = 4.71 * letters_a_word + 0.5 * words_a_sentence - 21.43
    return max(round(grade), 1) + AGE_IN_GRADE_1 - 1
