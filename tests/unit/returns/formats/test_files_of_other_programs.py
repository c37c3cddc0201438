"""Files as other programs write them: read all the same, or held for the reason that is true."""

import csv
import io
from collections.abc import Callable

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from returns.making import Rows, archive, delimited, repacked, workbook
from returns.whole_lists import (
    ACCEPTED,
    ASKED,
    HELD,
    MUST_FIX,
    SEND,
    SEND_HEADINGS,
    UPNS,
    ap_list,
    as_read,
    at_desk,
    send_list,
    told,
    values,
)

pytestmark = pytest.mark.soak

TABLE = "<table><tr><td>Child reference</td><td>Setting</td></tr></table>"
EXCEL_PAGE = (
    "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
    'Content-Type: multipart/related; boundary="----=_NextPart_01"\r\n\r\n'
    "This document is a Single File Web Page.\r\n\r\n------=_NextPart_01\r\n"
    f"Content-Type: text/html\r\n\r\n<html>{TABLE}</html>\r\n"
)
BROWSER_PAGE = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://reports.example/ap\n"
    "Subject: AP report\nDate: Mon, 23 Nov 2026 09:00:00 -0000\nMIME-Version: 1.0\n"
    f'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="x"\n\n--x\n{TABLE}'
)
REPORT_PAGE = (
    f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n<html>{TABLE}</html>"
)
SENT_MAIL = (
    "From: a@example.org\nTo: b@example.org\nSubject: AP\nMIME-Version: 1.0\n"
    f"Content-Type: multipart/related; boundary=x\n\n--x\n<html>{TABLE}</html>"
)
SPREADSHEET_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:x"/>'
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (EXCEL_PAGE, "The file is a web page"),
        (BROWSER_PAGE, "The file is a web page"),
        (REPORT_PAGE, "The file is a web page"),
        ("\n\n" + REPORT_PAGE, "The file is a web page"),
        (f"<html><body>{TABLE}</body></html>", "The file is a web page"),
        (f"<meta charset=utf-8>{TABLE}", "The file is a web page"),
        (SPREADSHEET_2003, "The file is a web page or XML"),
        (SENT_MAIL, "The file is an e-mail"),
    ],
)
def test_what_is_no_workbook_is_held_for_the_reason_that_is_true(content: str, reason: str) -> None:
    answer = at_desk(content.encode(), "AP list.xls").answer
    assert answer.verdict is HELD
    assert (answer.withheld_because or "").startswith(reason)


def test_a_zip_of_lists_is_to_be_unpacked() -> None:
    answer = at_desk(archive({"a.csv": delimited(ap_list())}), "lists.zip").answer
    assert answer.withheld_because == (
        "The file is a packed folder. Unpack it and upload each file in it on its own."
    )


def renamed(change: Callable[[str], str]) -> Callable[[dict[str, bytes]], None]:
    def rename(members: dict[str, bytes]) -> None:
        own = dict(members)
        members.clear()
        members.update({change(name): content for name, content in own.items()})

    return rename


def strict(members: dict[str, bytes]) -> None:
    for name, content in members.items():
        content = content.replace(
            SPREADSHEET.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        members[name] = content.replace(
            RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )


@pytest.mark.parametrize(
    "change",
    [
        renamed(str.upper),
        renamed(str.lower),
        renamed(lambda name: name.replace("/", "\\")),
        renamed(lambda name: name.replace("/", "\\").upper()),
        strict,
    ],
    ids=["capitals", "small letters", "backslashes", "both", "strict"],
)
def test_a_package_that_another_program_packed_is_read_whole(
    change: Callable[[dict[str, bytes]], None],
) -> None:
    rows = ap_list(gender=["Male", "#N/A"], attendance=[0.8, 0.81, 0.82, 1.0])
    one = as_read(repacked(workbook(rows, change=_as_percent), change))
    assert told(one) == {"error_cell": [3]}
    assert values(one, "attendance") == [80.0, 81.0, 82.0, 100.0]


def _as_percent(sheet: Worksheet) -> None:
    for row in range(2, 6):
        sheet.cell(row, 18).number_format = "0%"


def test_a_document_with_backslashes_is_held_since_its_parts_could_be_passed_over() -> None:
    document = archive({"word\\document.xml": "<w/>", "[Content_Types].xml": "<Types/>"})
    answer = at_desk(document, "SEND strategy.docx", SEND).answer
    assert (answer.withheld_because or "").startswith(
        "The file is packed in a way that Office does not"
    )


def test_far_cells_are_found_in_a_package_with_backslashes() -> None:
    content = repacked(
        workbook(ap_list(), change=lambda sheet: sheet.cell(1_000_000, 9_000, "x")),
        renamed(lambda name: name.replace("/", "\\")),
    )
    assert "far from the rest" in (at_desk(content).answer.withheld_because or "")


def iso_dates(members: dict[str, bytes]) -> None:
    """Write the births as strict workbooks may: as text of the type "date"."""
    name = "xl/worksheets/sheet1.xml"
    for row, day in enumerate(("2011-05-03", "2012-06-04T00:00:00"), start=2):
        xml = members[name].decode()
        start = xml.index(f'<c r="C{row}"')
        end = xml.index("</c>", start)
        cell = f'<c r="C{row}" t="d"><v>{day}</v>'
        members[name] = (xml[:start] + cell + xml[end:]).encode()


def test_dates_that_a_strict_workbook_writes_out_are_read() -> None:
    one = at_desk(repacked(workbook(send_list(), titles=["List_1"]), iso_dates), framework=SEND)
    assert [str(day)[:10] for day in values(one, "born")[:2]] == [
        "2011-05-03",
        "2012-06-04",
    ]
    assert one.answer.verdict is ACCEPTED


@pytest.mark.parametrize(
    "error",
    ["#SPILL!", "#GETTING_DATA", "#CALC!", "#ERROR!", "#FIELD!", "#BLOCKED!", "#BUSY!", "#WHAT!"],
)
def test_an_error_of_another_program_is_told_like_any(error: str) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C4"].value = error
        sheet["C4"].data_type = "e"

    one = as_read(workbook(ap_list(), change=write))
    assert (one.answer.verdict, told(one)) == (ASKED, {"error_cell": [4]})


@pytest.mark.parametrize("error", ["#SPILL!", "Err:508", "#ERROR!", "#N/A", "#CONNECT!"])
def test_an_error_in_a_text_file_is_told_like_any(error: str) -> None:
    one = as_read(delimited(ap_list(gender=["Male", error])), "list.csv")
    assert (one.answer.verdict, told(one)) == (ASKED, {"error_cell": [3]})


def test_nothing_is_asked_of_a_column_that_goes_nowhere() -> None:
    rows = [["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Allocated Worker",
             "Date of Referral", "CIN Start Date", "Primary Need Code"]]  # fmt: skip
    rows += [["1", "a) Male", "a) WBRI", "03/05/2011", "#N/A", "01/02/2026", "01/02/2026", "N1"]]
    one = at_desk(workbook(rows, titles=["List 6"]), framework=SEND)
    assert "error_cell" not in told(one)


def lines(change: Callable[[str], str] = str, rows: Rows = ()) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows or ap_list())
    return "".join(f"{change(line)}\n" for line in out.getvalue().splitlines())


@pytest.mark.parametrize(
    "content",
    [
        lines().encode(),
        lines().encode("utf-16"),
        lines(lambda line: line.replace(",", "\t")).encode("utf-16"),
        lines(lambda line: line.replace(",", "\t")).encode("utf-16-le"),
        lines(lambda line: line.replace(",", "|")).encode(),
        b"sep=,\n" + lines().encode(),
        b"\xef\xbb\xbf" + lines().encode(),
        lines(lambda line: f'"{line}"').encode(),
        lines(lambda line: f'"{line}",,').encode(),
        lines(lambda line: '"' + line.replace("Male", '""Male""') + '"').encode(),
        lines().replace("\n", "\r").encode(),
        lines(lambda line: line.replace("Bridge Lane Centre", ' "Bridge Lane Centre"')).encode(),
        lines(lambda line: line + ",").encode(),
        lines().encode() + b"\x1a",
        lines().replace("Asthma", 'Asthma 5"').encode(),
        lines().replace("Epilepsy", "NULL").encode(),
        lines().replace("Epilepsy", '"Epilepsy,\nasthma"').encode(),
        lines().replace("Bridge Lane Centre", "Café Zoë’s").encode("cp1252"),
    ],
)
def test_a_text_file_is_read_however_it_was_saved(content: bytes) -> None:
    one = as_read(content, "list.csv")
    assert told(one) == {}
    assert values(one, "reference") == ["AP001", "AP002", "AP003", "AP004"]
    assert values(one, "attendance") == [80.0, 81.0, 82.0, 83.0]


@pytest.mark.parametrize(
    "text",
    [
        lines().replace("Asthma", "Asthma, eczema"),
        lines().replace("Asthma", "Asthma, eczema, hay fever"),
        lines(lambda line: line + ",").replace("Asthma", "Asthma, eczema"),
    ],
)
def test_a_comma_too_many_is_told_once_and_no_code_besides(text: str) -> None:
    one = at_desk(text.encode(), "list.csv")
    assert told(one) == {"row_too_wide": [5]}


def test_a_line_break_without_quotation_marks_is_told_for_both_halves() -> None:
    one = at_desk(lines().replace("Asthma", "Asthma\nand eczema").encode(), "list.csv")
    assert told(one) == {"row_in_two": [5, 6]}


@pytest.mark.parametrize("character", ["\x00", "\x1a", "\x07", "\x0b\x00"])
@pytest.mark.parametrize(
    ("within", "column", "verdict"),
    [
        ("Asthma", "health_needs", ASKED),
        ("Female", "gender", ASKED),
        ("AP004", "reference", MUST_FIX),
    ],
)
def test_a_character_that_is_none_is_a_fault_of_its_cell(
    character: str, within: str, column: str, verdict: object
) -> None:
    row = next(line for line in lines().splitlines() if line.startswith("AP004"))
    spoilt = row.replace(within, within[:3] + character + within[3:])
    one = as_read(lines().replace(row, spoilt).encode(), "list.csv")
    assert (one.answer.verdict, told(one)) == (verdict, {"unreadable_character": [5]})


def test_bytes_that_are_no_text_are_no_table() -> None:
    content = bytes(range(256)) * 40
    assert at_desk(content, "list.csv").answer.verdict is HELD


def test_what_a_database_prints_around_a_result_is_left_out_and_told() -> None:
    heading, *rows = lines().splitlines()
    dashes = ",".join("-" * 12 for _ in heading.split(","))
    text = "\n".join([heading, dashes, *rows, "", "(4 rows affected)", "", "Completion time: now"])
    one = at_desk(text.encode(), "list.csv")
    assert (one.answer.verdict, told(one)) == (ASKED, {"row_not_read": [2, 8, 10]})
    assert len(values(one, "reference")) == 4


def test_upns_of_the_invented_lists_are_right() -> None:
    one = at_desk(workbook(send_list(), titles=["List_1"]), framework=SEND)
    assert one.answer.verdict is ACCEPTED
    assert len(SEND_HEADINGS) == len(send_list()[1])
    assert values(one, "pupil_number") == list(UPNS)
