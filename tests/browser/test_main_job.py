"""The main job: a module is changed, read on a phone, left, resumed, failed, passed and seen."""

import io
import re
from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from config.bootstrap.processes import Child
from learning.models import Completion, ModulePage
from learning.notification_kinds import DUE_SOON
from learning.notification_kinds import OVERDUE as OVERDUE_KIND
from learning.selectors.quiz import PublishedQuiz, quiz_of_revision
from learning.tasks import remind
from notifications.models import Delivery
from notifications.states import State
from organisation.models import Membership
from tests.browser.people import (
    answer,
    approve_page,
    choose_in_account_menu,
    go_to,
    save_and_continue,
    sign_in_with_form,
    sign_out,
    submit_sentence,
)
from tests.notifications.workers import wait_until
from tests.support.browser import (
    DESK,
    OpenPage,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
    source_of,
)

pytestmark = pytest.mark.browser

SLUG = "consent-and-the-law"
LEFT_AT = 3
SENTENCE = "Write down who decided, when, and on what information."
OVERDUE = "rape-myths-decisions"


@dataclass(frozen=True)
class Story:
    """The module and the officer that the story is about."""

    module: ModulePage
    officer: str = "officer@demo.example"
    name: str = "Hannah Okafor"

    def refresh(self) -> ModulePage:
        """The module as it is now."""
        self.module.refresh_from_db()
        return self.module


def test_the_main_job(
    page: Page, open_page: OpenPage, sign_in: SignIn, console_errors: list[str]
) -> None:
    width = page.viewport_size["width"] if page.viewport_size else DESK
    story = Story(ModulePage.objects.get(slug=SLUG))

    start_from_what_is_due(page, story)
    read_to(page, story, LEFT_AT)
    sign_out(page)
    page.close()

    publish_a_change(open_page, story)
    forget_overtaken_drafts(console_errors)

    page = open_page(width)
    resume_where_it_was_left(page, story)
    finish_reading(page, story)
    take_quiz(page, story, right=False)
    read_feedback(page, story)
    page.get_by_role("button", name="Try again").click()
    answer_all(page, story, right=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    assert_fit(page, axe=True)

    code = read_certificate(page, story)
    check_code_as_a_stranger(open_page(width), story, code)
    see_it_in_own_record(page, story)

    look_as_supervisor(open_page(width), story)
    look_as_foreign_supervisor(open_page(width), sign_in, story)


def start_from_what_is_due(page: Page, story: Story) -> None:
    """See on the home page what is due, open it, and start."""
    sign_in_with_form(page, story.officer)
    assert_fit(page)
    due = page.get_by_role("region", name="Learning that is due")
    expect(due.get_by_role("listitem").filter(has_text=story.module.title)).to_contain_text("Due")
    due.get_by_role("link", name=story.module.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(story.module.title)
    assert_fit(page)
    page.get_by_role("button", name="Start the module").click()


def read_to(page: Page, story: Story, number: int) -> None:
    """Save section after section until this one is open."""
    titles = [section.title for section in story.refresh().sections.all()]
    for place, title in enumerate(titles[:number], start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_role("main")).to_contain_text(f"Section {place} of {len(titles)}")
        if place < number:
            save_and_continue(page)
    assert_fit(page, axe=True)


def publish_a_change(open_page: OpenPage, story: Story) -> None:
    """Add a sentence to the section that the officer stopped at; a specialist lets it go live."""
    before = story.refresh().live_revision_id
    page = open_page(DESK)
    sign_in_with_form(page, "editor@demo.example")
    submit_sentence(page, story.module.title, LEFT_AT, SENTENCE)
    assert story.refresh().live_revision_id == before
    page = open_page(DESK)
    sign_in_with_form(page, "approver@demo.example")
    approve_page(page, story.module.title)
    assert story.refresh().live_revision_id != before


def forget_overtaken_drafts(console_errors: list[str]) -> None:
    """Wagtail refuses, with 400, the draft that the editor saves by itself after publishing."""
    overtaken = [error for error in console_errors if "/edit/: " in error and " 400 " in error]
    assert console_errors == overtaken
    console_errors.clear()


def resume_where_it_was_left(page: Page, story: Story) -> None:
    """Sign in again elsewhere, go on, and find the section with its change."""
    sign_in_with_form(page, story.officer)
    going_on = page.get_by_role("region", name="Continue where you left off")
    expect(going_on).to_contain_text(story.module.title)
    going_on.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"**/learning/{SLUG}/section/{LEFT_AT}/")
    expect(page.get_by_role("main")).to_contain_text(SENTENCE)


def finish_reading(page: Page, story: Story) -> None:
    """Save what is left; the last section leads to the quiz."""
    for number in range(LEFT_AT, story.module.sections.count() + 1):
        page.wait_for_url(f"**/section/{number}/")
        save_and_continue(page)
    page.wait_for_url(f"**/learning/{SLUG}/quiz/")
    assert_fit(page, axe=True)


def take_quiz(page: Page, story: Story, *, right: bool) -> None:
    """Start the quiz and hand it in."""
    page.get_by_role("button", name="Start the quiz").click()
    answer_all(page, story, right=right)


def answer_all(page: Page, story: Story, *, right: bool) -> None:
    """Answer question after question, check the list, and hand in."""
    questions = published(story).questions
    for number, question in enumerate(questions, start=1):
        page.wait_for_url(f"**/quiz/{number}/")
        assert_fit(page, axe=right and number == 1)
        answer(page, question, right=right)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_text("Answered", exact=True)).to_have_count(len(questions))
    assert_fit(page, axe=right)
    page.get_by_role("button", name="Hand in your answers").click()
    page.wait_for_url("**/result/*/")


def read_feedback(page: Page, story: Story) -> None:
    """Find out how it went, and why, question by question."""
    quiz = published(story)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not passed this time")
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"0 of {quiz.marked} right. You pass with {quiz.pass_mark}%.")
    for question in quiz.questions:
        expect(main).to_contain_text(question.feedback)
    assert_fit(page, axe=True)
    assert not Completion.objects.filter(person__email=story.officer, module=story.module).exists()


def read_certificate(page: Page, story: Story) -> str:
    """Hold page, PDF and row against each other; return the code as printed."""
    made = Completion.objects.get(person__email=story.officer, module=story.module)
    assert (made.revision_id, made.score) == (story.refresh().live_revision_id, 100)
    assert made.completed_on == timezone.localdate()
    page.get_by_role("button", name="See your certificate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(story.module.title)
    assert fact(page, "Name") == story.name
    assert fact(page, "Completed on") == on_paper(made)
    assert fact(page, "Version").startswith(f"{made.version_label}, published on")
    assert_fit(page, axe=True)
    code = fact(page, "Code")
    paper = printed(page)
    for words in (story.name, story.module.title, on_paper(made), made.version_label, code):
        assert words in paper, f"{words!r} is not in {paper!r}"
    return code


def check_code_as_a_stranger(page: Page, story: Story, code: str) -> None:
    """See name, module and date of a right code and nothing else, and nothing of a wrong one."""
    page.goto("/certificates/check/")
    enter_code(page, code)
    expect(page.get_by_role("main")).to_contain_text("This certificate is genuine")
    made = Completion.objects.get(person__email=story.officer, module=story.module)
    expect(page.locator("dt")).to_have_text(["Name", "Module", "Completed on"])
    told = [story.name, story.module.title, on_paper(made)]
    expect(page.locator("dd")).to_have_text(told)
    html = source_of(page)
    for secret in (story.officer, "100%", "Avon and Somerset", str(made.public_id)):
        assert secret not in html
    assert_fit(page, axe=True)
    enter_code(page, code[:-1] + ("A" if code[-1] != "A" else "B"))
    expect(page.get_by_role("main")).to_contain_text("We found no certificate with this code.")
    expect(page.get_by_role("main")).not_to_contain_text(story.name)


def see_it_in_own_record(page: Page, story: Story) -> None:
    """Find the completion in the record, and the module no longer due."""
    choose_in_account_menu(page, "Your learning record")
    done = page.get_by_role("table", name="Modules that you completed")
    expect(done.get_by_role("rowheader", name=story.module.title)).to_be_visible()
    due = page.get_by_role("table", name="Modules that are due")
    expect(due).not_to_contain_text(story.module.title)
    assert_fit(page)


def look_as_supervisor(page: Page, story: Story) -> None:
    """See that the officer has done the module, who is overdue, and nobody of another team."""
    sign_in_with_form(page, "supervisor@demo.example")
    go_to(page, "Team learning")
    card = card_of(page, story.name)
    expect(facts(card, "Done")).to_contain_text(story.module.title)
    overdue = ModulePage.objects.get(slug=OVERDUE).title
    expect(facts(card, "Overdue")).to_contain_text(overdue)
    assert_fit(page)
    team = team_of("supervisor@demo.example")
    assert set(names_on(page)) == team - {"Margaret Sutcliffe"}
    page.get_by_label("State").select_option("Overdue")
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url(re.compile("[?&]state=overdue"))
    late = names_on(page)
    assert story.name in late
    assert set(late) < team
    expect(page.get_by_text("Overdue", exact=True)).not_to_have_count(0)


def look_as_foreign_supervisor(page: Page, sign_in: SignIn, story: Story) -> None:
    """See none of the officer's team, whatever the filter in the address says."""
    elsewhere = (
        Membership.objects.current(timezone.localdate())
        .filter(force__slug="durham", rasso_role="supervisor")
        .select_related("person")
        .first()
    )
    assert elsewhere is not None
    sign_in(page, elsewhere.person.email)
    page.goto("/team/learning/")
    own = team_of(elsewhere.person.email)
    assert set(names_on(page)) <= own
    assert names_on(page)
    assert not own & team_of(story.officer)


def test_a_worker_tells_once_what_is_due(phone_page: Page, celery_worker_process: Child) -> None:
    officer = get_user_model().objects.get(email="officer@demo.example")
    mails = Delivery.objects.filter(
        notification__recipient=officer, notification__kind__in=[DUE_SOON, OVERDUE_KIND]
    )
    remind.delay()
    remind.delay()
    wait_until(lambda: [mail.state for mail in mails.all()] == [State.SENT, State.SENT])
    sign_in_with_form(phone_page, officer.email)
    choose_in_account_menu(phone_page, "Notifications")
    main = phone_page.get_by_role("main")
    expect(main.get_by_role("link", name="You have learning due soon")).to_have_count(1)
    overdue = main.get_by_role("link", name="You have learning that is overdue")
    expect(overdue).to_have_count(1)
    overdue.click()
    phone_page.wait_for_url(f"**/learning/{OVERDUE}/")


def assert_fit(page: Page, *, axe: bool = False) -> None:
    """Nothing sticks out; and axe finds nothing, where no other test looks at the screen."""
    assert no_horizontal_overflow(page), page.url
    if axe:
        assert axe_violations(page) == [], page.url


def published(story: Story) -> PublishedQuiz:
    """The quiz as it is live now."""
    revision_id = story.refresh().live_revision_id
    assert revision_id is not None
    return quiz_of_revision(revision_id)


def fact(page: Page, key: str) -> str:
    """The value beside a key of a summary list."""
    return facts(page.get_by_role("main"), key).inner_text().strip()


def facts(within: Locator, key: str) -> Locator:
    """What stands beside a key of a summary list."""
    return within.locator(f"xpath=.//dt[normalize-space()='{key}']/following-sibling::dd")


def card_of(page: Page, name: str) -> Locator:
    """A person's card on the team page."""
    heading = page.get_by_role("heading", name=name)
    return page.locator(".govuk-summary-card").filter(has=heading)


def names_on(page: Page) -> list[str]:
    """The people on the team page, without their teams."""
    headings = page.locator(".govuk-summary-card__title").all_inner_texts()
    return [heading.split(",")[0].strip() for heading in headings]


def team_of(email: str) -> set[str]:
    """The names of those who work in the same team."""
    posts = Membership.objects.current(timezone.localdate()).select_related("person")
    node = posts.get(person__email=email).node
    return {post.person.get_full_name() for post in posts.filter(node=node)}


def on_paper(made: Completion) -> str:
    """The day of a completion as pages and certificates write it."""
    return date_format(made.completed_on, "j F Y")


def printed(page: Page) -> str:
    """The words of the certificate's PDF, fetched with the page's own cookies."""
    link = page.get_by_role("button", name="Download as PDF").get_attribute("href")
    answer = page.request.get(link or "")
    assert answer.headers["content-type"] == "application/pdf"
    sheets = PdfReader(io.BytesIO(answer.body())).pages
    assert len(sheets) == 1
    return " ".join(sheets[0].extract_text().split())


def enter_code(page: Page, code: str) -> None:
    """Check a code as whoever was shown the certificate."""
    page.get_by_label("Code on the certificate").fill(code)
    page.get_by_role("button", name="Check the code").click()
