"""The order of a treated list's rows: one that tells nothing of the authority's own."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from visit_exchange.kinds.list_spec import Column

_LAST = chr(0x10FFFF)  # sorts after every text


def in_order_of_codes(
    frame: "pd.DataFrame", treated: "Mapping[str, pd.Series[Any]]", columns: "list[Column]"
) -> "pd.DataFrame":
    """Return the treated columns as rows in the order of their codes.

    Codes are as good as random, so their order hides the authority's; rows without one go last.

    A child's own rows are ordered by what they say, for the same reason. A list without codes
    (settings) keeps its order.
    """
    import pandas as pd

    out = pd.DataFrame(dict(treated), index=frame.index)
    codes = [c.id for c in columns if c.treatment.value == "pseudonymise"]
    if codes:
        out = out.take(_order(out, codes))
    return out.reset_index(drop=True)


def _order(out: "pd.DataFrame", codes: list[str]) -> list[int]:
    """Return the positions of the rows by code; only rows that share one are compared further."""
    keys = list(zip(*(_words(out[name]) for name in codes), strict=True))
    times = Counter(keys)
    alike = [at for at, key in enumerate(keys) if times[key] > 1]
    rest = (_words(out[name].iloc[alike]) for name in out.columns if name not in codes)
    for at, said in zip(alike, zip(*rest, strict=True), strict=False):
        keys[at] += said
    return sorted(range(len(keys)), key=keys.__getitem__)


def _words(values: "pd.Series[Any]") -> list[str]:
    """Return what sorts each cell as its text, blank ones last."""
    cells = plain_cells(values)
    said = {cell: _LAST if cell is None else str(cell) for cell in set(cells)}
    return list(map(said.__getitem__, cells))


def plain_cells(values: "pd.Series[Any]") -> list[object]:
    """Return the cells, None for what is missing."""
    missing = values.isna().to_numpy()
    cells = values.tolist()
    for at in missing.nonzero()[0]:
        cells[at] = None
    return cells
