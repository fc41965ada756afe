"""A recording on a page is played there, and every word of it can be read."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import User
from cms.models import CustomDocument, GuidancePage
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import Team
from tests.cms.workflow.editing import form_of, post, words
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

# How a film of this kind begins.
FILM = b"\x00\x00\x00\x20ftypisom"
WORDS = "<p>We asked what she wanted to happen next.</p>"


@pytest.fixture
def film() -> CustomDocument:
    """A film that somebody has uploaded."""
    made: CustomDocument = CustomDocument.objects.create(
        title="A first conversation", file=ContentFile(FILM, name="conversation.mp4")
    )
    return made


def page_with(film: CustomDocument) -> GuidancePage:
    """A live page that shows the film."""
    value = {"title": "A first conversation", "recording": film.pk, "transcript": WORDS}
    made: GuidancePage = GuidancePageFactory(body=[{"type": "recording", "value": value}])
    return made


def recording_of(reader: Client, page: GuidancePage) -> str:
    """The part of the page that holds the one recording."""
    html = words(reader.get(page.url))
    _before, found, after = html.partition('<div class="app-recording"')
    assert found
    return after.partition("</details>")[0]


def test_a_film_has_controls_and_its_transcript_beside_it(
    film: CustomDocument, officer: User, sign_in: SignIn
) -> None:
    reader = sign_in(officer)
    shown = recording_of(reader, page_with(film))
    [player] = re.findall("<video[^>]*></video>", shown)
    assert " controls " in player
    assert "autoplay" not in shown
    assert "<audio" not in shown
    named = re.findall(r'aria-labelledby="([^"]+)"', player)
    assert f'id="{named[0]}">A first conversation</p>' in shown
    assert "Read the transcript" in shown
    assert "We asked what she wanted to happen next." in shown
    [address] = re.findall(r'src="([^"]+)"', player)
    answer = reader.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "video/mp4")
    assert b"".join(answer) == FILM


def with_recording(page: GuidancePage, film: CustomDocument, transcript: str) -> dict[str, str]:
    """The editor's form with one block more, the film."""
    return form_of(page) | {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "recording",
        "body-0-id": "",
        "body-0-value-title": "What was said that day",
        "body-0-value-recording": str(film.pk),
        "body-0-value-transcript": transcript,
    }


# What the editor's rich text posts: its own form of the words.
DRAFT = (
    '{"blocks": [{"key": "a", "text": "%s", "type": "unstyled", "depth": 0,'
    ' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
)


@pytest.mark.parametrize(
    "nothing", ["null", DRAFT % "", DRAFT % "  "], ids=["none", "empty", "blank"]
)
def test_a_film_without_a_transcript_is_not_handed_in_and_nothing_typed_is_lost(
    film: CustomDocument, team: Team, sign_in: SignIn, nothing: str
) -> None:
    page = GuidancePageFactory(body=[], content_owner=team.editor)
    editing = sign_in(team.editor)
    changes = {"change_kind": "minor", "change_note": "A film is new."}
    refused = post(editing, page, with_recording(page, film, nothing) | changes, "submit")
    assert refused.status_code == 200
    assert parts_refused(refused) == {"transcript"}
    assert "What was said that day" in words(refused)
    assert "A film is new." in words(refused)
    assert not page.revisions.exists()
    form = with_recording(page, film, DRAFT % "She asked for time.") | changes
    assert post(editing, page, form, "submit").status_code == 302
    page.refresh_from_db()
    [kept] = page.get_latest_revision_as_object().body
    assert kept.value["title"] == "What was said that day"
    assert "She asked for time." in kept.value["transcript"].source


# The test client hangs the form on the answer, of which no type knows.
def parts_refused(answer: Any) -> set[str]:
    """Which parts of the one block that came back are wrong."""
    [wrong] = answer.context["form"].errors.as_data()["body"]
    return set(wrong.block_errors[0].block_errors)
