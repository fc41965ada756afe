"""What people agreed to, what they asked of us, and how long things are kept."""

from privacy.models.consent import Consent, ConsentText
from privacy.models.requests import AccessRequest, ErasureRequest
from privacy.models.retention import RetentionOverride, RetentionRun

__all__ = [
    "AccessRequest",
    "Consent",
    "ConsentText",
    "ErasureRequest",
    "RetentionOverride",
    "RetentionRun",
]
