"""The accounts of the demo. Their password is public: production refuses to start with them."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from accounts.models import User

# Printed by the demo and known to everyone; only demo and test settings ever seed it.
DEMO_PASSWORD = "lantern-harbour-thistle-42"  # noqa: S105 -- public on purpose
DOMAIN = "demo.example"


@dataclass(frozen=True)
class DemoPerson:
    """One invented person; role says in words what the account is for."""

    local_part: str
    first_name: str
    last_name: str
    role: str

    @property
    def email(self) -> str:
        """The address that the person signs in with."""
        return f"{self.local_part}@{DOMAIN}"


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("officer", "Hannah", "Okafor", "Officer (investigator)"),
    DemoPerson("officer2", "Rhys", "Pritchard", "Officer in the same team"),
    DemoPerson("supervisor", "Margaret", "Sutcliffe", "Supervisor of a team"),
    DemoPerson("manager", "Imran", "Qureshi", "Manager of a unit"),
    DemoPerson("editor", "Fiona", "Abernethy", "Editor"),
    DemoPerson("approver", "Desmond", "Clarke", "Approver (specialist)"),
    DemoPerson("legal", "Ruth", "Fairweather", "Approver (legal and safeguarding)"),
    DemoPerson("forceeditor", "Nerys", "Beddoes", "Editor of Avon and Somerset"),
    DemoPerson("wellbeing", "Priya", "Raman", "Wellbeing lead"),
    DemoPerson("supporter", "Callum", "Whitfield", "Peer supporter"),
    DemoPerson("coordinator", "Yasmin", "Haddad", "Peer support coordinator"),
    DemoPerson("safeguarding", "Eleanor", "Marsh", "Safeguarding lead"),
    DemoPerson("forceadmin", "Gareth", "Lloyd", "Force administrator"),
    DemoPerson("national", "Oluwaseun", "Bright", "National team"),
    DemoPerson("dpo", "Catherine", "Nowak", "Data protection officer"),
    DemoPerson("cps", "Siobhan", "Kelleher", "CPS partner (guest)"),
    DemoPerson("admin", "Tom", "Ashworth", "Runs the editing pages"),
)


def seed(report: Callable[[str], None]) -> None:
    """Open the accounts that are missing; those that exist stay as they are."""
    opened = sum(_open(person) for person in PEOPLE)
    report(f"Accounts: {opened} opened, {len(PEOPLE) - opened} were there.")


def _open(person: DemoPerson) -> bool:
    if User.objects.filter(email=person.email).exists():
        return False
    runs_cms = person.local_part == "admin"
    user = User.objects.create_user(
        person.email,
        DEMO_PASSWORD,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=runs_cms,
        is_superuser=runs_cms,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return True
