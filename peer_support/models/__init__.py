"""The tables of peer support."""

from peer_support.models.bar import Bar
from peer_support.models.conversation import Conversation, Message
from peer_support.models.feedback import Feedback
from peer_support.models.force_page import ForcePeerSupport
from peer_support.models.offer import HeldPlace, Offer
from peer_support.models.pairing import Pairing, Session
from peer_support.models.request import SupportRequest
from peer_support.models.safety import BreakGlass, Concern
from peer_support.models.supporter import Supporter, SupporterDecision, SupporterRecord

__all__ = [
    "Bar",
    "BreakGlass",
    "Concern",
    "Conversation",
    "Feedback",
    "ForcePeerSupport",
    "HeldPlace",
    "Message",
    "Offer",
    "Pairing",
    "Session",
    "SupportRequest",
    "Supporter",
    "SupporterDecision",
    "SupporterRecord",
]
