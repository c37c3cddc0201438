"""Codes that a text names beside its first: "SEMH (primary) ASD (secondary)", "C2: Care order".

Nothing that a cell says may be lost for standing behind a bracket, a dash or a colon.
"""

import re

from visit_exchange.kinds.code_set import CodeSet
from visit_exchange.kinds.heading_words import normalise

GROUPS = re.compile(r"[()\[\]:–—-]")
# "C2: words", "E4A - words", "PR1 (words)": the codes of statutory returns are letters and digits.
LEAD = re.compile(r"([a-z]{1,2}\d{1,2}[a-z]?)(?:\s*[:(\[-]\s*|\s+)(\S.*)")
# "MSI (hearing, vision)", "MSI - HI": what stands behind a code, up to the next entry.
BEHIND_A_CODE = re.compile(
    r"(?P<code>\b[A-Za-z]{2,5})\s*(?:\((?P<brackets>[^()]*)\)|[-–—:]\s*(?P<dash>[^;,()\n]*))"
)
JOINED = re.compile(r"[/,&+;]|\band\b", re.IGNORECASE)
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
        for word in group.split():
            if len(word) > 1 and word in codes.values and word.isupper():
                found.setdefault(word, word)
    return found


def without_its_parts(codes: CodeSet, text: str) -> str:
    """Return ``text`` without what only says of what a code is made: "MSI (hearing)" is MSI."""
    if not codes.comprises:
        return text
    return BEHIND_A_CODE.sub(lambda found: _bare(codes, found), text)


def _bare(codes: CodeSet, found: re.Match[str]) -> str:
    whole, _ = codes.exactly.get(normalise(found["code"]), (None, None))
    parts = codes.comprises.get(whole or "", ())
    said = [normalise(each) for each in JOINED.split(found["brackets"] or found["dash"])]
    is_made_of = all(codes.exactly.get(each, (None, None))[0] in parts for each in said)
    return found["code"] if parts and is_made_of else found[0]


def is_in_doubt(text: str) -> bool:
    """Say whether a text names a code only to doubt or deny it: "ASD (not SEMH)"."""
    return DOUBT.search(text) is not None


def lead_and_words(plain: str) -> tuple[str, str] | None:
    """Return the code that a normalised text begins with and the words after it, if it does."""
    match = LEAD.fullmatch(plain)
    return (match[1], match[2].rstrip(")] ")) if match else None
