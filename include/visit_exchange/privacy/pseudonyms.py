"""Child codes: a visit's own short names for children, the same in every list of that visit.

A code is the first 35 bits of HMAC-SHA-256 over the authority's reference, keyed with the visit's
key, written as seven characters and a check character: ``K7QM-2XWD``. Without the key a code
cannot be computed from a reference, nor joined with the codes of another visit.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

from visit_exchange.errors import UserError

CHILD_CODE = "Child code"  # the heading of a column of codes
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U: they are misread
SHORTEST_KEY = 16  # bytes
SHARED_CODE = (
    "Two children of this visit have the same code. Nothing that names them was used. Ask the "
    "authority to put the same letter before every reference, in every list, and to send its lists "
    "again."
)
_LENGTH = 8
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-_‐‑‒–—−.]+")
# Characters that are letters or marks to Unicode and that nobody sees.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_TIMES_X = [v << 1 if v < 16 else v << 1 ^ _FIELD_POLYNOMIAL for v in range(32)]


def child_code(key: bytes, reference: str) -> str:
    """Return the code of the child whom the authority calls ``reference``.

    References that differ only as ``normalised_reference`` says are one child. Raises
    UserError when the visit has no key, ValueError when the reference is blank.
    """
    return _code(key, normalised_reference(reference))


def _code(key: bytes, normal: str) -> str:
    if len(key) < SHORTEST_KEY:
        raise UserError("This visit has no key for child codes. Restore the visit's key first.")
    digest = hmac.digest(key, b"child\0" + normal.encode(), sha256)
    number = int.from_bytes(digest[:5], "big") >> 5
    values = [(number >> shift) & 31 for shift in range(30, -1, -5)]
    values.append(_TIMES_X[_weighted_sum(values)])  # the last weight is 1, so this makes the sum 0
    return _written("".join(map(ALPHABET.__getitem__, values)))


def codes_for(key: bytes, references: Iterable[str]) -> dict[str, str]:
    """Return the code of each reference; UserError when two different children share a code."""
    children = {reference: normalised_reference(reference) for reference in references}
    codes = {normal: _code(key, normal) for normal in set(children.values())}
    _check_differ(codes)
    return {reference: codes[normal] for reference, normal in children.items()}


def check_codes_differ(codes: Mapping[str, str]) -> None:
    """Raise UserError when two different children share a code; ``codes`` is by reference."""
    _check_differ({normalised_reference(reference): code for reference, code in codes.items()})


def _check_differ(codes: Mapping[str, str]) -> None:
    if len(set(codes.values())) < len(codes):
        raise UserError(SHARED_CODE)


def is_child_code(text: str) -> bool:
    """Say whether ``text`` is a code whose check character is right, however it is spaced."""
    characters = _bare(text)
    if len(characters) != _LENGTH or any(c not in ALPHABET for c in characters):
        return False
    return _weighted_sum([ALPHABET.index(c) for c in characters]) == 0


def tidy_code(text: str) -> str:
    """Return what a person typed as a code is written: ``k7qm 2xwd`` becomes ``K7QM-2XWD``.

    O is read as 0, I and L as 1. What has another length than a code comes back in capitals only.
    """
    characters = _bare(text)
    return _written(characters) if len(characters) == _LENGTH else text.strip().upper()


def normalised_reference(reference: str) -> str:
    """Return the reference as it is compared, everywhere: what differs between two references that
    look alike (letter case, spaces, invisible characters, kinds of dash) tells no children apart.
    """
    normal = compared(reference)
    if not normal:
        raise ValueError("a blank reference has no code")
    return normal


def compared(text: str) -> str:
    """Return a reference as ``normalised_reference`` does, "" for a blank one."""
    normal = "".join(text.split()).casefold()
    if not (normal.isascii() and normal.isprintable()):
        plain = unicodedata.normalize("NFKC", normal).casefold().translate(DASHES)
        normal = "".join(character for character in plain if is_seen(character))
    return normal


def is_seen(character: str) -> bool:
    """Say whether a character shows: no space, no control or format character, no filler."""
    if character in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text).upper().translate(_READ_AS)


def _written(characters: str) -> str:
    return f"{characters[:4]}-{characters[4:]}"


def _weighted_sum(values: list[int]) -> int:
    """Sum over GF(32), from the last place leftwards, with the weights 1, x, x^2 …

    Every weight differs and none is 0, so one wrong character, or two that changed places,
    always change the sum.
    """
    total = 0
    for value in values:
        total = _TIMES_X[total] ^ value
    return total
