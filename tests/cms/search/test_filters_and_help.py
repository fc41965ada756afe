"""Filters with counts, what a result shows, and ways on when nothing is found."""

import pytest

from accounts.models import User
from cms.models import SynonymGroup
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory, SectionIndexPageFactory

pytestmark = pytest.mark.django_db


def test_filters_count_and_narrow_only_what_the_reader_may_read(
    officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(title="Lantern one", pillars=["victim"], stages=[1])
    GuidancePageFactory(title="Lantern two", pillars=["victim", "data"], stages=[2])
    GuidancePageFactory(title="Lantern three", pillars=["digital"], sensitive=True)
    client = sign_in(officer)
    html = client.get("/search/", {"q": "lantern"}).content.decode()
    assert "2 pages found for “lantern”" in html
    assert "Engaging victims through procedural justice (2)" in html
    assert "Using data to understand and improve performance (1)" in html
    assert "Using digital material" not in html
    html = client.get("/search/", {"q": "lantern", "pillar": "data"}).content.decode()
    assert "1 page found for “lantern”" in html
    assert "Lantern one" not in html


def test_filters_that_leave_nothing_say_which_to_drop(officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(title="Lantern", pillars=["victim"], stages=[1])
    asked = {"q": "lantern", "pillar": "data", "stage": "1"}
    html = sign_in(officer).get("/search/", asked).content.decode()
    assert "No page fits all of these filters" in html
    assert "Search without the filter “Pillar”" in html
    assert "(1 page)" in html


def test_a_filter_that_does_not_exist_is_left_out(officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(title="Lantern")
    asked = {"q": "lantern", "pillar": ["nonsense", "\x00"], "stage": "x" * 5000, "page": "-7"}
    html = sign_in(officer).get("/search/", asked).content.decode()
    assert "1 page found for “lantern”" in html


def test_a_result_says_its_kind_place_and_marking_and_marks_the_words(
    officer: User, sign_in: SignIn
) -> None:
    section = SectionIndexPageFactory(title="Ports & piers")
    body = [{"type": "text", "value": "<p>A &lt;b&gt;red&lt;/b&gt; lantern.</p>"}]
    GuidancePageFactory(title="Light", body=body, parent=section)
    html = sign_in(officer).get("/search/", {"q": "lanterns"}).content.decode()
    assert "Guidance page" in html
    assert "Ports &amp; piers" in html
    assert "OFFICIAL" in html
    assert "<mark>lantern</mark>" in html
    assert "<b>red" not in html


def test_nothing_found_offers_near_pages_subjects_and_feedback(
    officer: User, sign_in: SignIn
) -> None:
    SynonymGroup.objects.all().delete()
    GuidancePageFactory(title="Lamplighting", pillars=["victim"])
    GuidancePageFactory(title="Lamplighter", sensitive=True)
    html = sign_in(officer).get("/search/", {"q": "lamplightworks"}).content.decode()
    assert "Pages with a similar title" in html
    assert "Lamplighting</a>" in html
    assert "Lamplighter<" not in html
    html = sign_in(officer).get("/search/", {"q": "qqqqq"}).content.decode()
    assert "Pages with a similar title" not in html
    assert "Nothing was found for “qqqqq”" in html
    assert 'href="/feedback/"' in html
    assert "Engaging victims through procedural justice" in html


def test_each_word_that_no_page_has_is_named_once(officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(title="Lantern")
    html = sign_in(officer).get("/search/", {"q": "zzzz lantern zzzz qqqq"}).content.decode()
    assert "No page that you can read has: zzzz, qqqq." in html


def test_an_empty_search_offers_subjects_to_look_through(officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(title="Lantern", pillars=["victim"], stages=[3])
    client = sign_in(officer)
    html = client.get("/search/").content.decode()
    assert "?q=&amp;pillar=victim" in html
    assert "Lantern" in client.get("/search/?q=&pillar=victim").content.decode()


def test_words_about_how_somebody_is_lead_to_support(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    for typed in ("burnout", "burnuot", "TRiM", "peer support"):
        assert "Find somebody to talk to" in client.get("/search/", {"q": typed}).content.decode()
    assert "Find somebody to talk to" not in client.get("/search/?q=consent").content.decode()
