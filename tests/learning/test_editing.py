"""Editors change, reorder and publish sections in the CMS; people's places stay where they were."""

from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Revision

from accounts.models import User
from cms.models import Remit
from learning.models import ModulePage, ModuleSection
from learning.selectors import module_outline
from organisation.models import Role
from tests.cms.conftest import holder_of
from tests.cms.workflow.conftest import reviewer
from tests.cms.workflow.editing import decide
from tests.factories.accounts import UserFactory
from tests.factories.learning import make_module, read_sections, section_keys, take_quiz


class FormReader(HTMLParser):
    """Reads what a browser would post from the editor's form."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._textarea = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self._textarea = found.get("name", "")
            self.fields.setdefault(self._textarea, "")
        if tag == "select":
            self._select = found.get("name", "")
        if tag == "option" and self._select and "selected" in found:
            self.fields[self._select] = found.get("value", "")
        if tag == "input" and found.get("name") and "disabled" not in found:
            ticked = found.get("type") not in {"checkbox", "radio"} or "checked" in found
            if ticked and found.get("type") not in {"submit", "file"}:
                self.fields[found["name"]] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""


@pytest.fixture
def cms(client: Client, db: None) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def approve(module: ModulePage) -> None:
    """Let a specialist approve the minor change that waits; nobody approves their own."""
    reviewers = Client()
    reviewers.force_login(reviewer(Remit.SPECIALIST, Remit.LEGAL))
    response = decide(reviewers, module)
    assert response.status_code == 302


def handed_in(fields: dict[str, str]) -> dict[str, str]:
    """What an editor says and presses to have a small change published."""
    said = {"change_kind": "minor", "change_note": "Sections moved.", "action-submit": "yes"}
    return fields | said | {"content_owner": str(holder_of(Role.EDITOR).pk)}


def stream(prefix: str, text: str) -> dict[str, str]:
    """What the editor posts for a stream with one paragraph."""
    return {
        f"{prefix}-count": "1",
        f"{prefix}-0-deleted": "",
        f"{prefix}-0-order": "0",
        f"{prefix}-0-type": "text",
        f"{prefix}-0-id": "",
        f"{prefix}-0-value": f'{{"entityMap": {{}}, "blocks": [{{"key": "a", "text": "{text}", '
        '"type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}]}',
    }


def opened(cms: Client, module: ModulePage) -> dict[str, str]:
    """The editor's form as it opens, with streams as its script would post them."""
    reader = FormReader()
    reader.feed(cms.get(f"/cms/pages/{module.pk}/edit/").content.decode())
    fields = {name: value for name, value in reader.fields.items() if "__prefix__" not in name}
    for name in ("objectives", "quiz", "learning_summary", "references", "confirm_question"):
        fields = {key: value for key, value in fields.items() if key != name}
        fields[f"{name}-count"] = "0"
    for number in range(int(fields["sections-TOTAL_FORMS"])):
        fields.pop(f"sections-{number}-body", None)
        fields |= stream(f"sections-{number}-body", f"Text of form {number}.")
    return fields


def added(fields: dict[str, str], title: str, order: str) -> dict[str, str]:
    """The form with one more section, as the editor's script adds it."""
    number = fields["sections-TOTAL_FORMS"]
    new = {
        "id": "",
        "ORDER": order,
        "DELETE": "",
        "title": title,
        "minutes": "3",
        "content_note": "",
        "key": "11111111-1111-4111-8111-111111111111",
    }
    posted = {f"sections-{number}-{name}": value for name, value in new.items()}
    total = {"sections-TOTAL_FORMS": str(int(number) + 1)}
    return fields | posted | stream(f"sections-{number}-body", title) | total


def send(cms: Client, module: ModulePage, fields: dict[str, str], *, publish: bool) -> None:
    if publish:
        # A step that nobody could take would be refused.
        reviewer(Remit.SPECIALIST)
        fields = handed_in(fields)
    response = cms.post(f"/cms/pages/{module.pk}/edit/", fields)
    if response.status_code != 302:
        pytest.fail(str(response.context["form"].errors))
    if publish:
        approve(module)


def live_titles(module: ModulePage) -> list[str]:
    rows = ModuleSection.objects.filter(page=module).order_by("sort_order")
    return list(rows.values_list("title", flat=True))


def test_keys_survive_reordering_and_publishing_in_the_editor(
    cms: Client, module: ModulePage, officer: User
) -> None:
    first, second, third = section_keys(module)
    read_sections(officer, module, 1)
    fields = opened(cms, module)
    assert fields["sections-0-key"] == str(first)
    fields |= {"sections-0-ORDER": "3", "sections-1-ORDER": "1", "sections-2-ORDER": "2"}
    send(cms, module, fields, publish=True)
    assert section_keys(module) == [second, third, first]
    outline = module_outline(module, officer)
    assert [section.seen for section in outline.sections] == [False, False, True]


def test_a_draft_changes_nothing_for_learners(
    cms: Client, module: ModulePage, officer: User
) -> None:
    fields = added(opened(cms, module), "Added", "0")
    fields["sections-0-title"] = "Changed"
    send(cms, module, fields, publish=False)
    assert live_titles(module) == ["Part 1", "Part 2", "Part 3"]
    titles = [section.title for section in module_outline(module, officer).sections]
    assert titles == ["Part 1", "Part 2", "Part 3"]


def test_a_section_added_in_a_draft_keeps_its_key_through_more_drafts_and_publishing(
    cms: Client, module: ModulePage
) -> None:
    key = UUID("11111111-1111-4111-8111-111111111111")
    kept = section_keys(module)
    send(cms, module, added(opened(cms, module), "Added", "4"), publish=False)
    send(cms, module, opened(cms, module), publish=False)
    send(cms, module, opened(cms, module), publish=True)
    assert section_keys(module) == [*kept, key]
    # The revision knows the new row by no primary key yet, so publishing again replaces it.
    send(cms, module, opened(cms, module), publish=True)
    assert section_keys(module) == [*kept, key]


def test_publishing_an_older_revision_brings_its_sections_back_with_their_keys(
    cms: Client, module: ModulePage, officer: User
) -> None:
    keys = section_keys(module)
    read_sections(officer, module)
    older = module.latest_revision
    fields = opened(cms, module) | {"sections-1-DELETE": "1"}
    send(cms, module, fields, publish=True)
    assert section_keys(module) == [keys[0], keys[2]]
    older.publish()
    assert section_keys(module) == keys
    assert module_outline(module, officer).all_seen


def test_the_address_of_another_module_is_refused(cms: Client, module: ModulePage) -> None:
    other = make_module("Other")
    other.slug = module.slug
    with pytest.raises(ValidationError, match=r"address|slug|in use"):
        other.full_clean()


def test_an_editor_can_look_at_the_whole_draft(cms: Client, module: ModulePage) -> None:
    draft = module.get_latest_revision_as_object()
    draft.title = "Not yet"
    draft.save_revision()
    page = cms.get(f"/cms/pages/{module.pk}/view_draft/").content.decode()
    assert "Not yet" in page
    assert "Text 3." in page
    assert "Who decides?" in page


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([("Yes", True), ("No", True)], "exactly one"),
        ([("Yes", False), ("No", False)], "exactly one"),
        ([("Yes", True), ("yes ", False)], "read the same"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(
    options: list[tuple[str, bool]], message: str
) -> None:
    from wagtail.blocks.struct_block import StructBlockValidationError

    from learning.blocks import SingleChoiceBlock

    block = SingleChoiceBlock()
    values = [{"text": text, "correct": right, "feedback": ""} for text, right in options]
    value = block.to_python({"question": "Is it?", "options": values, "feedback": ""})
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(value)
    assert message in str(caught.value.block_errors)


def test_saving_by_itself_never_writes_over_a_revision_that_went_live(
    cms: Client, module: ModulePage, officer: User
) -> None:
    live = Revision.objects.get(pk=module.live_revision_id)
    draft = module.get_latest_revision_as_object()
    draft.title = "Typed in a tab left open"
    made = draft.save_revision(user=live.user, overwrite_revision=live)
    assert made.pk != live.pk
    live.refresh_from_db()
    assert live.content["title"] == "Listening"
    # A draft that nobody has seen may be written over, as the editor does every few seconds.
    draft.title = "Typed further"
    again = draft.save_revision(user=made.user, overwrite_revision=made)
    assert again.pk == made.pk


def test_the_database_keeps_a_revision_that_people_learned_with_as_it_was(
    module: ModulePage, officer: User
) -> None:
    take_quiz(officer, module)
    learned = Revision.objects.filter(pk=module.live_revision_id)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        learned.update(content={"title": "Something else"})
    assert learned.get().content["title"] == "Listening"
    learned.update(approved_go_live_at=None)
    unused = module.get_latest_revision_as_object().save_revision()
    assert Revision.objects.filter(pk=unused.pk).update(content={"title": "Draft"}) == 1
