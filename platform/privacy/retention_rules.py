"""The table of what is kept for how long, gathered from every package."""

from datetime import timedelta
from functools import cache

from core.discovery import package_modules
from core.retention import RetentionRule
from privacy.models import RetentionOverride


@cache
def rules() -> tuple[RetentionRule, ...]:
    """Return every declared rule, lowest package first; a code that two packages use is a bug."""
    found = tuple(rule for module in package_modules("retention") for rule in module.RULES)
    codes = [rule.code for rule in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"Declared more than once: {', '.join(twice)}.")
    return found


def find_rule(code: str) -> RetentionRule:
    """Return the rule; raises KeyError if no package declares it."""
    return {rule.code: rule for rule in rules()}[code]


def keep_for(rule: RetentionRule) -> timedelta:
    """Return the length in force: the one that was chosen, else the one that was declared."""
    chosen = RetentionOverride.objects.filter(code=rule.code).first()
    return length_of(rule, chosen.keep_days if chosen else None)


def length_of(rule: RetentionRule, chosen_days: int | None) -> timedelta:
    """Return the length that was chosen, within the rule's bounds however it came to be stored."""
    if chosen_days is None:
        return rule.keep_for
    return min(max(timedelta(days=chosen_days), rule.least), rule.most)
