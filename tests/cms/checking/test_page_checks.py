"""What the checks see on a page, from plain values alone."""

import json
from datetime import date

import pytest

from cms.checking.page_checks import Finding, PageFacts, check_page
from cms.checking.reading_age import count, reading_age
from cms.checking.texts import pieces_of
from cms.sameness import content_of

TODAY = date(2026, 3, 1)
LATER = date(2026, 9, 1)


def found_on(**state: object) -> list[Finding]:
    return check_page(PageFacts(state, has_owner=True, next_review_on=LATER), TODAY)


def stream(*blocks: tuple[str, object]) -> str:
    return json.dumps([{"type": kind, "value": value, "id": "x"} for kind, value in blocks])


def test_a_page_with_everything_has_no_finding() -> None:
    body = stream(("text", "<p>Ask first.</p>"), ("image", {"image": 3, "alt": "Two people"}))
    assert found_on(title="How to ask", body=body) == []


@pytest.mark.parametrize(
    ("has_owner", "review", "codes"),
    [
        (False, LATER, ["no_owner"]),
        (True, None, ["no_review"]),
        (True, TODAY, ["review_past"]),
        (False, None, ["no_owner", "no_review"]),
    ],
)
def test_an_owner_is_needed_and_a_review_is_wished_for(
    has_owner: bool, review: date | None, codes: list[str]
) -> None:
    findings = check_page(PageFacts({}, has_owner, review), TODAY)
    assert [finding.code for finding in findings] == codes
    assert [finding.holds_back for finding in findings] == [code == "no_owner" for code in codes]


@pytest.mark.parametrize(("alt", "is_missing"), [("", True), ("IMG_1.JPG", True), ("A", False)])
def test_a_picture_says_what_it_shows(alt: str, is_missing: bool) -> None:
    body = stream(("image", {"image": 3, "alt": alt, "caption": ""}))
    assert bool(found_on(body=body)) is is_missing


def test_case_details_are_found_in_every_text_but_not_the_phones_of_a_support_panel() -> None:
    panel = {"title": "Help", "lines": [{"type": "item", "value": {"phone": "0117 927 7777"}}]}
    assert found_on(body=stream(("support_panel", panel))) == []
    told = "Call 0117 927 7777."
    for state in (
        {"title": told},
        {"summary": told},
        {"body": stream(("text", "<p>Ca<b>ll</b> 0117&nbsp;927 7777</p>"))},
        {"body": stream(("support_panel", {"text": told}))},
        {"body": stream(("checklist", {"steps": [{"type": "item", "value": told}]}))},
        {"sections": [{"title": "One", "body": stream(("text", told))}]},
    ):
        [finding] = found_on(**state)
        assert (finding.code, finding.holds_back) == ("case_detail", True)


def test_addresses_and_keys_are_not_read_as_words() -> None:
    state = {
        "slug": "crime-ref-1234567",
        "translation_key": "07911123456",
        "body": stream(("reference", {"title": "A", "url": "https://a.example/1234567/21"})),
    }
    assert found_on(**state) == []


def test_the_reading_age_follows_the_formula() -> None:
    text = "The cat sat on the mat. It was a big cat. " * 12
    counted = count(text)
    assert (counted.words, counted.sentences) == (132, 24)
    # 4.71 x 2.55 + 0.5 x 5.5 - 21.43 is below grade 1, so the reader is six.
    assert reading_age(text) == 6
    hard = (
        "Notwithstanding the aforementioned considerations, practitioners investigating "
        "allegations should demonstrably document contemporaneous rationale underpinning "
        "proportionate evidential determinations. "
    )
    assert (reading_age(hard * 8) or 0) > 25
    assert reading_age("Too short to say.") is None
    [finding] = found_on(body=stream(("text", f"<p>{hard * 8}</p>")))
    assert (finding.code, finding.holds_back) == ("reading_age", False)


def test_lines_of_a_list_are_sentences_of_their_own() -> None:
    [piece] = pieces_of({"body": stream(("text", "<ul><li>Ask</li><li>Write it down</li></ul>"))})
    assert count(piece.text).sentences == 2


def test_two_states_are_the_same_whatever_the_editor_adds_to_them() -> None:
    first = {"title": "A", "live": True, "body": stream(("text", "<p>Ask.</p>"))}
    second = {
        "title": "A",
        "live": False,
        "latest_revision": 7,
        "wagtail_admin_comments": [{"text": "Why?"}],
        "body": json.dumps(
            [{"type": "text", "id": "y", "value": '<p data-block-key="k">Ask.</p>'}]
        ),
    }
    assert content_of(first) == content_of(second)
    assert content_of(first) != content_of(second | {"title": "B"})
