"""What packages know of names and words, and what this field calls by names that are nobody's."""

import pickle
from collections.abc import Iterator
from functools import cache
from importlib import import_module, resources
from typing import cast

import yaml

from visit_exchange.privacy.text.folding import letters

# The peoples whose given names Faker ships in Latin letters, those of Britain's children first.
_PEOPLES = [
    "en_GB",
    "en_IE",
    "en_US",
    "en",
    "en_IN",
    "en_PK",
    "en_NG",
    "en_KE",
    "ga_IE",
    "pl_PL",
    "ro_RO",
    "tr_TR",
    "pt_PT",
    "es_ES",
    "fr_FR",
    "it_IT",
    "de_DE",
    "cs_CZ",
    "sk_SK",
    "hu_HU",
    "lt_LT",
    "lv_LV",
    "hr_HR",
    "nl_NL",
    "sv_SE",
    "yo_NG",
    "ha_NG",
    "ig_NG",
    "zu_ZA",
    "sw",
    "tw_GH",
    "id_ID",
    "az_AZ",
    "uz_UZ",
    "et_EE",
    "sl_SI",
    "fi_FI",
    "da_DK",
    "no_NO",
]
_COMMON = ("en_GB", "en_IE")
_COMMON_SHARE = 0.02  # per cent of a census: a word that so many people are called by is a name
_COMMON_SURNAME = 0.03  # per cent: of a thousand people one is called so by chance, or two
_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
            ("ly", ""), ("er", ""), ("ers", ""), ("ies", "y"), ("ied", "y"))  # fmt: skip


@cache
def told(kind: str) -> frozenset[str]:
    """Return the words of one entry of nobody.yaml."""
    return _nobody()[kind]


@cache
def _nobody() -> dict[str, frozenset[str]]:
    read = resources.files(__package__).joinpath("nobody.yaml").read_text(encoding="utf-8")
    return {
        kind: frozenset(part.strip() for part in words.split("," if "," in words else None))
        for kind, words in yaml.safe_load(read).items()
    }


def is_given(word: str) -> bool:
    """Say whether ``word`` (any case) is a given name, and no mere word besides."""
    plain = letters(word)
    return plain in _given() and (not is_word(word) or plain in told("words_that_are_names"))


def is_given_or_word(word: str) -> bool:
    """Say whether anybody is called ``word`` (any case), be it a word or not."""
    return letters(word) in _given()


def is_british(word: str) -> bool:
    """Say whether ``word`` is a given name that is common in Britain, be it a word or not."""
    return letters(word) in _british()


def is_surname(word: str) -> bool:
    """Say whether ``word`` (any case) is a surname; many of them are words too."""
    return letters(word) in _surnames()


def is_common_name(word: str) -> bool:
    """Say whether many share ``word`` (any case) as their given name or surname."""
    plain = letters(word)
    return plain in _british() or plain in _common_surnames()


def is_word(word: str) -> bool:
    """Say whether ``word`` is an ordinary English word, in any form, that people are not called."""
    plain = word.lower()
    if plain in told("words_that_are_names"):
        return True
    if letters(plain) in _common_given():
        return False
    return _is_english(plain) or all(_is_english(part) for part in plain.split("-") if part)


def _is_english(word: str) -> bool:
    words = _words()
    if word in words or word in told("small_words"):
        return True
    return any(
        word.endswith(end) and len(word) > len(end) + 2 and _stem(word, end, instead)
        for end, instead in _ENDINGS
    )


def _stem(word: str, end: str, instead: str) -> bool:
    stem = word[: -len(end)] + instead
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in _words()
    return stem in _words() or doubled


@cache
def _words() -> frozenset[str]:
    """Webster's words, those without a capital: no list of common words is without names."""
    place = resources.files("english_words").joinpath("data", "web2_alpha.pickle")
    # The file is part of a package that is pinned by its hash.
    every = cast("set[str]", pickle.loads(place.read_bytes()))  # noqa: S301
    return frozenset(word for word in every if word.islower())


@cache
def _given() -> frozenset[str]:
    faked = (name for people in _PEOPLES for name in _faked(people, "first_names"))
    counted = (name for file in ("female", "male") for name, _ in _census(f"dist.{file}.first"))
    return _parts([*faked, *counted, *told("given_today")])


@cache
def _common_given() -> frozenset[str]:
    faked = [name for people in _COMMON for name in _faked(people, "first_names")]
    counted = [
        name
        for file in ("female", "male")
        for name, share in _census(f"dist.{file}.first")
        if share >= _COMMON_SHARE
    ]
    return _parts([*faked, *counted, *told("given_today")]) - told("words_that_are_names")


@cache
def _british() -> frozenset[str]:
    faked = [name for people in _COMMON for name in _faked(people, "first_names")]
    return _parts([*faked, *told("given_today")])


@cache
def _surnames() -> frozenset[str]:
    faked = (name for people in _PEOPLES for name in _faked(people, "last_names"))
    counted = (name.lower() for name, _ in _census("dist.all.last"))  # of plain letters, and many
    return _parts(list(faked)) | frozenset(counted)


@cache
def _common_surnames() -> frozenset[str]:
    return frozenset(
        name.lower() for name, share in _census("dist.all.last") if share >= _COMMON_SURNAME
    )


def load() -> None:
    """Read every list now, and not when a word is looked up in it for the first time."""
    for read in (_nobody, _words, _given, _common_given, _british, _surnames, _common_surnames):
        read()


def _parts(names: list[str]) -> frozenset[str]:
    parts = (part for name in names for part in (name, *name.replace("-", " ").split()))
    return frozenset(plain for part in parts if len(plain := letters(part)) > 1)


def _faked(people: str, which: str) -> list[str]:
    provider = import_module(f"faker.providers.person.{people}").Provider
    return [str(name) for name in getattr(provider, which, ())]


def _census(file: str) -> Iterator[tuple[str, float]]:
    text = resources.files("names").joinpath(file).read_text(encoding="ascii")
    for line in text.splitlines():
        name, share, *_ = line.split()
        yield name, float(share)
