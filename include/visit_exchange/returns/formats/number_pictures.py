"""What a whole number shows by its cell's format: 123 is 000123 by ``000000``, LA123 by ``"LA"0``.

A reference is what its reader sees. Only formats of digits and fixed characters are followed: they
alone make a reference of a number.
"""

import re
from collections.abc import Mapping, Sequence

# "text", \x, a placeholder, or a character that stands for itself; _x and *x are space and filling.
_PART = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)|([0#?])|([-+/() :!&\'~{}<>=A-Z])')
_LETTERS_OF_FORMATS = re.compile(r"[BDEGHMNSY]")  # of dates, exponents and the word General


def displayed(number: float, picture: str) -> str | None:
    """Return what ``number`` shows by an Excel format, None where it shows nothing but itself."""
    section = re.sub(r"^(?:\[[^\]]*\])*", "", picture.split(";", maxsplit=1)[0]) if picture else ""
    parts = _parts(section)
    if parts is None or number < 0 or not float(number).is_integer():
        return None
    places = [at for at, (kind, _) in enumerate(parts) if kind == "digit"]
    digits = str(int(number))
    shown = "".join(_filled(parts, places, digits)).strip()
    return None if shown == digits else shown


def telling_pictures(own: Mapping[int, str], used: Sequence[int]) -> dict[int, str]:
    """Return by cell style the formats that show anything but the number itself.

    ``own`` are the workbook's formats by number, ``used`` the format's number of each style.
    """
    return {
        style: own[number]
        for style, number in enumerate(used)
        if number in own and displayed(1, own[number])
    }


def _parts(section: str) -> list[tuple[str, str]] | None:
    """Return the format as digits and fixed text, None when it holds anything else."""
    parts: list[tuple[str, str]] = []
    end = 0
    for match in _PART.finditer(section):
        quoted, escaped, space, filling, digit, fixed = match.groups()
        if match.start() != end or (fixed and _LETTERS_OF_FORMATS.match(fixed)):
            return None
        end = match.end()
        if digit:
            parts.append(("digit", digit))
        elif filling is None:
            parts.append(("text", " " if space is not None else quoted or escaped or fixed or ""))
    is_whole = end == len(section) and any(kind == "digit" for kind, _ in parts)
    return parts if is_whole else None


def _filled(parts: list[tuple[str, str]], places: list[int], digits: str) -> list[str]:
    """Return the text of each part: digits from the right, all that are left at the first place."""
    shown = [text if kind == "text" else "" for kind, text in parts]
    left = digits if digits != "0" else ""
    for at in reversed(places):
        is_first = at == places[0]
        taken, left = (left, "") if is_first else (left[-1:], left[:-1])
        shown[at] = taken or ("0" if parts[at][1] == "0" else "")
    return shown
