"""The phase banner as every page shows it: from the cache, because every page asks for it."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from django.core.cache import cache
from redis.exceptions import RedisError

from cms.models import PhaseBanner

KEY: Final = "cms.phase_banner"
# An editor's change writes over it at once; this is for a row that was changed by hand.
KEPT_SECONDS: Final = 3600


@dataclass(frozen=True)
class Banner:
    """What the banner says."""

    is_shown: bool = True
    phase: str = PhaseBanner.Phase.BETA.value
    text: str = ""

    @property
    def label(self) -> str:
        """The phase in words."""
        return str(PhaseBanner.Phase(self.phase).label)

    @property
    def mark(self) -> str:
        """A short name of these words: whoever hid them sees other words again."""
        said = f"{self.phase}:{self.text}".encode()
        return sha256(said).hexdigest()[:8]


def current_banner() -> Banner:
    """What editors set last, or the banner of a site that nobody has set it for."""
    try:
        kept = cache.get(KEY)
        if kept is not None:
            return Banner(**kept)
        banner = _banner_in_database()
        # Never over what an editor saved meanwhile.
        cache.add(KEY, asdict(banner), KEPT_SECONDS)
    except RedisError:
        return _banner_in_database()
    return banner


def _banner_in_database() -> Banner:
    row = PhaseBanner.objects.values("is_shown", "phase", "text").first()
    return Banner(**row) if row else Banner()


def keep_for_pages(row: PhaseBanner) -> None:
    """Let every page show from now on what the row says."""
    banner = Banner(row.is_shown, row.phase, row.text)
    cache.set(KEY, asdict(banner), KEPT_SECONDS)
