"""How fast an authority is answered while another's file does its worst, and what a wall costs.

``make bench`` runs it. Both are measured in one run, one after the other, so that whatever else
the machine does slows both.
"""

import threading
import time
from collections.abc import Callable
from statistics import median

from long_lists import FRAMEWORK, NOTIFIED, long_list
from rich.console import Console
from rich.table import Table

from builders import hostile
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.child_process import run_limited
from visit_exchange.kinds import load_framework

HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a line of a million underscores": ("a.docx", lambda: hostile.one_line("_", 1_000_000)),
    "12 million paragraphs": ("a.docx", lambda: hostile.paragraphs(12_000_000)),
    "a PDF that unpacks to a gigabyte": ("a.pdf", lambda: hostile.swollen_pdf(1024)),
    "a cell of 140 kilobytes": ("a.csv", lambda: hostile.long_cell(140_000)),
    "a picture of 400 megapixels": ("a.tiff", lambda: hostile.huge_picture(20_000)),
}
MOST = 1.5
ROUNDS = 5
FORKS = 50


def main() -> None:
    """Print the table and what a child costs."""
    sound = long_list(200, faulty=False)
    _answered("list.xlsx", sound)
    console = Console()
    console.print(f"A child in its walls: {_cost_of_a_child() * 1000:.1f} ms, the least of {FORKS}")
    table = Table(title="Seconds until a list of 200 rows is answered, beside a hostile file")
    for heading in ("Hostile file", "Alone", "Beside", "Ratio", f"At most {MOST}"):
        table.add_column(heading)
    for title, (name, make) in HOSTILE.items():
        alone, beside = _alone_and_beside(sound, name, make())
        ratio = beside / alone
        told = "yes" if ratio <= MOST else "NO"
        table.add_row(title, f"{alone:.2f}", f"{beside:.2f}", f"{ratio:.2f}", told)
    console.print(table)


def _alone_and_beside(sound: bytes, name: str, content: bytes) -> tuple[float, float]:
    """Return the median seconds without the hostile file, before and after it, and beside it.

    The hostile file comes again as soon as it is answered, so that it is never over too soon.
    """
    alone = [_answered("list.xlsx", sound) for _ in range(ROUNDS)]
    enough = threading.Event()
    other = threading.Thread(target=_again_and_again, args=(enough, name, content))
    other.start()
    beside = [_answered("list.xlsx", sound) for _ in range(2 * ROUNDS)]
    enough.set()
    other.join()
    alone += [_answered("list.xlsx", sound) for _ in range(ROUNDS)]
    return median(alone), median(beside)


def _again_and_again(enough: threading.Event, name: str, content: bytes) -> None:
    while not enough.is_set():
        _answered(name, content)


def _answered(name: str, content: bytes) -> float:
    start = time.perf_counter()
    assess_at_desk([(name, content)], load_framework(FRAMEWORK), NOTIFIED)
    return time.perf_counter() - start


def _cost_of_a_child() -> float:
    taken = []
    for _ in range(FORKS):
        start = time.perf_counter()
        run_limited(len, (), memory_mb=64, seconds=1)
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main()
