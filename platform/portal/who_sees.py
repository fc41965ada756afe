"""Who may see what, in plain words: the public page, and what the tests hold its words to.

A line names the roles that see something of others and, where one exists, the address at which
they do; a test compares each with the matrix of rights, so that the page cannot promise more than
the site keeps.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisation.models import Role


@dataclass(frozen=True)
class Seen:
    """What holders of some roles see of other people; address is the page where they see it."""

    roles: tuple[Role, ...]
    words: "str | Promise"
    address: str = ""

    @property
    def labels(self) -> list[str]:
        """The names of the roles."""
        return [str(role.label) for role in self.roles]


@dataclass(frozen=True)
class Line:
    """One kind of data: what the person themselves sees of it, and who else."""

    code: str
    title: "str | Promise"
    you: "str | Promise"
    others: tuple[Seen, ...] = ()


LINES: tuple[Line, ...] = (
    Line(
        "check_ins",
        _("Your check-ins, and whether you made one"),
        _("All of it, and nobody else ever does"),
    ),
    Line(
        "asking",
        _("That you asked for peer support, and what about"),
        _("All of it"),
        (
            Seen(
                (Role.PEER_SUPPORTER,),
                _("Offers that are made to them. Your name only when they look, before they talk."),
            ),
            Seen(
                (Role.PEER_COORDINATOR,),
                _("How many wait, for which topics, and how full supporters are. Never who."),
                "peer_support:coordination",
            ),
        ),
    ),
    Line(
        "messages",
        _("What you and a supporter write to each other"),
        _("Your own conversations"),
        (
            Seen(
                (Role.SAFEGUARDING_LEAD,),
                _(
                    "Only after somebody raised a concern and a second lead agreed, for one hour, "
                    "with who you are. Both of you are told afterwards."
                ),
                "peer_support:safeguarding",
            ),
        ),
    ),
    Line(
        "trends",
        _("Group figures about wellbeing"),
        _("What your force says that it heard and did"),
        (
            Seen(
                (Role.SUPERVISOR, Role.MANAGER, Role.WELLBEING_LEAD, Role.NATIONAL),
                _(
                    "Figures of ten people or more, once a month: of their own places and those "
                    "above; the national team of whole forces. Never a person."
                ),
                "portal:trends",
            ),
        ),
    ),
    Line(
        "learning",
        _("Your learning"),
        _("All of it"),
        (
            Seen(
                (Role.SUPERVISOR, Role.MANAGER),
                _(
                    "Of the people in their own line: what is due, done and overdue, and which "
                    "changes they have read. Not your answers in a quiz."
                ),
                "learning:team",
            ),
        ),
    ),
    Line(
        "account",
        _("Your post, your roles and your account"),
        _("All of it"),
        (
            Seen(
                (Role.FORCE_ADMIN,),
                _("Of the people of their own force. Not what you do here."),
                "organisation:people",
            ),
        ),
    ),
    Line(
        "log",
        _("The log of administrative acts, such as giving somebody a role"),
        _("What is in it about you, in the copy of your data"),
        (
            Seen(
                (Role.DPO,),
                _("Of their own force. No check-in and no request for support is ever in it."),
                "audit:log",
            ),
        ),
    ),
)


def roles_that_see_nothing() -> list[str]:
    """The names of the roles that by themselves show nothing of other people."""
    seeing = {role for line in LINES for seen in line.others for role in seen.roles}
    return [str(role.label) for role in Role if role not in seeing]
