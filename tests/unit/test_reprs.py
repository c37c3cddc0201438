"""What holds an authority's content, or a secret, never prints it: in no log and no test."""

import pytest

from visit_exchange.privacy.documents.workbook_cells import Cell
from visit_exchange.privacy.documents.workbook_text import WorkbookParts
from visit_exchange.returns.tables.columns.forbidden import Judged
from visit_exchange.services.store_access.parts import _Keys

CHILD = "Quill Thistlewood"


@pytest.mark.parametrize(
    "made",
    [
        Cell(CHILD, is_number=False),
        WorkbookParts(strings=CHILD, rest=CHILD, sheet_names=(CHILD,)),
        Judged(letter="B", heading=CHILD, column=None, cells=[CHILD]),
        _Keys(access_key="pipeline", secret_key=CHILD),
    ],
    ids=lambda made: type(made).__name__,
)
def test_what_it_holds_is_not_in_its_repr(made: object) -> None:
    assert type(made).__name__ in repr(made)
    assert CHILD not in repr(made)
    assert CHILD not in f"{made!s}"
