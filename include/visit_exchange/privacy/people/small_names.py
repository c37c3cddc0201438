"""Names without a capital: what stands around a word tells that somebody is called by it."""

from collections.abc import Sequence

from visit_exchange.privacy.people.around_names import acts, acts_as_person
from visit_exchange.privacy.people.name_lists import is_given_or_word, is_surname, told
from visit_exchange.privacy.people.telling_words import Strength, strength
from visit_exchange.privacy.people.text_words import Word

SHORTEST = 3  # letters
_TITLED = (" ", ". ")


def is_small_name(words: Sequence[Word], at: int) -> bool:
    """Say whether the word at this place, written small, may name somebody.

    A given name may anywhere; a surname behind "spoke to"; behind "mrs" and "j." even a word that
    is in no list; and what people are called by too where a surname follows ("sue marsden").
    """
    word = words[at]
    weight = strength(word.lower.capitalize())
    if len(word.text) < SHORTEST or weight is Strength.NOBODY:
        return False
    if weight is Strength.GIVEN or _is_titled(words, at, "plain_titles"):
        return True
    if weight is Strength.WORD and _is_somebody(words, at):
        return True
    if weight >= Strength.UNKNOWN and (
        _is_titled(words, at, "short_titles") or _is_initialled(words, at)
    ):
        return True
    if weight is Strength.SURNAME and _is_spoken_to(words, at):
        return True
    return _is_anybodys(word.text) and _surname_follows(words, at)


def _is_anybodys(word: str) -> bool:
    return is_given_or_word(word) or is_surname(word)


def _is_somebody(words: Sequence[Word], at: int) -> bool:
    """Say whether a name that is a word too is somebody: "poppy hates", "grandma jean is"."""
    if acts_as_person(words, at, at):
        return True
    return at > 0 and words[at - 1].lower in told("relations") and acts(words, at)


def _is_titled(words: Sequence[Word], at: int, titles: str) -> bool:
    return at > 0 and words[at].gap in _TITLED and words[at - 1].lower in told(titles)


def _is_initialled(words: Sequence[Word], at: int) -> bool:
    """Say whether an initial stands before it; "e.g." and "i.e." are none."""
    if at == 0 or words[at].gap not in (". ", ".") or len(words[at - 1].text) != 1:
        return False
    return at < 2 or len(words[at - 2].text) > 1 or words[at - 1].gap not in (".", ". ")


def _is_spoken_to(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at].gap == " " and words[at - 1].lower in told("spoken_to")


def _surname_follows(words: Sequence[Word], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or after.gap != " " or len(after.text) < SHORTEST:
        return False
    return strength(after.lower.capitalize()) is Strength.SURNAME
