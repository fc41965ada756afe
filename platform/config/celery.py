"""The Celery application: tasks take ids only, and a lost broker loses nothing."""

import logging
import sys
from logging.config import dictConfig

import django
from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init, worker_ready
from django.conf import settings
from django.core.management.base import SystemCheckError

from config.schedule import SCHEDULE
from config.startup import refuse_unsafe_start

logger = logging.getLogger(__name__)

app = Celery("lodestar")
# Ours in every thread: a web worker's threads would otherwise fall back to an app without a broker.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()


# Celery passes whatever its signal carries.
@setup_logging.connect
def use_our_logging(**_: object) -> None:
    """Keep the worker from setting up its own log, which prints the arguments of tasks."""
    dictConfig(settings.LOGGING)


@worker_init.connect
@beat_init.connect
def look_before_starting(**_: object) -> None:
    """End the process where the web server would not start either; Celery swallows exceptions."""
    django.setup()
    try:
        refuse_unsafe_start()
    except SystemCheckError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from error


@worker_ready.connect
def say_ready(**_: object) -> None:
    """Celery's own line about it is words, and words are not logged."""
    logger.info("config.worker_ready")
