"""Looks at the database as one who stole a dump of it would, and says what can be read."""

from wellbeing.dump_check.checking import check_dump
from wellbeing.dump_check.findings import Finding
from wellbeing.dump_check.rehearsal import rehearse_erasure

__all__ = ["Finding", "check_dump", "rehearse_erasure"]
