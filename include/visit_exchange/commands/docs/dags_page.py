"""The page that documents the DAGs: their docstrings, which Airflow shows as their runbooks."""

import ast
from pathlib import Path

INTRODUCTION = """# The DAGs

Each section is the runbook that Airflow shows on the DAG's page: the docstring of its file.
Written by `visit-exchange docs write`.
"""


def dags_page(folder: Path) -> str:
    """Return ``docs/dags.md``: the docstring of every DAG file in ``folder``, by name.

    The files are read as text, so no Airflow is needed.
    """
    sections = [_section(path) for path in sorted(folder.glob("*.py"))]
    return "\n".join([INTRODUCTION, *sections])


def _section(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return f"## `{path.stem}`\n\n{docstring}\n"
