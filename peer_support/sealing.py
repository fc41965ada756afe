"""Seals the messages of one conversation with its own key (AES-256-GCM), each to its place."""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.crypto import SealBrokenError
from core.crypto.keys import decode_key
from peer_support.models.conversation import NONCE_BYTES, Conversation

# Filled up to whole steps: the length of a ciphertext would tell "yes" from "no".
STEP = 256
FILLING = b"\x00"  # taken out of every message on the way in


class ConversationSeal:
    """Seals and opens the words of one conversation. Never keep one beyond the request."""

    __slots__ = ("_cipher", "_conversation")

    def __init__(self, conversation_id: UUID, key: bytes) -> None:
        self._conversation = conversation_id
        self._cipher = AESGCM(key)

    def seal(self, words: str, *, number: int, side: str) -> tuple[bytes, bytes]:
        """Return nonce and ciphertext; moved to another number or side, they do not open."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        content = words.encode()
        filled = content.ljust(-(-len(content) // STEP) * STEP, FILLING)
        return nonce, self._cipher.encrypt(nonce, filled, self._associated(number, side))

    def open(self, nonce: bytes, ciphertext: bytes, *, number: int, side: str) -> str:
        """Return the words; raise SealBrokenError if they belong elsewhere."""
        try:
            filled = self._cipher.decrypt(nonce, ciphertext, self._associated(number, side))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError("The message was altered or belongs elsewhere.") from error
        return filled.rstrip(FILLING).decode()

    def _associated(self, number: int, side: str) -> bytes:
        return f"lodestar peer support\n{self._conversation}\n{number}\n{side}".encode()


def seal_of(conversation: Conversation) -> ConversationSeal | None:
    """Return what opens the conversation; None once its key is destroyed."""
    key = conversation.data_key
    if key is None:
        return None
    return ConversationSeal(conversation.public_id, decode_key("conversation", key))
