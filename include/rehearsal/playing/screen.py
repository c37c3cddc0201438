"""What the rehearsal shows as it goes: visit time, who did what; never a file's own name."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from rehearsal.expectations import Expected, Observed

WHO = {
    "authority": "cyan",
    "inspectors": "magenta",
    "exchange": "green",
    "data team": "blue",
    "clock": "yellow",
}


class Screen:
    """Prints one line for each thing that happens."""

    def __init__(self, console: Console, timezone: str) -> None:
        self.console = console
        self.zone = ZoneInfo(timezone)

    def tell(self, at: datetime, who: str, what: str) -> None:
        """Print a line: ``at`` is an instant of visit time, ``who`` one of ``WHO``."""
        local = at.astimezone(self.zone)
        self.console.print(f"[dim]{local:%a %d %b %H:%M}[/]  [{WHO[who]}]{who:<10}[/]  {what}")

    def table(
        self,
        expected: Sequence[Expected],
        seen: Mapping[str, Observed],
        seconds: Mapping[str, float],
    ) -> None:
        """Print each file with what was expected, what was answered and how soon."""
        shown = Table("file", "expected", "answered", "problems", "seconds")
        for each in expected:
            shown.add_row(*_row(each, seen.get(each.label), seconds.get(each.label)))
        self.console.print(shown)
        if seconds:
            middle, worst = median(seconds.values()), max(seconds.values())
            self.console.print(f"From drop to reply: median {middle:.1f} s, worst {worst:.1f} s")


def _row(expected: Expected, seen: Observed | None, seconds: float | None) -> tuple[str, ...]:
    wanted = " or ".join(sorted(status.value for status in expected.outcomes))
    return (
        expected.label,
        wanted + (", late" if expected.late else ""),
        (seen.status.value + (", late" if seen.late else "")) if seen else "no answer",
        f"{len(seen.problems)} told, {len(expected.problems)} seeded" if seen else "",
        "" if seconds is None else f"{seconds:.1f}",
    )
