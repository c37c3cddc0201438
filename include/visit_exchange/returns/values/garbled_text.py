"""Letters that came out wrong between two programs: "St Maryâ€™s", "StÕ MaryÕs", "St Mary?s"."""

import re

# UTF-8 that was read as Windows-1252 or Latin-1: a first byte and those that follow it.
_FOLLOWING = "".join(
    dict.fromkeys(
        character
        for encoding in ("latin-1", "cp1252")
        for character in bytes(range(0x80, 0xC0)).decode(encoding, "ignore")
    )
)
MISREAD = re.compile(f"[Ã-ßà-ô][{re.escape(_FOLLOWING)}]+|Â(?=[ {re.escape(_FOLLOWING)}])")
# Letters of old Macs: a capital with an accent, or a sign, straight behind a small letter.
OF_A_MAC = re.compile("(?<=[a-z])(?:[À-ÖØ-ÞŽŠŸŒ]|[‡†•¤¦§¨©«¬®±¶¸»¿¡™](?=[a-z]))")
LOST = re.compile("\ufffd|[\x80-\x9f]|(?<=[a-z])\\?(?=[a-z])")
WRITTEN_OUT = re.compile(
    r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|amp|apos|quot|lt|gt|nbsp|[a-z]{1,6}(?:acute|grave|circ|uml|cedil|tilde));",
    re.I,
)
UTF_8_AS_MAC = re.compile("‚Ä[ôòúù¶îì]|√[©®†°≠≥∂ß]")


def is_garbled(text: str) -> bool:
    """Say whether letters of a text are not those that somebody wrote."""
    if text.isascii():
        return bool(LOST.search(text) or WRITTEN_OUT.search(text))
    signs = (LOST, WRITTEN_OUT, OF_A_MAC, UTF_8_AS_MAC)
    return _is_misread(text) or any(sign.search(text) for sign in signs)


def _is_misread(text: str) -> bool:
    return any(map(_is_utf_8, MISREAD.findall(text)))


def _is_utf_8(letters: str) -> bool:
    """Say whether the bytes behind some letters are one letter of UTF-8."""
    if letters == "Â":
        return True
    for encoding in ("cp1252", "latin-1"):
        try:
            letters.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
