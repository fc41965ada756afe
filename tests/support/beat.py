"""What the timetable sends: a task by the name under which workers know it, at a moment."""

from datetime import datetime

import time_machine

from config import schedule
from config.celery import app


def let_beat_pass(task: str, moment: datetime) -> None:
    """Run what the timetable's one line for this task sends, as if it were then."""
    [entry] = [entry for entry in schedule.SCHEDULE.values() if entry["task"] == task]
    # A worker does so as it starts: it finds the tasks of every package.
    app.loader.import_default_modules()
    with time_machine.travel(moment, tick=False):
        app.tasks[entry["task"]].apply(throw=True)
