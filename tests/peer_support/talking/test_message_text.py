"""What is typed becomes plain text, quickly, whatever it is; what is too long is refused unread."""

import time

import pytest

from peer_support.exceptions import ConversationError
from peer_support.limits import LONGEST_MESSAGE
from peer_support.message_links import parts_of
from peer_support.message_text import clean_message
from tests.peer_support.hostile import MEGABYTE, Hostile, hostile_inputs, signs_of_life

QUICK, TRIES = 0.2, 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Slept badly.\r\nYou?  ", "Slept badly.\nYou?"),
        ("a < b & c > d, <3", "a < b & c > d, <3"),
        ("I <b>really</b> mean it", "I really mean it"),
        ("Fish &amp; chips &lt;b&gt;", "Fish &amp; chips &lt;b&gt;"),
        ("&#x202e;&#0;", "&#x202e;&#0;"),
        ("ab\u202ecd\x00ef\u200bgh\tij", "abcdefgh ij"),
        ("<scr<script>ipt>x</scr</script>ipt>", "ipt>xipt>"),
        ("<<b>script>x", "script>x"),
        ("seen <!-- hidden --> seen", "seen  seen"),
        ("one\u2028two\x0bthree\x85four", "one\ntwo\nthree\nfour"),
        ("a\n\n\n\n\n\n\n\nb", "a\n\n\nb"),
        ("\U0001f469\u200d\U0001f692 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", None),
        ("Llanfair \u0175\u0177 na\u00efve \u2014 \u201cfine\u201d \U0001f3f3\ufe0f", None),
    ],
)
def test_it_is_kept_as_it_was_typed_but_for_markup_and_what_nobody_sees(
    typed: str, kept: str | None
) -> None:
    assert clean_message(typed) == (typed if kept is None else kept)


def test_the_longest_message_is_counted_before_anything_is_taken_out() -> None:
    assert clean_message("x" * LONGEST_MESSAGE) == "x" * LONGEST_MESSAGE
    assert len(clean_message("a\r\n" * (LONGEST_MESSAGE // 2))) == LONGEST_MESSAGE - 1
    with pytest.raises(ConversationError, match="4,000 characters or fewer"):
        clean_message("<b></b>" * (LONGEST_MESSAGE // 7 + 1))
    with pytest.raises(ConversationError):
        clean_message("\u200b" * (LONGEST_MESSAGE + 1))


def test_cleaning_twice_changes_nothing_more() -> None:
    for one in hostile_inputs():
        if len(one.text) <= LONGEST_MESSAGE:
            once = clean_message(one.text)
            assert clean_message(once) == once, one


def test_there_are_more_than_five_hundred_hostile_inputs_of_every_family() -> None:
    corpus = hostile_inputs()
    assert len(corpus) >= 500
    assert len({one.text for one in corpus}) == len(corpus)
    assert sum(len(one.text.encode()) >= MEGABYTE - 20 for one in corpus) >= 10


def test_the_signs_of_life_are_found_where_there_are_any() -> None:
    for told in ("<script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "\u202e"):
        assert signs_of_life(f"<main>{told}</main>") != [], told


def test_no_hostile_input_lives_and_each_is_read_quickly() -> None:
    wrong = []
    for one in hostile_inputs():
        cleaned = cleaned_or_nothing(one)
        lived, is_quick = signs_of_life(cleaned), quickly(one)
        if lived or not is_quick:
            wrong.append((str(one), lived, is_quick))
        assert "".join(part.text for part in parts_of(cleaned)) == cleaned
    assert wrong == []


def quickly(one: Hostile) -> bool:
    """Whether one of three tries is quick: a collection of garbage is not the reader's work."""
    return any(time_to_read(one) <= QUICK for _try in range(TRIES))


def time_to_read(one: Hostile) -> float:
    started = time.process_time()
    cleaned_or_nothing(one)
    return time.process_time() - started


def cleaned_or_nothing(one: Hostile) -> str:
    try:
        return clean_message(one.text)
    except ConversationError:
        assert len(one.text) > LONGEST_MESSAGE
        return ""
