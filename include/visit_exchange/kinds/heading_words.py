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
    r"(?: ?(?:[*:.†‡#¹²³⁰-⁹]|\[(?:note )?\d+\]|\((?:required|mandatory|optional|note \d+)\)))"
    r"{1,8}$",
    re.IGNORECASE,
)
# Joiners, marks of direction and soft hyphens: they show nothing.
GUIDANCE = re.compile(
    r"(?<!\s)\s*"
    r"(?:[(\[]|[-–—:;,.]\s)\s*(?:please|choose|select|pick|enter|insert|see|e\.? ?g|i\.? ?e"
    r"|y ?/ ?n|m ?/ ?f|yes ?/ ?no|dd ?/ ?mm|free[ -]?text|from (?:the )?list|drop[ -]?down|use |if "
    r"|as at|whole|in |for example|format|must|one of|only)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)


class HeadingGroup(Strict):
    """What one field is called: headings as written, then ``regex`` unless ``exclude`` matches.

    All patterns are searched for in the normalised heading; what only ``near`` fits is offered as
    what may be the field, and never read as it.
    """

    headings: tuple[str, ...]
    regex: str | None = None
    exclude: str | None = None
    near: str | None = None


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


def without_guidance(text: str) -> str:
    """Return a heading as it is compared, without an instruction behind it, "" when it has none.

    "Gender (choose from the list)" and "Gender: choose from the list" are "gender".
    """
    words = GUIDANCE.sub("", text)
    return bare_heading(words) if words and words != text else ""
