"""What every kind that a package declares may say; a kind that is new is held to it too."""

import re

from notifications.kinds import declared_kinds

# A day says nothing of what it is about.
DAYS = {"changed_on", "due_on"}
# Anybody may read the directory without signing in, so the name of a service stays no secret.
PUBLIC_NAMES = {("cms.support_service_due_soon", "name"), ("cms.support_service_due", "name")}
NAME = re.compile(r"\{(\w+)\}")


def test_whatever_names_content_asks_for_the_name_when_it_is_read() -> None:
    kept = {
        (kind.code, name)
        for kind in declared_kinds()
        if kind.names_now is None
        for name in set(NAME.findall(f"{kind.subject} {kind.body}")) - DAYS
    }
    assert kept == PUBLIC_NAMES


def test_no_subject_names_anything() -> None:
    assert [kind.code for kind in declared_kinds() if NAME.search(str(kind.subject))] == []
