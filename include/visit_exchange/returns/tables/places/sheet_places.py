"""Where a table is, in words that hold no name: a sheet may be called after a child."""

from collections.abc import Iterable, Sequence

from visit_exchange.returns.formats.sheet import Sheet


class SheetPlaces:
    """The numbers of a workbook's sheets as people count them: what can be seen, from the left."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        seen = [sheet.name for sheet in sheets if sheet.state == "visible"]
        hidden = [sheet.name for sheet in sheets if sheet.state != "visible"]
        self._numbers = {name: at for at, name in enumerate((*seen, *hidden), start=1)}

    def of(self, sheet: str, row: int | None = None) -> str:
        """Return ``row 3 of sheet 2``, or ``row 3`` where there is but one sheet."""
        place = f"row {row}" if row is not None else ""
        if len(self._numbers) < 2:
            return place
        return f"{place} of sheet {self._numbers[sheet]}".removeprefix(" of ")

    def listed(self, sheets: Iterable[str]) -> str:
        """Return ``sheets 1, 2 and 4``, counted from the left."""
        numbers = sorted({self._numbers[sheet] for sheet in sheets})
        *most, last = map(str, numbers)
        return f"sheets {', '.join(most)} and {last}" if most else f"sheet {last}"
