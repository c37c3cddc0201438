"""How well columns that identify people are told from columns that only look so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builders.identifying_columns import NOTIFIED, Drawn
from visit_exchange.returns.tables.columns.forbidden import Judged, forbidden_columns

UNTELLING = "Column 7"  # a heading that gives nothing away


@dataclass(frozen=True)
class Measured:
    """One kind: of ``there`` columns ``found`` were stopped, ``named`` under their own kind.

    ``wrongly`` are columns of other kinds, or of none, that were given this kind.
    """

    kind: str
    there: int
    found: int
    named: int
    wrongly: int

    @property
    def recall(self) -> float:
        """The share of such columns that went no further, whatever they were taken for."""
        return self.found / self.there

    @property
    def precision(self) -> float:
        """The share of columns given this kind that were of this kind."""
        return self.named / max(1, self.named + self.wrongly)


def measure(columns: Iterable[Drawn], *, by_content_alone: bool = False) -> dict[str, Measured]:
    """Return what was found of each kind, ``none`` for the columns that identify nobody.

    Of ``none``, found and named are the columns that were let through. By content alone every
    column that identifies people is judged under a heading that tells nothing; decoys keep theirs,
    for a column of URNs differs from one of case numbers in nothing else.
    """
    told: Counter[tuple[str, str]] = Counter()
    for drawn in columns:
        heading = UNTELLING if by_content_alone and drawn.kind else drawn.heading
        told[drawn.kind or "none", _judged(heading, drawn)] += 1
    return {kind: _measured(kind, told) for kind in sorted({kind for kind, _ in told})}


def _judged(heading: str, drawn: Drawn) -> str:
    found = forbidden_columns({0: Judged("A", heading, None, drawn.cells)}, notified=NOTIFIED)
    return found[0].kind if found else "none"


def _measured(kind: str, told: Counter[tuple[str, str]]) -> Measured:
    own = {said: count for (truth, said), count in told.items() if truth == kind}
    through = own.get("none", 0)
    return Measured(
        kind=kind,
        there=sum(own.values()),
        found=through if kind == "none" else sum(own.values()) - through,
        named=own.get(kind, 0),
        wrongly=sum(n for (truth, said), n in told.items() if said == kind and truth != kind),
    )
