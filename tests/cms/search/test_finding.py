"""Order, phrases, stems, beginnings, synonyms and misspellings."""

import pytest

from accounts.models import User
from cms.models import SynonymGroup
from cms.services.synonyms import plant_synonyms
from tests.cms.search.finding import answer_to, make_synonyms, titles
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db


def _text(words: str) -> list[dict[str, str]]:
    return [{"type": "text", "value": f"<p>{words}</p>"}]


def test_a_title_counts_for_more_than_a_summary_a_heading_and_the_body(officer: User) -> None:
    heading = {"type": "heading", "value": {"text": "Lanterns", "level": "2"}}
    GuidancePageFactory(title="In the body", body=_text("Lanterns"))
    GuidancePageFactory(title="In a heading", body=[heading])
    GuidancePageFactory(title="In the summary", summary="Lanterns.")
    GuidancePageFactory(title="Lanterns")
    assert titles(officer, "lantern") == [
        "Lanterns",
        "In the summary",
        "In a heading",
        "In the body",
    ]


def test_a_page_with_all_words_comes_before_one_with_some(officer: User) -> None:
    GuidancePageFactory(title="Lanterns")
    GuidancePageFactory(title="Other", body=_text("A harbour, and further on lanterns."))
    GuidancePageFactory(title="Neither")
    assert titles(officer, "harbour lanterns")[0] == "Other"


def test_words_in_quotation_marks_are_found_only_in_that_order(officer: User) -> None:
    GuidancePageFactory(title="Right", body=_text("The red lantern."))
    GuidancePageFactory(title="Wrong", body=_text("A lantern that is red."))
    assert titles(officer, '"red lantern"') == ["Right"]
    assert set(titles(officer, "red lantern")) == {"Right", "Wrong"}
    assert titles(officer, "red lantern")[0] == "Right"


def test_the_beginning_of_a_word_finds_it(officer: User) -> None:
    GuidancePageFactory(title="Lanterns")
    assert titles(officer, "lante") == ["Lanterns"]


def test_accents_make_no_difference(officer: User) -> None:
    GuidancePageFactory(title="Café")
    assert titles(officer, "cafe") == titles(officer, "CAFÉ") == ["Café"]


def test_a_misspelling_finds_what_was_meant_and_says_so(officer: User) -> None:
    GuidancePageFactory(title="Lanterns")
    answer = answer_to(officer, "lantrens")
    assert answer.corrected == "lanterns"
    assert len(answer.pages) == 1


def test_a_misspelling_is_never_corrected_to_a_word_of_a_page_that_the_reader_may_not_read(
    officer: User, analyst: User
) -> None:
    GuidancePageFactory(title="Lanterns", sensitive=True)
    assert answer_to(officer, "lantrens").corrected == ""
    assert answer_to(analyst, "lantrens").corrected == "lanterns"
    GuidancePageFactory(title="Lantern", live=False)
    GuidancePageFactory(title="Lanters")
    # The hidden word is nearer, and must not stand in the way of the one that may be read.
    assert answer_to(officer, "lantrens").corrected == "lanters"


def test_a_hidden_page_changes_neither_order_nor_number(officer: User) -> None:
    GuidancePageFactory(title="Lanterns and harbours")
    GuidancePageFactory(title="Harbours", body=_text("Lanterns"))
    before = answer_to(officer, "lanterns harbours")
    GuidancePageFactory.create_batch(5, summary="Lanterns, lanterns.", sensitive=True)
    assert answer_to(officer, "lanterns harbours") == before


def test_each_name_of_one_thing_finds_the_others(officer: User) -> None:
    make_synonyms("XQO", "harbour liaison officer", "pier guide")
    GuidancePageFactory(title="The harbour liaison officer")
    GuidancePageFactory(title="Meet your XQO")
    GuidancePageFactory(title="Harbour rules for an officer")
    both = {"The harbour liaison officer", "Meet your XQO"}
    for typed in ("xqo", "XQO", "Harbour Liaison Officer", "pier guide"):
        assert set(titles(officer, typed)[:2]) == both, typed
    assert set(titles(officer, "xqo rules")) >= both


def test_a_change_of_the_names_acts_at_once(officer: User) -> None:
    GuidancePageFactory(title="The pier guide")
    assert titles(officer, "xqo") == []
    group = make_synonyms("XQO", "pier guide")
    assert titles(officer, "xqo") == ["The pier guide"]
    group.delete()
    assert titles(officer, "xqo") == []


def test_a_name_of_several_words_that_no_page_has_is_taken_word_by_word(officer: User) -> None:
    make_synonyms("XQO", "harbour liaison officer")
    GuidancePageFactory(title="Harbour officer")
    assert titles(officer, "harbour liaison officer") == ["Harbour officer"]


def test_words_that_say_nothing_are_neither_looked_for_nor_corrected(officer: User) -> None:
    GuidancePageFactory(title="Whale watching", summary="Water.")
    for typed in ("what", "who is the", "can't they", "with"):
        answer = answer_to(officer, typed)
        assert (answer.pages, answer.corrected, answer.unknown) == ((), "", ()), typed


def test_there_are_names_to_start_from_and_what_editors_did_stays() -> None:
    SynonymGroup.objects.all().delete()
    assert plant_synonyms() >= 40
    SynonymGroup.objects.exclude(terms__contains=["solo"]).delete()
    assert plant_synonyms() == 0
    assert {"solo", "soit", "sto"} <= set(SynonymGroup.objects.get().terms)
