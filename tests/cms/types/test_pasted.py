"""Text that comes from a word processor ends clean, with every visible word of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from cms.editing.pasted_html import clean_pasted
from cms.models import GuidancePage
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

WORD = (Path(__file__).parent / "word_document.html").read_text(encoding="utf-8")
CLEAN = (
    "<p><b>Before you ring</b></p><p>Read the <b>whole</b> log, <i>then</i> ring.</p>"
    "<p>Meet at the county office.</p>"
    "<ul><li>First of the list</li><li>Second of the list</li></ul>"
    "<ol><li>Numbered first</li></ol>"
    "<p>Who rings whom</p><p>Officer | Victim</p><p>Supervisor | Officer</p>"
    "<p>A telephone on a desk</p>"
    '<p><a href="https://www.gov.uk/">An address</a> and <a>a trap</a>.</p>'
    "<p>Line in no paragraph</p><p>Loose words at the end</p>"
)


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may edit every page."""
    return UserFactory(superuser=True)


# The values of form fields, nested as Wagtail's own helper wants them.
def _save(client: Client, page: GuidancePage, *blocks: tuple[str, Any]) -> GuidancePage:
    """Post the editor's form as a browser does, and return the draft."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "marking": page.marking,
        "is_public": page.is_public,
        "confirm_days": 28,
        "body": streamfield(blocks),
        "references": streamfield([]),
        "confirm_question": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields)
    )
    assert answer.status_code == 302, answer.context["form"].errors.as_json()
    page.refresh_from_db()
    draft: GuidancePage = page.get_latest_revision_as_object()
    return draft


def _without_keys(html: str) -> str:
    """The text without the keys by which the editor finds its paragraphs again."""
    return re.sub(r' data-block-key="[^"]*"', "", html)


def test_words_markup_posted_to_the_editors_form_ends_as_clean_text(
    administrator: User, sign_in: SignIn
) -> None:
    draft = _save(sign_in(administrator), GuidancePageFactory(), ("text", WORD))
    assert _without_keys(draft.body[0].value.source) == CLEAN


def test_a_field_without_lists_keeps_their_words_as_paragraphs(
    administrator: User, sign_in: SignIn
) -> None:
    draft = _save(sign_in(administrator), GuidancePageFactory(), ("inset", {"text": WORD}))
    html = _without_keys(draft.body[0].value["text"].source)
    assert "<p>First of the list</p><p>Second of the list</p><p>Numbered first</p>" in html


def test_the_page_that_comes_of_it_holds_nothing_active(
    administrator: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(public=True)
    _save(sign_in(administrator), page, ("text", WORD)).get_latest_revision().publish()
    html = sign_in(administrator).get(page.get_url()).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert "Loose words at the end" in main
    for bad in ("alert(", "onclick", "onerror", "javascript:", "data:", "mso", "Unseen", "<o:p"):
        assert bad not in main, bad


def test_a_paragraph_of_a_kind_that_the_field_lacks_is_kept_as_a_plain_one(
    administrator: User, sign_in: SignIn
) -> None:
    state = {
        "blocks": [
            {"key": "a", "type": "header-two", "text": "Pasted heading", "depth": 0},
            {"key": "b", "type": "code-block", "text": "Pasted code", "depth": 0},
            {
                "key": "c",
                "type": "unstyled",
                "text": "A picture here",
                "depth": 0,
                "inlineStyleRanges": [{"offset": 0, "length": 1, "style": "STRIKETHROUGH"}],
                "entityRanges": [{"offset": 2, "length": 7, "key": 0}],
            },
        ],
        "entityMap": {
            "0": {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"src": "data:image/png"}}
        },
    }
    posted = json.dumps(state)
    draft = _save(sign_in(administrator), GuidancePageFactory(), ("text", posted))
    assert _without_keys(draft.body[0].value.source) == (
        "<p>Pasted heading</p><p>Pasted code</p><p>A picture here</p>"
    )


def test_a_link_that_runs_something_loses_its_address_and_keeps_its_words(
    administrator: User, sign_in: SignIn
) -> None:
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "java\tscript:alert(1)"}}
    block = {
        "key": "a",
        "type": "unstyled",
        "text": "Press here",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 10, "key": 0}],
    }
    posted = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    draft = _save(sign_in(administrator), GuidancePageFactory(), ("text", posted))
    assert _without_keys(draft.body[0].value.source) == "<p><a>Press here</a></p>"


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("", ""),
        ("Only words", "<p>Only words</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<ul><li><p>One</p><p>two</p></li></ul>", "<ul><li>One two</li></ul>"),
        ("<ul><li>One<ul><li>Two</li></ul></li></ul>", "<ul><li>One</li><li>Two</li></ul>"),
        ("<p>Open <b>and never shut", "<p>Open <b>and never shut</b></p>"),
        (
            "<table><tr><td><table><tr><td>In</td></tr></table>Out</td></tr></table>",
            "<p>In Out</p>",
        ),
        ("<p>&nbsp;</p><p>Words</p>", "<p>Words</p>"),
    ],
)
def test_html_of_every_shape_ends_as_paragraphs_and_lists(pasted: str, clean: str) -> None:
    assert clean_pasted(pasted, lists=True) == clean
