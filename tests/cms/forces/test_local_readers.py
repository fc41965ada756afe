"""A local page is there for its force and its national editors, whichever way it is asked for."""

from urllib.parse import unquote

import pytest
from django.test import Client

from accounts.models import User
from cms.models import GuidancePage
from tests.cms.conftest import SignIn
from tests.cms.forces.conftest import WritingForce
from tests.factories.cms import (
    GuidancePageFactory,
    document_block,
    image_block,
    make_document,
    make_image,
)
from tests.factories.forces import change_page, text_block

pytestmark = pytest.mark.django_db

WORDS = "Our marigold way"
PEOPLE = (
    "own officer",
    "own editor",
    "own approver",
    "other officer",
    "other editor",
    "cps",
    "anonymous",
    "stranger",
    "national editor",
    "superuser",
)
READERS = {"own officer", "own editor", "own approver", "national editor"}
# Who runs the CMS sees inside it what its editors see, and reads nothing outside it.
IN_THE_CMS = {"own editor", "own approver", "national editor", "superuser"}
# Files are served to everyone who may go everywhere in the CMS, because its forms show them.
FILES = READERS | {"superuser"}
WAYS = ("address", "list", "search", "history", "preview", "document", "image")
SEEN_BY = dict.fromkeys(WAYS, READERS) | {
    "preview": IN_THE_CMS,
    "document": FILES,
    "image": FILES,
}


@pytest.fixture
def page(ours: WritingForce) -> GuidancePage:
    """A published local page with a picture and a document."""
    document, image = make_document("Marigold list"), make_image("Marigold picture")
    for file in (document, image):
        file.collection = ours.place.collection
        file.save()
    body = [
        text_block("11111111-1111-4111-8111-111111111111", "Local words."),
        document_block(document),
        image_block(image),
    ]
    made = GuidancePageFactory(parent=ours.place.section, title=WORDS, slug="marigold", body=body)
    change_page(made, change_note="Marigold note.")
    return made


@pytest.fixture
def browsers(
    ours: WritingForce, theirs: WritingForce, outsiders: tuple[User, ...], sign_in: SignIn
) -> dict[str, Client]:
    """One for each kind of person, under the names of PEOPLE."""
    officer, editor, national, superuser, cps, stranger = outsiders
    people = {
        "own officer": ours.officer,
        "own editor": ours.editor,
        "own approver": ours.approver,
        "other officer": officer,
        "other editor": editor,
        "cps": cps,
        "stranger": stranger,
        "national editor": national,
        "superuser": superuser,
    }
    return {"anonymous": Client()} | {name: sign_in(person) for name, person in people.items()}


def _addresses(page: GuidancePage, ours: WritingForce) -> dict[str, str]:
    section = ours.place.section.get_url() or ""
    document = page.body[1].value["document"]
    image = page.body[2].value["image"]
    return {
        "address": f"{section}marigold/",
        "list": section,
        "search": "/search/?q=marigold",
        "history": f"/page/{page.translation_key}/history/",
        "preview": f"/cms/pages/{page.pk}/view_draft/",
        "document": document.url,
        "image": image.get_rendition("max-1280x1280").url,
    }


@pytest.mark.parametrize("way", WAYS)
def test_a_local_page_is_seen_by_its_readers_and_by_nobody_else(
    way: str, page: GuidancePage, ours: WritingForce, browsers: dict[str, Client]
) -> None:
    address = _addresses(page, ours)[way]
    seen = {name for name, browser in browsers.items() if _sees(browser, way, address)}
    assert seen == SEEN_BY[way]


def _sees(browser: Client, way: str, address: str) -> bool:
    answer = browser.get(address)
    if way in {"document", "image"}:
        return answer.status_code == 200
    shown = answer.status_code == 200 and "marigold" in _without_the_query(answer.content.decode())
    return shown and (way == "history" or WORDS.lower() in answer.content.decode().lower())


def _without_the_query(html: str) -> str:
    return html.lower().replace('value="marigold"', "")


@pytest.mark.parametrize("kind", ["missing", "foreign"])
def test_a_local_page_of_another_force_is_like_one_that_is_not_there(
    kind: str, page: GuidancePage, ours: WritingForce, theirs: WritingForce, sign_in: SignIn
) -> None:
    section = ours.place.section.get_url() or ""
    slug = "marigold" if kind == "foreign" else "no-such-page"
    answer = sign_in(theirs.officer).get(f"{section}{slug}/")
    assert answer.status_code == 404
    # The address that was asked for stands in the link to feedback, and says nothing new.
    seen = unquote(answer.content.decode()).lower().replace(f"{section}{slug}/", "")
    assert "marigold" not in seen


def test_a_local_draft_is_read_by_nobody_on_the_site(
    ours: WritingForce, browsers: dict[str, Client]
) -> None:
    GuidancePageFactory(parent=ours.place.section, title=WORDS, slug="marigold", live=False)
    section = ours.place.section.get_url() or ""
    for name, browser in browsers.items():
        for address in (f"{section}marigold/", section, "/search/?q=marigold"):
            assert not _sees(browser, "address", address), f"{name} {address}"


def test_the_section_of_another_force_is_in_no_list(
    ours: WritingForce, theirs: WritingForce, sign_in: SignIn
) -> None:
    html = sign_in(ours.officer).get("/guidance/local/").content.decode()
    assert "Our Police" in html
    assert "Their Police" not in html
