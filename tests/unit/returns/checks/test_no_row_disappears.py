"""Every row of a list is accepted or answered: none is passed over in silence."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns.making import Written, delimited, opendocument, workbook
from returns.old_workbook import Formula, old_workbook
from returns.whole_lists import AP_HEADINGS, AP_ROWS, ASKED, MUST_FIX, ap_list, as_read, told

WIDTH = len(AP_HEADINGS)
FAILED = Written(
    '<table:table-cell table:formula="of:=A99" office:value-type="string" office:string-value="">'
    "<text:p>#N/A</text:p></table:table-cell>"
)
WAITING = Written('<table:table-cell table:formula="of:=A99"/>')
MAKERS = {
    "xlsx": lambda rows: workbook(rows),
    "csv": lambda rows: delimited(rows),
    "ods": lambda rows: opendocument(rows),
    "xls": lambda rows: old_workbook(rows),
}
# What each kind of file holds where a formula failed, and where it was never calculated.
ERROR = {"xlsx": "#N/A", "csv": "#N/A", "ods": FAILED, "xls": "#N/A"}
UNCACHED = {"xlsx": "=Z99", "ods": WAITING, "xls": Formula(waits=True)}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("at", ["between", "below"])
def test_rows_of_nothing_but_errors_must_be_mended(kind: str, at: str) -> None:
    rows = ap_list()
    place = 2 if at == "between" else len(rows)
    rows[place:place] = [[ERROR[kind]] * WIDTH] * 2
    one = as_read(MAKERS[kind](rows), f"list.{kind}")
    assert (one.answer.verdict, told(one)) == (
        MUST_FIX,
        {"row_of_errors": [place + 1, place + 2]},
    )


@pytest.mark.parametrize("kind", UNCACHED)
@pytest.mark.parametrize("cells", [1, 2, WIDTH])
def test_rows_of_formulas_that_were_never_calculated_must_be_mended(kind: str, cells: int) -> None:
    rows = [*ap_list(), [*[UNCACHED[kind]] * cells, *[""] * (WIDTH - cells)]]
    one = as_read(MAKERS[kind](rows), f"list.{kind}")
    assert (one.answer.verdict, told(one)) == (MUST_FIX, {"row_of_errors": [6]})


@pytest.mark.parametrize("kind", MAKERS)
def test_an_error_in_place_of_a_reference_must_be_fixed(kind: str) -> None:
    rows = ap_list(child_reference=["AP001", ERROR[kind]])
    one = as_read(MAKERS[kind](rows), f"list.{kind}")
    assert (one.answer.verdict, told(one)) == (MUST_FIX, {"error_cell": [3]})


def test_rows_of_nothing_but_0_are_told_once_and_are_no_children() -> None:
    one = as_read(workbook([*ap_list(), *[[0.0] * WIDTH] * 30]))
    assert (one.answer.verdict, told(one)) == (ASKED, {"row_of_zeros": list(range(6, 36))})
    assert len(one.answer.actions) == 1
    assert len(one.reads[0].frame) == 4


def test_rows_of_nothing_but_spaces_are_no_rows() -> None:
    one = as_read(workbook([*ap_list(), *[[" ", "\xa0", "\u200b"]] * 5]))
    assert told(one) == {}


@dataclass(frozen=True)
class Planted:
    """A list with faults: the Excel rows that have a child, and those with a planted fault."""

    rows: list[list[object]]
    kind: str
    children: set[int]
    faulty: set[int]


@st.composite
def planted_lists(draw: st.DrawFn) -> Planted:
    kind = draw(st.sampled_from(sorted(MAKERS)))
    rows: list[list[object]] = [list(AP_HEADINGS)]
    children, faulty = set(), set()
    for number in range(draw(st.integers(3, 9))):
        child = [f"C{number:04}", *AP_ROWS[number % len(AP_ROWS)][1:]]
        fault = draw(st.sampled_from(["", "", *_FAULTS]))
        row = (
            _FAULTS[fault](child, ERROR[kind], draw(st.integers(1, WIDTH - 2))) if fault else child
        )
        if fault == "comma" and kind != "csv":
            row, fault = child, ""
        rows.append(row)
        children.add(len(rows))
        faulty |= {len(rows)} if fault else set()
    return Planted(rows, kind, children, faulty)


def _error_row(child: list[object], error: object, at: int) -> list[object]:
    return [error] * WIDTH


def _error_reference(child: list[object], error: object, at: int) -> list[object]:
    return [error, *child[1:]]


def _error_cell(child: list[object], error: object, at: int) -> list[object]:
    return [*child[:at], error, *child[at + 1 :]]


def _error_and_nothing(child: list[object], error: object, at: int) -> list[object]:
    return ["" if column != at else error for column in range(WIDTH)]


def _zeros(child: list[object], error: object, at: int) -> list[object]:
    return [0.0] * WIDTH


def _no_reference(child: list[object], error: object, at: int) -> list[object]:
    return [0.0, *child[1:]]


def _comma(child: list[object], error: object, at: int) -> list[object]:
    return [*child[:at], "one", *child[at:]]


def _story(child: list[object], error: object, at: int) -> list[object]:
    return [*child[:4], "He was at home, and then at school. " * 20, *child[5:]]


def _note(child: list[object], error: object, at: int) -> list[object]:
    return ["Total: 4 children", *[""] * (WIDTH - 1)]


_FAULTS = {
    "error_row": _error_row,
    "error_reference": _error_reference,
    "error_cell": _error_cell,
    "error_and_nothing": _error_and_nothing,
    "zeros": _zeros,
    "no_reference": _no_reference,
    "comma": _comma,
    "story": _story,
    "note": _note,
}


@pytest.mark.slow
@settings(
    max_examples=160,
    deadline=None,
    derandomize=True,  # a change that breaks something is told at once, and no other is blamed
    suppress_health_check=[HealthCheck.too_slow],
)
@given(planted_lists())
def test_rows_read_are_rows_accepted_and_rows_answered(planted: Planted) -> None:
    one = as_read(MAKERS[planted.kind](planted.rows), f"list.{planted.kind}")
    (read,) = one.reads
    answered = {p.row for p in read.problems if p.row is not None} | set(read.totals)
    accepted = set(read.frame.index) - answered
    assert accepted | answered == planted.children
    assert accepted == planted.children - planted.faulty
    assert read.rows_read + len(read.totals) == len(planted.children)
