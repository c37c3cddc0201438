"""Registers that nobody asked for are not taken for lists that somebody did. All are invented."""

from collections.abc import Sequence
from datetime import date

import pytest

from builders import send_lists
from returns import making
from returns.making import delimited, workbook
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.recognition.other_registers import load_other_registers
from visit_exchange.returns.tables.columns.not_asked_for import not_asked_for
from visit_exchange.returns.tables.places.unclear_tables import unused_tables
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.reading import read_lists

DAY = date(2022, 9, 1)  # a Thursday
Cells = Sequence[object]
CHILD = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
A_CHILD = ("710000", "a) Male", "a) WBRI", date(2010, 1, 2), 16)
WORKER = ("Allocated Team", "Allocated Worker")
A_WORKER = ("Front Door", "Worker 1")


def columns(**cells: object) -> tuple[Cells, Cells]:
    """Return headings and a row; ``_`` stands for a space."""
    return [name.replace("_", " ") for name in cells], list(cells.values())


def ap(headings: Cells, row: Cells, *, sheet: str = "Sheet1", name: str = "list.xlsx") -> Reading:
    return making.read(workbook([headings, *[row] * 3], titles=[sheet]), name=name)


def send(headings: Cells, row: Cells, *, sheet: str = "Sheet1", name: str = "list.xlsx") -> Reading:
    return send_lists.read({sheet: [headings, *[row] * 3]}, name)


def registers(reading: Reading) -> list[str]:
    return [table.register for table in reading.unknown if table.register]


ILACS: dict[str, tuple[Cells, Cells, str]] = {
    "List 1": (("Date of Contact", "Contact Source"), (DAY, "q) 6: Police"), "contacts"),
    "List 3": (
        ("Date of referral", "Referral Source", "Referral NFA?", *WORKER),
        (DAY, "e) 2A: Schools", "b) No", *A_WORKER),
        "referrals",
    ),
    "List 4": (
        (
            "Continuous Assessment Start Date",
            "Child Seen During Continuous Assessment",
            "Continuous Assessment Date of Authorisation",
            "Was the child assessed as requiring LA children's social care support?",
            *WORKER,
        ),
        (DAY, "a) Yes", DAY, "a) Yes", *A_WORKER),
        "assessments",
    ),
    "List 5": (
        (
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "Date of Initial Child Protection Conference",
            "Number of ICPCs in the last 12 months",
        ),
        (DAY, "b) No", DAY, 1),
        "section 47",
    ),
    "List 10": (
        (
            "Family identifier",
            "Date the Child Entered Care",
            "Date of Placement Order",
            "Date Placed for Adoption",
            "Date of Adoption Order",
        ),
        ("4410", DAY, DAY, DAY, ""),
        "adoption",
    ),
    "List 11": (
        (
            "Individual adopter identifier",
            "Date enquiry received",
            "Date Stage 1 started",
            "Date Stage 2 ended",
            "Date adopter matched with child(ren)",
        ),
        ("781000", DAY, DAY, DAY, DAY),
        "adopters",
    ),
}


@pytest.mark.parametrize("sheet", ILACS)
@pytest.mark.parametrize("called", ["as Ofsted does", "Sheet1", "Assessments"])
def test_other_lists_of_ilacs_are_named_as_not_asked_for(sheet: str, called: str) -> None:
    headings, row, words = ILACS[sheet]
    name = sheet if called == "as Ofsted does" else called
    reading = send((*CHILD, *headings), (*A_CHILD, *row), sheet=name)

    assert (reading.lists, reading.problems) == ((), ())
    told = not_asked_for(reading)
    assert told is not None
    assert words in told.message
    assert "Add the column" not in told.message


def test_a_list_of_ilacs_as_csv_is_not_taken_for_another() -> None:
    headings, row, _ = ILACS["List 10"]
    content = delimited([(*CHILD, *headings), *[(*A_CHILD, *row)] * 3])
    args = {"notified": send_lists.NOTIFIED, "name": "list_10.csv"}
    reading = read_lists(content, "csv", send_lists.specs(), **args)  # type: ignore[arg-type]

    assert reading.lists == ()
    assert list(unused_tables(reading)) == [
        "We have not used the table in this file. It looks like children with a plan of adoption "
        "(ILACS list 10), which we did not ask for."
    ]


def test_the_whole_workbook_of_ilacs_is_read_for_what_was_asked() -> None:
    asked = {
        "List 2": "early_help_assessments",
        "List 6": "children_in_need",
        "List 7": "child_protection",
        "List 8": "children_in_care",
        "List 9": "care_leavers",
    }
    sheets: dict[str, list[Cells]] = {
        sheet: [(*CHILD, *headings), (*A_CHILD, *row)]
        for sheet, (headings, row, _) in ILACS.items()
    }
    for sheet, list_id in asked.items():
        spec = next(spec for spec in send_lists.specs() if spec.id == list_id)
        titles: Cells = [column.title for column in spec.columns]
        sheets[sheet] = [titles, ["710000", *[None] * (len(titles) - 1)]]
    reading = send_lists.read(sheets)

    assert {one.sheet: one.spec.id for one in reading.lists} == asked
    assert reading.problems == ()
    assert sum("which we did not ask for" in note for note in unused_tables(reading)) == len(ILACS)


PEOPLE = columns(Child_ref="X1", Age=13, Gender="M", Ethnicity="WBRI", SEN_need="SEMH", EHCP="N")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (columns(School="Elm", Exclusion_type="PEX", Days_lost=2, End_date=DAY, Reason="x"),
         "exclusions"),
        (columns(School="Elm", Suspension_start_date=DAY, Days_lost=2), "exclusions"),
        (columns(School="Elm", Job_title="Tutor", FTE=1, Contract_type="Fixed"), "staff"),
        (columns(School="Elm", Date_appeal_lodged=DAY, Hearing_date=DAY, Outcome="x"), "appeals"),
        (columns(School="Elm", Date_of_request=DAY, Decision="Agreed"), "EHC needs assessment"),
        (columns(Setting="x", Route="R1", Vehicle="Taxi", Miles=4), "transport"),
        (columns(School="Elm", Hours_per_week=8, Timetable_start=DAY, Review_date=DAY),
         "timetables"),
        (columns(School="Elm", Date_referred_as_missing=DAY, Last_known_school="x", CME="Open"),
         "missing education"),
        (columns(School="Elm", Sessions_possible=9, Authorised_absence=1, Unauthorised_absence=2),
         "attendance"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_register_of_people_is_no_list_of_alternative_provision(
    more: tuple[Cells, Cells], words: str
) -> None:
    reading = ap((*PEOPLE[0], *more[0]), (*PEOPLE[1], *more[1]))

    assert (reading.lists, reading.problems) == ((), ())
    assert words in registers(reading)[0]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        (columns(School="Elm", Exclusion_type="PEX", End_date=DAY, Reason="x"), "list.xlsx"),
        (columns(School="Elm", Reason="x"), "Excluded pupils.xlsx"),
        (columns(School="Elm", Trip="x", Club="y", Score=3), "list.xlsx"),
        (columns(School="Elm"), "list.xlsx"),
    ],
)
def test_what_little_speaks_for_is_asked_about(more: tuple[Cells, Cells], name: str) -> None:
    reading = ap((*PEOPLE[0], *more[0]), (*PEOPLE[1], *more[1]), name=name)

    assert reading.lists == ()
    assert [problem.rule for problem in reading.problems] == ["list_in_doubt"]


@pytest.mark.parametrize(
    "more",
    [
        columns(Attendance=88, Residential="N", Mentor="x", Boxing_sessions=4, Sponsor="y",
                Shoes="z"),
        columns(Commissioner="School", Attendance=88, Kit_size="M", Lunch="x", Consent_form="y",
                Shoes="z"),
        columns(Setting_type="PRU", In_or_out_of_area="In", Bursary=9, Laptop="x", Loan="y",
                Returned="z"),
    ],
)  # fmt: skip
def test_a_register_that_nobody_knows_is_asked_about_though_two_columns_are_a_lists(
    more: tuple[Cells, Cells],
) -> None:
    few = (PEOPLE[0][:3], PEOPLE[1][:3])
    reading = ap((*few[0], *more[0], "School"), (*few[1], *more[1], "Elm"))

    assert reading.lists == ()
    assert [problem.rule for problem in reading.problems] == ["list_in_doubt"]


def test_a_list_bears_some_columns_that_nobody_asked_for() -> None:
    more = columns(Commissioner="School", Attendance=88, School="Elm", Mentor="x", Consent_form="y")
    reading = ap((*PEOPLE[0], *more[0]), (*PEOPLE[1], *more[1]))

    assert [one.spec.id for one in reading.lists] == ["currently_attending"]


def test_the_files_name_alone_makes_an_exclusions_register_of_it() -> None:
    more = columns(School="Elm", Exclusion_type="PEX", End_date=DAY, Reason="x")
    reading = ap((*PEOPLE[0], *more[0]), (*PEOPLE[1], *more[1]), name="Exclusions 2026.xlsx")

    assert registers(reading) == ["suspensions and exclusions"]


WITH_NEED = columns(Unique_ID="600", Date_of_birth=date(2012, 1, 2), Gender="Male",
                    Ethnicity="WBRI", SEN_primary_need="ASD")  # fmt: skip


@pytest.mark.parametrize(
    ("more", "name"),
    [
        (columns(EHE_start_date=DAY, EHCP="Y"), "EHE register.xlsx"),
        (columns(EHE_start_date=DAY, EHCP="Y"), "extract.xlsx"),
        (columns(Date_requested=DAY, Decision="Agreed", School_URN=100100), "extract.xlsx"),
        (columns(Request_received=DAY, Outcome="Agreed", Week_6=DAY), "extract.xlsx"),
        (columns(Date_initial_EHC_plan_issued=DAY, Date_plan_ceased=DAY, Reason="x"),
         "Ceased plans.xlsx"),
        (columns(Date_initial_EHC_plan_issued=DAY, Appeal_lodged=DAY, Mediation="N"), "list.xlsx"),
        (columns(Last_annual_review=DAY, Next_review_due=DAY, Review_outcome="x"), "list.xlsx"),
        (columns(School="Elm", Route="R1", Vehicle_type="Taxi"), "extract.xlsx"),
        (columns(Short_break_type="x", Nights=3, Direct_payment="N"), "extract.xlsx"),
        (columns(), "Home educated.xlsx"),
        (columns(Trip="x", Club="y"), "extract.xlsx"),
    ],
)  # fmt: skip
def test_a_register_of_children_with_needs_is_not_taken_for_lists_1_or_2(
    more: tuple[Cells, Cells], name: str
) -> None:
    reading = send((*WITH_NEED[0], *more[0]), (*WITH_NEED[1], *more[1]), name=name)

    assert reading.lists == ()
    assert not_asked_for(reading) or reading.problems[0].rule == "list_in_doubt"


def test_a_doubtful_table_is_asked_about_by_its_columns_and_both_ways_out() -> None:
    more = columns(Trip="x", Club="y")
    (problem,) = send((*WITH_NEED[0], *more[0]), (*WITH_NEED[1], *more[1])).problems

    assert problem.severity is Severity.MUST_FIX
    assert problem.message == (
        "We are not sure that the table at row 1 is “Children and young people in receipt of SEN "
        "support”, so we have not used it. Columns F and G: we do not ask for them in this list. "
        "If it is “Children and young people in receipt of SEN support”, name its sheet “List_2” "
        "and upload it again. If not, leave it out"
    )


def test_naming_the_sheet_as_the_template_does_answers_the_doubt() -> None:
    more = columns(Trip="x", Club="y")
    reading = send((*WITH_NEED[0], *more[0]), (*WITH_NEED[1], *more[1]), sheet="List_2")

    assert [one.spec.id for one in reading.lists] == ["sen_support"]
    assert reading.problems == ()


def test_naming_the_file_answers_it_for_a_csv() -> None:
    content = delimited([WITH_NEED[0], *[WITH_NEED[1]] * 3])

    def read(name: str) -> Reading:
        specs = send_lists.specs()
        return read_lists(content, "csv", specs, notified=send_lists.NOTIFIED, name=name)

    assert "name the file “List_2”" in read("extract.csv").problems[0].message
    assert [one.spec.id for one in read("List_2.csv").lists] == ["sen_support"]


def test_a_doubtful_table_beside_the_list_itself_stops_nothing() -> None:
    more = columns(Trip="x", Club="y")
    table = [(*WITH_NEED[0], *more[0]), (*WITH_NEED[1], *more[1])]
    reading = send_lists.read({"List_2": table, "Extract": table})

    assert [one.sheet for one in reading.lists] == ["List_2"]
    assert [(p.rule, p.severity) for p in reading.problems] == [
        ("list_in_doubt", Severity.PLEASE_CHECK)
    ]


def test_modules_of_the_sen2_return_are_told_as_such_sheet_by_sheet() -> None:
    persons = columns(Person_ID="1", Surname="Test", Gender=1, UPN_and_ULN_unavailable_reason="")
    requests = columns(
        Person_ID="1", Requests_Record_ID=1, Request_Outcome="Y", Request_Tribunal=""
    )
    plans = columns(Person_ID="1", EHC_Plan_Start_Date=DAY, Personal_budget_taken_up="N",
                    Worked_based_learning_activity="N")  # fmt: skip
    tables = {"Persons": persons, "Requests": requests, "Named Plan": plans}
    reading = send_lists.read({name: list(table) for name, table in tables.items()})

    assert reading.problems == ()
    assert registers(reading) == ["the SEN2 return"] * 3
    assert sorted(note.split("”")[0] for note in unused_tables(reading)) == [
        "We have not used the sheet “Named Plan",
        "We have not used the sheet “Persons",
        "We have not used the sheet “Requests",
    ]


@pytest.mark.parametrize(
    "headings",
    ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,URN"],
)
def test_the_return_of_looked_after_children_is_told_as_such(headings: str) -> None:
    content = f"{headings}\n9000,1,01/03/2012,,,,\n9001,2,02/03/2012,,,,\n".encode()
    reading = read_lists(content, "csv", send_lists.specs(), notified=send_lists.NOTIFIED)

    assert registers(reading) == ["the SSDA903 return of looked-after children"]
    assert reading.problems == ()


@pytest.mark.parametrize("sheet", ["All schools", "Sheet1"])
def test_a_list_of_all_schools_is_none_of_providers_of_alternative_provision(sheet: str) -> None:
    table = columns(School_name="Elm", URN=100100, Phase="Primary", Type="Academy")

    assert registers(ap(*table, sheet=sheet)) == ["schools of the area"]
    assert [one.spec.id for one in send(*table, sheet=sheet).lists] == ["education_providers"]


AP_CHILD = columns(Pupil_ref="P1", Age=13, AP_provider="Oak Hub")


@pytest.mark.parametrize(
    "more",
    [
        columns(Attendance=90),
        columns(Attendance=90, Year_group=9, Home_school="Elm", Team="North", Notes="x"),
        columns(
            Reason_for_placement="PEX", Date_of_exclusion=DAY, Commissioner="LA", Part_time="N"
        ),
    ],
)
def test_a_sound_list_with_a_few_columns_more_is_used_without_a_question(
    more: tuple[Cells, Cells],
) -> None:
    reading = ap((*AP_CHILD[0], *more[0]), (*AP_CHILD[1], *more[1]))

    assert [one.spec.id for one in reading.lists] == ["currently_attending"]
    assert reading.problems == ()


def test_every_register_has_columns_that_are_patterns() -> None:
    for register in load_other_registers().registers.values():
        assert register.told_by({0: "nothing of the kind"}) == frozenset()
