"""The invented units, teams and people of the demo; no one here is, or is named after, anybody."""

from dataclasses import dataclass

from organisation.models import RassoRole, Role


@dataclass(frozen=True)
class DemoTeam:
    """A team, how many people work in it, and in which roles they take turns."""

    name: str
    people: int
    roles: tuple[RassoRole, ...]


@dataclass(frozen=True)
class DemoUnit:
    """A unit with its teams."""

    name: str
    teams: tuple[DemoTeam, ...]


@dataclass(frozen=True)
class DemoPlace:
    """Where one of the demo accounts works, at which rank, with which role over which place."""

    account: str
    place: str
    rank: str
    rasso_role: RassoRole
    role: Role | None = None


INVESTIGATING = (RassoRole.INVESTIGATOR, RassoRole.INVESTIGATOR, RassoRole.SOLO)
ENGAGING = (RassoRole.SOLO, RassoRole.FIRST_RESPONDER)
SUPPORTING = (RassoRole.DIGITAL, RassoRole.DISCLOSURE, RassoRole.ANALYST)

MAIN_FORCE = "avon-and-somerset"
FOREIGN_FORCE = "durham"

FORCES: dict[str, tuple[DemoUnit, ...]] = {
    MAIN_FORCE: (
        DemoUnit(
            "Operation Bluestone",
            (
                DemoTeam("Bristol Investigation Team", 9, INVESTIGATING),
                DemoTeam("Somerset Investigation Team", 8, INVESTIGATING),
                DemoTeam("Victim Engagement Team", 6, ENGAGING),
            ),
        ),
        DemoUnit(
            "Digital and Disclosure Unit",
            (DemoTeam("Digital Evidence Team", 5, SUPPORTING),),
        ),
    ),
    FOREIGN_FORCE: (
        DemoUnit(
            "Rape and Serious Sexual Offences Unit",
            (
                DemoTeam("North Investigation Team", 7, INVESTIGATING),
                DemoTeam("South Investigation Team", 6, INVESTIGATING),
            ),
        ),
    ),
    "south-wales": (
        DemoUnit(
            "Public Protection Unit",
            (
                DemoTeam("Eastern Investigation Team", 7, INVESTIGATING),
                DemoTeam("Western Investigation Team", 6, INVESTIGATING),
                DemoTeam("Victim Engagement Team", 5, ENGAGING),
            ),
        ),
    ),
}

# Made after everyone above, so that those keep their names and numbers: enough people, in teams
# from 4 to 60, for group figures that can be shown and for some that cannot.
LARGER: dict[str, tuple[DemoUnit, ...]] = {
    MAIN_FORCE: (
        DemoUnit("Operation Bluestone", (DemoTeam("Complex Case Team", 18, INVESTIGATING),)),
        DemoUnit("Digital and Disclosure Unit", (DemoTeam("Disclosure Team", 12, SUPPORTING),)),
        DemoUnit(
            "Adult Protection Unit",
            (
                DemoTeam("Bath Protection Team", 36, INVESTIGATING),
                DemoTeam("Weston Protection Team", 24, INVESTIGATING),
                DemoTeam("Yeovil Protection Team", 4, INVESTIGATING),
            ),
        ),
    ),
    FOREIGN_FORCE: (
        DemoUnit(
            "Rape and Serious Sexual Offences Unit",
            (
                DemoTeam("Central Investigation Team", 30, INVESTIGATING),
                DemoTeam("Response Team", 16, ENGAGING),
            ),
        ),
    ),
    "south-wales": (
        DemoUnit(
            "Public Protection Unit", (DemoTeam("Cardiff Investigation Team", 60, INVESTIGATING),)
        ),
        DemoUnit(
            "Vulnerability Unit",
            (
                DemoTeam("Swansea Vulnerability Team", 20, ENGAGING),
                DemoTeam("Merthyr Vulnerability Team", 14, ENGAGING),
            ),
        ),
    ),
}

HOME_TEAM = "Bristol Investigation Team"
HOME_UNIT = "Operation Bluestone"

# The force administrator comes first: they give the other roles of the force.
PLACES: tuple[DemoPlace, ...] = (
    DemoPlace("forceadmin", MAIN_FORCE, "PSM", RassoRole.OTHER, Role.FORCE_ADMIN),
    DemoPlace("manager", HOME_UNIT, "DI", RassoRole.SIO, Role.MANAGER),
    DemoPlace("supervisor", HOME_TEAM, "DS", RassoRole.SUPERVISOR, Role.SUPERVISOR),
    DemoPlace("officer", HOME_TEAM, "DC", RassoRole.INVESTIGATOR),
    DemoPlace("officer2", HOME_TEAM, "DC", RassoRole.SOLO),
    DemoPlace(
        "supporter",
        "Somerset Investigation Team",
        "DC",
        RassoRole.PEER_SUPPORTER,
        Role.PEER_SUPPORTER,
    ),
    DemoPlace("wellbeing", MAIN_FORCE, "WBL", RassoRole.WELLBEING_LEAD, Role.WELLBEING_LEAD),
    DemoPlace("coordinator", MAIN_FORCE, "WBL", RassoRole.OTHER, Role.PEER_COORDINATOR),
    DemoPlace("safeguarding", MAIN_FORCE, "DCI", RassoRole.MANAGER, Role.SAFEGUARDING_LEAD),
    DemoPlace("dpo", MAIN_FORCE, "PSM", RassoRole.OTHER, Role.DPO),
)

# National roles of accounts that belong to no force; the first is given by the command itself.
NATIONAL_ROLES: tuple[tuple[str, Role], ...] = (
    ("editor", Role.EDITOR),
    ("approver", Role.APPROVER),
    ("legal", Role.APPROVER),
    ("cps", Role.CPS_PARTNER),
)

# fmt: off -- one name a line would be a page of names
FIRST_NAMES = (
    "Aisha",
    "Alan",
    "Beth",
    "Callum",
    "Carys",
    "Daniel",
    "Dawn",
    "Ellis",
    "Farah",
    "Gareth",
    "Grace",
    "Hannah",
    "Imran",
    "Isla",
    "Jack",
    "Joanne",
    "Kamal",
    "Kerry",
    "Lewis",
    "Lowri",
    "Marcus",
    "Megan",
    "Nadia",
    "Nathan",
    "Olivia",
    "Owen",
    "Priya",
    "Rhys",
    "Rosie",
    "Samir",
    "Sian",
    "Tariq",
    "Tessa",
    "Victor",
    "Yasmin",
    "Zoe",
)
LAST_NAMES = (
    "Abbot",
    "Barlow",
    "Carrick",
    "Denby",
    "Ellwood",
    "Farrow",
    "Garside",
    "Hallam",
    "Inskip",
    "Jessop",
    "Kitching",
    "Larkhill",
    "Maddox",
    "Nuttall",
    "Orchard",
    "Pendry",
    "Quarmby",
    "Redfern",
    "Stannard",
    "Thorley",
    "Underhill",
    "Venning",
    "Wadlow",
    "Yarrow",
    "Ashdown",
    "Brindle",
    "Colwyn",
    "Drayton",
    "Everley",
)
# fmt: on
