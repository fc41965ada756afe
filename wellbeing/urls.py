"""Addresses of a person's own wellbeing; the trend pages are the portal's."""

from django.urls import path

from wellbeing.contact_urls import CONTACT_PATTERNS
from wellbeing.views import about, check_in, history, home, notes, settings

app_name = "wellbeing"

urlpatterns = [
    path("", home.home, name="home"),
    path("check-in/", check_in.check_in, name="check_in"),
    path("check-in/<slug:code>/", check_in.check_in, name="check_in_of"),
    path("history/", history.history, name="history"),
    path("history/answers.csv", history.answers_csv, name="answers_csv"),
    path("history/answers.json", history.answers_json, name="answers_json"),
    path("notes/", notes.notes, name="notes"),
    path("notes/<uuid:note_id>/delete/", notes.delete, name="delete_note"),
    path("settings/", settings.show, name="settings"),
    path("settings/reminders/", settings.reminders, name="set_reminders"),
    path("settings/pause/", settings.pause, name="pause"),
    path("settings/resume/", settings.resume, name="resume"),
    path("settings/keep-history/", settings.keep, name="keep_history"),
    path("settings/erase/", settings.erase, name="erase"),
    path("settings/leave/", settings.leave, name="leave"),
    path("settings/join-again/", settings.join_again, name="join_again"),
    path("instruments/", about.instruments, name="instruments"),
    path("who-sees-this/", about.who_sees, name="who_sees"),
    *CONTACT_PATTERNS,
]
