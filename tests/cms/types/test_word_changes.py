"""Which words came and went, found without losing or inventing any."""

import random

import pytest

from cms.word_changes import Change, Passage, compare


def _read(passages: list[Passage], *kinds: Change) -> str:
    words = (run.text for passage in passages for run in passage.runs if run.change in kinds)
    return _close(list(words))


def _close(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def _marked(passage: Passage) -> str:
    marks = {Change.SAME: "{}", Change.ADDED: "[+{}+]", Change.REMOVED: "[-{}-]"}
    return "".join(marks[run.change].format(run.text) for run in passage.runs)


def test_a_word_that_was_replaced_stands_beside_the_new_one() -> None:
    passages = compare(["Ring within two days."], ["Ring within five days."])
    assert [_marked(passage) for passage in passages] == ["Ring within [-two -][+five +]days."]


def test_paragraphs_that_came_and_went_stand_where_they_were() -> None:
    passages = compare(
        ["Be kind.", "Old advice about forms."], ["Be kind.", "Quite another matter altogether."]
    )
    assert [_marked(passage) for passage in passages] == [
        "Be kind.",
        "[+Quite another matter altogether.+]",
        "[-Old advice about forms.-]",
    ]


def test_a_word_at_the_end_keeps_its_distance_from_what_follows() -> None:
    (passage,) = compare(["Ring the victim"], ["Ring the victim today"])
    assert _marked(passage) == "Ring the victim [+today+]"


def test_equal_texts_have_no_changes() -> None:
    assert not any(passage.is_changed for passage in compare(["One.", "Two."], ["One.", "Two."]))


def test_very_long_paragraphs_are_compared_whole() -> None:
    long = "word " * 5000
    assert len(compare([long], [long + "more"])) == 2


def _invented_text(chance: random.Random) -> list[str]:
    return [
        " ".join(chance.choices(("a", "be", "sea", "deed"), k=chance.randint(1, 9)))
        for _paragraph in range(chance.randint(0, 6))
    ]


@pytest.mark.parametrize("seed", range(200))
def test_both_texts_can_be_read_back_from_the_comparison(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- no secret hangs on it
    old, new = _invented_text(chance), _invented_text(chance)
    passages = compare(old, new)
    assert _read(passages, Change.SAME, Change.ADDED) == _close(new)
    assert _read(passages, Change.SAME, Change.REMOVED) == _close(old)
