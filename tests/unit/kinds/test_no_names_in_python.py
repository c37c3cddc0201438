"""A kind of visit is data: no Python names a framework, a list, a document or a column."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.list_spec import load_list

ROOT = Path(__file__).resolve().parents[3]
PYTHON = sorted(
    path
    for folder in ("include/visit_exchange", "plugins", "dags")
    for path in (ROOT / folder).rglob("*.py")
)
# Words that a column happens to share with something else: where, which, and what it means there.
EXCEPTIONS = {
    (
        "include/visit_exchange/privacy/identifiers/value_types.py",
        "reference",
    ): "a kind of identifier",
    ("include/visit_exchange/kinds/column_spec.py", "reference"): "a type of value",
    (
        "include/visit_exchange/packs/sample/proposal.py",
        "provider",
    ): "a kind of sample, beside child",
    ("include/visit_exchange/services/register/upkeep/disposals.py", "reason"): "why, of a hold",
    (
        "include/visit_exchange/services/register/uploads/document_reviews.py",
        "reason",
    ): "why, of a decision",
    (
        "include/visit_exchange/services/register/uploads/submission_rows.py",
        "reason",
    ): "why, of an upload",
    (
        "include/visit_exchange/journey/pages/board/acts/act.py",
        "reason",
    ): "why, of an act on the board",
    ("include/visit_exchange/visits/acts.py", "reason"): "why, of a hold",
    ("include/visit_exchange/visits/uploads/item_states.py", "missing"): "a state of an item",
    ("include/visit_exchange/commands/visits/listing.py", "missing"): "how many items, in JSON",
    (
        "include/visit_exchange/services/mail/notify.py",
        "reference",
    ): "Notify's name of a key",
    ("include/visit_exchange/visits/visit.py", "registered"): "a state of a visit",
    ("plugins/visit_board/__init__.py", "destination"): "where Airflow shows a page",
    ("plugins/inspectors_page/__init__.py", "destination"): "where Airflow shows a page",
}


@cache
def whole_names() -> frozenset[str]:
    """Return ids that no other word is: frameworks and lists, wrong anywhere in a text."""
    frameworks = [load_framework(each) for each in framework_ids()]
    lists = {item.id for each in frameworks for item in each.lists}
    return frozenset(lists | {each.id for each in frameworks})


@cache
def names_that_are_words() -> frozenset[str]:
    """Return ids that may be words too: documents, tracking documents and columns."""
    frameworks = [load_framework(each) for each in framework_ids()]
    papers = {item.id for each in frameworks for item in each.documents}
    papers |= {item.id for each in frameworks for item in each.tracking.items}
    specs = [load_list(each.id, item.id) for each in frameworks for item in each.lists]
    return frozenset(papers | {column.id for spec in specs for column in spec.columns})


def names_in(source: str) -> Iterator[str]:
    """Yield every name of the data that a module's string constants hold, docstrings included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from {node.value} & names_that_are_words()
            yield from (name for name in whole_names() if name in node.value)


@pytest.mark.parametrize(
    "source",
    [
        'frame["attendance"]',
        'if item == "pen_portrait": ...',
        'due("strategic_planning")',
        'load_list(kind, "currently_attending")',
        'print(f"checked ap_thematic_2023: {count}")',
    ],
)
def test_a_name_in_a_module_is_found(source: str) -> None:
    assert list(names_in(source))


@pytest.mark.slow
def test_no_python_names_what_the_yaml_is_about() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in PYTHON
        for name in names_in(path.read_text(encoding="utf-8"))
    }
    assert found - EXCEPTIONS.keys() == set()


def test_an_exception_that_is_no_longer_needed_is_taken_away() -> None:
    needed = {
        place for place in EXCEPTIONS if place[1] in names_in((ROOT / place[0]).read_text("utf-8"))
    }
    assert needed == EXCEPTIONS.keys()
