"""Names of people found in free text, and how each search grows on text made to slow it.

``make bench`` runs it; alone: ``python tests/benchmarks/names_in_text.py`` with include and tests
on the path.
"""

import resource
import time

from rich.console import Console
from rich.table import Table

from growth import SIGNS, growths
from names_measured import Found, Sentence, measure, redactors, sentences

KINDS = {"c": "Listed children", "p": "Family", "s": "Workers", "o": "Others"}


def main() -> None:
    """Print what is found, what it costs, and how patterns grow."""
    console = Console()
    told = sentences()
    for title, half in (
        ("looked at while the rules were made", [s for s in told if s.looked_at]),
        ("not looked at", [s for s in told if not s.looked_at]),
    ):
        console.print(_found_table(title, half))
    console.print(_costs(told))
    table = Table(title="Growth of each search on text made to slow it: time for twice the text")
    for heading in ("Search", "Text", f"Seconds for {SIGNS:,} signs", "Ratio"):
        table.add_column(heading)
    for one in growths():
        table.add_row(one.search, repr(one.unit), f"{one.seconds:.2f}", f"{one.ratio:.1f}")
    console.print(table)


def _found_table(title: str, half: list[Sentence]) -> Table:
    table = Table(
        title=f"Names found in {len(half)} sentences {title}, by where they are known from"
    )
    headings = (
        "Known from",
        *KINDS.values(),
        "All",
        "Redacted",
        "Nobody: withheld",
        "Nobody: redacted",
    )
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "Known from" else "right")
    for known_from, redactor in redactors().items():
        found = measure(redactor, half)
        table.add_row(
            known_from,
            *(f"{found.found[kind]} of {found.names[kind]}" for kind in KINDS),
            f"{found.recall:.3f}",
            str(found.taken),
            _share(found, found.withheld),
            _share(found, found.wrongly),
        )
    return table


def _share(found: Found, count: int) -> str:
    return f"{count} of {found.nobody} ({count / found.nobody:.1%})"


def _costs(told: tuple[Sentence, ...]) -> str:
    redactor = redactors()["nowhere"]
    start = time.process_time()
    redactor.look_at(sentence.text for sentence in told)
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"Lists and model are loaded: {spent / len(told) * 1000:.1f} ms a sentence, {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
