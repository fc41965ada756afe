"""The certificate of one completion."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.certificate_codes import grouped
from learning.models import Completion
from learning.pdf.sheets import ACCENT, QUIET, Sheet

BORDER = 10


def certificate_sheet(completion: Completion, *, name: str, check_url: str, marking: str) -> Sheet:
    """Return the certificate: who, what, which version, when, and how a stranger checks it."""
    sheet = Sheet(_("Certificate of completion"), orientation="landscape", marking=marking)
    sheet.set_draw_color(*ACCENT)
    sheet.set_line_width(0.8)
    sheet.rect(BORDER, BORDER, sheet.w - 2 * BORDER, sheet.h - 2 * BORDER)
    sheet.set_y(30)
    sheet.write_line(settings.SERVICE_NAME, size=13, colour=ACCENT, align="C", space=8)
    sheet.write_line(_("Certificate of completion"), size=26, bold=True, align="C", space=12)
    sheet.write_line(name, size=20, align="C", space=4)
    sheet.write_line(_("completed the module"), colour=QUIET, align="C", space=4)
    sheet.write_line(completion.module_title, size=17, bold=True, align="C", space=6)
    sheet.write_line(_dates(completion), size=12, align="C", space=16)
    code = grouped(completion.verification_code)
    sheet.write_line(_("Code: %s") % code, size=12, bold=True, align="C", space=2)
    sheet.write_line(
        _("Check this certificate at %s") % check_url, size=10, colour=QUIET, align="C", space=4
    )
    sheet.write_line(_not_official(), size=9, colour=QUIET, align="C")
    return sheet


def _dates(completion: Completion) -> str:
    return _("on %(date)s (version %(version)s, published on %(published)s)") % {
        "date": date_format(completion.completed_on, "j F Y"),
        "version": completion.version_label,
        "published": date_format(completion.published_on, "j F Y"),
    }


def _not_official() -> str:
    return _("A record of learning. Not a qualification, a licence or an accreditation.")
