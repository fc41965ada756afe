"""What notices may call the pages and modules that they are about; asked whenever one is read."""

from collections.abc import Collection, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from learning.changes import Change, is_asked
from learning.selectors.changes import as_changes, open_versions, stays_of
from learning.selectors.people import modules_readable_by
from learning.standing import ModuleFacts


def changes_named(reader: User, versions: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    """Name what changed, by the version's id, as long as the change asks the reader."""
    today = timezone.localdate()
    changes = as_changes(open_versions().filter(public_id__in=versions))
    stays = stays_of([reader.pk], today).get(reader.pk, [])
    return {
        str(change.version): {"page": name_of_change(change)}
        for change in changes
        if is_asked(change, stays, today)
    }


def name_of_change(change: Change) -> str:
    """Return what mail may call the page: of what is sensitive, only that it is."""
    if change.is_sensitive:
        return _("A page marked OFFICIAL-SENSITIVE")
    return _("“%s”") % change.title


def modules_named(reader: User, reminders: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    """Name the module of each reminder, by the reminder's key, while the reader may read it."""
    readable = {module.slug: module for module in modules_readable_by(reader).values()}
    slugs = {key: key.rpartition(":")[0] for key in reminders}
    return {
        key: {"module": name_of_module(readable[slug])}
        for key, slug in slugs.items()
        if slug in readable
    }


def name_of_module(module: ModuleFacts) -> str:
    """Return what mail may call the module: of what is sensitive, only that it is."""
    return _("A module marked OFFICIAL-SENSITIVE") if module.is_sensitive else module.title
