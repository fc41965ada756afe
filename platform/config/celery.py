"""The Celery application: tasks take ids only, and a lost broker loses nothing."""

from celery import Celery

from config.schedule import SCHEDULE

app = Celery("lodestar")
# Ours in every thread: a web worker's threads would otherwise fall back to an app without a broker.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
