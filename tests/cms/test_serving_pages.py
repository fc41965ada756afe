"""Who gets which page at which address, and what everyone else is told."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from cms.models import GuidancePage, Marking
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory, SectionIndexPageFactory, guidance_root

pytestmark = pytest.mark.django_db
MISSING = "/guidance/no-such-page/"


def _is_missing(client: Client, address: str) -> bool:
    """Whether the answer is the very one that a missing page gets."""
    answer, missing = client.get(address), client.get(MISSING)
    assert missing.status_code == 404
    return answer.status_code == 404 and _words(answer.content) == _words(missing.content)


def _words(html: bytes) -> str:
    # The token of the sign-out form is new in every answer.
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html.decode())


def test_a_visitor_is_asked_to_sign_in_for_a_page_that_is_not_public(client: Client) -> None:
    GuidancePageFactory(slug="private")
    answer = client.get("/guidance/private/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/guidance/private/"


def test_a_visitor_cannot_tell_a_missing_page_from_a_private_one(client: Client) -> None:
    answer = client.get(MISSING)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/accounts/login/?next={MISSING}"


def test_a_visitor_is_told_that_an_address_outside_the_sections_is_missing(client: Client) -> None:
    assert client.get("/nowhere/at/all/").status_code == 404


def test_a_visitor_reads_a_public_page(client: Client) -> None:
    GuidancePageFactory(slug="open", public=True, title="Open to all")
    answer = client.get("/guidance/open/")
    assert answer.status_code == 200
    assert "Open to all" in answer.content.decode()


def test_an_officer_reads_a_page_that_is_not_public(officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(slug="private", title="For those in post")
    answer = sign_in(officer).get("/guidance/private/")
    assert answer.status_code == 200
    assert "For those in post" in answer.content.decode()


def test_a_sensitive_page_is_missing_for_an_officer_outside_its_audience(
    officer: User, analyst: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(slug="tactics", sensitive=True)
    assert _is_missing(sign_in(officer), "/guidance/tactics/")
    assert sign_in(analyst).get("/guidance/tactics/").status_code == 200


def test_a_sensitive_page_shows_its_marking_at_the_top_and_at_the_bottom(
    analyst: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(slug="tactics", sensitive=True)
    html = sign_in(analyst).get("/guidance/tactics/").content.decode()
    assert html.count("OFFICIAL-SENSITIVE</p>") == 2
    assert "app-marking--top" in html
    assert "app-marking--bottom" in html


def test_a_cps_partner_reads_only_what_is_shared(cps_partner: User, sign_in: SignIn) -> None:
    GuidancePageFactory(slug="ours")
    GuidancePageFactory(slug="shared", for_cps=True)
    client = sign_in(cps_partner)
    assert _is_missing(client, "/guidance/ours/")
    assert client.get("/guidance/shared/").status_code == 200


def test_someone_without_a_post_or_a_role_reads_public_pages_only(
    stranger: User, superuser: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(slug="private")
    GuidancePageFactory(slug="open", public=True)
    for person in (stranger, superuser):
        client = sign_in(person)
        assert _is_missing(client, "/guidance/private/")
        assert client.get("/guidance/open/").status_code == 200


def test_an_editor_reads_every_page(editor: User, sign_in: SignIn) -> None:
    GuidancePageFactory(slug="tactics", sensitive=True)
    assert sign_in(editor).get("/guidance/tactics/").status_code == 200


def test_a_draft_is_missing_for_everyone(editor: User, officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(slug="draft", live=False)
    assert _is_missing(sign_in(editor), "/guidance/draft/")
    assert _is_missing(sign_in(officer), "/guidance/draft/")


def test_a_page_below_a_section_that_the_reader_cannot_see_keeps_its_own_rule(
    cps_partner: User, officer: User, sign_in: SignIn
) -> None:
    section = SectionIndexPageFactory(slug="inner")
    GuidancePageFactory(parent=section, slug="shared", for_cps=True)
    GuidancePageFactory(parent=section, slug="tactics", sensitive=True, for_cps=True)
    client = sign_in(cps_partner)
    assert _is_missing(client, "/guidance/inner/")
    assert client.get("/guidance/inner/shared/").status_code == 200
    assert _is_missing(client, "/guidance/inner/tactics/")
    assert _is_missing(sign_in(officer), "/guidance/inner/tactics/")


def test_a_list_names_only_pages_that_the_reader_may_read(
    officer: User, analyst: User, cps_partner: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(title="Seen by all in post")
    GuidancePageFactory(title="Shared with the prosecutors", for_cps=True)
    GuidancePageFactory(title="Tactics for analysts", sensitive=True)
    GuidancePageFactory(title="Unfinished", live=False)
    names = {"Seen by all in post", "Shared with the prosecutors", "Tactics for analysts"}
    shown = {
        person: {name for name in [*names, "Unfinished"] if name in html}
        for person, html in (
            (person, sign_in(person).get("/guidance/").content.decode())
            for person in (officer, analyst, cps_partner)
        )
    }
    assert shown[officer] == names - {"Tactics for analysts"}
    assert shown[analyst] == names
    assert shown[cps_partner] == {"Shared with the prosecutors"}


def test_there_is_no_sitemap_feed_or_second_way_to_sign_in(client: Client) -> None:
    for address in ("/sitemap.xml", "/feed/", "/_util/login/", "/api/v2/pages/"):
        assert client.get(address).status_code == 404, address


def test_a_sensitive_page_can_neither_be_public_nor_without_an_audience() -> None:
    page = GuidancePage(
        title="Tactics",
        slug="tactics",
        summary="Invented.",
        marking=Marking.OFFICIAL_SENSITIVE,
        body=[{"type": "text", "value": "<p>Invented.</p>"}],
    )
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {"audience_roles"}
    page.is_public = True
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {"is_public"}


def test_a_section_cannot_be_sensitive() -> None:
    root = guidance_root()
    root.marking = Marking.OFFICIAL_SENSITIVE
    with pytest.raises(ValidationError) as refused:
        root.clean()
    assert set(refused.value.message_dict) == {"marking"}
