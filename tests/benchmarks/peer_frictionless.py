"""Peer: frictionless with the same rules, all failures at once."""

import json
import sys
from pathlib import Path
from typing import Any

from frictionless import Checklist, Resource, Schema, validate
from frictionless.checks import row_constraint
from frictionless.formats import ExcelControl
from worker import serve

Rule = dict[str, Any]
MOST_ERRORS = 1_000_000


def schema(columns: list[str], rules: list[Rule]) -> Schema:
    fields = [{"name": name, **_constraints(name, rules)} for name in columns]
    unique = next((r["column_list"] for r in rules if "column_list" in r), None)
    return Schema.from_descriptor({"fields": fields, **({"primaryKey": unique} if unique else {})})


def _constraints(name: str, rules: list[Rule]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for rule in (r for r in rules if r.get("column") == name and not r["when"]):
        kind = rule["kind"]
        found |= {"required": True} if kind.endswith("not_be_null") else {}
        found |= {"enum": rule["value_set"]} if "value_set" in rule else {}
        found |= {"pattern": rule["regex"]} if "regex" in rule else {}
        if "min_value" in rule:
            found |= {"minimum": rule["min_value"], "maximum": rule["max_value"]}
    kind = "number" if "minimum" in found else "string"
    return {"type": kind, "constraints": found}


def conditions(rules: list[Rule]) -> list[row_constraint]:
    return [row_constraint(formula=_formula(rule)) for rule in rules if rule["when"]]


def _formula(rule: Rule) -> str:
    when = rule["when"]
    wanted = "!=" if rule["kind"].endswith("not_be_null") else "=="
    return f"{when['column']} != '{when['is']}' or {rule['column']} {wanted} None"


def check(file: str) -> int:
    resource = Resource(path=Path(file).name, basepath=str(Path(file).parent))
    resource.control = ExcelControl()
    resource.infer(stats=False)
    columns = [field.name for field in resource.schema.fields]
    resource.schema = schema(columns, RULES)
    checklist = Checklist(checks=conditions(RULES))
    report = validate(resource, checklist=checklist, limit_errors=MOST_ERRORS)
    return int(report.stats["errors"])


if __name__ == "__main__":
    RULES: list[Rule] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    serve({"check": check})
