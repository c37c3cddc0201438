"""The page on data protection says of the store's identities what their rights are, and how long
each kind of evidence is kept."""

from pathlib import Path

import pytest

from visit_exchange.commands.docs.data_protection_page import data_protection_page
from visit_exchange.commands.docs.evidence_table import evidence_table
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.services.store_access.identities import STANDING_IDENTITIES, VISIT_IDENTITIES
from visit_exchange.services.store_access.table import access_table

PAGE = Path(__file__).resolve().parents[3] / "docs" / "data-protection.md"


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("| ").split(" | ")]


def test_the_pages_tables_are_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert data_protection_page(page) == page


def test_every_identity_has_a_row() -> None:
    rows = [line.split("|")[1].strip(" `") for line in access_table().splitlines()[2:]]
    assert rows == [*VISIT_IDENTITIES, "partner-<partner>", *STANDING_IDENTITIES]


def test_every_kind_of_evidence_has_each_frameworks_days() -> None:
    rows = [cells(line) for line in evidence_table().splitlines()[2:-1]]
    retained = [load_framework(each).retention for each in framework_ids()]
    expected = [[str(each.days(kind)) for each in retained] for kind in Evidence]
    assert [[cell.partition(" ")[0] for cell in row[3:]] for row in rows] == expected
    # SEND: what needs it later is named
    assert rows[0][4] == "90 after `priority_action_plan`"


@pytest.mark.parametrize(
    ("place", "read_by"),
    [
        (1, "–"),  # the key: nobody who is let in to the store
        (2, "`la`, `partner-<partner>`, `pipeline`"),  # the workbooks that say who a code is
        (3, "`tracking-team`, `pipeline`"),
        (4, "`pipeline`"),  # staging
        (5, "`la`, `partner-<partner>`, `pipeline`"),  # replies
        (6, "`pipeline`"),  # uploads: who added one cannot read it back
        (7, "`inspectors`, `tracking-team`, `pipeline`"),
    ],
)
def test_the_table_says_who_reads_each_kind_of_evidence(place: int, read_by: str) -> None:
    rows = [cells(line) for line in evidence_table().splitlines()[2:-1]]
    assert rows[place - 1][2] == read_by


@pytest.mark.parametrize("name", ["evidence", "store access"])
def test_a_page_without_a_place_for_a_table_is_refused(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8").replace(f"<!-- end of {name} -->", "")
    with pytest.raises(ValueError, match=f"no place for the table of {name}"):
        data_protection_page(page)
