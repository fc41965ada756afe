"""Addresses of the content. Wagtail's own are left out: they know a password and a second sign-in.

Included last, because the page tree takes what nothing else has claimed.
"""

from cms.urls import comments, directory, furniture, practice, reading, searching, serving

urlpatterns = [
    *searching.PATTERNS,
    *reading.PATTERNS,
    *comments.PATTERNS,
    *directory.PATTERNS,
    *furniture.PATTERNS,
    *practice.PATTERNS,
    *serving.PATTERNS,
]
