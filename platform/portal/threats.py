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
    _("That a named person asked for peer support, was paired, or is kept apart from somebody"),
    _("What two people wrote to each other, and who raised a concern"),
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
            _(
                "Nobody in a person’s line of management, at any height, is ever asked to support "
                "them, nor sees that somebody was."
            ),
        ),
        (
            _("Somebody who stands behind the person sees the screen."),
            _("A team of ten who are all low is still shown as “20 or lower”."),
            _("Managers may guess from what they see of people at work. Figures cannot stop that."),
            _("Pressure to show one’s own history. The software shows it to the person only."),
            _("Time away from the desk may be noticed. When the two meet is theirs to choose."),
        ),
    ),
    Threat(
        "force-administrator",
        _("An administrator of the force"),
        _("to look at check-ins, or to move people between teams until a figure gives one away"),
        (
            _("Administrators have no page about check-ins, requests or notes."),
            _("Administrators see who is a peer supporter, never whom anybody supports."),
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
            _(
                "Who may support whom follows from posts: an administrator who moves somebody out "
                "of a person’s line lets the two be matched. The log shows the move, and the "
                "person can name whom they would rather avoid."
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
            _("No page, search or history of the editing pages holds anything about support."),
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
            _(
                "Who asked for peer support is sealed, and each conversation has a key of its own "
                "that is destroyed 30 days after the end, with every message."
            ),
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
            _(
                "Requests, offers and messages for peer support carry times, because answers are "
                "promised within hours. Notices stand beside the people who got them. Whoever "
                "compares the two in a copy can conclude who asked within the week before it was "
                "made: older notices are purged."
            ),
            _("Who supports, what they are trained in and how many places they hold is readable."),
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
            _("The work of peer support is swept by the clock: its tasks carry nothing at all."),
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
            _("Pages about wellbeing and peer support leave no line, unless the server fails."),
            _("The log of administrative acts names nobody who checked in or asked for anything."),
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
            _("News of peer support reads the same for whoever asks and whoever supports."),
        ),
        (
            _("It shows that a device talked to the site, when, and how much."),
            _(
                "Mail about peer support goes out when something happens. A mail server that sees "
                "two people told within seconds, again and again, can guess that they are a pair. "
                "Mail about it can be switched off by each person."
            ),
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
    Threat(
        "coordinator",
        _("A curious coordinator of peer support"),
        _("to learn who asked, or whom a supporter supports"),
        (
            _("Coordinators see topics, waiting times and reasons, and no name of who asked."),
            _("Statistics are made once a month, withheld under ten, and never change."),
            _("They look after supporters of their own force only."),
        ),
        (
            _(
                "They see at once that a supporter’s load grew or that a request waits. Beside "
                "what they see at work, in a small force, that may suggest who asked."
            ),
        ),
    ),
    Threat(
        "supporter",
        _("A peer supporter"),
        _("to learn who asks, or to tell what they were told"),
        (
            _("An offer shows topics and no name. The name is shown one offer at a time."),
            _("Each look at a name is in the log, as the supporter’s act, without that name."),
            _("Whoever says “I know this person” is never paired with them again."),
            _("Training, supervision and de-selection with a reason."),
        ),
        (
            _("A supporter who looks at a name and declines knows that this person asked."),
            _("What somebody was told in confidence, they know. No software can take it back."),
        ),
    ),
    Threat(
        "oversight",
        _("A data protection officer, or whoever reads the log with somebody else"),
        _("to learn from the log of acts who asked for support"),
        (
            _("No event has a person who asked as its actor, and none names a request or a bar."),
            _("Everybody’s copy of their data says in the same words where requests are found."),
            _("Erasures and purges do not count what belongs to requests."),
        ),
        (
            _(
                "The log shows that a supporter looked at a name, and when. Beside the times at "
                "which somebody signs in, that may suggest who it was."
            ),
            _("The log shows that a conversation was opened, by whom and who agreed."),
        ),
    ),
    Threat(
        "safeguarding",
        _("A safeguarding lead who wants to read more than a concern needs"),
        _("to open a conversation"),
        (
            _("A concern holds what its writer chose to copy, and not who raised it."),
            _("A conversation opens for 60 minutes, for reading, after a second person agreed."),
            _("Every view is in the log, and both writers are told afterwards."),
            _("Neither of the pair can be the one who reads or who agrees."),
        ),
        (
            _("Two who agree with each other can read a conversation. Both writers learn of it."),
            _("What a concern says may show who wrote it."),
            _("Whoever reads can photograph the screen."),
        ),
    ),
)
