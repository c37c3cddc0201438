"""Columns that identify people and columns that only look so, drawn at random. All are invented."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from rehearsal.people.identifiers import UPN_LETTERS, invent_nhs_number, invent_upn
from visit_exchange.privacy.identifiers.value_types import Uln

NOTIFIED = date(2026, 11, 23)  # Monday
EXCEL_DAY_0 = date(1899, 12, 30)
FIRST = [
    "Aisha", "Tom", "Zoë", "Ji-woo", "Casey", "Robin", "Amara", "Piotr", "Siân", "Olu", "Freya",
    "Kai", "Maryam", "Jude", "Nia", "Ewan", "Tallulah", "Bo", "Ifeoma", "Rhys", "Priya",
    "Declan", "Esmé", "Yusuf",
]  # fmt: skip
LAST = [
    "Thistlewood", "Quill", "O'Marrow", "Brightwater", "Fenn", "Okonjo-Hale", "Tamsworth",
    "Adeyemi", "Pugh", "Larkspur", "Venn", "Szymczak", "MacTavish", "Rao", "Ng", "Hollis",
    "Trewin", "Ap-Rhys", "Garside", "Whitlock", "Dunmore", "Ekwueme",
]  # fmt: skip
STREETS = ["Mill", "Station", "Church", "Larch", "Queens", "Albert", "Orchard"]
KINDS_OF_STREET = ["Road", "Street", "Lane", "Close", "Avenue", "Drive", "Way"]
AREAS = ["M1", "LS2", "B33", "SW1A", "NE4", "PL12", "CB2", "EX4"]
BLANKS = (None, "", "not known")


@dataclass(frozen=True)
class Drawn:
    """A column: what it identifies people by (a group of headings.yaml), or None for a decoy."""

    kind: str | None
    about: str
    heading: str
    cells: list[object] = field(repr=False)


@dataclass(frozen=True)
class Sort:
    """One sort of column: its headings as systems give them and how one cell is drawn."""

    kind: str | None
    about: str
    headings: tuple[str, ...]
    cell: Callable[[random.Random, int], object]


def digits(rng: random.Random, count: int) -> str:
    """Return a number of so many digits that does not start with 0."""
    return str(rng.randrange(10 ** (count - 1), 10**count))


def postcode(rng: random.Random) -> str:
    """Return a whole postcode in a real area."""
    return f"{rng.choice(AREAS)} {rng.randrange(10)}{rng.choice('ABDEFG')}{rng.choice('HJLNPQ')}"


def temporary_upn(rng: random.Random) -> str:
    """Return a UPN that ends in a letter, as a school gives it for a while."""
    body = f"9994{digits(rng, 3)}{rng.randrange(10, 26)}{rng.randrange(10, 99)}"
    last = rng.choice(UPN_LETTERS)
    values = [*(int(digit) for digit in body), UPN_LETTERS.index(last)]
    total = sum(place * value for place, value in enumerate(values, start=2))
    return UPN_LETTERS[total % 23] + body + last


def uln(rng: random.Random) -> str:
    """Return a unique learner number with its check digit."""
    while True:
        if Uln.fits(found := digits(rng, 10)):
            return found


def nino(rng: random.Random) -> str:
    """Return a National Insurance number of the prefix kept for nobody's use in tests."""
    return f"AB{rng.randrange(10**6):06}{rng.choice('ABCD')}"


def born(rng: random.Random) -> date:
    """Return the date of birth of a child of 5 to 17."""
    return NOTIFIED - timedelta(days=rng.randrange(5 * 366, 17 * 365))


def lately(rng: random.Random) -> date:
    """Return a date in the last three years, when placements start and end."""
    return NOTIFIED - timedelta(days=rng.randrange(1, 3 * 365))


def whole_name(rng: random.Random) -> str:
    """Return first name and surname."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def surname_first(rng: random.Random) -> str:
    """Return a name as systems sort it."""
    return f"{rng.choice(LAST).upper()}, {rng.choice(FIRST)}"


def provider(rng: random.Random) -> str:
    """Return the name of a setting."""
    place = rng.choice(("Oak", "Hill Top", "Copper Beech", "St Bede's", "Riverside", "The Willows"))
    return f"{place} {rng.choice(('Academy', 'Centre', 'Farm', 'School', 'Studio', 'PRU'))}"


def spaced(text: str) -> str:
    """Return a ten-digit number as the NHS writes it."""
    return f"{text[:3]} {text[3:6]} {text[6:]}"


def uk(day: date) -> str:
    """Return a date as text."""
    return f"{day:%d/%m/%Y}"


def at_midnight(day: date) -> datetime:
    """Return a date as Excel holds it."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel knows no timezone


def mobile(rng: random.Random) -> str:
    """Return a mobile number of the range kept for fiction."""
    return f"07700900{rng.randrange(1000):03}"


def email(rng: random.Random, nth: int) -> str:
    """Return an address of nobody."""
    return f"{rng.choice(LAST)}{nth}@example.org"


IDENTIFYING = (
    Sort("name", "whole names", ("Pupil name", "Child"), lambda r, n: whole_name(r)),
    Sort("name", "surname, forename", ("Name", "YP"), lambda r, n: surname_first(r)),
    Sort("name", "surnames", ("Surname", "Legal surname"), lambda r, n: r.choice(LAST)),
    Sort("name", "forenames", ("Forename", "Known as"), lambda r, n: r.choice(FIRST)),
    Sort("upn", "permanent", ("UPN", "Pupil ref"), lambda r, n: invent_upn(r, "999")),
    Sort("upn", "temporary", ("Former UPN", "Number"), lambda r, n: temporary_upn(r)),
    Sort("upn", "small letters", ("UPN No", "Id"), lambda r, n: invent_upn(r, "999").lower()),
    Sort("uln", "as text", ("ULN", "Learner"), lambda r, n: uln(r)),
    Sort("uln", "as numbers", ("Learner Number", "No."), lambda r, n: float(uln(r))),
    Sort("nhs", "as numbers", ("NHS No", "Number"), lambda r, n: float(invent_nhs_number(r))),
    Sort("nhs", "3 3 4", ("NHS Number", "Health"), lambda r, n: spaced(invent_nhs_number(r))),
    Sort("nino", "as text", ("NINO", "NI"), lambda r, n: nino(r)),
    Sort("dob", "dates", ("DOB", "Date"), lambda r, n: at_midnight(born(r))),
    Sort("dob", "text", ("Date of birth", "Born"), lambda r, n: uk(born(r))),
    Sort("dob", "ISO", ("PersonBirthDate", "D"), lambda r, n: born(r).isoformat()),
    Sort("dob", "month and year", ("Month/Year of birth", "b."), lambda r, n: f"{born(r):%b %Y}"),
    Sort("dob", "days of Excel", ("D.O.B.", "Day"), lambda r, n: (born(r) - EXCEL_DAY_0).days),
    Sort(
        "address",
        "one line",
        ("Home address", "Lives"),
        lambda r, n: f"{r.randrange(1, 190)} {r.choice(STREETS)} {r.choice(KINDS_OF_STREET)}",
    ),
    Sort(
        "address",
        "with a flat",
        ("Address line 1", "Where"),
        lambda r, n: f"Flat {n + 1}, {r.randrange(1, 90)} {r.choice(STREETS)} Court, Exampleton",
    ),
    Sort("postcode", "spaced", ("Home postcode", "Lives at"), lambda r, n: postcode(r)),
    Sort("postcode", "closed", ("PCode", "PC"), lambda r, n: postcode(r).replace(" ", "")),
    Sort("phone", "mobiles", ("Mobile", "Contact"), lambda r, n: mobile(r)),
    Sort("phone", "lost their 0", ("Tel No", "Ring"), lambda r, n: int(mobile(r))),
    Sort(
        "phone", "landlines", ("Phone", "Home"), lambda r, n: f"(01632) 960{r.randrange(1000):03}"
    ),
    Sort(
        "email", "as text", ("Email", "Write to"), lambda r, n: f"{r.choice(LAST)}{n}@example.org"
    ),
    Sort(
        "parent",
        "with a title",
        ("Parent/Carer", "Mother"),
        lambda r, n: f"{r.choice(('Mrs', 'Mr', 'Ms'))} {r.choice(LAST)}",
    ),
    Sort("system", "counted up", ("Mosaic ID", "Ident"), lambda r, n: 512_340 + n * 7 + n % 5),
    Sort("worker", "names", ("Social worker", "SEN officer"), lambda r, n: whole_name(r)),
    Sort(
        "photo",
        "file names",
        ("Photo", "Img"),
        lambda r, n: f"{r.choice(LAST)}_{r.choice(FIRST)}.jpg".lower(),
    ),
)
# What the facts name, and what real lists hold beside them.
DECOYS = (
    Sort(None, "placement starts", ("Start date", "Began"), lambda r, n: uk(lately(r))),
    Sort(None, "dates of leaving", ("Leaving date",), lambda r, n: at_midnight(lately(r))),
    Sort(None, "meetings", ("Date of last review",), lambda r, n: lately(r).isoformat()),
    Sort(None, "URNs", ("URN", "School URN"), lambda r, n: 136_000 + n * 3),
    Sort(None, "UKPRNs", ("UKPRN", "UK PRN of provider"), lambda r, n: 10_030_000 + n * 11),
    Sort(None, "DfE numbers", ("LAESTAB", "DfE number"), lambda r, n: f"999{4000 + n}"),
    Sort(None, "setting postcodes", ("Setting postcode",), lambda r, n: postcode(r)),
    Sort(None, "providers", ("Provider name", "Where"), lambda r, n: provider(r)),
    Sort(None, "provider contacts", ("Provider e-mail",), lambda r, n: f"p{n}@example.org"),
    Sort(None, "references", ("Ref",), lambda r, n: f"AP-{r.randrange(10**4):04}"),
    Sort(None, "row numbers", ("No", "#"), lambda r, n: n + 1),
    Sort(None, "ages", ("Age",), lambda r, n: r.randrange(5, 19)),
    Sort(None, "years", ("Year of entry",), lambda r, n: r.randrange(2012, 2026)),
    Sort(None, "attendance", ("Attendance %",), lambda r, n: round(r.uniform(20, 100), 1)),
    Sort(None, "invoices", ("Order",), lambda r, n: digits(r, 10)),
    Sort(None, "costs", ("Cost", "Spend"), lambda r, n: r.randrange(10_000, 99_999)),
    Sort(None, "needs", ("Need",), lambda r, n: r.choice(("SEMH", "ASD", "SLCN", "MLD", "OTH"))),
    Sort(
        None,
        "ethnicities",
        ("Ethnicity",),
        lambda r, n: r.choice(("White British", "Black African", "Any Other", "Mixed White")),
    ),
    Sort(
        None,
        "reasons",
        ("Reason",),
        lambda r, n: r.choice(("Permanent Exclusion", "Medical Needs", "Fixed Term", "Move In")),
    ),
    Sort(
        None,
        "authorities",
        ("Responsible body",),
        lambda r, n: r.choice(("North Exampleshire", "Exampleton Borough", "Testby City")),
    ),
    Sort(
        None,
        "offers",
        ("What it offers",),
        lambda r, n: f"{r.choice(('Bricklaying', 'Cooking', 'Music'))} and core subjects",
    ),
)
SIZES = (4, 12, 60, 200)


def draw(seed: int, times: int) -> Iterator[Drawn]:
    """Yield each sort of column ``times`` times under each heading, in several sizes.

    Every third column has gaps: one cell in five is blank or says that nothing is known.
    """
    rng = random.Random(seed)
    for sort in (*IDENTIFYING, *DECOYS):
        for heading in sort.headings:
            for nth in range(times):
                gaps = 0.2 if nth % 3 == 2 else 0.0
                cells = [
                    rng.choice(BLANKS) if rng.random() < gaps else sort.cell(rng, row)
                    for row in range(SIZES[nth % len(SIZES)])
                ]
                yield Drawn(sort.kind, sort.about, heading, cells)
