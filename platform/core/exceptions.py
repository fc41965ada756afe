"""The root of every failure that we expect, so that views can turn it into words."""

from django.utils.functional import Promise


class DomainError(Exception):
    """Something a person asked for cannot be done; the message says why and what to do next."""

    def __init__(self, message: "str | Promise") -> None:
        super().__init__(message)
        self.message = message
