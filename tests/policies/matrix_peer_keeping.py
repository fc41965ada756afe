"""The part of the matrix about what a force says of its peer support."""

from tests.policies.rules import Rule

KEEPING_RULES: dict[str, Rule] = {"peer_support:force_page": Rule()}
