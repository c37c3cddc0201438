"""Lists with every column of the request, filled in without a fault, and the desk's answer."""

from collections.abc import Mapping, Sequence
from datetime import date

from returns.making import Rows
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.reply.list_answer import answer_list
from visit_exchange.returns.screening.file_kind import kind_of
from visit_exchange.returns.tables.reading import read_lists
from visit_exchange.visits.uploads.submission import SubmissionStatus

AP, SEND = "ap_thematic_2023", "area_send_full_2024"
NOTIFIED = date(2026, 11, 23)  # a Monday
AS_AT = "20/11/2026"  # the Friday before
ACCEPTED, ASKED, MUST_FIX, HELD = (
    SubmissionStatus.ACCEPTED,
    SubmissionStatus.ACCEPTED_WITH_QUERIES,
    SubmissionStatus.MUST_FIX,
    SubmissionStatus.WITHHELD,
)
# fmt: off
AP_HEADINGS = [
    "Child reference", "Age", "Gender", "Ethnicity", "SEN need(s)", "Health need(s)",
    "EHC plan status", "Child looked after", "Setting name", "Current or previous setting",
    "Setting type", "In or out of area", "Journey time (minutes)", "Full or part time",
    "Single or dual registration", "Commissioner", "Reason for placement", "Attendance %",
    "Residential placement", "Outreach", "Outreach provider", "Data as at",
]
_UNDATED: tuple[tuple[object, ...], ...] = (
    ("AP001", 11.0, "Male", "WBRI", "SEMH", "", "Has an EHC plan", "No", "Bridge Lane Centre",
     "Current", "State maintained", "In area", "", "Full time", "Single", "Local authority",
     "Permanent exclusion", 80.0, "No", "No", ""),
    ("AP002", 12.0, "Female", "MWBC", "SEMH; ASD", "Epilepsy", "No EHC plan", "No",
     "The Orchard Hub", "Current", "Independent and registered", "In area", "", "Part time",
     "Dual", "School", "Mental health need", 81.0, "No", "No", ""),
    ("AP003", 13.0, "Male", "APKN", "MLD", "", "Has an EHC plan", "Yes", "Quarry Skills Farm",
     "Current", "Independent and unregistered", "In area", "", "Full time", "Single",
     "Local authority", "Suspension", 82.0, "No", "No", ""),
    ("AP004", 14.0, "Female", "BAFR", "SLCN", "Asthma", "No EHC plan", "No",
     "Bridge Lane Centre", "Current", "State maintained", "In area", "", "Part time", "Dual",
     "School", "Permanent exclusion", 83.0, "No", "No", ""),
)
AP_ROWS = tuple((*row, AS_AT) for row in _UNDATED)
SEND_HEADINGS = [
    "Unique ID", "UPN", "Date of birth", "Gender", "Ethnicity", "Date initial EHC plan issued",
    "Date updated EHC plan issued", "Date EHC plan last reviewed", "SEN primary need",
    "Main education establishment – URN", "Main education establishment – phase",
    "Elective home education", "Suspensions", "Permanent exclusions", "Absence", "Pupil Premium",
    "Known to children's social care?", "Which children's social care team?",
    "Does the child or young person have a disability?", "Data as at",
]
# fmt: on
UPNS = ("Z999200000000", "M999200000037", "X999200000074", "N999200000111")
BIRTHS = (date(2011, 5, 3), date(2012, 6, 4), date(2013, 12, 5), date(2014, 7, 8))
SAINT = "St Mary’s"


def ap_list(**instead: Sequence[object]) -> list[list[object]]:
    """Return headings and rows; ``setting=("a", "b")`` fills that column from the top.

    Columns are named by the beginning of their heading.
    """
    return _filled([AP_HEADINGS, *AP_ROWS], instead)


def send_list(**instead: Sequence[object]) -> list[list[object]]:
    """Return a list of children with plans in the same way."""
    rows = [
        [f"50010{at}", upn, born, "Male", "WBRI",
         date(2020, 2, 1), date(2023, 5, 1), date(2026, 3, 1), "ASD",
         f"10020{at}", "Primary", "No", 0.0, 0.0, 5.0, "Yes", "No", "", "Yes", AS_AT]
        for at, (upn, born) in enumerate(zip(UPNS, BIRTHS, strict=True))
    ]  # fmt: skip
    return _filled([SEND_HEADINGS, *rows], instead)


def _filled(rows: Rows, instead: Mapping[str, Sequence[object]]) -> list[list[object]]:
    table = [list(row) for row in rows]
    for name, cells in instead.items():
        words = name.replace("_", " ").lower()
        column = next(i for i, text in enumerate(table[0]) if str(text).lower().startswith(words))
        for row, cell in zip(table[1:], cells, strict=False):
            row[column] = cell
    return table


def at_desk(content: bytes, name: str = "list.xlsx", framework: str = AP) -> Assessed:
    """Return what the desk answers to a file."""
    (one,) = assess_at_desk([(name, content)], load_framework(framework), NOTIFIED)
    return one


def as_read(content: bytes, name: str = "list.xlsx", framework: str = AP) -> Assessed:
    """Return the same without the checks of rows that could be read, which take the most time."""
    kind = kind_of(content)
    specs = [load_list(framework, item.id) for item in load_framework(framework).lists]
    reading = read_lists(content, kind, specs, notified=NOTIFIED, name=name)
    lists = [answer_list(one) for one in reading.lists]
    return Assessed(build_answer(name, lists=lists, problems=reading.problems), reads=reading.lists)


def told(one: Assessed) -> dict[str, list[int]]:
    """Return the rules that anything is told by, with their Excel rows."""
    rows: dict[str, set[int]] = {}
    for action in actions(one):  # several may have one rule, each with words of its own
        rows.setdefault(action.rule, set()).update(cell.row for cell in action.cells)
    return {rule: sorted(found) for rule, found in rows.items()}


def actions(one: Assessed) -> tuple[Action, ...]:
    return one.answer.actions


def values(one: Assessed, field: str) -> list[object]:
    """Return what was read in a column, None for nothing."""
    (read,) = one.reads
    cells = read.frame[field].tolist()
    return [None if cell != cell else cell for cell in cells]
