"""What beat runs and how often: each entry is a sweep that finds due rows and may run twice."""

from typing import TypedDict

from celery.schedules import crontab


class Entry(TypedDict):
    """One line of beat's timetable; schedule is seconds or a crontab."""

    task: str
    schedule: float | crontab


SCHEDULE: dict[str, Entry] = {
    "send the invitations that are due": {
        "task": "accounts.send_due_invitations",
        "schedule": 60.0,
    },
    "keep the heads of the audit chains": {"task": "audit.tasks.keep_heads", "schedule": 600.0},
    "verify the audit chains": {
        "task": "audit.tasks.verify_chains",
        "schedule": crontab(hour="4", minute="10"),
    },
    "start the privacy requests that are due": {
        "task": "privacy.tasks.sweep_requests",
        "schedule": 60.0,
    },
    "follow the retention rules": {
        "task": "privacy.tasks.purge_old_rows",
        "schedule": crontab(hour="2", minute="30"),
    },
    "queue again the mail that is due": {"task": "notifications.sweep", "schedule": 30.0},
    "make the weekly mails": {
        "task": "notifications.gather_digests",
        "schedule": crontab(minute="*/10"),
    },
    "take back the rights of the CMS": {
        "task": "cms.tasks.take_back_cms_rights",
        "schedule": 3600.0,
    },
    # Several times a day: one missed run must not leave an old number without a warning.
    "mend what search looks in": {"task": "cms.mend_search", "schedule": crontab(minute="50")},
    "keep the directory of support services": {
        "task": "cms.keep_support_services",
        "schedule": crontab(hour="7,12,16", minute="25"),
    },
    "let pages go live and expire at their times": {
        "task": "cms.tasks.publish_scheduled",
        "schedule": 60.0,
    },
    # Several times a day: one missed run must not leave an owner untold.
    "tell owners of pages that are due for review": {
        "task": "cms.tasks.warn_of_due_reviews",
        "schedule": crontab(hour="6,11", minute="50"),
    },
    "tell owners of pages that feedback waits": {
        "task": "cms.tell_of_feedback",
        "schedule": crontab(hour="7,11", minute="10"),
    },
    "read the pages for the links in them": {
        "task": "cms.gather_links",
        "schedule": crontab(hour="3", minute="40"),
    },
    "check the links within the site": {
        "task": "cms.check_links_inside",
        "schedule": crontab(hour="4,10,13,16", minute="50"),
    },
    "ask other sites whether links to them work": {
        "task": "cms.check_links_outside",
        "schedule": crontab(minute="*/5"),
    },
    "start stopped imports of people again": {
        "task": "organisation.tasks.sweep_imports",
        "schedule": 60.0,
    },
    # Several times a day: one missed run must not leave a reminder out.
    "remind people of the learning that is due": {
        "task": "learning.remind_of_due_learning",
        "schedule": crontab(hour="6,10,14", minute="20"),
    },
    # Finds what was published since, whether by hand, at a set time or by a worker that died.
    "tell people of the changes that they are asked to read": {
        "task": "learning.announce_changes",
        "schedule": 60.0,
    },
    "send the reminders that people asked for": {
        "task": "wellbeing.send_due_reminders",
        "schedule": crontab(hour="7,11,15", minute="40"),
    },
    # In the small hours, and before the nightly copies: writers wait for some seconds.
    "shuffle the private rows of wellbeing": {
        "task": "wellbeing.shuffle_rows",
        "schedule": crontab(hour="1,3", minute="15"),
    },
    # Every hour rather than once a day: one missed run must not leave a leaver signed in.
    "close the accounts of leavers": {
        "task": "organisation.tasks.close_accounts",
        "schedule": 3600.0,
    },
    # Every hour from day 3 of a month on there may be one to close; most runs find none.
    "close the months that are due": {
        "task": "disclosure.close_due_months",
        "schedule": 3600.0,
    },
    # At fixed hours and not at once, so that no mail tells when somebody asked.
    "tell those who are asked to get in touch": {
        "task": "wellbeing.tell_receivers",
        "schedule": crontab(hour="8,13", minute="0"),
    },
    "keep the offers of peer support moving": {
        "task": "peer_support.keep_offers_moving",
        "schedule": 60.0,
    },
    "match everybody who waits for peer support": {
        "task": "peer_support.match_backlog",
        "schedule": crontab(minute="*/15"),
    },
    # Every minute: the pair is told as soon as the hour is over.
    "end the openings of conversations": {
        "task": "peer_support.end_openings",
        "schedule": 60.0,
    },
    # At working hours, because some of it tells people; a missed run is made up by the next.
    "keep the pairs of peer support": {
        "task": "peer_support.keep_pairings",
        "schedule": crontab(hour="9,12,15", minute="5"),
    },
}
