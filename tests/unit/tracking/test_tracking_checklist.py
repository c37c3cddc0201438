"""What an authority does not hold about a child, or does not apply to it, ends the waiting."""

import io

import openpyxl
import pytest

from builders.packs import CODES, FRAMEWORK, THURSDAY, VISIT
from visit_exchange.tracking.checklist import HEADINGS, TrackingAnswers, tracking_checklist
from visit_exchange.tracking.checklist_reading import read_tracking_checklist
from visit_exchange.tracking.pack import MISSING, read_tracking_manifest, tracking_pack
from visit_exchange.visits.places.names import MANIFEST

ONE, TWO, OTHER = CODES[3], CODES[1], CODES[0]
SELECTED = frozenset({ONE, TWO})
NOT_HELD, DOES_NOT_APPLY = 4, 5  # columns, as openpyxl counts
KINDS = [item.id for item in FRAMEWORK.tracking.items]


def filled(*marks: tuple[str, str, int, str]) -> TrackingAnswers | None:
    """Return what is read of a checklist in which somebody wrote a mark beside a child's item."""
    book = openpyxl.load_workbook(io.BytesIO(tracking_checklist(FRAMEWORK, (ONE, TWO))))
    sheet = book.active
    assert sheet is not None
    for code, kind, column, mark in marks:
        title = next(item.title for item in FRAMEWORK.tracking.items if item.id == kind)
        for row in sheet.iter_rows(min_row=4):
            if (row[0].value, row[1].value) == (code, title):
                row[column - 1].value = mark
    content = io.BytesIO()
    book.save(content)
    return read_tracking_checklist(content.getvalue(), FRAMEWORK, SELECTED)


def test_there_is_a_row_for_each_child_and_kind_of_document() -> None:
    book = openpyxl.load_workbook(io.BytesIO(tracking_checklist(FRAMEWORK, (ONE, TWO))))
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    assert rows[0] == HEADINGS
    assert [row[0] for row in rows[1:]] == [ONE] * len(KINDS) + [TWO] * len(KINDS)
    # "including an early help assessment, if applicable"; a chronology is asked for of everybody
    assert {row[1]: row[4] for row in rows[1:]}["Chronology of significant events"] == "–"
    assert {row[1]: row[4] for row in rows[1:]}["Most recent plans"] is None


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), TrackingAnswers()),
        (
            ((ONE, "chronology", NOT_HELD, "X"), (TWO, "plans", DOES_NOT_APPLY, "yes")),
            TrackingAnswers(frozenset({f"chronology:{ONE}"}), frozenset({f"plans:{TWO}"})),
        ),
        # A chronology applies to every child: marked as not applying, it is not held.
        (
            ((ONE, "chronology", DOES_NOT_APPLY, "x"),),
            TrackingAnswers(frozenset({f"chronology:{ONE}"})),
        ),
        (((ONE, "plans", NOT_HELD, "perhaps"),), TrackingAnswers(unclear=(7,))),
        (((ONE, "plans", NOT_HELD, "no"),), TrackingAnswers()),
    ],
    ids=["nothing", "both", "applies to all", "unclear", "no"],
)
def test_marks_are_read(
    marks: tuple[tuple[str, str, int, str], ...], expected: TrackingAnswers
) -> None:
    assert filled(*marks) == expected


def test_a_child_who_is_not_selected_is_not_answered_for() -> None:
    content = tracking_checklist(FRAMEWORK, (OTHER,))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0]["D4"] = "X"
    written = io.BytesIO()
    book.save(written)
    answers = read_tracking_checklist(written.getvalue(), FRAMEWORK, SELECTED)
    assert answers == TrackingAnswers(strangers=(4,))


def test_a_sheet_that_somebody_added_is_told_by_its_place() -> None:
    book = openpyxl.load_workbook(io.BytesIO(tracking_checklist(FRAMEWORK, (ONE, TWO))))
    book.create_sheet("Casey Quill").append(["The plan is with the school"])
    written = io.BytesIO()
    book.save(written)
    answers = read_tracking_checklist(written.getvalue(), FRAMEWORK, SELECTED)
    assert answers == TrackingAnswers(other_sheets=(2,))


def test_another_workbook_is_no_checklist() -> None:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    assert read_tracking_checklist(content.getvalue(), FRAMEWORK, SELECTED) is None


def test_the_pack_says_what_is_missing_and_what_nobody_waits_for() -> None:
    answers = TrackingAnswers(
        frozenset({f"{kind}:{ONE}" for kind in KINDS if kind != "plans"}),
        frozenset({f"plans:{ONE}"}),
    )
    files = tracking_pack(
        VISIT, FRAMEWORK, (ONE,), (), version=1, published=THURSDAY, answers=answers
    )
    told = files[MISSING].decode().splitlines()
    assert told[0] == f"{ONE}: nothing is missing"
    assert told[1].startswith(f"{ONE}, not held: Chronology of significant events; ")
    assert told[2] == f"{ONE}, does not apply: Most recent plans"
    manifest = read_tracking_manifest(files[MANIFEST])
    assert (manifest.missing, manifest.does_not_apply) == ((), (f"plans:{ONE}",))
