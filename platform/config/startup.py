"""Refuses to serve people with settings or data that protect nobody."""

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections


def refuse_unsafe_start() -> None:
    """Run every check, those of the database too: a web server by itself runs none.

    Raises SystemCheckError, which ends the process and names what is wrong.
    """
    if settings.DEMO:
        return
    call_command("check", databases=[DEFAULT_DB_ALIAS], verbosity=0)
    # A server that forks after this must not share the connection among its children.
    connections.close_all()
