"""A random sound list in a random shape always gives the same canonical rows."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns import making

HEADED = {
    "reference": ("Child reference", "Unique ID", "Pupil Ref", "CYP ID"),
    "setting": ("Setting", "AP provider", "Name of AP"),
    "age": ("Age", "Age (years)", "AGE"),
    "gender": ("Gender", "Sex", "M/F"),
    "looked_after": ("CLA", "Looked after child?", "In care"),
    "commissioner": ("Commissioner", "Placed by"),
    "attendance": ("Attendance %", "Att %"),
    "area": ("In/Out of area",),
}
SPELLINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "gender": {"M": ("Male", "m", "a) Male", "M"), "F": ("Female", "F", "b) Female")},
    "looked_after": {"Y": ("Yes", "Y", "CLA", "a) Yes"), "N": ("No", "N", "no ")},
    "commissioner": {"school": ("School", "school"), "local_authority": ("LA", "Local authority")},
    "area": {"in": ("In", "in area"), "out": ("Out", "OOA", "Out of area")},
}
PERCENT = ("{:g}%", "{:g} %")


@dataclass(frozen=True)
class Drawn:
    """A list as it is true, and as somebody wrote it down."""

    truth: dict[str, list[object]]
    rows: list[list[object]]
    kind: str


@st.composite
def written_lists(draw: st.DrawFn) -> Drawn:
    fields = ["reference", "setting", *draw(st.permutations(list(HEADED)[2:]))]
    fields = draw(st.permutations(fields[: draw(st.integers(4, len(fields)))]))
    count = draw(st.integers(1, 6))
    truth: dict[str, list[object]]
    truth = {name: [draw(true_value(name, row)) for row in range(count)] for name in fields}
    table: list[list[object]]
    table = [[draw(st.sampled_from(HEADED[name])) for name in fields]]
    table += [[draw(spelling(name, truth[name][row])) for name in fields] for row in range(count)]
    kind = draw(st.sampled_from(["xlsx", "csv", "ods"]))
    return Drawn(truth, draw(placed(table)), kind)


def true_value(field: str, row: int) -> st.SearchStrategy[object]:
    if field == "reference":
        return st.just(f"C{row:04}")
    if field == "setting":
        return st.sampled_from(["Oak Hub", "Elm Farm", "Ash, Beech & Co"])
    if field == "age":
        return st.integers(5, 18).map(float)
    if field == "attendance":
        return st.integers(2, 100).map(float)
    return st.sampled_from(list(SPELLINGS[field]))


def spelling(field: str, value: object) -> st.SearchStrategy[object]:
    if field in SPELLINGS:
        return st.sampled_from(SPELLINGS[field][str(value)])
    if field == "age":
        return st.sampled_from([value, f"{value:.0f}", f"{value:.0f} yrs"])
    if field == "attendance":
        return st.sampled_from([value, *(form.format(value) for form in PERCENT)])
    return st.sampled_from([value, f" {value}", f"{value}\xa0"])


@st.composite
def placed(draw: st.DrawFn, table: list[list[object]]) -> list[list[object]]:
    """Put a table somewhere on a sheet, with a title above and blank rows inside."""
    right = draw(st.integers(0, 3))
    rows: list[list[object]]
    rows = [[*[""] * right, *row] for row in table]
    for at in sorted(draw(st.sets(st.integers(1, len(rows)), max_size=2)), reverse=True):
        rows.insert(at, [""])
    above: list[list[object]]
    above = draw(st.lists(st.sampled_from([[""], ["AP return"], ["Notes: as agreed"]]), max_size=4))
    return [*above, *rows]


def content_of(drawn: Drawn) -> bytes:
    if drawn.kind == "csv":
        return making.delimited(drawn.rows)
    return making.opendocument(drawn.rows) if drawn.kind == "ods" else making.workbook(drawn.rows)


@pytest.mark.slow
@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,  # a change that breaks something is told at once, and no other is blamed
    suppress_health_check=[HealthCheck.too_slow],
)
@given(written_lists())
def test_a_sound_list_in_any_shape_gives_the_same_rows(drawn: Drawn) -> None:
    one = making.read_one(content_of(drawn), drawn.kind, "currently attending")

    assert {name: one.frame[name].tolist() for name in drawn.truth} == drawn.truth
    assert one.problems == ()
    assert one.rows_read == len(one.frame)
