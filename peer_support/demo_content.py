"""Who is in the demo of peer support; every name, place and story is invented."""

from dataclasses import dataclass
from typing import Final

from peer_support.vocabulary import Topic

SEED: Final = "lodestar peer support"
MAIN_FORCE: Final = "avon-and-somerset"
# Forces of which the demos before this one tell, and how many of their people listen.
PEOPLED: Final = {MAIN_FORCE: 17, "durham": 9, "south-wales": 10}
# Forces that get their first people here: a unit with two teams each.
NEW_FORCES: Final = (
    "devon-and-cornwall",
    "dorset",
    "essex",
    "gwent",
    "kent",
    "merseyside",
    "norfolk",
)
UNIT: Final = "Rape and Serious Sexual Offences Unit"
TEAMS: Final = ("First Investigation Team", "Second Investigation Team")
PEOPLE_IN_TEAM: Final = 6
SUPPORTERS_IN_NEW_FORCE: Final = 4
# People are invented anew here: further on in the lists of names than the demos before.
NAMES_FROM: Final = 400

# Two are trained in it, and both pause: whoever needs it waits, and a coordinator sees why.
RARE_TOPIC: Final = Topic.ALCOHOL
TRAINED_IN_RARE: Final = 2

SUPPORTER: Final = "supporter@demo.example"
SAFEGUARDING: Final = "safeguarding@demo.example"
SUPPORTERS_TOPICS: Final = (Topic.TRAUMA, Topic.WORKLOAD, Topic.SLEEP, Topic.COURT)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the demo's conversation: hours after its beginning, and whose it is."""

    after_hours: int
    is_supporters: bool
    text: str


CONVERSATION: Final = (
    Line(1, True, "Hello, I am glad that you asked. Is there a good time for you to talk?"),
    Line(3, False, "Thank you. Evenings are best, after the late shift has settled down."),
    Line(4, True, "Evenings suit me too. Shall we start with a walk on Thursday at seven?"),
    Line(20, False, "Yes please. I have not slept well, a walk will do me good."),
    Line(98, True, "It was good to meet you. Write whenever you like; I answer within a day."),
    Line(101, False, "I slept through for the first time in weeks. Same time next Thursday?"),
)

FORCE_WORDS: Final = {
    "who_we_are": (
        "We are constables, sergeants and staff from every part of the force (invented). We have "
        "been trained to listen and to say where more help is. We are not counsellors."
    ),
    "trim": (
        "TRiM practitioners meet you after something hard, within three days if you wish. Ask any "
        "supervisor, or ring 01632 960 103 (invented)."
    ),
    "occupational_health": (
        "Refer yourself at any time on 01632 960 102 (invented). Nobody else is told."
    ),
    "how_to_join": (
        "A panel of three meets in spring and autumn (invented). Training takes three days, and "
        "you meet a supervisor four times a year."
    ),
}
