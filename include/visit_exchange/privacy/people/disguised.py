"""Names written so that nobody searches them: "K a y l e i g h", "A.m.e.l.i.a", "Jayd3n"."""

import re
from functools import partial

_LEAST_SPACED = 4  # letters apart that are read as a word: "A B C" is a list
_LEAST_LETTERS = 3  # of a word with signs in it: "4pm" and "KS4" are none
# Letters one by one, each parted by the same kind of sign. More parts two words.
_SPACED = re.compile(
    rf"(?<![^\W_])[^\W\d_](?:(?P<by>[ ._*-])[^\W\d_](?:(?P=by)[^\W\d_]){{{_LEAST_SPACED - 2},60}})"
    r"(?![^\W_])"
)
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"(?<![^\W_])[@$\w]{4,40}(?![^\W_])")
_SIGNS = str.maketrans("013457@$", "oleastas")
_OTHER_SIGNS = str.maketrans("013457@$", "oieastas")
# A number behind a word counts something: "Sheet1", "Year7".
_DISGUISING = re.compile(r"[013457@$](?=[^\W\d_])")
_LETTER = re.compile(r"[^\W\d_]")


def undisguised(text: str) -> tuple[str, ...]:
    """Return the further ways in which a text may be meant; none where nothing is disguised.

    They are for a search alone: a word that needs signs to be written ("2nd", "KS4") stays.
    """
    joined = _SPACED.sub(_joined, text)
    ways = [joined]
    for signs in (_SIGNS, _OTHER_SIGNS):
        ways.append(_WORD.sub(partial(_lettered, signs=signs), joined))
    return tuple(way for way in dict.fromkeys(ways) if way != text)


def _joined(spaced: re.Match[str]) -> str:
    letters = "".join(_LETTER.findall(spaced[0]))
    word = _CAPITAL.sub(" ", letters)
    return word if _CAPITAL.search(letters) or not word.islower() else word.capitalize()


def _lettered(word: re.Match[str], signs: dict[int, int]) -> str:
    """Return a word with its signs read as the letters that they look like."""
    written = word[0]
    is_word = len(_LETTER.findall(written)) >= _LEAST_LETTERS
    return written.translate(signs) if is_word and _DISGUISING.search(written) else written
