"""Who reads and writes comments on a page, and who looks after them."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from cms.models import (
    BasePage,
    CommentingWithdrawal,
    CommentSwitch,
    GuidancePage,
    LegalUpdatePage,
    PageComment,
    PracticeExamplePage,
    ToolPage,
)
from cms.models.pages import ListingPage
from cms.policies import may_write_for_force, may_write_national_content, writes_for_a_force
from cms.readership import Standing
from cms.selectors import reader_of
from organisation.selectors import post_today

# Pages of other types take comments only once somebody has opened them.
OPEN_AT_FIRST = (GuidancePage, ToolPage, PracticeExamplePage, LegalUpdatePage)
COLLEAGUES = frozenset({Standing.INSIDER, Standing.EDITOR})


def can_have_comments(page: BasePage) -> bool:
    """Lists have none, and what is OFFICIAL-SENSITIVE is not discussed here."""
    return not page.is_sensitive and not isinstance(page, ListingPage)


def comments_are_open(page: BasePage) -> bool:
    """Whether new comments are taken, as somebody switched it or as the type of the page has it."""
    if not can_have_comments(page):
        return False
    switch = CommentSwitch.objects.filter(page=page.pk).first()
    return switch.are_open if switch else isinstance(page, OPEN_AT_FIRST)


def may_moderate(user: User | AnonymousUser, page: BasePage) -> bool:
    """The nation's editors and approvers everywhere; those of a force on its local pages."""
    if may_write_national_content(user):
        return True
    if page.force_id is None:
        return False
    return may_write_for_force(user, page.force_id)


def may_moderate_something(user: User | AnonymousUser) -> bool:
    """Whether the person finds comments to look after in the CMS."""
    if may_write_national_content(user):
        return True
    return writes_for_a_force(user)


def may_read_comments(user: User | AnonymousUser, page: BasePage) -> bool:
    """Colleagues in post, and those who look after them; the page itself they may read already."""
    if not isinstance(user, User) or not can_have_comments(page):
        return False
    if reader_of(user).standing not in COLLEAGUES:
        return False
    return post_today(user) is not None or may_moderate(user, page)


def may_comment(user: User, page: BasePage) -> bool:
    """Readers in post, while comments are open and their right to comment stands."""
    if post_today(user) is None or not may_read_comments(user, page):
        return False
    if not comments_are_open(page):
        return False
    return not has_lost_the_right(user, page)


def has_lost_the_right(user: User, page: BasePage) -> bool:
    """Whether the right to comment was withdrawn everywhere, or for the page's force."""
    withdrawn = CommentingWithdrawal.objects.in_force(timezone.localdate()).filter(person=user)
    if withdrawn.filter(force__isnull=True).exists():
        return True
    return page.force_id is not None and bool(withdrawn.filter(force=page.force_id).exists())


def may_report(user: User, comment: PageComment) -> bool:
    """Whoever sees the words of somebody else."""
    return comment.is_visible and comment.author_id != user.pk


def may_decide_on(user: User, comment: PageComment) -> bool:
    """Whoever looks after the page, but for words of their own."""
    return comment.author_id != user.pk and may_moderate(user, comment.page)


def may_look_after(user: User, withdrawal: CommentingWithdrawal) -> bool:
    """Whoever could have withdrawn the right there, but for their own."""
    if withdrawal.person_id == user.pk:
        return False
    if may_write_national_content(user):
        return True
    return withdrawal.force_id is not None and may_write_for_force(user, withdrawal.force_id)


def may_decide_appeal(user: User, withdrawal: CommentingWithdrawal) -> bool:
    """Another one than who withdrew the right."""
    return withdrawal.withdrawn_by_id != user.pk and may_look_after(user, withdrawal)
