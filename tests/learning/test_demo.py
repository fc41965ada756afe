"""The demo's modules are real content: readable, answerable, and fit to be published again."""

import re
from time import process_time

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from learning.demo import seed
from learning.demo_modules import described_modules, seed_modules
from learning.models import Assignment, Completion, ModulePage, ModuleProgress, ModuleSection
from learning.quiz import QuestionKind
from learning.selectors import changes_to_confirm, continue_learning, due_items
from learning.selectors.quiz import quiz_of_revision
from tests.factories.organisation import TeamFactory, person_in


def test_all_sixteen_modules_are_published_with_their_sections_and_questions(db: None) -> None:
    assert seed_modules() == 16
    assert ModuleSection.objects.count() == 64
    kinds = [
        question.kind
        for module in ModulePage.objects.live()
        for question in quiz_of_revision(module.live_revision_id).questions
    ]
    choices = [kind for kind in kinds if kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}]
    assert len(choices) == 64
    assert {QuestionKind.ORDER, QuestionKind.REFLECTION} <= set(kinds)
    assert seed_modules() == 0


def test_every_module_says_that_it_is_demo_content(client: Client, db: None) -> None:
    seed_modules()
    client.force_login(person_in(TeamFactory()))
    for module in ModulePage.objects.live():
        assert module.version_label == "Demo 1.0"
        page = client.get(f"/learning/{module.slug}/section/1/").content.decode()
        assert "not official guidance" in page


def test_minutes_follow_the_rule_that_the_data_states() -> None:
    for module in described_modules():
        for section in module["sections"]:
            words = len(re.sub(r"<[^>]+>", " ", str(section["body"])).split())
            assert 2 <= section["minutes"] <= words // 60 + 2


def test_every_demo_module_can_be_published_again_as_it_is(db: None) -> None:
    seed_modules()
    for module in ModulePage.objects.live():
        draft = module.get_latest_revision_as_object()
        draft.full_clean()
        for name in ("quiz", "objectives", "references", "learning_summary"):
            value = getattr(draft, name)
            value.stream_block.clean(value)
        for section in draft.sections.all():
            section.full_clean(exclude=["page"])
            section.body.stream_block.clean(section.body)


def test_seeding_gives_each_demo_person_something_to_show(db: None) -> None:
    call_command("seed_demo")
    officer = User.objects.get(email="officer@demo.example")
    today = timezone.localdate()
    due = due_items(officer, today)
    assert [item.state for item in due] == ["overdue", "due_soon", "due_soon", "due"]
    assert [item.title for item in due if item.changed_on] == [
        "The national operating model: what changes and how we know"
    ]
    assert [item.state for item in changes_to_confirm(officer, today)] == ["overdue"]
    assert changes_to_confirm(User.objects.get(email="officer2@demo.example"), today) == []
    going_on = continue_learning(officer)
    assert going_on is not None
    assert (going_on.seen, going_on.sections, going_on.section_number) == (2, 4, 3)
    assert Completion.objects.filter(person__email="officer2@demo.example").count() == 3
    published = Completion.objects.values_list("published_on", "completed_on")
    assert all(before < after for before, after in published)


def test_seeding_again_changes_nothing_and_the_first_time_is_quick(db: None) -> None:
    call_command("seed_demo")
    counts = [model.objects.count() for model in (Assignment, Completion, ModuleProgress)]
    lines: list[str] = []
    seed(lines.append)
    assert counts == [model.objects.count() for model in (Assignment, Completion, ModuleProgress)]
    assert all(" 0 " in line for line in lines)


def test_the_modules_seed_in_good_time(db: None) -> None:
    started = process_time()  # what other processes take of the machine does not count
    seed_modules()
    assert process_time() - started < 60  # a slow machine; the aim on a usual one is below 15
