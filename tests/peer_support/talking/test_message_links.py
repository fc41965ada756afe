"""Addresses of public services are links; everything else stays plain text."""

from urllib.parse import urlsplit

import pytest

from cms.support_file import seed_rows
from peer_support.message_links import ALLOWED_DOMAINS, DIRECTORY_HOSTS, is_allowed, parts_of
from tests.peer_support.hostile import HOSTS, TAILS


def links_in(text: str) -> list[str]:
    return [part.href for part in parts_of(text) if part.href]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://www.gov.uk/help.", ["https://www.gov.uk/help"]),
        ("(https://www.nhs.uk/x?y=1&z=2)", ["https://www.nhs.uk/x?y=1&z=2"]),
        ("https://WWW.Kent.Police.UK/a", ["https://WWW.Kent.Police.UK/a"]),
        ("https://www.samaritans.org, https://samaritans.org!", 2),
        ("https://www.oscarkilo.org.uk/crisis-line", ["https://www.oscarkilo.org.uk/crisis-line"]),
        ("http://www.gov.uk/", []),
        ("www.gov.uk", []),
        ("https://gov.uk:8443/", []),
        ("https://gov.uk@evil.example/", []),
        ("https://evil.example/https://www.gov.uk/", []),
        ("https://other.oscarkilo.org.uk/", []),
        ("https://evil.example\\@gov.uk/", []),
    ],
)
def test_only_https_addresses_of_public_services_are_links(
    text: str, links: list[str] | int
) -> None:
    found = links_in(text)
    assert (len(found) if isinstance(links, int) else found) == links


def test_the_pieces_put_together_are_the_message() -> None:
    text = "a https://www.gov.uk/x, b https://evil.example c\nhttps://nhs.uk"
    assert "".join(part.text for part in parts_of(text)) == text
    assert all(part.text == part.href for part in parts_of(text) if part.href)


def test_no_address_made_to_look_like_a_public_service_is_a_link() -> None:
    wrong = []
    for host in HOSTS:
        for tail in TAILS:
            for link in links_in(f"see https://{host}{tail} now"):
                found = urlsplit(link)
                # A full stop that ends the sentence is not part of the address before it.
                if (host, found.netloc) != ("gov.uk.", "gov.uk"):
                    wrong.append((host, tail, link))
    assert wrong == []


def test_every_service_of_the_directory_can_be_linked_and_no_other_is_named() -> None:
    hosts = {urlsplit(one.url).hostname or "" for one in seed_rows() if one.url}
    assert [host for host in hosts if not is_allowed(host)] == []
    below = tuple(f".{domain}" for domain in ALLOWED_DOMAINS)
    rest = {host for host in hosts if not host.endswith(below) and host not in ALLOWED_DOMAINS}
    assert rest == DIRECTORY_HOSTS
