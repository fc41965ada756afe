"""What readers do with a page: its history and changes, bookmarks, whether it was useful."""

from django.urls import path

from cms.views import reading

PATTERNS = [
    path("page/<uuid:page_id>/history/", reading.page_history, name="page_history"),
    path("page/<uuid:page_id>/changes/<int:number>/", reading.page_changes, name="page_changes"),
]
