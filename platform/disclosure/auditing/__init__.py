"""Tries to learn something of one person from a month's figures before anybody sees them.

The auditor is the engine's opponent, so it shares nothing with it: no constant, no function, no
type. It knows the tree, how many people belong and are counted at each place, and the exact totals
that a reader could at best work out. It knows neither scores nor keys.
"""

from disclosure.auditing.crossing import audit_together
from disclosure.auditing.display import Display, check_displays, check_shares
from disclosure.auditing.evidence import (
    Evidence,
    Figure,
    HiddenRange,
    NarrowedError,
    PersonRange,
    Verdict,
)
from disclosure.auditing.gate import audit
from disclosure.auditing.recount import Recount, check_counts, recount

__all__ = [
    "Display",
    "Evidence",
    "Figure",
    "HiddenRange",
    "NarrowedError",
    "PersonRange",
    "Recount",
    "Verdict",
    "audit",
    "audit_together",
    "check_counts",
    "check_displays",
    "check_shares",
    "recount",
]
