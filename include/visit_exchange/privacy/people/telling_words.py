"""What a word by itself says of whether it is part of a person's name."""

from enum import IntEnum
from functools import lru_cache

from visit_exchange.privacy.people.name_lists import (
    is_british,
    is_given,
    is_given_or_word,
    is_surname,
    is_word,
    told,
)
from visit_exchange.privacy.text.folding import letters

MONTHS = frozenset(
    {"jan", "april", "may", "june", "august", "summer", "autumn", "spring", "winter"}
)
_OF_THE_FIELD = ("things_of_the_field", "peoples_and_places", "illnesses", "medicines", "things")
_CUES = ("relations", "workers", "titles", "before", "after", "small_words")


class Strength(IntEnum):
    """How strongly a word with a capital says that it is a name."""

    NOBODY = 0  # a word of the field, or an ordinary word
    ALSO_SURNAME = 1  # a word or a place, and a surname besides: needs company
    WORD = 2  # a given name that is a word too
    UNKNOWN = 3  # in no list
    SURNAME = 4  # a surname, and no word
    GIVEN = 5  # a given name, and no word


@lru_cache(maxsize=50_000)
def strength(word: str) -> Strength:
    """Return what ``word`` says by itself."""
    lower = word.lower()
    if len(letters(word)) < 2 or any(lower in told(kind) for kind in _CUES):
        return Strength.NOBODY
    if _is_double(lower):
        return Strength.GIVEN
    given, surname = is_given(word), is_surname(word)
    if is_of_the_field(lower):
        return _of_the_field(lower, given, surname)
    if is_word(word):
        return _of_words(lower, given, surname)
    if given:
        return Strength.GIVEN
    if surname:
        return Strength.SURNAME
    return _unknown(word)


def _is_double(lower: str) -> bool:
    """Say whether a word is two given names, be they words or not: Kelly-Ann, Destiny-Mae."""
    parts = lower.split("-")
    if len(parts) < 2 or not MONTHS.isdisjoint(parts):
        return False
    return all(map(is_given_or_word, parts)) and any(map(is_british, parts))


def is_of_the_field(lower: str) -> bool:
    """Say whether a word, or each part of it, is one of illnesses, places, schools and the like."""
    if any(lower in told(kind) for kind in _OF_THE_FIELD):
        return True
    return "-" in lower and all(map(is_of_the_field, filter(None, lower.split("-"))))


def _of_the_field(lower: str, given: bool, surname: bool) -> Strength:
    is_name = given and lower in told("words_that_are_names") and lower not in told("illnesses")
    if is_name and (is_british(lower) or lower not in told("peoples_and_places")):
        return Strength.WORD
    return Strength.ALSO_SURNAME if given or surname else Strength.NOBODY


def _of_words(lower: str, given: bool, surname: bool) -> Strength:
    if given:
        return Strength.WORD
    return Strength.ALSO_SURNAME if surname else Strength.NOBODY


def _unknown(word: str) -> Strength:
    """Letters that are short for something (CAMHS, PEx, DoE) are no name; parts may be known."""
    if _is_two_initials(word):
        return Strength.WORD
    if sum(map(str.isupper, word)) > 1 and "-" not in word and "'" not in word:
        return Strength.NOBODY if not _like_mac(word) else Strength.UNKNOWN
    parts = [part for part in word.replace("'", "-").split("-") if len(part) > 1]
    if len(parts) < 2:
        return Strength.UNKNOWN
    strongest = max(map(strength, parts))
    return strongest if strongest > Strength.WORD or "'" not in word else Strength.UNKNOWN


def _is_two_initials(word: str) -> bool:
    """AJ, TJ and JD are called so; no body or paper of the field is."""
    return len(word) == 2 and word.isupper() and "J" in word and word != "DJ"


def _like_mac(word: str) -> bool:
    return word.startswith(("Mc", "Mac", "De", "Fitz", "Le", "La", "O")) and not word.isupper()
