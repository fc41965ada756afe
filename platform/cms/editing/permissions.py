"""What Wagtail asks before it offers an act on a page; publishing goes by the workflow."""

from typing import TYPE_CHECKING

from wagtail.models import PagePermissionTester

if TYPE_CHECKING:
    from cms.models import BasePage


class ContentPermissionTester(PagePermissionTester):
    """Wagtail's answers, except that nobody publishes by a right of their group alone."""

    page: "BasePage"

    def can_publish(self) -> bool:
        """Whether the person may publish without a review; the form then asks what changed."""
        from cms.policies import may_publish_directly  # noqa: PLC0415 -- it needs the models

        return may_publish_directly(self.user, self.page)

    def can_publish_subpage(self) -> bool:
        """Nobody: a page that has never been live is reviewed first."""
        return False

    def can_unschedule(self) -> bool:
        """Whoever may take a page from the site may also stop it from going there."""
        return self.user.is_superuser or "publish" in self.permissions

    def can_set_view_restrictions(self) -> bool:
        """Nobody: see BasePage.private_page_options."""
        return False
