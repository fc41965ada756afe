"""The form that a page is edited with in the CMS."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Offers as owner those who keep content, not everyone who has an account."""

    # Wagtail passes what it likes.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from cms.selectors import people_who_keep_content  # noqa: PLC0415 -- it needs the models

        super().__init__(*args, **kwargs)
        if "content_owner" in self.fields:
            kept_by = self.instance.content_owner_id
            self.fields["content_owner"].queryset = people_who_keep_content(kept_by)
