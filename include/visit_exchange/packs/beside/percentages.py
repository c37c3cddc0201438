"""Works out a published percentage of an area from the cells of a file; never from a guess."""

from itertools import product

from visit_exchange.kinds.published_spec import Figure

# The cells of an area by the values of a figure's filters: a number, or a symbol instead of it.
Cells = dict[tuple[str, ...], float | str]


def percentage_of(figure: Figure, cells: Cells) -> tuple[float | None, str] | None:
    """Return a figure's percentage, or the symbol that stands for it; None when it is not told."""
    wanted = [key for key in product(*figure.where.values()) if key in cells]
    whole = cells.get(tuple(figure.of.values())) if figure.of else 100.0
    if whole is None or not _is_told(figure, cells):
        return None
    parts = [cells[key] for key in wanted]
    for each in (*parts, whole):
        if isinstance(each, str):
            return None, each
    part, of = sum(map(float, parts)), float(whole)
    if not of or part > of:
        return None
    return round(100 * part / of, 4), ""


def _is_told(figure: Figure, cells: Cells) -> bool:
    """Say whether every row is there, or those that are not are known to be of nobody."""
    if all(key in cells for key in product(*figure.where.values())):
        return True
    return bool(figure.adds_up_over) and _adds_up(figure, cells)


def _adds_up(figure: Figure, cells: Cells) -> bool:
    place = figure.filters.index(figure.adds_up_over)
    whole = tuple(figure.of.values())
    others = [
        cell for key, cell in cells.items() if key[place] != whole[place] and _is_of(figure, key)
    ]
    told = (*others, cells[whole])
    if any(isinstance(each, str) for each in told):
        return False
    return sum(map(float, others)) == float(cells[whole])


def _is_of(figure: Figure, key: tuple[str, ...]) -> bool:
    """Say whether a row differs from those wanted in the column that adds up, and nowhere else."""
    named = zip(figure.where.items(), key, strict=True)
    return all(
        column == figure.adds_up_over or value in values for (column, values), value in named
    )
