"""Publishes whatever a test puts into MONTHS."""

from datetime import date

from disclosure.figures import FigureSource, Gathered
from tests.support.figures import source_of

MONTHS: dict[date, Gathered] = {}
SOURCES: tuple[FigureSource, ...] = (source_of(MONTHS),)
