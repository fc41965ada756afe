"""Months in full, as plain English asks: 4 March 2026."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
