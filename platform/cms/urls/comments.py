"""Comments on pages and what becomes of them; the pages that a person saved."""

from django.urls import path

from cms.views import bookmarks, comments, own_comments

COMMENT = "page/<uuid:page_id>/comments/<uuid:comment_id>/"

PATTERNS = [
    path("page/<uuid:page_id>/comments/", comments.page_comments, name="page_comments"),
    path(f"{COMMENT}reply/", comments.reply, name="reply_to_comment"),
    path(f"{COMMENT}report/", comments.report, name="report_comment"),
    path("my/comments/", own_comments.mine, name="own_comments"),
    path("my/comments/<uuid:comment_id>/edit/", own_comments.edit, name="edit_comment"),
    path("my/comments/<uuid:comment_id>/remove/", own_comments.remove, name="remove_comment"),
    path(
        "my/comments/withdrawals/<uuid:withdrawal_id>/appeal/",
        own_comments.appeal,
        name="appeal_withdrawal",
    ),
    path("page/<uuid:page_id>/bookmark/", bookmarks.bookmark, name="page_bookmark"),
    path("my/bookmarks/", bookmarks.bookmarks, name="bookmarks"),
]
