"""Which addresses in a message become links: https ones of public services, and nothing else.

Pure. Everything else stays plain text. A link shows its own address, never other words, so that
nobody is led elsewhere than they read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# With everything below them: each is given to public bodies alone, or to the one named.
ALLOWED_DOMAINS = ("gov.uk", "nhs.uk", "police.uk", "samaritans.org")
# The other services of the support directory; a test compares these with it.
DIRECTORY_HOSTS = frozenset(
    {
        "247sexualabusesupport.org.uk",
        "galop.org.uk",
        "giveusashout.org",
        "millfieldhousesarc.co.uk",
        "safeline.org.uk",
        "www.childline.org.uk",
        "www.flinthouse.co.uk",
        "www.glosrasac.org",
        "www.gov.wales",
        "www.narpo.org",
        "www.oscarkilo.org.uk",
        "www.polfed.org",
        "www.policecare.org.uk",
        "www.survivorsuk.org",
        "www.thepolicetreatmentcentres.org",
        "www.victimsupport.org.uk",
    }
)
# Only signs that every reader of addresses understands alike: no blank, quote, bracket of markup,
# backslash or sign beyond ASCII, and in the host no name, password or port.
ADDRESS = re.compile(
    r"https://(?P<host>[A-Za-z0-9.-]{1,253})(?=[/?#\s,;!)<>\"']|$)"
    r"(?P<rest>[/?#][A-Za-z0-9\-._~:/?#@!$&()*+,;=%]{0,1000})?"
)
# What ends a sentence is not part of the address before it.
SENTENCE_ENDS = ".,;:!?)*"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message; href is empty where it is plain text."""

    text: str
    href: str = ""


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the message in pieces; put together, their texts are the message."""
    return tuple(part for part in _pieces(text) if part.text)


def is_allowed(host: str) -> bool:
    """Whether an address of this host may be a link."""
    host = host.lower()
    if host in DIRECTORY_HOSTS:
        return True
    return any(host == domain or host.endswith(f".{domain}") for domain in ALLOWED_DOMAINS)


def _pieces(text: str) -> Iterator[Part]:
    position = 0
    for found in ADDRESS.finditer(text):
        address = found.group().rstrip(SENTENCE_ENDS)
        if not _stands_alone(text, found.start()) or not is_allowed(_host_of(address)):
            continue
        yield Part(text[position : found.start()])
        yield Part(address, href=address)
        position = found.start() + len(address)
    yield Part(text[position:])


def _stands_alone(text: str, start: int) -> bool:
    """Whether nothing is written right before the address that would make it part of another."""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "/:@=&?#%._-\\")


def _host_of(address: str) -> str:
    found = ADDRESS.match(address)
    return found.group("host") if found else ""
