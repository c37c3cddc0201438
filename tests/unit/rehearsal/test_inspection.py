"""The invented area of an inspection: its lists agree, and each mistake in them is told."""

from datetime import date

import openpyxl
import pytest

from builders.uploads import saved
from rehearsal.expectations import Drop
from rehearsal.files.inspected import Area, invent_area
from rehearsal.files.inspection import Inspection
from rehearsal.people.script import Sent, load_script
from rehearsal.playing.play import cast_of, is_script, play_for
from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.request.checklist import FILES, ITEM_ID, NOT_HELD
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.screening.screen import screen
from visit_exchange.returns.tables.reading import read_lists
from visit_exchange.visits.dates.following import recordable

FRAMEWORK = "area_send_full_2024"
ASKED = load_framework(FRAMEWORK)
SCRIPT = load_script(FRAMEWORK)
MONDAY = date(2026, 11, 23)


def blank_checklist() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Item", FILES, NOT_HELD, ITEM_ID])
    for item in ASKED.items:
        sheet.append([item.title, None, None, item.id])
    return saved(book)


@pytest.fixture(scope="module")
def area() -> Area:
    return invent_area(FRAMEWORK, SCRIPT, seed=1, notified=MONDAY)


@pytest.fixture(scope="module")
def drops(area: Area) -> dict[str, Drop]:
    sent = Inspection(area, ASKED).returns(blank_checklist())
    assert len({drop.expected.label for drop in sent}) == len(sent)
    return {drop.expected.label: drop for drop in sent}


def test_the_same_seed_gives_the_same_area_and_another_another(area: Area) -> None:
    again = invent_area(FRAMEWORK, SCRIPT, seed=1, notified=MONDAY)
    assert again == area
    other = invent_area(FRAMEWORK, SCRIPT, seed=2, notified=MONDAY)
    assert other.populations != area.populations


@pytest.mark.parametrize("name", SCRIPT.sheets)
def test_every_list_holds_somebody_and_names_columns_that_it_has(name: str, area: Area) -> None:
    sheet = SCRIPT.sheets[name]
    known = {column.id for column in load_list(FRAMEWORK, sheet.list).columns}
    assert set(sheet.columns) - known == set(sheet.headings)
    assert area.truth[name]


def test_a_child_in_care_is_known_to_social_care_in_every_list(area: Area) -> None:
    in_care = {row["reference"] for row in area.truth["in_care"]}
    assert in_care <= {row["reference"] for row in area.truth["in_need"]}
    for name in ("plans", "support"):
        for row in area.truth[name]:
            assert (row["social_care"] == "Y") or row["reference"] not in in_care


@pytest.mark.slow
@pytest.mark.parametrize("sent", SCRIPT.files, ids=lambda sent: sent.label)
def test_every_seeded_mistake_is_told_where_it_stands(sent: Sent, drops: dict[str, Drop]) -> None:
    drop = drops[sent.label]
    if not drop.expected.items:
        return
    told = set()
    specs = [load_list(FRAMEWORK, item.id) for item in ASKED.lists]
    kind = drop.name.rpartition(".")[2]
    reading = read_lists(drop.content, kind, specs, notified=MONDAY, name=drop.name)
    assert {read.spec.id for read in reading.lists} == set(drop.expected.items)
    for read in reading.lists:
        problems = (*read.problems, *check_list(read, notified=MONDAY).problems)
        told |= {(read.sheet, problem.row) for problem in problems}
    for seeded in drop.expected.problems:
        assert any((seeded.sheet, row) in told for row in seeded.rows), seeded.about


def test_a_file_with_a_password_is_held(drops: dict[str, Drop]) -> None:
    drop = drops["lists 1 and 2 with a password"]
    assert screen(drop.content, drop.name).withheld


def test_the_checklist_says_what_is_not_held_and_which_file_answers_two_items(
    drops: dict[str, Drop],
) -> None:
    filled = read_checklist(drops["the checklist"].content, ASKED)
    assert filled is not None
    assert filled.not_held == set(SCRIPT.documents.not_held)
    assert filled.files.keys() == set(SCRIPT.documents.together.items)


def test_the_script_names_items_milestones_and_events_of_its_kind_of_visit() -> None:
    documents = {item.id for item in ASKED.documents}
    told = SCRIPT.documents
    assert {*told.late, *told.together.items, *told.not_held, *told.missing} <= documents
    milestones = {rule.id for rule in ASKED.milestones}
    assert {sent.milestone for sent in SCRIPT.files} | told.hours.keys() <= milestones
    recorded = {one.event for one in SCRIPT.afterwards.recorded}
    assert recorded | set(SCRIPT.afterwards.dated) <= recordable(ASKED).keys()


def test_what_must_not_get_out_is_everyone_by_name_and_number(area: Area) -> None:
    planted = set(area.canaries())
    for row in area.populations["children"]:
        known = {row[each] for each in ("reference", "full_name", "nhs_number", "pupil_number")}
        assert known - {None} <= planted


@pytest.mark.slow
def test_each_child_selected_gets_some_documents_and_all_kinds_come() -> None:
    codes = [f"AAAA-000{number}" for number in range(6)]
    sent = play_for(FRAMEWORK, seed=1, notified=MONDAY).tracking(codes, "BBBB-0001")
    kinds = {item.partition(":")[0] for drop in sent for item in drop.expected.items}
    assert kinds == {item.id for item in ASKED.tracking.items}
    beside = 2  # about a child who was not selected, and the checklist of what does not apply
    assert len(sent) == len(codes) * SCRIPT.tracking.each + beside


def test_a_kind_of_visit_without_material_is_refused_by_name() -> None:
    assert (is_script(FRAMEWORK), is_script("ap_thematic_2023")) == (True, False)
    with pytest.raises(UserError, match="Choose from: ap_thematic_2023, area_send_full_2024"):
        cast_of("engagement_meeting_2024")
