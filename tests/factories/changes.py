"""Pages that change, published as editors publish them, with what they say of the change."""

from typing import Any
from uuid import uuid4

from cms.models import BasePage, ChangeKind, PageVersion
from tests.factories.cms import GuidancePageFactory

RIGHT, WRONG = "The first account", "The form"


# The stored form of a stream, as Wagtail takes it.
def question(text: str = "What comes first now?", feedback: str = "Section 2 says why.") -> Any:
    """A stored question with one right answer and one wrong."""
    answers = [
        {"type": "item", "id": str(uuid4()), "value": {"text": words, "correct": words == RIGHT}}
        for words in (RIGHT, WRONG)
    ]
    value = {"text": text, "answers": answers, "feedback": feedback}
    return [{"type": "question", "id": str(uuid4()), "value": value}]


def publish_change(
    page: BasePage,
    note: str = "Ask about digital devices first.",
    *,
    kind: ChangeKind = ChangeKind.MATERIAL,
    days: int = 28,
    asks: Any = (),
    **fields: Any,  # what else the editor changes
) -> PageVersion:
    """Publish the page again with a change of this kind, and return its version."""
    page = page.specific_class.objects.get(pk=page.pk)
    said = {
        "change_kind": kind,
        "change_note": note,
        "confirm_days": days,
        "confirm_question": list(asks),
    }
    for name, value in {**said, **fields}.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()
    return PageVersion.objects.filter(page=page.pk).order_by("-number")[0]


def make_changed_page(
    title: str = "First accounts",
    *,
    days: int = 28,
    asks: Any = (),
    note: str = "Ask about digital devices first.",
    **fields: Any,  # of the page
) -> PageVersion:
    """A page that was published twice, the second time with a material change."""
    page = GuidancePageFactory(title=title, **fields)
    page.save_revision(clean=False).publish()
    return publish_change(page, note, days=days, asks=asks)


def answer_id(version: PageVersion, text: str) -> str:
    """The id of an answer, as the form sends it."""
    found = [option["id"] for option in version.question["answers"] if option["text"] == text]
    return str(found[0])
