"""What each wish becomes when the requester gives it up."""

from django.utils.translation import gettext as _

from peer_support.exceptions import RequestRefusedError
from peer_support.matching import rules
from peer_support.matching.facts import other_mode
from peer_support.models import SupportRequest
from peer_support.vocabulary import SLOT_CODES, Mode

Fields = dict[str, str | bool | list[str] | None]


def relaxed_fields(code: str, request: SupportRequest) -> Fields:
    """Return the fields of the request without that wish; raises RequestRefusedError for others.

    A soft wish stays and goes on counting for the fit.
    """
    relaxed: dict[str, Fields] = {
        rules.TOPIC_NOT_TRAINED: {"required_topics": []},
        rules.LANGUAGE: {"language": ""},
        rules.GENDER: {"gender_is_required": False},
        rules.FORCE: {"force_is_required": False},
        rules.REGION: {"mode": Mode.REMOTE},
        rules.MODE: {"mode": other_mode(request.mode).value},
        rules.NO_SHARED_SLOT: {"slots": list(SLOT_CODES)},
        rules.RANK_GAP: {"rank_gap_most": None},
    }
    if code not in relaxed:
        raise RequestRefusedError(_("This cannot be changed. Nothing has been changed."))
    return relaxed[code]
