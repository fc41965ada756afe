"""Writes text for the benchmark of search with as many different words as a real site has.

The demo has some 1,500 words: of pages made of its sentences alone, each would have most of what
anybody looks for. So a page has a few of its sentences, and others whose words are drawn as they
are in English, where the word of rank r is about 1/r as frequent as the first: the demo's words by
how often it has them, then invented ones.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from random import Random

from cms.search.words import words_of

VOCABULARY = 20_000
WORDS_A_SENTENCE = 15
# Evens out the first ranks, as in Mandelbrot's form of the law.
SHIFT = 2.7
CONSONANTS, VOWELS = "bdfghklmnprstvwz", "aeiou"


class Writer:
    """Draws sentences, always the same for the same draw."""

    def __init__(self, draw: Random, sentences: Sequence[str]) -> None:
        """Take over the sentences, and how often each of their words stands there."""
        self._draw = draw
        self._sentences = sentences
        self.words = _vocabulary(draw, sentences)
        self._weights = list(accumulate(1 / (rank + SHIFT) for rank in range(len(self.words))))

    def known(self, count: int) -> list[str]:
        """So many sentences of the demo."""
        return self._draw.sample(self._sentences, count)

    def drawn(self, count: int) -> list[str]:
        """So many sentences of drawn words."""
        return [self.some_words(WORDS_A_SENTENCE).capitalize() + "." for _each in range(count)]

    def some_words(self, count: int) -> str:
        """So many words in no order."""
        return " ".join(self._draw.choices(self.words, cum_weights=self._weights, k=count))


def _vocabulary(draw: Random, sentences: Sequence[str]) -> list[str]:
    counted = Counter(word for sentence in sentences for word in words_of(sentence))
    own = [word for word, _count in counted.most_common()]
    invented = (word for word in _invented(draw) if word not in counted)
    return own + list(islice(invented, max(0, VOCABULARY - len(own))))


def _invented(draw: Random) -> Iterator[str]:
    """Words of two to four syllables that no language has, each once."""
    seen: set[str] = set()
    while True:
        syllables = range(draw.randint(2, 4))
        word = "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _each in syllables)
        if word not in seen:
            seen.add(word)
            yield word
