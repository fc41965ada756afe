"""The threat model as data: who might want to know, what stops them, and what does not.

It is written for a data protection officer. A sentence stands under "stops" only if the software
does it; what rests on the force, on a device or on luck stands under "remains".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Threat:
    """One adversary. stops and remains are sentences."""

    code: str
    who: "str | Promise"
    wants: "str | Promise"
    stops: "Sequence[str | Promise]"
    remains: "Sequence[str | Promise]"


ASSETS: "tuple[str | Promise, ...]" = (
    _("What one person answered in a check-in, or wrote in a note of their own"),
    _("That a named person did, or did not, check in"),
    _("That a named person asked to be contacted, and what they shared"),
    _("What a group of fewer than ten people answered"),
    _("That published figures stay as they were published"),
)

THREATS: tuple[Threat, ...] = (
    Threat(
        "supervisor",
        _("A curious supervisor or manager"),
        _("to learn how one person in their line answered, or who took part"),
        (
            _("No page, list, count, export or mail shows a person’s answer or that it was given."),
            _("Figures come out once a closed month, for ten people or more, and never change."),
            _("A figure stays hidden where it would say too much about the few who are left."),
            _("Noise is added to each group once. Asking again gives the same figure."),
            _(
                "Those in a person’s line of management are left out of their requests to be "
                "contacted, before the request is sent."
            ),
        ),
        (
            _("Somebody who stands behind the person sees the screen."),
            _("A team of ten who are all low is still shown as “20 or lower”."),
            _("Managers may guess from what they see of people at work. Figures cannot stop that."),
            _("Pressure to show one’s own history. The software shows it to the person only."),
        ),
    ),
    Threat(
        "force-administrator",
        _("An administrator of the force"),
        _("to look at check-ins, or to move people between teams until a figure gives one away"),
        (
            _("Administrators have no page about check-ins, requests or notes."),
            _("A closed month is never counted again, so moving people changes nothing published."),
            _("The place of an answer is sealed inside it. It does not follow a transfer."),
            _("An auditor, independent of the counting, checks each month before it is published."),
        ),
        (
            _("Administrators know who belongs to a team, and so how many could have answered."),
            _(
                "Administrators may know who has never signed in, and so cannot have answered. "
                "Closed accounts are left out of those who could have; these are not."
            ),
            _(
                "An administrator could fill a team with invented people and answer for them, so "
                "that one real person is the rest. The log of administrative acts shows each "
                "account and each move; have somebody else read it."
            ),
            _("Somebody who can sign in as a person sees what the person sees."),
        ),
    ),
    Threat(
        "superuser",
        _("Whoever runs the editing pages (a superuser)"),
        _("to read rows, or to change what is shown"),
        (
            _("Check-ins, notes, requests and their tables appear in no editing page."),
            _("A superuser has no right outside the editing pages, and no page of trends."),
            _("A superuser cannot change what a force says about its help, or name its contacts."),
            _("The national help lines are part of the software. No edit removes them."),
        ),
        (_("They could write misleading guidance. Changes to guidance are kept with a name."),),
    ),
    Threat(
        "dump",
        _("A thief of a copy of the database"),
        _("to read answers, or to learn who took part or asked for help"),
        (
            _(
                "Answers and notes are sealed with a key for each person. What opens those keys "
                "lies outside the database."
            ),
            _("Rows carry a pseudonym that leads to nobody without a secret outside the database."),
            _("No row of an answer has a time finer than its month; of a request, than its day."),
            _("A request to be contacted has a pseudonym of its own, other than the check-ins’."),
            _("Every night the rows are put into an order that chance makes."),
            _("Erasing a person removes their key and their rows."),
        ),
        (
            _(
                "A physical copy of the database files, or of its write-ahead log, holds "
                "transaction numbers and, for a while, erased rows and the order of a day. Beside "
                "sign-in times they may narrow down who wrote a row."
            ),
            _(
                "A copy that was made before an erasure or a withdrawal still holds what was "
                "sealed. It opens for whoever also has the outer keys of its day. Once those were "
                "changed and the old ones destroyed, for nobody."
            ),
            _("How many rows there are shows how many people took part in a month that is open."),
        ),
    ),
    Threat(
        "operator",
        _("Somebody with both the database and the keys"),
        _("to read everything"),
        (
            _("Keys and database can lie with different people: nobody needs both."),
            _("Keys can be changed, and the change is one command."),
        ),
        (
            _("Somebody who holds both can read answers. Only separate custody stops this."),
            _("Somebody who can change the running software can read what passes through it."),
        ),
    ),
    Threat(
        "broker",
        _("A reader of the message queue"),
        _("to learn who did what"),
        (
            _("Tasks carry ids and names of work, never answers, names or addresses."),
            _("No task belongs to one person’s check-in or to one request."),
        ),
        (_("It shows when nightly and monthly work runs."),),
    ),
    Threat(
        "logs",
        _("A reader of the logs"),
        _("to learn who opened which page, and when"),
        (
            _("A log line names no person, address, path or text that somebody typed."),
            _("Pages about wellbeing leave no line at all, unless the server fails."),
            _("The log of administrative acts holds nothing about check-ins or requests."),
        ),
        (_("Equipment between the person and the site may keep logs of its own."),),
    ),
    Threat(
        "colleagues",
        _("Colleagues who put together what they know"),
        _("to work out the answer of somebody else in their group"),
        (
            _(
                "Below 20 people a figure is bounded so that it tells nothing certain even to one "
                "colluding colleague; from 20 on, to two."
            ),
            _("No lowest, highest, middle or single answer is ever shown."),
        ),
        (
            _("Two who collude in a group of fewer than 20 can narrow the others’ answers."),
            _("People who know eight of ten answers learn something about the other two."),
            _("This is not what is called differential privacy."),
        ),
    ),
    Threat(
        "network",
        _("Somebody who watches the network or the mail"),
        _("to learn that a person checked in or asked for help"),
        (
            _("Everything travels encrypted, and no address of a page names a person."),
            _("Reminders go out on their fixed days, whether or not the person has checked in."),
            _("Those who are asked to get in touch are told at fixed hours, in neutral words."),
        ),
        (
            _("It shows that a device talked to the site, when, and how much."),
            _(
                "A force that opens encrypted traffic on its own network can read pages as they "
                "pass. Exclude this site from inspection, or tell your people."
            ),
        ),
    ),
    Threat(
        "device",
        _("Somebody with the person’s device, or power over the person"),
        _("to see, or to be shown, what was answered"),
        (
            _("Answers stay out of the browser’s store, history and address bar."),
            _("One link leaves the site quickly and ends the session."),
            _("Going back after leaving shows nothing. A session ends by itself."),
            _("People can erase their own history at any time, without saying why."),
        ),
        (
            _("A device that records its screen or keys records this too."),
            _(
                "The browser’s list of visited pages may show that pages about wellbeing were "
                "opened. It shows the same whether or not anything was handed in or sent."
            ),
            _(
                "A browser that restores its windows after a crash may keep what a page sent, "
                "until that window is closed."
            ),
            _("Nobody can be protected by software from being made to sign in."),
        ),
    ),
    Threat(
        "receiver",
        _("Somebody who was asked to get in touch"),
        _("to use what they were told"),
        (
            _("The person sees each name before sending, and chooses each piece that is shared."),
            _("Only those who were shown can read it, not whoever holds the office later."),
            _("What was shared is erased some days after it is done, and at once if withdrawn."),
        ),
        (_("What somebody has read, they know. The force chooses whom it names."),),
    ),
    Threat(
        "publication",
        _("A reader of published figures, over years"),
        _("to compare months, places and roles until one person is left"),
        (
            _("Different months share no noise, and one month’s groups do not overlap."),
            _("Roles are counted apart, only for 30 people or more, with noise of their own."),
            _("Nothing is published while the auditor finds that somebody could be narrowed."),
        ),
        (
            _("A figure is about the group. A reader can still guess about its members."),
            _("A hidden figure may suggest that few answered. So does a small team."),
        ),
    ),
)
