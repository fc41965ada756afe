"""Settings of gunicorn that hold wherever it runs: gunicorn --config python:config.webserver."""

from config import env
from core.logs import logging_settings

# Each request has one line already, without address and query, written by core.http.request_log.
accesslog = None
logconfig_dict = logging_settings(env.read_log_level())
