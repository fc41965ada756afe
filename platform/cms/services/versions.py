"""Keeps what each publication of a page changed."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from wagtail.models import Revision

from cms.models import BasePage, ChangeKind, PageVersion


@transaction.atomic
def record_version(*, page: BasePage, revision: Revision) -> PageVersion | None:
    """Write down the version that went live; None if this revision is known already.

    A page that goes live for the first time asks everyone in its audience only if it says so.
    """
    # Two publications of one page at once are numbered one after the other.
    BasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    known = PageVersion.objects.filter(page=page)
    if known.filter(revision=revision).exists():
        return None
    last = known.aggregate(last=Max("number"))["last"] or 0
    return PageVersion.objects.create(
        page=page,
        number=last + 1,
        revision=revision,
        title=page.title,
        kind=page.change_kind or ChangeKind.MINOR,
        note=page.change_note,
        audience_roles=_asked_roles(page),
        marking=page.marking,
        is_public=page.is_public,
        shared_with_cps=page.shared_with_cps,
        force=page.force,
        confirm_days=page.confirm_days,
        question=question_of(page),
        published_at=page.last_published_at,
        published_by=revision.user,
    )


def _asked_roles(page: BasePage) -> list[str]:
    """The roles that the change is for; none means everyone who may read the page.

    The roles of a sensitive page stay, because they also say who may read this version.
    """
    if page.change_for_everyone and not page.is_sensitive:
        return []
    return list(page.audience_roles)


def question_of(page: BasePage) -> dict[str, Any]:
    """The page's question as plain values (see PageVersion.question), or {} without one."""
    for block in page.confirm_question:
        answers = [
            {"id": str(answer.id), "text": answer.value["text"], "correct": answer.value["correct"]}
            for answer in block.value["answers"].bound_blocks
        ]
        return {
            "text": block.value["text"],
            "answers": answers,
            "feedback": block.value["feedback"],
        }
    return {}
