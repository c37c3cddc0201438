"""What a number format makes of a number: whether 0.85 is shown as 85%."""

import re

# What stands for itself in a format: "text", \x, the width _x, the filling *x, and [colours].
LITERAL = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[[^\]]{0,255}\]', re.DOTALL)
BUILT_IN_PERCENT = frozenset({9, 10})


def shows_percentage(code: str) -> bool:
    """Say whether a format multiplies by 100: a % that is only written behind the number does not.

    >>> shows_percentage("0.0%"), shows_percentage('0"%"')
    (True, False)
    """
    return "%" in LITERAL.sub("", code)


def percent_styles(own: dict[int, str], used: list[int]) -> frozenset[int]:
    """Return which of the cell styles show a percentage.

    ``own`` are the workbook's formats by number, ``used`` the format's number of each style.
    """
    return frozenset(
        style
        for style, number in enumerate(used)
        if (shows_percentage(own[number]) if number in own else number in BUILT_IN_PERCENT)
    )
