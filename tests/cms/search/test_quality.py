"""Real questions over the demo's content: the right page stands among the first three."""

import pytest

from accounts.demo import seed as seed_accounts
from cms.demo import seed
from cms.models import BasePage
from cms.search.questions import ask_all, read_questions, share_answered
from cms.selectors.searching import readable_by
from cms.services.synonyms import plant_synonyms
from learning.demo_modules import seed_modules
from learning.demo_pathways import seed_pathways
from organisation.demo import seed as seed_organisation
from tests.cms.conftest import person_with

pytestmark = pytest.mark.django_db


def test_nine_in_ten_questions_find_the_right_page_among_the_first_three() -> None:
    # Practice examples are those of forces.
    for part in (seed_accounts, seed_organisation, seed):
        part(lambda _line: None)
    seed_modules()
    seed_pathways()
    plant_synonyms()
    questions = read_questions()
    assert len(questions) >= 60
    named = {slug for question in questions for slug in question.pages}
    assert named <= set(BasePage.objects.live().values_list("slug", flat=True))
    outcomes = list(ask_all(readable_by(person_with()).keys, questions))
    missed = [outcome.question.ask for outcome in outcomes if not outcome.is_answered]
    assert share_answered(outcomes) >= 0.9, missed
