"""What a cell means: the wild spellings of each code set, brought to canonical codes.

The sets are data (``expectations/codes/<name>.yaml``) and per field, since the same text means
different things in different columns: S is Statement, Subsidiary or Single.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from visit_exchange.kinds.code_set import CodeSet, load_codes, loose
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.returns.values.named_codes import lead_and_words, named_codes, without_its_parts

__all__ = ["CodeSet", "Match", "code_for", "codes_for_column", "load_codes"]

Why = Literal[
    "exact", "label", "synonym", "pattern", "ask", "unknown_text", "unrecognised", "context"
]


@dataclass(frozen=True)
class Match:
    """What a text was taken to mean, and on what ground.

    ``code`` is None when ``why`` is ``ask`` (it could mean several things: ask the officer) or
    ``unrecognised``. ``context`` means that the heading or the rest of the column decided.
    ``unknown_text`` says that the authority does not hold it: the set's own code for that.
    """

    code: str | None
    why: Why


NAMED = frozenset({"exact", "label", "synonym"})
BEHIND = re.compile(r"[()\[\]{}]|[-–—:]\s|\s[-–—:]")
CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
UNRECOGNISED = Match(None, "unrecognised")
LONGEST = 255  # letters; the longest label has 80. A story is not searched for codes


def further_codes(codes: CodeSet, text: str, first: str) -> tuple[str, ...]:
    """Return the other codes that stand in a text behind brackets and dashes: "SEMH (ASD)"."""
    pieces = [*map(str.strip, BEHIND.split(text)), *CAPITALS.findall(text)]
    matches = (_by_words(codes, normalise(piece)) for piece in pieces if piece)
    found = (m.code for m in matches if m and m.code and m.why in NAMED)
    return tuple(dict.fromkeys(code for code in found if code != first))


def code_for(
    codes: CodeSet,
    text: str,
    *,
    heading: str = "",
    column_values: frozenset[str] = frozenset(),
) -> Match:
    """Return what ``text`` means under ``heading`` in a column that holds ``column_values``.

    ``column_values`` are the other texts of the column as typed; any case and spacing will do.
    """
    others = frozenset(normalise(value) for value in column_values)
    return _match(codes, text, normalise(heading), others)


def codes_for_column(
    codes: CodeSet, texts: Iterable[str], *, heading: str = ""
) -> dict[str, Match]:
    """Return what each distinct text of a column means; each is worked out once."""
    distinct = frozenset(texts)
    plain = frozenset(normalise(text) for text in distinct)
    return {text: _match(codes, text, normalise(heading), plain) for text in distinct}


def _match(codes: CodeSet, text: str, heading: str, others: frozenset[str]) -> Match:
    if len(text) > LONGEST:
        return UNRECOGNISED
    text = without_its_parts(codes, text)
    plain = normalise(text)
    bare = _stripped(codes, plain)
    return (
        _by_context(codes, plain, heading, others)
        or _by_words(codes, plain)
        or _by_words(codes, bare)
        or _by_beginning(codes, plain)
        or _by_lead(codes, plain)
        or _by_rules(codes, text, bare)
        or UNRECOGNISED
    )


def _by_context(codes: CodeSet, plain: str, heading: str, others: frozenset[str]) -> Match | None:
    rules = [r.meanings for r in codes.by_heading if re.search(r.heading, heading)]
    rules += [r.meanings for r in codes.by_column if r.applies(others)]
    found = next((meanings[plain] for meanings in rules if plain in meanings), None)
    return Match(found, "context") if found else None


def _by_words(codes: CodeSet, plain: str) -> Match | None:
    found = codes.exactly.get(plain) or codes.loosely.get(loose(plain))
    return Match(*found) if found else None


def _by_lead(codes: CodeSet, plain: str) -> Match | None:
    """Return what the code at the beginning means, unless the words after it mean another."""
    lead, words = lead_and_words(plain) or ("", "")
    code, _ = codes.exactly.get(lead, (None, None))
    if code is None:
        return None
    said = _by_words(codes, words) or _by_patterns(codes, words)
    return UNRECOGNISED if said and said.code not in (None, code) else Match(code, "pattern")


def _by_rules(codes: CodeSet, text: str, plain: str) -> Match | None:
    if codes.several and len(named_codes(codes, text)) > 1:
        return UNRECOGNISED  # as one code: a second one is never passed over
    if any(re.search(regex, plain) for regex in codes.ask_patterns):
        return Match(None, "ask")
    if codes.code_token:
        tokens = [normalise(token) for token in re.findall(codes.code_token, text.strip())]
        found = {hit[0] for token in tokens if (hit := codes.exactly.get(token)) and hit[0]}
        if len(found) == 1:
            return Match(found.pop(), "pattern")
    return _by_patterns(codes, plain)


def _by_patterns(codes: CodeSet, plain: str) -> Match | None:
    rule = next((rule for rule in codes.patterns if re.search(rule.regex, plain)), None)
    return Match(rule.code, "pattern") if rule else None


def _by_beginning(codes: CodeSet, plain: str) -> Match | None:
    """Return what a label that a system cut off ("SEMH - Social, emot…") begins, if one thing."""
    if not plain.endswith("..."):
        return None
    begins = loose(plain)
    found = {hit[0] for words, hit in codes.loosely.items() if begins and words.startswith(begins)}
    return Match(found.pop(), "label") if len(found) == 1 and None not in found else None


def _stripped(codes: CodeSet, plain: str) -> str:
    for regex in codes.strip:
        plain = re.sub(regex, "", plain)
    return plain
