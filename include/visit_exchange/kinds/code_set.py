"""One code set as its YAML gives it: codes, labels and every other way of writing them."""

import re
from functools import cache, cached_property
from typing import Literal

from pydantic import Field, model_validator

from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model

Ground = Literal["exact", "label", "synonym", "ask", "unknown_text"]
Found = tuple[str | None, Ground]


class Code(Strict):
    """A canonical code, and the words that people see.

    ``template`` is what an official template has in its cells ("a) Male"), ``offered`` is False
    for a code that is read but that the template does not offer.
    """

    code: str
    label: str
    template: str | None = None
    offered: bool = True

    @property
    def in_template(self) -> str:
        """What the template's dropdown says."""
        return self.template or self.label


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

    ``like`` names a set whose other ways of writing are understood here too, as far as they mean
    a code of this set; what this set says itself comes first.

    ``unknown`` are texts that say the authority does not hold it: they become ``unknown_code``.
    ``ask`` are texts with more than one meaning: never guessed; ``ask_patterns`` are searched for
    in the normalised text before ``patterns``. ``strip`` are decorations removed in order ("a) ",
    "(101)"). ``code_token`` finds codes inside a text as typed, before ``patterns`` are tried.
    ``several`` says that a text may name several codes ("SEMH (ASD)"): none is passed over.
    ``comprises`` names the codes that another is made of: behind it they only say which. ``alone``
    are codes that contradict any other beside them ("SEMH; none").
    """

    source: str
    like: str | None = None
    codes: tuple[Code, ...]
    synonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unknown_code: str | None = None
    unknown: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    ask_patterns: tuple[str, ...] = ()
    several: bool = False
    comprises: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    alone: tuple[str, ...] = ()
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
        named |= set(self.alone)
        named |= {code for whole, of in self.comprises.items() for code in (whole, *of)}
        named |= set() if self.unknown_code is None else {self.unknown_code}
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
            if code.template:
                words.setdefault(normalise(code.template), (code.code, "label"))
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
    codes = load_yaml_model(EXPECTATIONS / "codes" / f"{name}.yaml", CodeSet)
    return _with_ways_of(codes, load_codes(codes.like)) if codes.like else codes


def _made_of(own: CodeSet, other: CodeSet) -> dict[str, tuple[str, ...]]:
    known = set(own.values)
    return {whole: parts for whole, parts in other.comprises.items() if {whole, *parts} <= known}


def _with_ways_of(own: CodeSet, other: CodeSet) -> CodeSet:
    said = {normalise(text) for texts in (*own.synonyms.values(), own.ask) for text in texts}
    said |= {normalise(text) for text in own.unknown}
    said |= {normalise(text) for code in own.codes for text in (code.label, code.in_template)}
    synonyms = {
        code: (*own.synonyms.get(code, ()), *_unsaid(said, other, code)) for code in own.values
    }
    return own.model_copy(
        update={
            "synonyms": synonyms,
            "unknown_code": own.unknown_code or _own(own, other.unknown_code),
            "unknown": (*own.unknown, *(t for t in other.unknown if normalise(t) not in said)),
            "ask": (*own.ask, *(text for text in other.ask if normalise(text) not in said)),
            "ask_patterns": (*own.ask_patterns, *other.ask_patterns),
            "several": own.several or other.several,
            "comprises": own.comprises or _made_of(own, other),
            "strip": (*own.strip, *other.strip),
            "code_token": own.code_token or other.code_token,
            "patterns": (*own.patterns, *(p for p in other.patterns if _own(own, p.code))),
        }
    )


def _own(own: CodeSet, code: str | None) -> str | None:
    return code if code in own.values else None


def _unsaid(said: set[str], other: CodeSet, code: str) -> tuple[str, ...]:
    """Return the other set's words for a code, its label included, unless they mean another."""
    labels = tuple(each.label for each in other.codes if each.code == code)
    words = (*labels, *other.synonyms.get(code, ()))
    return tuple(text for text in words if normalise(text) not in said)
