"""The "no case details" guard: finds what could point to one person or one case in a text.

The shapes are those of recording systems of forces in England and Wales as they appear in public
documents; no list can be complete, so the guard errs on the side of asking.
"""

import hashlib
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from cms.checking.kinds import CaseDetailKind as Kind


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: what it looks like, and the characters it was found in."""

    kind: Kind
    text: str
    start: int

    @property
    def digest(self) -> str:
        """The same for the same finding, however it is spaced."""
        bare = re.sub(r"[\s().-]", "", self.text).casefold()
        return hashlib.sha256(f"{self.kind}:{bare}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """What services publish of themselves: phones as bare digits, addresses in small letters."""

    phones: Set[str] = frozenset()
    emails: Set[str] = frozenset()


NOTHING_PUBLISHED = Published()

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Names that are set aside for examples (RFC 2606) belong to nobody.
EXAMPLE = re.compile(r"@(?:[\w-]+\.)*(?:example|invalid|test|example\.(?:com|org|net))$", re.I)

PHONE = re.compile(
    r"(?<![\w/.-])(?:\+44[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)\d(?:[\s().-]{0,2}\d){7,9}(?![\w/])"
)
# Freephone, numbers at a fixed low price, and numbers of social value: only organisations have
# them. The others are those that Ofcom keeps free for invented stories.
PHONE_OF_SERVICE = re.compile(r"0(?:80|30|34|84|87)\d+|116\d{3}")
PHONE_OF_NOBODY = re.compile(
    r"01(?:13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|01632960\d{3}|02079460\d{3}"
    r"|02890180\d{3}|02920180\d{3}|01914980\d{3}|07700900\d{3}|08081570\d{3}"
)

NHS = re.compile(r"(?<![\w/.-])[3-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\w/])")
INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
)

_YEAR = r"(?:19|20)?\d{2}"
_LABEL = r"(?:ref(?:erence)?|no|num(?:ber)?|id)\.?(?:\s*(?:ref(?:erence)?|no|num(?:ber)?)\.?)?"
_CODE = r"(?=[A-Z0-9/-]*\d{3})[A-Z0-9]+(?:[/-][A-Z0-9]+)*"
CRIME_NUMBERS = (
    # "crime ref 1234567", "custody number AB/1234/21", "occurrence no. 5221001234"
    re.compile(
        r"\b(?:crime|cris|niche|occurrence|incident|log|custody|investigation|exhibit|case|urn"
        rf"|pnc|cad|storm|athena|connect)\s*{_LABEL}\s*(?:is|was|:|#|=)?\s*{_CODE}\b",
        re.I,
    ),
    # "CAD 4521", "URN 52AB1234521", "CRIS 1234567/21", "crime #123456"
    re.compile(rf"\b(?:CAD|URN|CRIS|PNC ?ID|ASN)\s*[:#]?\s*{_CODE}\b"),
    re.compile(r"\b(?:crime|incident|log)\s*#\s*\d{3,}\b", re.I),
    # "log 123 of 12 March", "incident 0456 of 12/03/21"
    re.compile(r"\b(?:log|incident|cad|message)\s+\d{1,5}\s+of\s+\d{1,2}\b", re.I),
    # An arrest summons number: 21/0000/01/123456A
    re.compile(rf"(?<![\w/]){_YEAR}/\w{{4}}/\w{{2}}/\d{{5,11}}[A-Z](?![\w/])"),
    # Prefixed: CR/012345/21, CRI/06AB/0012345/21, CVP-21-012345
    re.compile(
        r"(?<![\w/])(?:CRI?|CVP|OCC|INC|NIC)[/-](?:\w{2,6}[/-])?\d{4,8}(?:[/-]\d{2,4})?(?![\w/])"
    ),
    re.compile(r"(?<![\w/])(?:CRI?|CVP|OCC|INC|NIC)[/-]\d{2}[/-]\d{4,8}(?![\w/])"),
    # Force or division, number, year: 46/12345/21, 20BW/123456A/21
    re.compile(r"(?<![\w/])\d{2}[A-Z]{0,2}/\d{4,7}[A-Z]?/\d{2}(?:\d{2})?(?![\w/])"),
    # Number and year: 1234567/21, 012345A/21
    re.compile(r"(?<![\w/])\d{5,7}[A-Z]?/\d{2}(?![\w/])"),
    # A record on the national computer: 21/123456A, 1999/0123456X
    re.compile(rf"(?<![\w/]){_YEAR}/\d{{5,7}}[A-Z](?![\w/])"),
    # A case file's number (URN): 52AB1234521
    re.compile(r"\b\d{2}[A-Z][A-Z0-9]\d{7}\b"),
    # Force, year and number without a break: 52210012345, 43220123456
    re.compile(r"(?<![\w/.-])(?:0[1-9]|[1-6]\d|9\d)[12]\d{7,9}(?![\w/])"),
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|{_YEAR}-\d{{1,2}}-\d{{1,2}}"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR})"
)
BIRTH_DATES = (
    re.compile(
        r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday)\W{0,3}(?:is|was)?\W{0,2}"
        rf"{_DATE}\b",
        re.I,
    ),
    # A day in figures, long ago: laws and reports write their dates out in words.
    re.compile(r"(?<![\w/.-])\d{1,2}[/.-]\d{1,2}[/.-](?:19\d{2}|200\d)(?![\w/])"),
)


def find_case_details(text: str, published: Published = NOTHING_PUBLISHED) -> list[Found]:
    """Everything in the text that could be a detail of a case, in reading order.

    What services publish of themselves is left out. No place of the text is found twice.
    """
    taken: list[Found] = []
    for found in _candidates(text, published):
        ends = found.start + len(found.text)
        if all(ends <= one.start or found.start >= one.start + len(one.text) for one in taken):
            taken.append(found)
    return sorted(taken, key=lambda one: one.start)


def phones_in(text: str) -> set[str]:
    """The phone numbers in what a service publishes, as bare digits."""
    return {_digits(match[0]) for match in PHONE.finditer(text)}


def emails_in(text: str) -> set[str]:
    """The addresses in what a service publishes, in small letters."""
    return {match[0].casefold() for match in EMAIL.finditer(text)}


def _candidates(text: str, published: Published) -> Iterator[Found]:
    """All findings, the surest kinds first; they may overlap."""
    for match in EMAIL.finditer(text):
        if not EXAMPLE.search(match[0]) and match[0].casefold() not in published.emails:
            yield Found(Kind.EMAIL, match[0], match.start())
    for match in NHS.finditer(text):
        if _is_nhs_number(_digits(match[0])):
            yield Found(Kind.NHS_NUMBER, match[0], match.start())
    yield from _all(Kind.INSURANCE_NUMBER, (INSURANCE,), text)
    for match in PHONE.finditer(text):
        if not _is_public_phone(_digits(match[0]), published):
            yield Found(Kind.PHONE, match[0], match.start())
    yield from _all(Kind.BIRTH_DATE, BIRTH_DATES, text)
    for found in _all(Kind.CRIME_NUMBER, CRIME_NUMBERS, text):
        if not _is_public_phone(_digits(found.text), published):
            yield found


def _all(kind: Kind, patterns: tuple["re.Pattern[str]", ...], text: str) -> Iterator[Found]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Found(kind, match[0], match.start())


def _digits(text: str) -> str:
    """The digits of a number; of one with the country's prefix those that are dialled at home."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+44"):
        return "0" + digits.removeprefix("44").removeprefix("0")
    return digits


def _is_public_phone(digits: str, published: Published) -> bool:
    if digits in published.phones:
        return True
    return bool(PHONE_OF_SERVICE.match(digits) or PHONE_OF_NOBODY.fullmatch(digits))


def _is_nhs_number(digits: str) -> bool:
    """Check the last digit as the NHS Data Dictionary says (modulus 11, weights 10 to 2)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
    )
    return (11 - total % 11) % 11 == int(digits[9])
