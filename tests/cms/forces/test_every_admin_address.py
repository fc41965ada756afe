"""No address of the CMS tells the editor of a force of what is not theirs.

The walk asks the resolver for every address, so that one which Wagtail or a package adds is asked
too. Everything hidden is called a zebra; the answers must hold none.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection

from cms.models import BasePage, CustomDocument, CustomImage
from tests.cms.forces.conftest import WritingForce
from tests.factories.cms import (
    GuidancePageFactory,
    SectionIndexPageFactory,
    document_block,
    image_block,
    make_document,
    make_image,
)
from tests.factories.forces import panel_on
from tests.policies.addresses import Address, all_addresses

pytestmark = pytest.mark.django_db

HIDDEN = "zebra"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
# They end the session that the walk needs.
LEAVING = {"wagtailadmin_logout", "wagtailadmin_login"}
# Files, and not the drawings of Wagtail's own buttons.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
# What the forms and lists of Wagtail ask for besides the path; every hidden title is striped.
QUERIES = (
    "",
    "?q=striped",
    "?page_type=cms.guidancepage&q=striped",
    "?id={page}&id={document}&id={image}",
    "?results_only=true&q=striped&child_of={page}&for_explorer=1&fields=*",
    "?term=stri",
)


@dataclass
class Target:
    """One hidden page with what hangs on it, by the names that addresses give their arguments."""

    arguments: dict[str, object]

    def address(self, found: Address) -> str | None:
        """The address with the target's keys in it, if it takes no others."""
        names = [first or second for first, second in ARGUMENT.findall(found.route)]
        wanted = {name: self.arguments.get(name, "x") for name in names}
        try:
            return reverse(found.name, kwargs=wanted)
        except NoReverseMatch:
            return None


def _target(page: BasePage, image: CustomImage, document: CustomDocument) -> Target:
    revision = page.save_revision().pk
    pages = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
    return Target(
        dict.fromkeys(pages, page.pk)
        | {
            "pk": page.pk,
            "object_id": page.pk,
            "revision_id": revision,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "image_id": image.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "collection_id": image.collection_id,
            "filter_spec": "original",
            "uploaded_file_id": 1,
            "session_id": 1,
            "task_id": 1,
            "task_state_id": 1,
            "workflow_state_id": 1,
            "workflow_pk": 1,
            "action_name": "approve",
            "content_type_app_name": "cms",
            "content_type_model_name": "guidancepage",
            "app_label": "cms",
            "app_name": "cms",
            "model_name": "guidancepage",
            "action": "delete",
        }
    )


def _hidden_page(title: str, collection: Collection | None = None, **fields: object) -> Target:
    image, document = make_image(f"Zebra picture of {title}"), make_document(f"Zebra {title}")
    for file in (image, document):
        if collection is not None:
            file.collection = collection
            file.save()
    body = [
        {"type": "warning", "value": {"text": "Zebra words that are striped."}},
        image_block(image),
        document_block(document),
    ]
    page = GuidancePageFactory(
        title=f"Striped zebra {title}", slug=f"zebra-{title}", summary="Zebra.", body=body, **fields
    )
    return _target(page, image, document)


@pytest.fixture
def hidden(ours: WritingForce, theirs: WritingForce) -> list[Target]:
    """A draft of the nation, a sensitive page, and a page and a draft of another force."""
    collection = theirs.place.collection
    national = GuidancePageFactory(title="Open to all")
    panel_on(national, theirs.force, title="Striped zebra panel", owner=theirs.editor)
    # A live section whose new name nobody has published yet.
    section = SectionIndexPageFactory(title="Open section")
    section.title = "Striped zebra section"
    section.save_revision()
    theirs_too = {"parent": theirs.place.section, "collection": collection}
    return [
        _hidden_page("draft", live=False),
        _hidden_page("sensitive", sensitive=True),
        _hidden_page("local", **theirs_too),
        _hidden_page("local-draft", live=False, **theirs_too),
    ]


def _cms_addresses() -> list[Address]:
    return [found for found in all_addresses() if found.is_cms and found.name not in LEAVING]


def _asked(hidden: list[Target]) -> Iterator[tuple[Address, str]]:
    for found in _cms_addresses():
        takes_arguments = bool(ARGUMENT.search(found.route))
        for target in hidden if takes_arguments else hidden[:1]:
            address = target.address(found) if found.name.strip(":") else None
            if address is not None:
                yield found, address


def _words(answer: HttpResponseBase) -> str:
    if getattr(answer, "streaming", False):
        return b"".join(answer).decode(errors="replace").lower()
    return str(answer.content.decode(errors="replace")).lower()  # type: ignore[attr-defined] # text


def _tells(answer: HttpResponseBase) -> bool:
    where = str(answer.headers.get("Location", "")).lower()
    is_picture = answer.headers.get("Content-Type", "").startswith(PICTURES)
    return HIDDEN in _words(answer) or HIDDEN in where or is_picture


def test_no_address_tells_the_editor_of_a_force_of_anything_hidden(
    hidden: list[Target], at_desk: Client
) -> None:
    told = []
    for found, address in _asked(hidden):
        answer = at_desk.get(address, HTTP_ACCEPT="text/html", follow=False)
        if answer.status_code >= 500 or _tells(answer):
            told.append(f"{found.name} {address}: {answer.status_code}")
    assert told == []


def test_no_form_tells_or_changes_anything_hidden(hidden: list[Target], at_desk: Client) -> None:
    before = sorted(BasePage.objects.values_list("pk", "title", "live", "path"))
    told = []
    for found, address in _asked(hidden[:3]):
        if not ARGUMENT.search(found.route):
            continue
        answer = at_desk.post(address, {"title": "Taken over", "shown": "1"})
        if answer.status_code >= 500 or _tells(answer):
            told.append(f"{found.name} {address}: {answer.status_code}")
    assert told == []
    assert sorted(BasePage.objects.values_list("pk", "title", "live", "path")) == before
    assert CustomImage.objects.filter(title__startswith="Zebra").count() == len(hidden)
    assert CustomDocument.objects.filter(title__startswith="Zebra").count() == len(hidden)


@pytest.mark.parametrize("query", QUERIES)
def test_no_list_or_chooser_finds_anything_hidden(
    query: str, hidden: list[Target], at_desk: Client
) -> None:
    told = []
    known = hidden[0].arguments
    asked = query.format(
        page=known["page_id"], document=known["document_id"], image=known["image_id"]
    )
    lists = [found for found in _cms_addresses() if found.name and not ARGUMENT.search(found.route)]
    for found in lists:
        if not found.name.strip(":"):
            continue
        answer = at_desk.get(reverse(found.name) + asked, follow=True)
        if _tells(answer):
            told.append(f"{found.name}: {answer.status_code}")
    assert told == []


def test_the_choosers_offer_what_a_force_may_link_to(
    ours: WritingForce, hidden: list[Target], at_desk: Client
) -> None:
    GuidancePageFactory(title="Striped horse for all")
    GuidancePageFactory(title="Striped horse of ours", parent=ours.place.section, live=False)
    picture = make_image("Our own picture")
    picture.collection = ours.place.collection
    picture.save()
    asked = "/cms/choose-page/search/?q=striped&page_type=wagtailcore.page"
    found = at_desk.get(asked).content.decode()
    assert "Striped horse for all" in found
    assert "Striped horse of ours" in found
    begun = at_desk.get("/cms/choose-page/?page_type=cms.guidancepage", follow=True)
    assert "Striped horse for all" in begun.json()["html"]
    assert "Our own picture" in at_desk.get("/cms/images/chooser/").json()["html"]


def test_a_typed_address_is_not_answered_with_the_title_of_the_page(
    hidden: list[Target], at_desk: Client
) -> None:
    form = {"external-link-chooser-url": "/guidance/zebra-sensitive/"}
    answer = at_desk.post("/cms/choose-external-link/", form)
    assert "striped" not in answer.content.decode().lower()


def test_a_reference_to_something_hidden_is_refused_before_the_form_is_shown_again(
    ours: WritingForce, hidden: list[Target], at_desk: Client
) -> None:
    add = f"/cms/pages/add/cms/guidancepage/{ours.place.section.pk}/"
    for target in hidden:
        for kind, field in (("image", "image_id"), ("document", "document_id")):
            form = {
                "title": "",
                "body-count": "1",
                "body-0-deleted": "",
                "body-0-order": "0",
                "body-0-type": kind,
                "body-0-id": "",
                f"body-0-value-{kind}": str(target.arguments[field]),
                "references-count": "0",
                "confirm_question-count": "0",
                "comments-TOTAL_FORMS": "0",
                "comments-INITIAL_FORMS": "0",
            }
            for address in (add, f"{add}preview/"):
                answer = at_desk.post(address, form)
                assert (answer.status_code, HIDDEN in _words(answer)) == (302, False), address


def test_a_link_to_a_hidden_page_is_refused_too(
    ours: WritingForce, hidden: list[Target], at_desk: Client
) -> None:
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": hidden[0].arguments["pk"]}}
    page = GuidancePageFactory(parent=ours.place.section)
    form = {
        "title": "Ours",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value": _linking(entity),
        "references-count": "0",
        "confirm_question-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for part in ("", "preview/"):
        answer = at_desk.post(f"/cms/pages/{page.pk}/edit/{part}", form)
        assert (answer.status_code, HIDDEN in _words(answer)) == (302, False)


def _linking(entity: Mapping[str, object]) -> str:
    block = {
        "key": "a",
        "text": "see",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 3, "key": 0}],
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})
