"""The desk and the function that the pipeline calls say the same of any list with errors in it."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns.making import delimited, workbook
from returns.whole_lists import AP, NOTIFIED, ap_list
from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import Assessed, withheld
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.assessing.frames import frame_of
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.kinds import load_framework
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.returns.screening.screen import screen

pytestmark = pytest.mark.slow

FRAMEWORK = load_framework(AP)
KEY = bytes(range(32))
FIRST_UPLOAD = Asked(FRAMEWORK, "999-2026-11", number=1)
# What officers get wrong, by the column that it stands in.
ERRORS: dict[str, list[object]] = {
    "child_reference": ["", "#N/A", "AP001", "ap001", "AP-001", 1.5, date(2026, 3, 1)],
    "age": ["", 40.0, "14 years", "#REF!", -1.0],
    "gender": ["", "zebra", "M/F", "Non-binary"],
    "ethnicity": ["White", "", "WBRI (101)", "#N/A"],
    "sen_need": ["SEMH - ASD", "ADHD", "MSI (hearing)", "none"],
    "ehc_plan": ["NA", "Yes", "ceased", 0.0],
    "setting_name": ["", "0", "St Mary’s", "Zebedee Plumstead"],
    "setting_type": ["Independent", "PRU", ""],
    "attendance": ["", 950.0, "95%", "eighty", "#DIV/0!"],
    "data_as_at": ["", "31/02/2026", "20/11/2027"],
}


@st.composite
def planted(draw: st.DrawFn) -> list[list[object]]:
    """A list of four children with some columns spoilt, and perhaps a row too many."""
    spoilt = draw(st.lists(st.sampled_from(sorted(ERRORS)), unique=True, max_size=4))
    instead = {
        column: draw(st.lists(st.sampled_from(ERRORS[column]), min_size=1, max_size=4))
        for column in spoilt
    }
    rows = ap_list(**instead)
    more = draw(st.sampled_from(["nothing", "again", "total", "blank"]))
    width = len(rows[0])
    kinds: dict[str, list[object]] = {"again": rows[1], "total": ["Total", 4.0], "blank": [""]}
    added = kinds.get(more)
    return rows if added is None else [*rows, [*added, *[""] * (width - len(added))]]


def as_uploaded(name: str, content: bytes, known: Known) -> Assessed:
    """What the pipeline's own function says of a file that came as upload 1."""
    screened = screen(content, name)
    file = File(name, content, screened.kind, screened.notes)
    if screened.withheld:
        return withheld(file, FIRST_UPLOAD, screened.withheld)
    return assess(file, FIRST_UPLOAD, known, notified=NOTIFIED)


def nothing_known() -> Known:
    """What a visit knows on the day on which it opens."""
    return Known(KEY, {}, KnownChildren(frozenset(), KnownNames(KEY, frozenset())))


def told(assessed: Assessed) -> dict[str, Any]:
    """What is said of a file, but for the number that it has in the pipeline alone."""
    answer: dict[str, Any] = json.loads(json.dumps(answer_json(assessed.answer)))
    return answer | {"number": None}


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(rows=planted(), kind=st.sampled_from(["xlsx", "csv"]))
def test_a_list_is_told_the_same(rows: list[list[object]], kind: str) -> None:
    content = workbook(rows) if kind == "xlsx" else delimited(rows)
    name = f"list.{kind}"
    [here] = assess_at_desk([(name, content)], FRAMEWORK, NOTIFIED)
    there = as_uploaded(name, content, nothing_known())
    assert told(here) == told(there)
    assert [(i.item, i.status, i.rows) for i in here.items] == [
        (i.item, i.status, i.rows) for i in there.items
    ]


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(rows=planted())
def test_a_list_is_told_the_same_after_another(rows: list[list[object]]) -> None:
    first, second = ("one.xlsx", workbook(ap_list())), ("two.xlsx", workbook(rows))
    _, here = assess_at_desk([first, second], FRAMEWORK, NOTIFIED)
    before = as_uploaded(*first, nothing_known())
    assert told(here) == told(as_uploaded(*second, knowing(before)))


def knowing(before: Assessed) -> Known:
    """What the visit knows when a file was taken: its codes, its children and its lists."""
    lists = {i.item: frame_of(before.staged[i.staged_key]) for i in before.items if i.staged_key}
    nobody = nothing_known().children
    children = KnownChildren(frozenset(before.crosswalk), nobody.names.knowing(before.names))
    return replace(nothing_known(), crosswalk=before.crosswalk, children=children, lists=lists)
