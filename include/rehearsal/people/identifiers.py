"""Identifiers that belong to nobody: UPNs of LA 999 and NHS numbers of the test range.

The rehearsal plants them where they must be contained; their check characters are right, so that
a detector that looks for real ones finds them.
"""

import random

# DfE leaves out I, O and S, which are misread.
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def invent_upn(rng: random.Random, la_code: str) -> str:
    """Return a UPN: check letter, LA code, establishment, year of entry and serial."""
    digits = f"{la_code}{rng.randint(2000, 6999)}{rng.randint(10, 22)}{rng.randint(0, 999):03}"
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2))
    return UPN_LETTERS[total % 23] + digits


def invent_nhs_number(rng: random.Random) -> str:
    """Return an NHS number that starts with 9, the range kept for tests."""
    while True:
        stem = f"9{rng.randint(0, 99_999_999):08}"
        total = sum(
            weight * int(digit) for weight, digit in zip(range(10, 1, -1), stem, strict=True)
        )
        check = (11 - total % 11) % 11
        if check != 10:  # no NHS number has this remainder
            return f"{stem}{check}"


def invent_uln(rng: random.Random) -> str:
    """Return a ULN: nine digits, not beginning with 0, and the check digit."""
    while True:
        stem = f"{rng.randint(100_000_000, 999_999_999)}"
        total = sum(w * int(d) for w, d in zip(range(10, 1, -1), stem, strict=True))
        if total % 11:  # no ULN leaves nothing over
            return f"{stem}{10 - total % 11}"
