"""What the editor's form holds back, what it lets through with a reason, and what it keeps."""

import pytest
from django.test import Client

from audit.models import AuditEvent
from cms import demo
from cms.models import BasePage, CaseDetailReason, CustomImage, GuidancePage
from cms.selectors.content_checks import findings_of
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import BODY, Team
from tests.cms.workflow.editing import form_of, post, submit, warning, words
from tests.factories.cms import GuidancePageFactory, guidance_root, make_image

pytestmark = pytest.mark.django_db

DETAIL = "Ring 07911 123456 about crime ref 1234567/21."
MINOR = {"change_kind": "minor", "change_note": "Clearer."}
HARD = (
    "Practitioners investigating allegations should demonstrably document contemporaneous "
    "rationale underpinning proportionate evidential determinations notwithstanding. "
) * 3


def shown(number: int, image: CustomImage, *, alt: str) -> dict[str, str]:
    """A block with a picture as the editor posts it."""
    name = f"body-{number}"
    return {
        f"{name}-deleted": "",
        f"{name}-order": str(number),
        f"{name}-type": "image",
        f"{name}-id": "",
        f"{name}-value-image": str(image.pk),
        f"{name}-value-alt": alt,
        f"{name}-value-caption": "",
    }


@pytest.fixture
def desk(team: Team, sign_in: SignIn) -> Client:
    return sign_in(team.editor)


def test_a_draft_with_case_details_is_not_saved_and_nothing_typed_is_lost(
    desk: Client, live_page: GuidancePage
) -> None:
    answer = post(desk, live_page, form_of(live_page, title="Typed", **warning(0, DETAIL)))
    assert answer.status_code == 200
    html = words(answer)
    assert "“07911 123456” looks like a phone number." in html
    assert "“crime ref 1234567/21” looks like a crime, incident or record number." in html
    assert DETAIL in html
    live_page.refresh_from_db()
    assert DETAIL not in str(live_page.get_latest_revision().content)


def test_a_new_page_with_case_details_is_not_made(desk: Client) -> None:
    form = form_of(GuidancePageFactory(title="Pattern", body=BODY))
    made = form | {"title": "New", "slug": "new"} | warning(0, DETAIL)
    answer = desk.post(f"/cms/pages/add/cms/guidancepage/{guidance_root().pk}/", made)
    assert DETAIL in words(answer)
    assert not GuidancePage.objects.filter(slug="new").exists()


def test_a_reason_lets_exactly_these_through_and_is_kept_with_the_name(
    desk: Client, team: Team, live_page: GuidancePage
) -> None:
    why = "Both are invented for this example."
    form = form_of(live_page, **warning(0, DETAIL), not_case_detail=why)
    assert post(desk, live_page, form).status_code == 302
    said = CaseDetailReason.objects.filter(page=live_page)
    assert {(row.kind, row.reason, row.person) for row in said} == {
        ("phone", why, team.editor),
        ("crime_number", why, team.editor),
    }
    assert "07911" not in str(list(said.values()))
    events = AuditEvent.objects.filter(action="cms.case_detail_explained")
    assert sorted(event.details["looks_like"] for event in events) == ["crime_number", "phone"]
    # The same words are let through from now on, and reviewers see why; other ones are not.
    assert submit(desk, live_page, **MINOR).status_code == 302
    html = words(desk.get(f"/cms/pages/{live_page.pk}/edit/"))
    assert why in html
    assert team.editor.get_full_name() in html


def test_a_reason_for_one_detail_is_none_for_the_next(
    desk: Client, live_page: GuidancePage
) -> None:
    why = "Both are invented for this example."
    post(desk, live_page, form_of(live_page, **warning(0, DETAIL), not_case_detail=why))
    other = form_of(live_page, **warning(0, f"{DETAIL} Or 07911 654321."))
    answer = post(desk, live_page, other)
    assert answer.status_code == 200
    assert "“07911 654321” looks like a phone number." in words(answer)
    assert "“07911 123456” looks like" not in words(answer)


def test_a_reason_of_two_words_is_none(desk: Client, live_page: GuidancePage) -> None:
    form = form_of(live_page, **warning(0, DETAIL), not_case_detail="It is ok")
    assert post(desk, live_page, form).status_code == 200
    assert not CaseDetailReason.objects.exists()


def test_a_page_without_an_owner_is_drafted_but_not_submitted(
    desk: Client, live_page: GuidancePage
) -> None:
    answer = submit(desk, live_page, title="Typed", content_owner="", **MINOR)
    assert answer.status_code == 200
    assert "The page has no owner." in words(answer)
    assert "Typed" in words(answer)
    assert not live_page.workflow_states.exists()
    draft = form_of(live_page, title="Typed", content_owner="")
    assert post(desk, live_page, draft).status_code == 302


def test_warnings_stand_beside_the_form_and_hold_nothing_back(
    desk: Client, live_page: GuidancePage
) -> None:
    html = words(desk.get(f"/cms/pages/{live_page.pk}/edit/"))
    assert "Nobody has said when to look at it again." in html
    assert submit(desk, live_page, **MINOR).status_code == 302


def test_the_form_says_of_a_picture_without_words_a_past_review_and_long_sentences(
    desk: Client, live_page: GuidancePage
) -> None:
    faults = {"next_review_on": "2020-01-01", "body-count": "4"}
    for number in range(3):
        faults |= warning(number, HARD)
    picture = make_image()
    answer = submit(desk, live_page, **MINOR, **faults, **shown(3, picture, alt="IMG_1.JPG"))
    html = words(answer)
    assert (answer.status_code, live_page.workflow_states.exists()) == (200, False)
    assert "A picture does not say what it shows." in html
    # What only deserves a look stands beside the form, and holds back nothing.
    mended = submit(desk, live_page, **MINOR, **faults, **shown(3, picture, alt="Three circles"))
    assert (mended.status_code, live_page.workflow_states.exists()) == (302, True)
    html = words(desk.get(f"/cms/pages/{live_page.pk}/edit/"))
    assert "A picture does not say what it shows." not in html
    assert "Its review date has passed." in html
    assert "It reads like a text for people of" in html


def test_the_pages_of_the_demo_have_nothing_that_holds_them_back() -> None:
    demo.seed(lambda _said: None)
    for page in BasePage.objects.filter(depth__gt=3).specific():
        codes = {finding.code for finding in findings_of(page) if finding.holds_back}
        assert codes <= {"no_owner"}, page.slug
