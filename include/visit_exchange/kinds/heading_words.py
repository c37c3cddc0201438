"""The headings that systems give, by field and by what identifies a person (headings.yaml)."""

import re
import unicodedata
from functools import cache
from typing import Literal

from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model

ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', **dict.fromkeys("‐‑‒–—−", "-")})
JOINED = re.compile(r"_+|(?<=[a-z])(?=[A-Z][a-z])")
NUMBERED = re.compile(r"^\(?\d{1,2}[.):] ?(?=\D)")
MARKS = re.compile(
    r"(?: ?(?:[*:.†‡#¹²³⁰-⁹]|\[(?:note )?\d+\]|\((?:required|mandatory|optional|note \d+)\)))+$",
    re.IGNORECASE,
)
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


class HeadingGroup(Strict):
    """What one field is called: headings as written, then ``regex`` unless ``exclude`` matches.

    Both patterns are searched for in the normalised heading.
    """

    headings: tuple[str, ...]
    regex: str | None = None
    exclude: str | None = None


class IdentifyingGroup(HeadingGroup):
    """What one kind of identifier is called; ``words`` name it in a reply.

    ``names_people`` says that its cells are names, to be taken out of the text of an upload.
    """

    kind: Literal["direct_identifier", "risk"]
    words: str
    names_people: bool = False


class HeadingWords(Strict):
    """Every group of headings."""

    fields: dict[str, HeadingGroup]
    identifying: dict[str, IdentifyingGroup]


@cache
def load_heading_words() -> HeadingWords:
    """Return ``expectations/headings.yaml``; UserError naming the key when it is wrong."""
    return load_yaml_model(EXPECTATIONS / "headings.yaml", HeadingWords)


def normalise(text: str) -> str:
    """Return ``text`` as it is compared: without differences of case, space, quote and dash."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(ALIKE)
    return " ".join(plain.casefold().split())


def bare_heading(text: str) -> str:
    """Return a heading as it is compared, without what systems put around it.

    "1. Child_reference *", "ChildReference:" and "Child reference (required)" are alike.
    """
    words = " ".join(JOINED.sub(" ", text).split())
    return normalise(MARKS.sub("", NUMBERED.sub("", words)))
