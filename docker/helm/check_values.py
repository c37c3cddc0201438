"""Checks our values against the schema of values of Airflow's chart, which is not ours to ship.

``helm pull apache-airflow/airflow --untar`` brings it; then
``.venv/bin/python docker/helm/check_values.py airflow/values.schema.json``.
"""

import json
import sys
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

VALUES = Path(__file__).with_name("values.yaml")


def mistakes(values: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return a sentence for every value that the schema refuses or does not name.

    The chart lets pass what it does not know at the top, and does nothing with it.
    """
    found = Draft7Validator(schema).iter_errors(values)
    told = [f"{'.'.join(map(str, each.absolute_path))}: {each.message}" for each in found]
    unknown = sorted(values.keys() - schema.get("properties", {}).keys())
    return [*told, *(f"{name}: the chart has no such value" for name in unknown)]


def main() -> None:
    """Check our values against the schema that the command line names."""
    schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = mistakes(yaml.safe_load(VALUES.read_text(encoding="utf-8")), schema)
    sys.stdout.writelines(f"{each}\n" for each in found)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
