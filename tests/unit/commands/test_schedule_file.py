"""A schedule of visits: read whole, or every mistake named where Excel shows it."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from visit_exchange.commands.visits.schedule_file import read_schedule, scheduled_visits
from visit_exchange.errors import UserError
from visit_exchange.kinds import framework_ids

HEADINGS = "framework,la_code,la_name,notified,lano_email,lead_inspector_email,on_site_days"
ADDRESSES = "lano@la.example,lead@inspectorate.example"
SOUND = f"""{HEADINGS}
ap_thematic_2023,999,Exampleshire,2023-02-06,{ADDRESSES},4
ap_thematic_2023,330,,2023-03-27,{ADDRESSES},
"""


def as_workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def told(schedule: str | bytes) -> list[str]:
    """Return the lines of the refusal."""
    with pytest.raises(UserError) as refusal:
        scheduled_visits(schedule if isinstance(schedule, bytes) else schedule.encode())
    return str(refusal.value).splitlines()


def test_a_csv_schedule_is_read() -> None:
    visits = scheduled_visits(SOUND.encode())
    assert [(visit.la_name, visit.notified, visit.on_site_days) for visit in visits] == [
        ("Exampleshire", date(2023, 2, 6), 4),
        ("Birmingham", date(2023, 3, 27), 4),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_as_excel_writes_it(encoding: str) -> None:
    schedule = SOUND.replace("Exampleshire", "Exampleshire – North").replace("\n", "\r\n")
    assert len(scheduled_visits(schedule.encode(encoding))) == 2


def test_a_workbook_is_read_with_its_own_dates_and_numbers() -> None:
    addresses = ADDRESSES.split(",")
    content = as_workbook(
        [
            ["Framework", "LA code", "Notified", "LANO email", "Lead inspector email", "Notes"],
            ["ap_thematic_2023", 999, date(2023, 2, 6), *addresses, "by phone"],
        ]
    )
    (visit,) = scheduled_visits(content)
    assert (visit.la_code, visit.notified) == ("999", date(2023, 2, 6))


def test_every_mistake_is_named_by_row_and_column() -> None:
    schedule = f"""{HEADINGS}
ap_thematic_2023,999,,2023-02-06,{ADDRESSES},4

ap_thematic_2050,999,,2023-02-06,{ADDRESSES},4
ap_thematic_2023,999,,2023-04-07,lano,lead@inspectorate.example,4
ap_thematic_2023,909,,2023-04-03,{ADDRESSES},9
"""
    assert told(schedule) == [
        "Nothing was registered. Correct the schedule:",
        f"  Row 4, column A (framework): Framework must be one of: {', '.join(framework_ids())}",
        "  Row 5, column D (notified): Friday 7 April 2023 is not a working day. "
        "Notify on Thursday 6 April 2023 or Tuesday 11 April 2023 instead.",
        "  Row 5, column E (lano_email): "
        "LANO e-mail must be one e-mail address, like name@example.gov.uk",
        "  Row 6, column B (la_code): 909 Cumbria closed on Friday 31 March 2023. "
        "Use 942 Cumberland or 943 Westmorland and Furness.",
        "  Row 6, column G (on_site_days): On-site days must be from 1 to 4",
    ]


def test_the_same_visit_twice_is_named() -> None:
    row = f"ap_thematic_2023,999,,2023-02-06,{ADDRESSES},4\n"
    assert told(f"{HEADINGS}\n{row}{row}")[1:] == [
        "  Row 3, column B (la_code): This is the same visit as row 2. Remove one of them"
    ]


def test_missing_headings_are_named() -> None:
    (line,) = told("framework,la_code,notified\n")
    assert line.endswith("Add: lead_inspector_email")


@pytest.mark.parametrize("empty", ["", f"{HEADINGS}\n", f"{HEADINGS}\n,,,,,,\n"])
def test_a_schedule_without_visits_is_refused(empty: str) -> None:
    assert len(told(empty)) == 1


def test_a_repeated_heading_is_refused() -> None:
    assert told(f"{HEADINGS},Notified\n") == ["The schedule must have one column notified"]


def test_a_damaged_workbook_is_refused_with_a_way_out() -> None:
    assert told(as_workbook([["framework"]])[:200]) == [
        "The schedule cannot be opened. Save it as an Excel workbook without a password, or as CSV."
    ]


def test_text_that_is_no_text_is_refused_with_a_way_out() -> None:
    assert told(b"framework,\xff\x81") == [
        'The schedule cannot be read as text. Save it as "CSV UTF-8".'
    ]


def test_a_schedule_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(SOUND)
    assert len(read_schedule(tmp_path / "visits.csv")) == 2
    with pytest.raises(UserError, match="There is no schedule"):
        read_schedule(tmp_path / "other.csv")
