"""Recall and precision of finding what identifies people, on thousands of generated columns.

``make bench`` runs it; alone:
``PYTHONPATH=include:tests/support python tests/benchmarks/identifiers.py``.
"""

from rich.console import Console
from rich.table import Table

from builders.identifying_columns import draw
from detection import measure

SEED = 20261123
TIMES = 24


def main() -> None:
    """Print one table for headings and content together, one for content alone."""
    columns = list(draw(SEED, TIMES))
    for title, alone in (("By heading and content", False), ("By content alone", True)):
        table = Table(title=f"{title}: {len(columns)} columns")
        for heading in ("Kind", "Columns", "Recall", "Precision"):
            table.add_column(heading, justify="left" if heading == "Kind" else "right")
        for one in measure(columns, by_content_alone=alone).values():
            table.add_row(one.kind, str(one.there), f"{one.recall:.3f}", f"{one.precision:.3f}")
        Console().print(table)


if __name__ == "__main__":
    main()
