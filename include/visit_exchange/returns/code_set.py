"""One code set as its YAML gives it: codes, labels and every other way of writing them."""

import re
from functools import cache, cached_property
from typing import Literal

from pydantic import Field, model_validator

from visit_exchange.expectations import EXPECTATIONS
from visit_exchange.returns.heading_words import Strict, normalise
from visit_exchange.yaml_file import load_yaml_model

Ground = Literal["exact", "label", "synonym", "ask", "unknown_text"]
Found = tuple[str | None, Ground]


class Code(Strict):
    """A canonical code, and the words that people see."""

    code: str
    label: str


class Pattern(Strict):
    """A regular expression, searched for in the normalised text; the first that is found wins."""

    code: str
    regex: str


class Meanings(Strict):
    """Texts that mean something else here than in the rest of the set, by code."""

    synonyms: dict[str, tuple[str, ...]]

    @cached_property
    def meanings(self) -> dict[str, str]:
        """Return normalised text to code."""
        return {normalise(text): code for code, texts in self.synonyms.items() for text in texts}


class ByHeading(Meanings):
    """What texts mean under a heading ("Out of area?" Y is out); ``heading`` is searched for."""

    heading: str


class ByColumn(Meanings):
    """What texts mean beside others: the column ``holds`` one of these, or ``only`` these."""

    holds: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def applies(self, values: frozenset[str]) -> bool:
        """Return whether a column with these normalised values is of this kind."""
        return bool(values & set(self.holds)) or (bool(self.only) and values <= set(self.only))


class CodeSet(Strict):
    """One set of codes.

    ``unknown`` are texts that say the authority does not hold it: they become ``unknown_code``.
    ``ask`` are texts with more than one meaning: never guessed. ``strip`` are decorations removed
    in order ("a) ", "(101)"). ``code_token`` finds codes inside a text as typed, before
    ``patterns`` are tried.
    """

    source: str
    codes: tuple[Code, ...]
    synonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unknown_code: str | None = None
    unknown: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    code_token: str | None = None
    patterns: tuple[Pattern, ...] = ()
    by_heading: tuple[ByHeading, ...] = ()
    by_column: tuple[ByColumn, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> "CodeSet":
        known = {code.code for code in self.codes}
        named = set(self.synonyms) | {pattern.code for pattern in self.patterns}
        named |= {code for rule in (*self.by_heading, *self.by_column) for code in rule.synonyms}
        named |= {self.unknown_code} - {None}  # type: ignore[arg-type]
        if strange := named - known:
            raise ValueError(f"no code is called {', '.join(sorted(strange))}")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """Return the canonical codes, in order."""
        return tuple(code.code for code in self.codes)

    @cached_property
    def exactly(self) -> dict[str, Found]:
        """Return normalised text to code and ground; codes before labels before synonyms."""
        words: dict[str, Found] = {normalise(c.code): (c.code, "exact") for c in self.codes}
        for code in self.codes:
            words.setdefault(normalise(code.label), (code.code, "label"))
        for canonical, texts in self.synonyms.items():
            for text in texts:
                words.setdefault(normalise(text), (canonical, "synonym"))
        for text in self.unknown:
            words.setdefault(normalise(text), (self.unknown_code, "unknown_text"))
        for text in self.ask:
            words.setdefault(normalise(text), (None, "ask"))
        return words

    @cached_property
    def loosely(self) -> dict[str, Found]:
        """Return letters and digits of a text to code: also "code - label" and "label (code)"."""
        words: dict[str, Found] = {}
        for text, found in self.exactly.items():
            for written in {text, f"{found[0]} {text}", f"{text} {found[0]}"}:
                if key := loose(written):
                    words.setdefault(key, found)
        return words


def loose(text: str) -> str:
    """Return only the words of ``text``: "S&L - needs" and "s and l needs" are alike."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("&", " and ")))


@cache
def load_codes(name: str) -> CodeSet:
    """Return ``expectations/codes/<name>.yaml``; UserError naming file and key when wrong."""
    return load_yaml_model(EXPECTATIONS / "codes" / f"{name}.yaml", CodeSet)
