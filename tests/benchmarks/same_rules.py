"""What the peers get: the list in canonical words, and its checks in a form of no library."""

import json
from pathlib import Path
from typing import Any

from long_lists import FRAMEWORK, NOTIFIED

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import Check, load_list
from visit_exchange.returns.checks.expectation_suite import columns_of, expectations_for
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.returns.tables.reading import read_lists


def write_for_peers(workbook: Path, canonical: Path, rules: Path) -> None:
    """Write the list of ``workbook`` with codes for words and fields for headings, and its rules.

    What could not be read stands there as the officer wrote it, for the peers to find.
    """
    specs = [load_list(FRAMEWORK, item.id) for item in load_framework(FRAMEWORK).lists]
    (read,) = read_lists(workbook.read_bytes(), "xlsx", specs, notified=NOTIFIED).lists
    frame = read.frame.astype(object).where(read.frame.notna(), read.raw.replace("", None))
    frame.to_excel(canonical, index=False, engine="xlsxwriter")
    rules.write_text(json.dumps(_rules(read)), encoding="utf-8")


def _rules(read: ReadList) -> list[dict[str, Any]]:
    built = expectations_for(FRAMEWORK, read.spec.id)
    held = set(read.frame.columns)
    return [_rule(c, built[c.id]) for c in read.spec.checks if columns_of(c) <= held]


def _rule(check: Check, built: object) -> dict[str, Any]:
    """Return kind, column or columns, limits, and the one value of a column that it asks about."""
    condition = check.arguments.get("row_condition")
    kept = ("column", "column_list", "min_value", "max_value", "value_set", "regex")
    arguments = {k: v for k in kept if (v := getattr(built, k, None)) is not None}
    when = condition and {"column": condition["column"]["name"], "is": condition["parameter"]}
    return {"kind": check.expect, **arguments, "when": when}
