"""Addresses below /cms/ for those who look after comments; wagtail_hooks hangs them there."""

from django.urls import path

from cms.views import moderation, withdrawals

PATTERNS = [
    path("comments/", moderation.waiting, name="cms_comments"),
    path("comments/rights/", withdrawals.withdrawals, name="cms_withdrawals"),
    path("comments/rights/<uuid:withdrawal_id>/", withdrawals.withdrawal, name="cms_withdrawal"),
    path(
        "comments/rights/<uuid:withdrawal_id>/lift/", withdrawals.lift, name="cms_withdrawal_lift"
    ),
    path("comments/page/<uuid:page_id>/", moderation.switch, name="cms_comment_switch"),
    path("comments/<uuid:comment_id>/", moderation.comment, name="cms_comment"),
    path("comments/<uuid:comment_id>/withdraw/", withdrawals.withdraw, name="cms_withdraw"),
]
