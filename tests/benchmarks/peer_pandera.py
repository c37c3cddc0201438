"""Peer: pandera on what pandas reads with openpyxl, with the same rules, all failures at once."""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from worker import serve

Rule = dict[str, Any]


def schema(rules: list[Rule]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(checks=[pa.Check(_passes(rule)) for rule in rules])


def _passes(rule: Rule) -> Any:
    def passes(frame: pd.DataFrame) -> "pd.Series[bool]":
        holds = _holds(frame, rule)
        return holds if not rule["when"] else holds | ~_asked(frame, rule["when"])

    return passes


def _asked(frame: pd.DataFrame, when: dict[str, str]) -> "pd.Series[bool]":
    return frame[when["column"]] == when["is"]


def _holds(frame: pd.DataFrame, rule: Rule) -> "pd.Series[bool]":
    kind = rule["kind"]
    if kind == "expect_compound_columns_to_be_unique":
        columns = rule["column_list"]
        return ~frame.duplicated(columns, keep=False) | frame[columns].isna().any(axis=1)
    cells = frame[str(rule["column"])]
    if kind == "expect_column_values_to_not_be_null":
        return cells.notna()
    if kind == "expect_column_values_to_be_null":
        return cells.isna()
    if kind == "expect_column_values_to_be_in_set":
        return cells.isin(rule["value_set"]) | cells.isna()
    if kind == "expect_column_values_to_be_between":
        numbers = pd.to_numeric(cells, errors="coerce")
        return numbers.between(rule["min_value"], rule["max_value"]) | cells.isna()
    assert kind == "expect_column_values_to_match_regex", kind
    matches: pd.Series[bool]
    matches = cells.astype("string").str.match(rule["regex"]).fillna(True).astype(bool)
    return matches


def check(file: str) -> int:
    frame = pd.read_excel(file, engine="openpyxl", keep_default_na=False, na_values=[""])
    try:
        RULES.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as failed:
        cases = failed.failure_cases
        return len(cases[["check_number", "index"]].drop_duplicates())
    return 0


if __name__ == "__main__":
    RULES = schema(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    serve({"check": check})
