"""Several codes in one cell: "SEMH; ASD", "1. SEMH 2. ASD", "SEMH - Social, emotional …, ASD"."""

import re

from visit_exchange.kinds.code_set import CodeSet
from visit_exchange.returns.values.codes import UNRECOGNISED, Match, code_for, further_codes
from visit_exchange.returns.values.named_codes import is_in_doubt, named_codes, without_its_parts

SEPARATOR = re.compile(
    r"\s{0,20}(?:[;/,&+|\n]|\band\b|(?:^|(?<=\s))\d{1,4}[.)](?=\s))\s{0,20}", re.IGNORECASE
)
LONGEST_CELL = 2_000  # letters; every need in words has half as many
MOST_PIECES = 8  # of a label that holds separators itself
MOST_UNKNOWN = 3  # then it is no list of codes: a story is told at once, and read no further
BY_WORDS = frozenset({"exact", "label", "synonym", "ask", "unknown_text"})


def several_codes_for(
    codes: CodeSet, text: str, *, heading: str = ""
) -> tuple[tuple[str, Match], ...]:
    """Return each part of ``text`` with what it means, in order, the same code once.

    The longest run of pieces that is a whole label wins, so that the commas inside
    "Social, emotional and mental health" separate nothing.
    """
    if len(text) > LONGEST_CELL:
        return ((text, UNRECOGNISED),)
    text = without_its_parts(codes, text)
    starts, ends = _edges(text)
    parts: list[tuple[str, Match]] = []
    at = unknown = 0
    while at < len(starts) and unknown < MOST_UNKNOWN:
        part, match, at = _longest(codes, text, starts, ends, at, heading)
        unknown += match.why == "unrecognised"
        for each, found in _named_in(codes, part, match):
            if found.code is None or found.code not in {known.code for _, known in parts}:
                parts.append((each, found))
    return tuple(parts)


def _named_in(codes: CodeSet, part: str, match: Match) -> tuple[tuple[str, Match], ...]:
    """Return every code of a part that names several ("SEMH - ASD", "SEMH (ASD)"), else itself."""
    if match.code is not None and match.why == "pattern":
        behind = further_codes(codes, part, match.code)
        return ((part, match), *((part, Match(code, "pattern")) for code in behind))
    named = named_codes(codes, part) if codes.several and match.why == "unrecognised" else {}
    if len(named) < 2 or is_in_doubt(part):
        return ((part, match),)
    return tuple((piece, Match(code, "pattern")) for code, piece in named.items())


def contradicts_itself(codes: CodeSet, parts: tuple[tuple[str, Match], ...]) -> bool:
    """Say whether a cell has a code beside one that says there is none ("SEMH; none")."""
    found = {match.code for _, match in parts if match.code}
    return len(found) > 1 and not found.isdisjoint(codes.alone)


def joined(parts: tuple[tuple[str, Match], ...]) -> str | None:
    """Return the codes as the canonical text "SEMH; ASD", None when no part has one."""
    return "; ".join(match.code for _, match in parts if match.code) or None


def _longest(
    codes: CodeSet, text: str, starts: list[int], ends: list[int], at: int, heading: str
) -> tuple[str, Match, int]:
    for last in range(min(len(ends), at + MOST_PIECES) - 1, at - 1, -1):
        part = text[starts[at] : ends[last]]
        match = code_for(codes, part, heading=heading)
        if match.why in BY_WORDS or last == at:
            return part, match, last + 1
    raise AssertionError("the last try is a single piece")


def _edges(text: str) -> tuple[list[int], list[int]]:
    """Return where each piece between separators begins and ends."""
    breaks = [(m.start(), m.end()) for m in SEPARATOR.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    pieces = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    return [a for a, _ in pieces], [b for _, b in pieces]
