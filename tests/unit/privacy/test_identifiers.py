"""What identifies a person, judged for a column and found in text. All people are invented."""

import logging
import pickle
import random
from collections.abc import Sequence
from datetime import date, datetime

import pytest

from visit_exchange.privacy.identifiers.columns import (
    Email,
    Finding,
    Identifier,
    Kind,
    NhsNumber,
    Nino,
    Phone,
    Postcode,
    Uln,
    Upn,
    find_in_text,
    identify_column,
)

MONDAY = date(2023, 3, 27)  # notification
NHS = ["9434765870", "9876543210", "9990000018"]


def upn(serial: int) -> str:
    """A permanent UPN of the fictitious authority 999."""
    body = f"9994000{serial:05d}"
    total = sum(place * int(digit) for place, digit in enumerate(body, start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + body


UPNS = [upn(n) for n in range(1, 11)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Upn, "H801200001001"),
        (Upn, "t941411523007"),
        (Upn, "Y80120002301A"),
        (Upn, "V94141 152401K"),
        (NhsNumber, "943 476 5870"),
        (NhsNumber, "9876543210"),
        (Uln, "1234567899"),
        (Nino, "AB 12 34 56 C"),
        (Postcode, "sw1a 1aa"),
        (Email, "casey@example.org"),
        (Phone, "07700 900123"),
        (Phone, "+44 1632 960001"),
        (Phone, "7700900123"),
    ],
)
def test_an_identifier_is_taken_and_printed_masked(kind: type[Identifier], text: str) -> None:
    made = kind(text)
    assert str(made) == repr(made) == f"<{kind.kind.value}>"
    assert f"{[made]}" == f"[<{kind.kind.value}>]"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Upn, "Q207000016049"),  # check letter is P
        (Upn, "A801200005001"),
        (Upn, "H80120000100"),
        (NhsNumber, "9434765871"),
        (NhsNumber, "0000000000"),
        (Uln, "1234567898"),
        (Nino, "GB123456A"),
        (Nino, "AB123456E"),
        (Postcode, "Y9 4AM"),  # no such area
        (Postcode, "SW1A"),  # an outward code is no address
        (Email, "casey at example.org"),
        (Phone, "100123"),
    ],
)
def test_what_is_none_is_refused_without_repeating_it(kind: type[Identifier], text: str) -> None:
    with pytest.raises(ValueError, match=f"no {kind.kind.value}") as refusal:
        kind(text)
    assert text not in str(refusal.value)


def test_no_number_is_both_nhs_number_and_uln() -> None:
    numbers = [f"{n:010d}" for n in range(9_000_000_000, 9_000_020_000)]
    assert not [n for n in numbers if NhsNumber.fits(n) and Uln.fits(n)]


@pytest.mark.parametrize(
    ("heading", "values", "kind", "cells"),
    [
        ("Ref", UPNS, Kind.UPN, 10),
        ("Ref", [*UPNS[:3], *["not yet known"] * 7], Kind.UPN, 3),
        ("Ref", UPNS[:2], Kind.UPN, 2),  # a list of two children
        ("Number", [float(n) for n in NHS], Kind.NHS_NUMBER, 3),
        ("Number", ["1234567899"] * 3, Kind.ULN, 3),
        ("NI", ["AB123456C", "AB123457C", "AB123458C"], Kind.NINO, 3),
        ("Lives at", ["M1 1AA", "LS2 7EW", "B33 8TH"], Kind.POSTCODE, 3),
        ("Contact", ["a@example.org", "b@example.org", "c@example.org"], Kind.EMAIL, 3),
        ("Contact", ["07700900123", 7700900124, "01632 960001"], Kind.PHONE, 3),
        ("Birth", [datetime(2010, 3, 4), date(2012, 1, 9), "04/03/2009"], Kind.DATE_OF_BIRTH, 3),  # noqa: DTZ001
        ("Column 3", ["2010-Sep-28 00:00:00", "2011-03-04", "2015-01-01"], Kind.DATE_OF_BIRTH, 3),
        ("Column 4", ["Casey Example", "Robin Sample", "Zoë O'Testcase"], Kind.NAME, 3),
        ("Surname", ["Example", "Sample", "Sample"], Kind.NAME, 3),
        ("ID", [501234, 501240, 501266, 501301, 501300, 501377, 501402], Kind.CASE_ID, 7),
    ],
)
def test_a_column_that_identifies_children_is_found(
    heading: str, values: Sequence[object], kind: Kind, cells: int
) -> None:
    assert identify_column(values, heading, on=MONDAY) == Finding(kind, cells)


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Age", [7, 12, 15, 9, 11, 12]),
        ("Start date", ["01/09/2022", "05/01/2023", "12/09/2021", "01/09/2020"]),
        ("URN", [100123, 100124, 100126, 100200, 100201, 100301]),
        ("UKPRN", [10000123, 10000124, 10000126, 10000200, 10000201, 10000301]),
        ("Setting postcode", ["M1 1AA", "LS2 7EW", "B33 8TH"]),
        ("Provider e-mail", ["a@example.org", "b@example.org", "c@example.org"]),
        ("Provider name", ["Amber Gate", "Copper Beech", "Silver Birch"]),
        ("Where", ["Oak Centre", "Hill Farm", "Lake Academy", "Moor Road Studio"]),
        ("Ethnicity", ["White British", "Black African", "White Irish"]),
        ("Commissioner", ["Local Authority", "Home School", "Health Team"]),
        ("Attendance %", [95.5, 80, 71.25, 100]),
        ("Row", [1, 2, 3, 4, 5, 6, 7]),
        ("Reference", ["AP-001", "AP-002", "AP-003"]),
        ("Shuffled id", [90121, 10233, 55120, 20991, 81234, 40113, 12999, 70001]),
        ("Notes", ["a@example.org", *["nothing"] * 20]),  # one hit is for the text search
        ("Empty", [None, "", " ", float("nan")]),
    ],
)
def test_a_column_that_only_looks_like_it_is_left_alone(
    heading: str, values: Sequence[object]
) -> None:
    assert identify_column(values, heading, on=MONDAY) is None


@pytest.mark.parametrize(
    ("heading", "values", "kind"),
    [
        ("Setting name", ["Kayleigh Spencer", "Jaydon Pike", "Aisha Rahman"], Kind.NAME),
        ("Setting name", ["Spencer, Kayleigh", "Pike, Jaydon", "Rahman, Aisha"], Kind.NAME),
        ("Provider", ["KAYLEIGH SPENCER", "Jaydon Pike", "aisha rahman", "Oak Farm"], Kind.NAME),
        ("Setting name", ["Mrs Spencer", "Mr Pike", "Miss Rahman", "Dr Whitlock"], Kind.NAME),
        ("Provider", ["K. Spencer", "J Pike", "A. Rahman", "D. Whitlock"], Kind.NAME),
        ("Placement", ["Kayleigh", "Aisha", "Jaydon", "Rhys", "KEIRA"], Kind.NAME),
        (
            "School",
            ["Kayleigh Spencer (03/05/2012)", "Aisha Rahman - 4417", "Jaydon Pike, 7"],
            Kind.NAME,
        ),
        ("School", ["12 Elm Road, Ley", "3 Mill Lane", "Flat 2, 9 High Street"], Kind.ADDRESS),
        ("School", ["12 Oldfields, Ley", "Flat 3, Larkspur, Ley", "9 Upper Meadows"], Kind.ADDRESS),
        (
            "Reason",
            ["12 Oldfields, Ley M1 1AA", "9 Meadows, Ley, M1 1AB", "1 Hay, M1 1AD"],
            Kind.ADDRESS,
        ),
    ],
)
def test_a_column_that_was_shifted_under_a_settings_heading_is_found(
    heading: str, values: Sequence[object], kind: Kind
) -> None:
    found = identify_column(values, heading, on=MONDAY)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Setting name", ["Thomas More School", "Grace Centre", "Harris Academy", "Daisy Farm"]),
        (
            "Setting name",
            ["Kayleigh Spencer", "Oak Centre", "Hill Farm", "Lake Academy"],
        ),  # one cell
        ("School", ["Lady Manners", "Sir John Lowe", "Dr Challoner's", "Lord Scudamore"]),
        ("Provider", ["Manchester", "Hope Street", "St Chad's", "Barnardo's"]),
        ("Provider", ["Rowan", "Holly", "Priory", "Ash", "Willow", "Kent", "Lincoln"]),
        ("Placement", ["3 Days", "5 Days", "2 Sessions", "14-16 Provision"]),
        ("Provider", ["Amber Gate", "Copper Beech", "Silver Birch", "Rowan Hill", "Larch House"]),
        ("Provider address", ["12 Elm Road", "3 Mill Lane", "9 High Street"]),
    ],
)
def test_settings_called_after_people_and_places_are_settings(
    heading: str, values: Sequence[object]
) -> None:
    assert identify_column(values, heading, on=MONDAY) is None


def test_random_numbers_are_hardly_ever_taken_for_identifiers() -> None:
    dice = random.Random(2023)
    columns = [[str(dice.randrange(10**9, 6 * 10**9)) for _ in range(60)] for _ in range(200)]
    assert not [c for c in columns if identify_column(c, "Invoice", on=MONDAY)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (f"UPN {UPNS[0]}, see plan", Kind.UPN, UPNS[0]),
        ("NHS no. 943 476 5870.", Kind.NHS_NUMBER, "943 476 5870"),
        ("(9434765870)", Kind.NHS_NUMBER, "9434765870"),
        ("see plan.9434765870", Kind.NHS_NUMBER, "9434765870"),
        ("NI AB123456C", Kind.NINO, "AB123456C"),
        ("write to casey@example.org today", Kind.EMAIL, "casey@example.org"),
        ("ring 07700 900 123", Kind.PHONE, "07700 900 123"),
        ("ring (01632) 960001.", Kind.PHONE, "(01632) 960001"),
        ("moved to M1 1AA", Kind.POSTCODE, "M1 1AA"),
        ("Casey (DOB: 04/03/2010) likes art", Kind.DATE_OF_BIRTH, "DOB: 04/03/2010"),
        ("born 4th March 2010", Kind.DATE_OF_BIRTH, "born 4th March 2010"),
        ("ULN: 1234567899", Kind.ULN, "ULN: 1234567899"),
    ],
)
def test_a_single_full_format_is_enough_in_text(text: str, kind: Kind, found: str) -> None:
    assert [(span.kind, text[span.start : span.end]) for span in find_in_text(text)] == [
        (kind, found)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"({UPNS[0][0]}) {UPNS[0][1:]}", Kind.UPN),  # any sign may part it
        (f"{UPNS[0][0]}  -  {UPNS[0][1:]}", Kind.UPN),
        (f"{UPNS[0][:7]}; {UPNS[0][7:]}", Kind.UPN),
        ("943(476)5870", Kind.NHS_NUMBER),
        ("943'476'5870", Kind.NHS_NUMBER),
        ("943*476*5870", Kind.NHS_NUMBER),
        ("943~476~5870", Kind.NHS_NUMBER),
        ("943=476=5870", Kind.NHS_NUMBER),
        ("NHS \u0669\u0664\u0663\u0664\u0667\u0666\u0665\u0668\u0667\u0660", Kind.NHS_NUMBER),
        ("AB 123 456 C", Kind.NINO),
        ("A B 1 2 3 4 5 6 C", Kind.NINO),
        ("ninoab123456c", Kind.NINO),
        ("born 4.iii.2010", Kind.DATE_OF_BIRTH),  # as doctors write
        ("born Thursday 4 March 2010", Kind.DATE_OF_BIRTH),
        ("DOB - Thurs 4th March 2010", Kind.DATE_OF_BIRTH),
        ("DOB 4\u20443\u20442010", Kind.DATE_OF_BIRTH),
        ("Date_of_birth_04_03_2010", Kind.DATE_OF_BIRTH),
        ("bday 4/3/10", Kind.DATE_OF_BIRTH),
        ("B'day: 4 March", Kind.DATE_OF_BIRTH),  # the day alone, where it is told what it is
        ("turned 12 on 4 March", Kind.DATE_OF_BIRTH),
        ("born in the spring of 2010", Kind.DATE_OF_BIRTH),
        ("YOB 2010", Kind.DATE_OF_BIRTH),
    ],
)
def test_it_is_found_in_whatever_way_people_write_it(text: str, kind: Kind) -> None:
    assert [span.kind for span in find_in_text(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "a cost of 250000 a year",  # "st", six digits and an "a" are no insurance number
        "scores 9 - 4 - 3 - 4 - 7 - 6 - 5 - 8 - 7 - 0",
        "turned 12 of them away on 4 March",
        "the total was 12 on 4 March 2022",
        "born in Leeds, here since 2010",
        "URN 100123, UKPRN 10001234",
        "attendance 0.9434765870 in 2022-23",
        "placement began 01/09/2022",
        "25 hours a week, 95 % attendance, £12,345,678.90",
        "child K7QM-2XWD in year 10",
        "ISBN 9434765870",
        "version 1.2.3.4 of 2023-03-27T17:00:00",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert find_in_text(text) == []


def test_an_identifier_is_masked_in_every_way_of_writing_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    made = Upn(UPNS[0])
    logging.getLogger("test").warning("%s %r", made, {"of": made})
    written = [f"{made:>12}", f"{made!r}", f"{made!s}", caplog.text]
    assert not [text for text in written if UPNS[0] in text]
    with pytest.raises(TypeError, match="written nowhere") as refusal:
        pickle.dumps(made)
    assert UPNS[0] not in str(refusal.value)
