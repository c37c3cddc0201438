"""Codes that a text names beside its first: "SEMH (primary) ASD (secondary)", "C2: Care order".

Nothing that a cell says may be lost for standing behind a bracket, a dash or a colon.
"""

import re

from visit_exchange.kinds.code_set import CodeSet
from visit_exchange.kinds.heading_words import normalise

PIECES = re.compile(r"\s*(?:[()\[\]:]|[-–—]|\s)\s*")
GROUPS = re.compile(r"\s*(?:[()\[\]:]|[-–—])\s*")
# "C2: words", "E4A - words", "PR1 (words)": the codes of statutory returns are letters and digits.
LEAD = re.compile(r"([a-z]{1,2}\d{1,2}[a-z]?)(?:\s*[:(\[-]\s*|\s+)(\S.*)")
DOUBT = re.compile(r"\b(?:not|no|never|query|possible|awaiting|or)\b|\?", re.IGNORECASE)


def named_codes(codes: CodeSet, text: str) -> dict[str, str]:
    """Return each code that ``text`` names, in order, with the piece that names it.

    A piece between brackets or dashes names one as a whole ("SEMH (autism)"); a single word only
    where it is the code itself, as typed in capitals: "SEMH (hearing voices)" names no other need.
    """
    found: dict[str, str] = {}
    for group in GROUPS.split(text):
        whole = codes.exactly.get(normalise(group))
        if whole and whole[0]:
            found.setdefault(whole[0], group.strip())
            continue
        for word in PIECES.split(group):
            if len(word) > 1 and word in codes.values and word.isupper():
                found.setdefault(word, word)
    return found


def is_in_doubt(text: str) -> bool:
    """Say whether a text names a code only to doubt or deny it: "ASD (not SEMH)"."""
    return DOUBT.search(text) is not None


def lead_and_words(plain: str) -> tuple[str, str] | None:
    """Return the code that a normalised text begins with and the words after it, if it does."""
    match = LEAD.fullmatch(plain)
    return (match[1], match[2].rstrip(")] ")) if match else None
