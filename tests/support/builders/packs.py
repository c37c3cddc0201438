"""Builds small packs of invented children for tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.severity import Severity
from visit_exchange.packs.contents import Late, PackContents, PackDocument, PackList
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.visit import Visit, VisitStatus

FRAMEWORK = load_framework("ap_thematic_2023")
KEY = bytes(range(32))
CODES = sorted(child_code(KEY, f"AP-{number:04}") for number in range(1, 9))
REFERENCES = frozenset(f"AP-{number:04}" for number in range(1, 9))
THURSDAY = datetime(2023, 3, 30, 16, 0, tzinfo=UTC)  # Thursday 30 March 2023, 5pm in London
VISIT = Visit(
    id="999-ap-20230327",
    framework=FRAMEWORK.id,
    la_code="999",
    la_name="Exampleshire",
    notified=date(2023, 3, 27),
    lano_email="lano@example.org",
    lead_inspector_email="lead@example.org",
    on_site_days=4,
    clock=RealClock(),
    status=VisitStatus.OPEN,
    is_rehearsal=False,
)
QUESTION = Problem("CA-07", Severity.PLEASE_CHECK, "Attendance is above 100", row=17, column="T")


def frame(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def attending(upload: str = "s1") -> PackList:
    """Eight children; the first has two settings, the last no known age or need."""
    return PackList(
        load_list(FRAMEWORK.id, "currently_attending"),
        frame(
            reference=[CODES[0], *CODES],
            age=[12.0, 12.0, 10.0, 11.0, 15.0, 15.0, 16.0, 17.0, None],
            sen_needs=[*["SEMH"] * 6, "SEMH; ASD", "ASD", None],
            ehc_plan=[None] * 9,
            setting=["Oak Centre", "Hill Farm", *["Oak Centre"] * 7],
            attendance=[95.5, 80.0, *[90.0] * 7],
        ),
        date(2023, 3, 24),
        (QUESTION, QUESTION),
        ("ehc_plan",),
        upload,
        checks_run=30,
        redacted=(("name", 2),),
    )


def recent() -> PackList:
    return PackList(
        load_list(FRAMEWORK.id, "recently_attended"),
        frame(reference=[CODES[1]], age=[10.0], setting=["=1+1"]),
        None,
        upload="s2",
        checks_run=28,
    )


def document(*items: str, content: bytes = b"words", upload: str = "s3") -> PackDocument:
    return PackDocument(items, "txt", content, upload)


def contents(version: int = 1, **changes: Any) -> PackContents:
    whole: dict[str, Any] = {
        "lists": (attending(), recent()),
        "documents": (document("impact", "strategic_planning"), document("impact", upload="s4")),
        "missing": (FRAMEWORK.item("dynamic_support"),),
        "late": (Late("impact", timedelta(hours=2, minutes=5)),),
        "not_held": (FRAMEWORK.item("alternative_providers"),),
    }
    return PackContents(VISIT, FRAMEWORK, version, THURSDAY, False, **(whole | changes))
