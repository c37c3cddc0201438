"""Headings whose words stand in more than one row: joined as they are read, from the top."""

from collections.abc import Sequence

from visit_exchange.returns.formats.cells import as_text, is_blank

FEWEST = 2  # headings that make a row one of headings

Row = Sequence[object]
Texts = dict[int, str]  # by column from 0


def all_words(row: Row) -> bool:
    """Say whether a row is of texts without a digit, none twice, as headings are."""
    texts = [as_text(cell) for cell in row if not is_blank(cell)]
    plain = all(isinstance(cell, str) for cell in row if not is_blank(cell))
    return plain and not any(text.isdigit() for text in texts)


def side_by_side(top: Texts, bottom: Texts) -> Texts:
    """Return the texts of two rows joined in each column."""
    return {
        column: f"{top.get(column, '')} {bottom.get(column, '')}".strip()
        for column in sorted({*top, *bottom})
    }


def three_rows(top: Texts, middle: Texts, bottom: Texts) -> dict[int, tuple[str, ...]]:
    """Return by column what three rows may say together, the longest first.

    The name of a group counts for the columns that it stands above.
    """
    lower = side_by_side(middle, bottom)
    groups, parts = _over(top, lower), _over(middle, bottom)
    return {
        column: _several(
            (top.get(column), middle.get(column), bottom.get(column)),
            (parts.get(column), bottom.get(column)),
            (groups.get(column), bottom.get(column)),
            (groups.get(column), middle.get(column)),
            (bottom.get(column),),
            (middle.get(column),),
            (top.get(column),),
        )
        for column in sorted({*top, *lower})
    }


def _several(*ways: tuple[str | None, ...]) -> tuple[str, ...]:
    said = (" ".join(text for text in way if text) for way in ways)
    return tuple(dict.fromkeys(text for text in said if text))


def _over(groups: Texts, below: Texts) -> Texts:
    """Return the names of groups, each carried to the right as far as there is anything below."""
    carried: Texts = {}
    for column in range(max([*groups, *below], default=-1) + 1):
        if column in groups:
            carried[column] = groups[column]
        elif column in below and column - 1 in carried:
            carried[column] = carried[column - 1]
    return carried


def spread(top: Texts, bottom: Texts) -> Texts:
    """Return the upper headings, a group's carried over the columns that it stands above."""
    carried: Texts = {}
    for column in range(max([*top, *bottom], default=-1) + 1):
        if column in top:
            carried[column] = top[column]
        elif column in bottom and column - 1 in carried and column - 1 in bottom:
            carried[column] = carried[column - 1]
    return carried


def may_be_two_rows(row: Row, top: Texts, bottom: Texts) -> bool:
    """Say whether every lower text stands under a group or nothing, as no row of data does.

    Groups may also be so few that some stand over a single column.
    """
    if len(top) < FEWEST or len(bottom) < FEWEST:
        return False
    return len(top) * 2 <= len(bottom) or all(
        c not in top or (c + 1 in bottom and c + 1 not in top) for c in bottom
    )
