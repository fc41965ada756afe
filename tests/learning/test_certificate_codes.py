"""Codes that nobody guesses and everybody can type."""

import pytest

from learning.certificate_codes import ALPHABET, grouped, new_code, normalised


def test_a_code_holds_a_hundred_bits() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 20 and set(code) <= set(ALPHABET) for code in codes)
    assert len(ALPHABET) == 32


def test_a_code_is_printed_in_groups_of_five() -> None:
    assert grouped("ABCDE12345FGHJK67890") == "ABCDE-12345-FGHJK-67890"


@pytest.mark.parametrize(
    "typed",
    [
        "ABCDE-12345-FGHJK-67890",
        " abcde 12345 fghjk 67890 ",
        "abcdeI2345fghjk6789o",
        "ABCDE–L2345–FGHJK–6789O",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert normalised(typed) == "ABCDE12345FGHJK67890"


@pytest.mark.parametrize("typed", ["", "ABCDE", "U" * 20, "É" * 20, "ABCDE-12345-FGHJK-678901"])
def test_what_cannot_be_a_code_is_not_looked_up(typed: str) -> None:
    assert normalised(typed) is None
