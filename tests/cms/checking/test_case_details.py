"""The guard knows the shapes of case details, and leaves what services publish."""

import pytest

from cms.checking.case_details import Published, find_case_details
from cms.checking.kinds import CaseDetailKind as Kind

FOUND = [
    # crime, incident and record numbers, as forces in England and Wales write them
    ("crime ref 1234567/21", Kind.CRIME_NUMBER),
    ("Crime number: 52210012345", Kind.CRIME_NUMBER),
    ("crime no. 45210012345", Kind.CRIME_NUMBER),
    ("recorded as 5221001234", Kind.CRIME_NUMBER),
    ("occurrence number 43220123456", Kind.CRIME_NUMBER),
    ("occurrence no. 5221001234", Kind.CRIME_NUMBER),
    ("see 1234567/21", Kind.CRIME_NUMBER),
    ("CRIS 1234567/19", Kind.CRIME_NUMBER),
    ("see 012345A/21", Kind.CRIME_NUMBER),
    ("see 46/12345/21", Kind.CRIME_NUMBER),
    ("see 42/123456/2021", Kind.CRIME_NUMBER),
    ("see 20BW/123456A/21", Kind.CRIME_NUMBER),
    ("see CRI/06AB/0012345/21", Kind.CRIME_NUMBER),
    ("see CR/012345/21", Kind.CRIME_NUMBER),
    ("see CVP-21-012345", Kind.CRIME_NUMBER),
    ("CAD 4521", Kind.CRIME_NUMBER),
    ("CAD 4521/12MAR21", Kind.CRIME_NUMBER),
    ("incident number 0456/120321", Kind.CRIME_NUMBER),
    ("log 123 of 12/03/21", Kind.CRIME_NUMBER),
    ("incident 0456 of 12 March", Kind.CRIME_NUMBER),
    ("incident #45678", Kind.CRIME_NUMBER),
    ("URN 52AB1234521", Kind.CRIME_NUMBER),
    ("the file 01XY0012322 was", Kind.CRIME_NUMBER),
    ("custody ref AB/1234/21", Kind.CRIME_NUMBER),
    ("custody number 12345678", Kind.CRIME_NUMBER),
    ("see 21/123456A", Kind.CRIME_NUMBER),
    ("PNC ID 1999/0123456X", Kind.CRIME_NUMBER),
    ("ASN 21/0000/01/123456A", Kind.CRIME_NUMBER),
    ("exhibit ref ABC/001", Kind.CRIME_NUMBER),
    ("investigation number 4512345", Kind.CRIME_NUMBER),
    # phones
    ("call 07911 123456", Kind.PHONE),
    ("07911123456", Kind.PHONE),
    ("+44 7911 123456", Kind.PHONE),
    ("+44 (0)7911 123456", Kind.PHONE),
    ("(0117) 927 7777", Kind.PHONE),
    ("0117 927 7777", Kind.PHONE),
    ("020-7230-1212", Kind.PHONE),
    # addresses
    ("write to jo.bloggs@avon-police.uk", Kind.EMAIL),
    ("JO+desk@mail.example-force.org.uk.", Kind.EMAIL),
    # birthdays
    ("DOB 12/03/1985", Kind.BIRTH_DATE),
    ("d.o.b. 4-5-90", Kind.BIRTH_DATE),
    ("date of birth: 1990-05-04", Kind.BIRTH_DATE),
    ("born on 4 May 1990", Kind.BIRTH_DATE),
    ("born 4th of May 1990", Kind.BIRTH_DATE),
    ("a person of 12/03/1985", Kind.BIRTH_DATE),
    ("12.3.2004", Kind.BIRTH_DATE),
    # numbers of a person
    ("NHS number 943 476 5919", Kind.NHS_NUMBER),
    ("9434765919", Kind.NHS_NUMBER),
    ("AB 12 34 56 C", Kind.INSURANCE_NUMBER),
    ("AB123456C", Kind.INSURANCE_NUMBER),
]

LEFT = [
    "Call 999, or 101 when nobody is in danger, or 111 for health.",
    "Samaritans: 116 123, free at any time",
    "0808 2000 247 and 0808 802 9999 and 0800 1111",
    "0300 123 3393 or 0345 090 8090",
    "07700 900123 and 01632 960123 and 020 7946 0123",
    "Write to help@lodestar.example or someone@example.com",
    "The Act came into force on 1 May 2004.",
    "Sexual Offences Act 2003, sections 1 to 4 and 74 to 77",
    "section 41 of the Youth Justice and Criminal Evidence Act 1999",
    "R v Smith [2003] 1 WLR 1234 and [2021] EWCA Crim 1234",
    "Knife crime 2023 report, pages 12-15",
    "from 12/03/2026 to 30/06/2026",
    "case number 3 of 12, and 24/7",
    "Home Office Circular 018/2016",
    "10,000,000 records; 538 answers; 57% of officers",
    "ISBN 978-0-19-956000-1",
    "Write the crime reference number in the log before you call.",
    "Ask for the date of birth, and write it in the record.",
    "version 2.10.3 of 2024-2026",
    "943 476 5918",
]


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_a_case_detail_is_found(text: str, kind: Kind) -> None:
    assert [found.kind for found in find_case_details(text)] == [kind]


@pytest.mark.parametrize("text", LEFT)
def test_what_points_to_no_case_is_left(text: str) -> None:
    assert find_case_details(text) == []


def test_the_contacts_that_services_publish_are_left() -> None:
    text = "Call 0117 342 6999 or write to team@sarc-service.uk."
    assert len(find_case_details(text)) == 2
    known = Published(frozenset({"01173426999"}), frozenset({"team@sarc-service.uk"}))
    assert find_case_details(text, known) == []


def test_one_finding_has_one_digest_however_it_is_spaced() -> None:
    [first] = find_case_details("07911 123456")
    [second] = find_case_details("Phone: 07911-123-456")
    [other] = find_case_details("07911 123457")
    assert first.digest == second.digest
    assert first.digest != other.digest


def test_findings_come_in_reading_order_and_no_place_twice() -> None:
    text = "DOB 12/03/1985, crime ref 1234567/21, 07911 123456"
    kinds = [found.kind for found in find_case_details(text)]
    assert kinds == [Kind.BIRTH_DATE, Kind.CRIME_NUMBER, Kind.PHONE]
