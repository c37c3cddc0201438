"""A CSV file that goes on as a document: no spreadsheet runs a cell of it."""

import pytest

from visit_exchange.privacy.documents.metadata import strip_metadata


@pytest.mark.parametrize(
    ("sent", "goes_on"),
    [
        ("Plan,=1+1", "Plan,'=1+1"),
        ("=1+1,Plan", "'=1+1,Plan"),
        ('Plan,"=HYPERLINK(""http://a.example"")"', 'Plan,"\'=HYPERLINK(""http://a.example"")"'),
        ("Plan;=1+1", "Plan;'=1+1"),  # whichever delimiter a program takes
        ("Plan\t=1+1\n=2", "Plan\t'=1+1\n'=2"),
        ("Plan, @SUM(1)", "Plan, '@SUM(1)"),
        ("Plan,+44+1", "Plan,'+44+1"),
        ("Plan,-2-cmd", "Plan,'-2-cmd"),
        ("Plan,\u200b=1", "Plan,\u200b'=1"),
        ("Plan,＝1", "Plan,'＝1"),
        ("Plan,\u3000=1", "Plan,\u3000'=1"),
        (f"Plan,{' ' * 60}=1", f"Plan,{' ' * 60}'=1"),
        ("sep=^\nx^=1+1", "'sep=^\nx^=1+1"),  # it says which sign parts the cells
        ("\ufeff SEP =^\nx^=1+1", "' SEP =^\nx^=1+1"),
        ('"sep=a"\nxa=1+1', '\'"sep=a"\nxa=1+1'),
    ],
)
def test_what_would_be_run_is_text(sent: str, goes_on: str) -> None:
    assert strip_metadata("csv", sent.encode()).decode() == goes_on


@pytest.mark.parametrize(
    "table", ["Plan,Cost\nTuition,-12\nTaxi,+3.5\nRest,-4%", "a-b,c=d\ne,f@g.example", ""]
)
def test_numbers_and_other_text_stay(table: str) -> None:
    assert strip_metadata("csv", table.encode()).decode() == table


def test_text_that_no_spreadsheet_opens_is_left_alone() -> None:
    assert strip_metadata("txt", b"- first\n= second").decode() == "- first\n= second"
