"""A person's own learning record, to keep or to hand to whom they choose."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FontFace

from learning.models import Confirmation
from learning.pdf.sheets import FAMILY, INK, QUIET, Sheet
from learning.selectors.record import KeptCompletion
from learning.standing import Item

HEADINGS = FontFace(emphasis="BOLD", fill_color=(243, 242, 241))


def record_sheet(
    *,
    name: str,
    completions: Sequence[KeptCompletion],
    confirmations: Sequence[Confirmation],
    open_items: Sequence[Item],
    today: date,
    marking: str,
) -> Sheet:
    """Return the record: what was completed and confirmed, and what is due or begun."""
    sheet = Sheet(_("Learning record"), marking=marking)
    sheet.write_line(_("Learning record"), size=20, bold=True, space=1)
    sheet.write_line(name, size=14, space=1)
    sheet.write_line(_("On %s") % date_format(today, "j F Y"), colour=QUIET, space=6)
    sheet.write_line(_("Completed"), size=14, bold=True)
    done = [_completed_row(kept) for kept in completions]
    _table(sheet, (_("Module"), _("Version"), _("Date")), done, (60, 16, 24))
    if confirmations:
        sheet.write_line(_("Changed pages, read and confirmed"), size=14, bold=True)
        read = [_confirmed_row(confirmation) for confirmation in confirmations]
        _table(sheet, (_("Page"), _("Version"), _("Date")), read, (60, 16, 24))
    sheet.write_line(_("Due or in progress"), size=14, bold=True)
    still = [_open_row(item) for item in open_items]
    _table(sheet, (_("Module"), _("State"), _("Due")), still, (60, 16, 24))
    return sheet


def done_in_words(kept: KeptCompletion) -> str:
    """Return how a completion stands: done, or done before the module changed."""
    if kept.changed_on is None:
        return _("Done")
    return _("Done before the change of %s") % date_format(kept.changed_on, "j F Y")


def _completed_row(kept: KeptCompletion) -> tuple[str, str, str]:
    completion, title = kept.completion, kept.completion.module_title
    on = date_format(completion.completed_on, "j F Y")
    if kept.changed_on is not None:
        changed = date_format(kept.changed_on, "j F Y")
        title = _("%(title)s (before the change of %(day)s)") % {"title": title, "day": changed}
    return title, completion.version_label, on


def _confirmed_row(confirmation: Confirmation) -> tuple[str, str, str]:
    on = date_format(confirmation.confirmed_on, "j F Y")
    return confirmation.version.title, str(confirmation.version.number), on


def _open_row(item: Item) -> tuple[str, str, str]:
    due = date_format(item.due_on, "j F Y") if item.due_on else ""
    return item.module.title, str(item.label), due


def _table(
    sheet: Sheet,
    heading: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    widths: tuple[int, ...],
) -> None:
    if not rows:
        sheet.write_line(_("Nothing here."), colour=QUIET, space=6)
        return
    sheet.set_font(FAMILY, "", 10)
    sheet.set_text_color(*INK)
    with sheet.table(col_widths=widths, headings_style=HEADINGS, text_align="LEFT") as table:
        for row in (heading, *rows):
            table.row(row)
    sheet.ln(6)
