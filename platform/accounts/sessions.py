"""Sessions as they lie in the database: sealed, because a half-made second factor is in there."""

import json

from core.crypto import open_sealed, seal

CONTEXT = "accounts.session"
# JSON values of any shape: Django and allauth put what they like into a session.
SessionData = dict[str, object]


class SealedSerializer:
    """Django signs what this returns; a value that no key opens is an empty session."""

    def dumps(self, obj: SessionData) -> bytes:
        return seal(json.dumps(obj, separators=(",", ":")), context=CONTEXT).encode()

    def loads(self, data: bytes) -> SessionData:
        value: SessionData = json.loads(open_sealed(data.decode(), context=CONTEXT))
        return value
