"""Writes about consents, requests and retention."""

from privacy.services.access import ask_for_copy, build_copy, expire_copies, record_download
from privacy.services.consent import give_consent, publish_consent_text, withdraw_consent
from privacy.services.erasure import ask_for_erasure, erase_person, withdraw_erasure
from privacy.services.retention import purge_rule, set_retention

__all__ = [
    "ask_for_copy",
    "ask_for_erasure",
    "build_copy",
    "erase_person",
    "expire_copies",
    "give_consent",
    "publish_consent_text",
    "purge_rule",
    "record_download",
    "set_retention",
    "withdraw_consent",
    "withdraw_erasure",
]
