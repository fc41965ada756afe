"""The record of processing: purposes in words, and the rest from what each package declares.

Article 30 of the UK GDPR asks for it. A package that holds something about people and has no
purpose here fails a test; so nothing can be added without the record naming it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from privacy.selectors import PackageData, data_by_package


@dataclass(frozen=True)
class Purpose:
    """Why a package holds what it holds, about whom, who sees it, and on what it could rest."""

    title: "str | Promise"
    why: "str | Promise"
    people: "str | Promise"
    seen_by: "str | Promise"
    basis: "str | Promise"


@dataclass(frozen=True)
class Activity:
    """One line of the record."""

    purpose: Purpose
    data: PackageData


STAFF = _("Police officers and staff with an account, and guests from the CPS")
PUBLIC_TASK = _(
    "Public task (Article 6(1)(e)) or legitimate interests for duties as an employer (6(1)(f))"
)

PURPOSES: dict[str, Purpose] = {
    "accounts": Purpose(
        _("Accounts and signing in"),
        _("To know who may come in, and to keep everybody else out"),
        STAFF,
        _("The person; the administrator of their force sees whether an account is open"),
        PUBLIC_TASK,
    ),
    "organisation": Purpose(
        _("Posts, places and roles"),
        _("To know who works where and may do what, so that each sees only what is theirs"),
        STAFF,
        _("The person; the administrator of their force"),
        PUBLIC_TASK,
    ),
    "audit": Purpose(
        _("Log of administrative acts"),
        _("To prove later who changed what. It never records a check-in or a request for help"),
        _("Those who administer, publish or oversee"),
        _("The data protection officer of the force"),
        _("Legal obligation to keep data secure (Article 6(1)(c)) or public task (6(1)(e))"),
    ),
    "privacy": Purpose(
        _("Requests about data, and agreements"),
        _("To answer requests for a copy or for erasure, and to prove what was agreed to"),
        STAFF,
        _("The person; the data protection officer sees that a request was made, not the copy"),
        _("Legal obligation (Article 6(1)(c))"),
    ),
    "notifications": Purpose(
        _("Notifications and mail"),
        _(
            "To tell people that there is something to read. About private matters, mail says no "
            "more than that"
        ),
        STAFF,
        _("The person; their mail server sees that Lodestar wrote, not about what"),
        PUBLIC_TASK,
    ),
    "cms": Purpose(
        _("Guidance, who wrote it, and what readers say about it"),
        _(
            "To keep guidance right: who owns it, who changed it. To let readers comment under "
            "their name, keep pages for themselves, and report what should not be there"
        ),
        _("Editors and approvers; readers who comment, report or save a page"),
        _(
            "Editors, approvers and whoever runs the editing pages; comments are seen by readers "
            "in post; who reported one, and saved pages, by nobody else"
        ),
        PUBLIC_TASK,
    ),
    "learning": Purpose(
        _("Learning"),
        _("To teach, and to know who has completed what the work requires"),
        STAFF,
        _(
            "The person sees everything. Supervisors and managers see which modules the people in "
            "their line have done or still have to do; never answers or reflections"
        ),
        PUBLIC_TASK,
    ),
    "wellbeing": Purpose(
        _("Wellbeing check-ins, own notes, asking for help"),
        _(
            "To let people see how they are over time, to show groups of at least ten as figures "
            "that cannot tell of one person, and to lead to help"
        ),
        _("Police officers and staff who choose to take part"),
        _(
            "Answers and notes: the person alone. Group figures: those who look after the group. "
            "A request to be contacted: the people that the person was shown before sending it"
        ),
        _(
            "Public task or legitimate interests (Article 6(1)(e) or (f)). Because it is about "
            "health, also employment or occupational health (Article 9(2)(b) or (h), with "
            "Schedule 1 of the Data Protection Act 2018) or explicit consent (9(2)(a))"
        ),
    ),
    "peer_support": Purpose(
        _("Peer support: who listens, who asks, what the two write"),
        _(
            "To bring a person who asks together with a trained colleague outside their line and "
            "team, and to let the two talk without anybody else learning of it"
        ),
        _("Police officers and staff who ask for support; those who have offered to listen"),
        _(
            "A request: the person, and the name to one supporter at a time who checks for a "
            "conflict. Messages: the two who write them. Coordinators see supporters, and requests "
            "as counts and topics without names. A safeguarding lead sees a concern that was "
            "raised, and a conversation only after a second person agreed, for an hour; both "
            "writers are told"
        ),
        _(
            "Public task or legitimate interests (Article 6(1)(e) or (f)). Because topics may "
            "concern health, also employment or occupational health (Article 9(2)(b) or (h), with "
            "Schedule 1 of the Data Protection Act 2018) or explicit consent (9(2)(a))"
        ),
    ),
}


def record_of_processing() -> list[Activity]:
    """Return one line for each package that holds something about people."""
    return [Activity(PURPOSES[data.package], data) for data in data_by_package()]


def packages_without_purpose() -> list[str]:
    """Return what holds something about people and is not in the record."""
    return sorted(data.package for data in data_by_package() if data.package not in PURPOSES)
