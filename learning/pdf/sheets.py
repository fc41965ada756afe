"""A sheet of paper with our fonts, which can write every name in Britain and beyond."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from fpdf import FPDF

FAMILY = "DejaVu"
FONTS = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
INK = (11, 12, 12)
QUIET = (80, 90, 95)
ACCENT = (11, 85, 99)
# Millimetres: the marking stands between the edge of the paper and everything else.
EDGE, MARKING_HEIGHT = 4, 5


def font_file(name: str) -> Path:
    """Return where a font is; raise ImproperlyConfigured if the front end was not built."""
    path: Path = settings.FRONTEND_DIST / "fonts" / name
    if not path.is_file():
        raise ImproperlyConfigured(
            f"The font {name} is missing: build the front end (platform/frontend/README.md)."
        )
    return path


class Sheet(FPDF):
    """A4 with the site's fonts, a title that readers of PDFs announce, and a marking."""

    def __init__(self, title: str, *, marking: str, orientation: str = "portrait") -> None:
        super().__init__(orientation=orientation, format="A4")
        self.marking = marking
        for style, name in FONTS.items():
            self.add_font(FAMILY, style, font_file(name))
        self.set_title(title)
        self.set_lang("en-GB")
        self.set_creator(settings.SERVICE_NAME)
        self.set_margins(20, 20)
        self.set_auto_page_break(True, margin=20)
        self.add_page()

    def header(self) -> None:
        """Write the marking above each page, outside the margins of its text."""
        self._write_marking(EDGE)
        self.set_y(self.t_margin)

    def footer(self) -> None:
        """Write the marking below each page."""
        self._write_marking(self.h - EDGE - MARKING_HEIGHT)

    def _write_marking(self, y: float) -> None:
        self.set_y(y)
        self.set_font(FAMILY, "B", 10)
        self.set_text_color(*INK)
        self.cell(0, MARKING_HEIGHT, self.marking, align="C")

    def write_line(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
        align: str = "L",
        space: float = 2,
    ) -> None:
        """Write one paragraph and leave space (mm) below it."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, text, align=align, new_x="LMARGIN", new_y="NEXT")
        self.ln(space)


def pdf_response(sheet: Sheet, filename: str) -> HttpResponse:
    """Return the finished sheet as a download."""
    response = HttpResponse(bytes(sheet.output()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
