"""The story of the demo's 24 months: how places fare, who comes, goes and moves, what is written.

Months are counted from 1, the first that is told of. Every place and person is invented.
"""

from dataclasses import dataclass
from typing import Final

MONTHS: Final = 24
SEED: Final = "lodestar"


@dataclass(frozen=True, slots=True)
class Course:
    """How people fare on a scale of 0 to 100, and which part of them checks in.

    gain is added each month; step from step_month on.
    """

    start: int
    gain: float = 0.0
    step: int = 0
    step_month: int = MONTHS + 1
    share: float = 0.55

    def level(self, month: int) -> float:
        """Return the level of the month."""
        return self.start + self.gain * month + (self.step if month >= self.step_month else 0)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who starts in a team on a day of a month."""

    month: int
    first_name: str
    last_name: str
    team: str


@dataclass(frozen=True, slots=True)
class Leaver:
    """In this month one of the team's constables leaves their force."""

    month: int
    team: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """In this month one of the constables goes to another team, of the same force or another."""

    month: int
    team: str
    to: str


@dataclass(frozen=True, slots=True)
class Merger:
    """On the first of the month one team takes over another."""

    month: int
    team: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """On the first of the month a team leaves its unit and becomes one of its own."""

    month: int
    team: str
    unit: str


CHANGED_UNIT: Final = "Operation Bluestone"
CHANGE_MONTH: Final = 16
HEARD_MONTH: Final = 21

# By the name of the team or, failing that, of its unit or force.
COURSES: Final[dict[str, Course]] = {
    CHANGED_UNIT: Course(64, step=-17, step_month=CHANGE_MONTH, share=0.62),
    "Bristol Investigation Team": Course(60, step=-17, step_month=CHANGE_MONTH, share=0.5),
    "Complex Case Team": Course(64, step=-17, step_month=CHANGE_MONTH, share=0.78),
    "Digital and Disclosure Unit": Course(62, share=0.75),
    "Avon and Somerset Police": Course(60, share=0.8),
    "Adult Protection Unit": Course(57, share=0.6),
    "Rape and Serious Sexual Offences Unit": Course(44, gain=1.0, share=0.6),
    "Cardiff Investigation Team": Course(55, share=0.66),
    "Swansea Vulnerability Team": Course(59, share=0.7),
}
ELSEWHERE: Final = Course(56)
# From this month on, some are asked the monthly instruments as well.
MONTHLY_FROM: Final = 7
MONTHLY_SHARE: Final = 0.8

MERGERS: Final = (Merger(14, "Merthyr Vulnerability Team", "Swansea Vulnerability Team"),)
SPLITS: Final = (Split(18, "Cardiff Investigation Team", "Cardiff Unit"),)
TRANSFERS: Final = (
    Transfer(5, "Weston Protection Team", "Bath Protection Team"),
    Transfer(8, "Bath Protection Team", "Complex Case Team"),
    Transfer(10, "Central Investigation Team", "Bath Protection Team"),
    Transfer(11, "Central Investigation Team", "Response Team"),
    Transfer(16, "Cardiff Investigation Team", "Swansea Vulnerability Team"),
    Transfer(19, "Bath Protection Team", "Cardiff Investigation Team"),
    Transfer(20, "Complex Case Team", "Bath Protection Team"),
    Transfer(23, "Swansea Vulnerability Team", "Cardiff Investigation Team"),
)
LEAVERS: Final = (
    Leaver(3, "Bath Protection Team"),
    Leaver(6, "Cardiff Investigation Team"),
    Leaver(7, "Disclosure Team"),
    Leaver(9, "Central Investigation Team"),
    Leaver(12, "Complex Case Team"),
    Leaver(13, "Cardiff Investigation Team"),
    Leaver(15, "Weston Protection Team"),
    Leaver(17, "Complex Case Team"),
    Leaver(18, "Complex Case Team"),
    Leaver(20, "Bath Protection Team"),
    Leaver(22, "Central Investigation Team"),
    Leaver(24, "Swansea Vulnerability Team"),
)
JOINERS: Final = (
    Joiner(2, "Ayesha", "Brockley", "Bath Protection Team"),
    Joiner(3, "Bryn", "Calloway", "Cardiff Investigation Team"),
    Joiner(4, "Chloe", "Dunmore", "Disclosure Team"),
    Joiner(5, "Dafydd", "Easterby", "Central Investigation Team"),
    Joiner(7, "Elin", "Fenwright", "Cardiff Investigation Team"),
    Joiner(8, "Finlay", "Gorsley", "Disclosure Team"),
    Joiner(9, "Gwen", "Hartnoll", "Bath Protection Team"),
    Joiner(10, "Hari", "Ivybridge", "Central Investigation Team"),
    Joiner(12, "Iona", "Jarrold", "Complex Case Team"),
    Joiner(13, "Jamal", "Kelsall", "Complex Case Team"),
    Joiner(14, "Keira", "Lydford", "Response Team"),
    Joiner(15, "Leon", "Marchbank", "Weston Protection Team"),
    Joiner(17, "Mali", "Northcott", "Cardiff Investigation Team"),
    Joiner(19, "Noor", "Oxenham", "Complex Case Team"),
    Joiner(20, "Oscar", "Penhale", "Complex Case Team"),
    Joiner(21, "Polly", "Ravensworth", "Bath Protection Team"),
    Joiner(22, "Reece", "Selworthy", "Yeovil Protection Team"),
    Joiner(24, "Sofia", "Trevanion", "Cardiff Investigation Team"),
)

# The account whose own history the demo shows: month by month, but not the one that is open.
OFFICER: Final = "officer@demo.example"
OFFICER_COURSE: Final = Course(66, step=-14, step_month=CHANGE_MONTH, share=1.0)
OFFICER_MONTHLY_FROM: Final = 7
OFFICER_OFTEN_FROM: Final = 13
NOTE_AUTHOR: Final = "manager@demo.example"

ANNOTATION: Final = "New shift pattern: five weeks of rotating lates began."
HEARD: Final = (
    "Since the rotating lates began, rest and switching off have been harder, most of all in the "
    "days between two runs of late shifts."
)
DID: Final = (
    "From next month nobody works two runs of lates in a row, and the day after a run is kept free "
    "of court and training. We look at it again after three months."
)
