"""The page that documents a framework's lists."""

from itertools import pairwise

from visit_exchange.commands.docs.list_page import lists_page
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.cross_checks import load_cross_checks
from visit_exchange.kinds.list_spec import load_list

AP = "ap_thematic_2023"
LISTS = [load_list(AP, item.id) for item in load_framework(AP).lists]


def test_every_column_check_and_question_has_a_row() -> None:
    rows = [line.split(" | ") for line in lists_page(AP).splitlines() if line.startswith("| ")]
    firsts = [row[0].removeprefix("| ") for row in rows]
    for spec in LISTS:
        assert {column.title for column in spec.columns} <= set(firsts)
        assert {check.id for check in spec.checks} <= set(firsts)
    across = load_cross_checks(AP)
    assert {check.id for check in across.checks} <= set(firsts)
    assert across.versions is not None
    assert across.versions.id in firsts


def test_tables_are_whole() -> None:
    lines = lists_page(AP).splitlines()
    for above, line in pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert bars(above) == bars(line)


def bars(line: str) -> int:
    return line.count("|") - line.count("\\|")
