"""A page with one form about one comment, which it shows above the form."""

from dataclasses import dataclass

from cms.selectors.comments import CommentShown
from core.form_page import FormPage

TEMPLATE = "cms/comments/act.html"


@dataclass(frozen=True)
class CommentPage(FormPage):
    """A form's page, and the comment that it is about."""

    comment: CommentShown | None = None
