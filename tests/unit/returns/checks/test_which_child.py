"""Which child is which, and what codes mean: small files after public reports, with answers.

The visits are notified on Monday 23 November 2026. Every child is invented.
"""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from builders.send_lists import SEND, sheet_rows, upn, workbook
from returns import making
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.returns.tables.reading import read_lists

AP = "ap_thematic_2023"
NOTIFIED = date(2026, 11, 23)
CASES = Path(making.__file__).parent / "cases"
DIFFERENT = "with other capital letters, spaces or dashes"
ZEROS = "with more or fewer zeros at its beginning"
MISSING = "is not in the list of children with EHC plans"
BACK = "also in the list of children who have left"
NO_CODE = "Ethnicity must be a DfE ethnicity code"
# All that is asked of a list with nothing wrong in it: these files do not say their date.
UNDATED = "We could not find the date that this data represents"


def at_desk(kind: str, *files: tuple[str, bytes]) -> list[Assessed]:
    return assess_at_desk(files, load_framework(kind), NOTIFIED)


def told(answered: Sequence[Assessed]) -> str:
    """Return everything that is said, a line for each question."""
    lines = [action.sentence() for one in answered for action in one.answer.actions]
    notes = [note for one in answered for note in one.answer.notes]
    not_held = [title for one in answered for a in one.answer.lists for title in a.not_held]
    return "\n".join([*lines, *notes, f"not held: {', '.join(not_held)}"])


def column(answered: Sequence[Assessed], field: str) -> list[object]:
    return answered[0].reads[0].frame[field].tolist()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "kind", "verdict", "says", "never"),
    [
        ("36-ids-case-sensitive", SEND, "accepted_with_queries", DIFFERENT, "more than one row"),
        ("36b-ids-16-digits-number", SEND, "must_fix", "Enter it as text", "needed in every row"),
        ("36l-ids-dates", SEND, "must_fix", "into a date", "?"),
        ("36m-upn-lower-spaces", SEND, "accepted_with_queries", UNDATED, "UPN must be"),
        (
            "36n-upn-unknown-codes",
            SEND,
            "accepted_with_queries",
            "6 rows have no UPN",
            "UPN must be",
        ),
        ("38-format-zeros-vs-text-zeros", SEND, "accepted_with_queries", UNDATED, MISSING),
        ("38c-case-differs", SEND, "accepted_with_queries", UNDATED, MISSING),
        ("38d-decimal", SEND, "accepted_with_queries", UNDATED, MISSING),
        ("38j-zero-width", SEND, "accepted_with_queries", UNDATED, MISSING),
        ("38l-ap-format-zeros-two-lists", AP, "accepted_with_queries", BACK, ZEROS),
        ("59-ap-unreadable-column-called-not-held", AP, "must_fix", NO_CODE, "held: Ethnicity"),
        (
            "61-second-need-lost-after-bracket-or-dash",
            AP,
            "accepted_with_queries",
            UNDATED,
            "SEN needs must be",
        ),
        ("62-ethnic-groups-not-codes", AP, "must_fix", f"{NO_CODE}, for example", "?"),
        ("63-setting-type-independent-alone", AP, "must_fix", "Setting type must be", "?"),
    ],
)
def test_a_reported_file_has_its_right_answer(
    file: str, kind: str, verdict: str, says: str, never: str
) -> None:
    answered = at_desk(kind, (f"{file}.xlsx", (CASES / f"{file}.xlsx").read_bytes()))
    assert answered[0].answer.verdict == verdict
    assert says in told(answered)
    assert never == "?" or never not in told(answered)


@pytest.mark.parametrize(
    ("file", "field", "means"),
    [
        ("61-second-need-lost-after-bracket-or-dash", "sen_needs",
         ["SEMH; ASD", "SEMH; ASD", "SEMH; ASD", "ASD; SLCN", "MLD; SLCN", "SEMH; ASD"]),
        ("62-ethnic-groups-not-codes", "ethnicity", [None, None, None, None, None, "WIRT"]),
        ("63-setting-type-independent-alone", "setting_type",
         [None, None, None, "state_maintained", "independent_unregistered",
          "independent_registered"]),
    ],
)  # fmt: skip
def test_a_cell_means_what_it_says_and_no_more(
    file: str, field: str, means: list[str | None]
) -> None:
    content = (CASES / f"{file}.xlsx").read_bytes()
    specs = [load_list(AP, item.id) for item in load_framework(AP).lists]
    [one] = read_lists(content, "xlsx", specs, notified=NOTIFIED, name=file).lists
    assert one.frame[field].tolist() == means


# Siblings: lists of other references, in which the same may have happened.
def plan(reference: object, number: int = 1, **cells: object) -> dict[str, object]:
    row: dict[str, object] = {
        "reference": reference,
        "pupil_number": upn(number),
        "born": f"{number % 27 + 1:02}/03/2012",
        "gender": "b) Female",
        "ethnicity": "f) MWBC",
        "need": "e) SEMH",
        "main_urn": "100001",
        "main_phase": "e) Secondary",
        "initial_plan": "23/09/2019",
        "disability": "b) No",
        "home_education": "b) No",
    }
    return row | cells


def registered(reference: object, number: int = 1) -> dict[str, object]:
    return {
        "reference": reference,
        "born": f"{number % 27 + 1:02}/03/2012",
        "added_on": "05/01/2026",
        "ehc_plan": "Has an EHC plan",
    }


def two_lists(plans: Sequence[dict[str, object]], register: Sequence[dict[str, object]]) -> bytes:
    return workbook(
        {
            "List_1": sheet_rows("ehc_plans", plans),
            "DSR": sheet_rows("dynamic_support_register", register),
        }
    )


SAME_CHILD = [
    ("P0001", "p0001"),
    ("P0002", "P 0002"),
    ("P0003", "P\u20600003"),
    ("P0004", "\u200eP0004\u200f"),
    ("P0005", "P00\u00ad05"),
    ("P-0006", "P\u20130006"),
    ("P0007", "\uff30\uff10\uff10\uff10\uff17"),
    ("P0008", "P0008\xa0"),
    ("1009", 1009.0),
    ("P0010", "P0010\u3164"),
]


@pytest.mark.slow
def test_a_reference_written_another_way_is_the_same_child() -> None:
    plans = [plan(here, at) for at, (here, _) in enumerate(SAME_CHILD, start=1)]
    register = [registered(there, at) for at, (_, there) in enumerate(SAME_CHILD, start=1)]
    said = told(at_desk(SEND, ("return.xlsx", two_lists(plans, register))))
    assert MISSING not in said
    assert ZEROS not in said


AS_SHOWN = [
    ("000123", 123, "000000"),
    ("LA124", 124, '"LA"0'),
    ("LA000125", 125, '"LA"000000'),
    ("AP-0042", 42, '"AP-"0000'),
    ("123-456", 123456, "000-000"),
]


@pytest.mark.slow
def test_a_number_is_the_reference_that_its_format_shows() -> None:
    plans = [plan(shown, at) for at, (shown, _, _) in enumerate(AS_SHOWN, start=1)]
    register = [registered(number, at) for at, (_, number, _) in enumerate(AS_SHOWN, start=1)]
    book = openpyxl.load_workbook(io.BytesIO(two_lists(plans, register)))
    for at, (_, _, picture) in enumerate(AS_SHOWN, start=2):
        book["DSR"][f"A{at}"].number_format = picture
    content = io.BytesIO()
    book.save(content)
    answered = at_desk(SEND, ("return.xlsx", content.getvalue()))
    assert answered[0].reads[1].frame["reference"].tolist() == [shown for shown, _, _ in AS_SHOWN]
    assert MISSING not in told(answered)


@pytest.mark.slow
def test_zeros_that_differ_between_lists_are_explained() -> None:
    answered = at_desk(
        SEND,
        ("one.xlsx", workbook({"List_1": sheet_rows("ehc_plans", [plan("000123")])})),
        ("two.xlsx", workbook({"DSR": sheet_rows("dynamic_support_register", [registered(123)])})),
    )
    assert ZEROS in told(answered)


@pytest.mark.slow
def test_two_spellings_that_would_share_a_code_are_a_question() -> None:
    written = ["AB-0001", "ab-0001", "CD-0001", "CD–0001", "EF-0001", "EF - 0001", "GH-0001"]
    rows = [plan(reference, at) for at, reference in enumerate(written, start=1)]
    answered = at_desk(SEND, ("return.xlsx", workbook({"List_1": sheet_rows("ehc_plans", rows)})))
    [line] = [line for line in told(answered).splitlines() if DIFFERENT in line]
    assert line.endswith("6 rows: 2, 3, 4, 5, 6, 7")


@pytest.mark.slow
def test_one_upn_with_two_references_in_two_lists_is_a_question() -> None:
    support = {**plan("B2", 1), "absence": 5}
    for field in ("initial_plan", "home_education"):
        del support[field]
    content = workbook(
        {
            "List_1": sheet_rows("ehc_plans", [plan("A1", 1), plan("A2", 2)]),
            "List_2": sheet_rows("sen_support", [support]),
        }
    )
    said = told(at_desk(SEND, ("return.xlsx", content)))
    assert "came with another reference too" in said
    assert "also in the list of children on SEN support" in said  # it is one child


@pytest.mark.slow
def test_two_children_with_the_same_reason_for_no_upn_are_no_duplicates() -> None:
    rows = [plan(f"A{n}", n, pupil_number="UN8") for n in (1, 2)]
    said = told(at_desk(SEND, ("return.xlsx", workbook({"List_1": sheet_rows("ehc_plans", rows)}))))
    assert "UPN is in more than one row" not in said
    assert "2 rows have no UPN and a reason for it" in said


AP_ROW = {
    "reference": "AP1",
    "age": 14,
    "gender": "Male",
    "ethnicity": "WBRI",
    "setting": "Oak Hub",
}
AP_HEADINGS = {
    "reference": "Child reference", "age": "Age", "gender": "Gender", "ethnicity": "Ethnicity",
    "setting": "Setting name", "setting_type": "Setting type", "commissioner": "Commissioner",
    "attendance": "Attendance %", "reason": "Reason for placement",
}  # fmt: skip


def attending(*rows: dict[str, object]) -> bytes:
    fields = [f for f in AP_HEADINGS if any(f in row for row in rows)]
    table: list[Sequence[object]] = [[AP_HEADINGS[f] for f in fields]]
    table += [[row.get(f) for f in fields] for row in rows]
    return workbook({"Currently attending": table})


@pytest.mark.slow
def test_a_child_whose_rows_differ_is_asked_about() -> None:
    rows: list[dict[str, object]] = [
        {**AP_ROW, "reference": f"AP{at}", "setting": setting}
        for at in range(1, 5)
        for setting in ("Oak Hub", "Elm Farm")
    ]
    rows[1]["age"], rows[3]["ethnicity"], rows[5]["gender"] = 9, "BAFR", "Female"
    said = told(at_desk(AP, ("list.xlsx", attending(*rows)))).splitlines()
    for field, where in (("age", "2, 3"), ("ethnicity", "4, 5"), ("gender", "6, 7")):
        [line] = [line for line in said if f"another {field} in another row" in line]
        assert line.endswith(f"2 rows: {where}")


@pytest.mark.slow
def test_a_column_of_codes_that_nobody_knows_is_not_called_empty() -> None:
    rows = [{**AP_ROW, "reference": f"AP{n}", "reason": "Persistent nuisance"} for n in (1, 2)]
    said = told(at_desk(AP, ("list.xlsx", attending(*rows))))
    assert "Reason for placement" in said
    assert "Reason for placement" not in said.splitlines()[-1]


@pytest.mark.slow
def test_a_column_of_words_for_not_known_says_so() -> None:
    rows = [{**AP_ROW, "reference": f"AP{n}", "attendance": "n/k"} for n in (1, 2)]
    [one] = at_desk(AP, ("list.xlsx", attending(*rows)))
    [problem] = [p for p in one.answer.lists[0].problems if p.field == "attendance"]
    assert problem.message.startswith("Attendance % has only words such as “n/k”")


COMMISSIONERS = [
    ("Oakfield Academy", "school", "Oakfield Academy"),
    ("St Mary's Primary School", "school", "St Mary's Primary School"),
    ("Oak Learning Trust", "multi_academy_trust", "Oak Learning Trust"),
    ("NHS Exampleshire ICB", "health_icb", "NHS Exampleshire ICB"),
    ("Exampleshire County Council", "local_authority", "Exampleshire County Council"),
    ("School", "school", None),
    ("Local authority", "local_authority", None),
    ("Mrs J Example", None, None),
]


@pytest.mark.slow
def test_who_commissioned_a_placement_keeps_its_name() -> None:
    rows = [
        {**AP_ROW, "reference": f"AP{at}", "commissioner": written}
        for at, (written, _, _) in enumerate(COMMISSIONERS)
    ]
    answered = at_desk(AP, ("list.xlsx", attending(*rows)))
    assert column(answered, "commissioner") == [kind for _, kind, _ in COMMISSIONERS]
    assert column(answered, "commissioner_name") == [name for _, _, name in COMMISSIONERS]
    assert "Commissioner must be a kind of body" in told(answered)  # row 9: no body, not kept
