"""What a browser would post from the editor, and the buttons that people press there."""

from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cms.models import BasePage, GuidancePage

NO_ROWS = {
    "references-count": "0",
    "confirm_question-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}
# A remark in the editor's margin.
COMMENT = {
    "comments-TOTAL_FORMS": "1",
    "comments-0-DELETE": "",
    "comments-0-resolved": "",
    "comments-0-id": "",
    "comments-0-contentpath": "title",
    "comments-0-text": "Say who asks.",
    "comments-0-position": "",
    "comments-0-replies-TOTAL_FORMS": "0",
    "comments-0-replies-INITIAL_FORMS": "0",
}


def noon_in(days: int) -> datetime:
    """A time of a day to come that no change of the clocks leaves out or shows twice."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=days)


def as_typed(moment: datetime) -> str:
    """A time as people type it into the editor, by their own clock."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def form_of(page: GuidancePage, **changes: str) -> dict[str, str]:
    """The editor's form as it opens, with what somebody typed."""
    draft = GuidancePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    fields = {
        "title": draft.title,
        "slug": draft.slug,
        "summary": draft.summary,
        "marking": draft.marking,
        "content_note": draft.content_note,
        "content_owner": str(draft.content_owner_id or ""),
        "next_review_on": str(draft.next_review_on or ""),
        "change_kind": draft.change_kind,
        "change_note": draft.change_note,
        "confirm_days": str(draft.confirm_days),
        "go_live_at": as_typed(draft.go_live_at) if draft.go_live_at else "",
    }
    if draft.change_for_everyone:
        fields["change_for_everyone"] = "on"
    return fields | body_of(draft) | NO_ROWS | changes


def body_of(draft: GuidancePage) -> dict[str, str]:
    """The blocks of the body, which are warnings in these tests."""
    fields = {"body-count": str(len(draft.body))}
    for number, block in enumerate(draft.body):
        fields |= warning(number, block.value["text"], str(block.id))
    return fields


def warning(number: int, text: str, key: str = "") -> dict[str, str]:
    """One block as the editor posts it."""
    name = f"body-{number}"
    return {
        f"{name}-deleted": "",
        f"{name}-order": str(number),
        f"{name}-type": "warning",
        f"{name}-id": key,
        f"{name}-value-text": text,
    }


def post(client: Client, page: BasePage, form: dict[str, str], button: str = "") -> HttpResponse:
    """Press a button of the editor; none of them only saves."""
    pressed = {f"action-{button}": f"action-{button}"} if button else {}
    return cast(HttpResponse, client.post(f"/cms/pages/{page.pk}/edit/", form | pressed))


def submit(client: Client, page: GuidancePage, **changes: str) -> HttpResponse:
    """Type something and hand the page in for review."""
    return post(client, page, form_of(page, **changes), "submit")


def decide(
    client: Client, page: BasePage, action: str = "approve", comment: str = ""
) -> HttpResponse:
    """Press a reviewer's button on the first page of the CMS."""
    state = BasePage.objects.get(pk=page.pk).current_workflow_task_state
    address = f"/cms/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    return cast(HttpResponse, client.post(address, {"comment": comment}))


class Answer(Protocol):
    """What a browser gets, by whatever name."""

    content: Any


def words(answer: Answer) -> str:
    """The page that came back."""
    return str(answer.content.decode())
