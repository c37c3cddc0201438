"""Takes out of free text what identifies a person. What was taken out is counted, never copied."""

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field

from visit_exchange.privacy.identifiers.text import Span, find_in_text
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.privacy.phrases import Phrases
from visit_exchange.privacy.reference_spellings import spellings

SHORTEST_PART = 3  # letters: shorter parts of names are ordinary words
_WORDS = {
    Kind.UPN: "pupil number",
    Kind.ULN: "learner number",
    Kind.NHS_NUMBER: "NHS number",
    Kind.NINO: "National Insurance number",
    Kind.EMAIL: "e-mail address",
    Kind.PHONE: "telephone number",
    Kind.DATE_OF_BIRTH: "date of birth",
}


@dataclass(frozen=True)
class Redacted:
    """Text that is safe to pass on, and how many identifiers of each kind were taken out."""

    text: str = field(repr=False)
    counts: Mapping[Kind, int]


class Redactor:
    """Redacts listed children's names and references, and every full-format identifier.

    A whole name goes in any letter case; a part of one ("Casey") where it is written with a
    capital, so that Will and will differ. ``known`` are names that came with other uploads.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        references: Iterable[str] = (),
        *,
        known: KnownNames | None = None,
    ) -> None:
        self._known = known
        self._leaving: frozenset[Kind] = frozenset()
        whole = {" ".join(name.replace(",", " ").split()) for name in names}
        parts = {part for name in whole for part in name.split() if len(part) >= SHORTEST_PART}
        self._names = Phrases(whole | {_last_name_first(name) for name in whole})
        self._parts = Phrases(parts)
        self._references = Phrases(spellings(r for r in references if is_telling(r)))

    def leaving(self, kinds: frozenset[Kind]) -> "Redactor":
        """Return one that redacts the same but these kinds (the postcode of a setting) and parts
        of names: a setting may be called Casey House.
        """
        other = copy(self)  # its phrases with it: tens of thousands of references are slow to learn
        other._leaving, other._parts = kinds, Phrases(())
        return other

    def redact(self, text: str) -> Redacted:
        """Return ``text`` with each identifier replaced by words that say what stood there."""
        pieces: list[str] = []
        counts: Counter[Kind] = Counter()
        end = 0
        for span in self._spans(text):
            pieces += [text[end : span.start], f"[{_WORDS.get(span.kind, span.kind)} removed]"]
            counts[span.kind] += 1
            end = span.end
        return Redacted("".join([*pieces, text[end:]]), dict(counts))

    def _spans(self, text: str) -> list[Span]:
        spans = [span for span in find_in_text(text) if span.kind not in self._leaving]
        spans += [Span(Kind.NAME, p.start, p.end) for p in self._names.find(text)]
        spans += [
            Span(Kind.NAME, p.start, p.end)
            for p in self._parts.find(text)
            if text[p.start].isupper()
        ]
        if self._known is not None:
            spans += [Span(Kind.NAME, p.start, p.end) for p in self._known.find(text)]
        spans += [Span(Kind.REFERENCE, p.start, p.end) for p in self._references.find(text)]
        return _joined(spans)


def is_telling(reference: str) -> bool:
    """Say whether a reference can be told from an ordinary number or word in running text.

    "12" is also an age and "2023" a year; from five characters, or four with letters and digits,
    it is the authority's own.
    """
    bare = "".join(reference.split())
    if len(bare) < 4 or not any(map(str.isdigit, bare)):
        return False
    return len(bare) > 4 or any(map(str.isalpha, bare))


def _last_name_first(name: str) -> str:
    *first, last = name.split() or [""]
    return f"{last}, {' '.join(first)}" if first else ""


def _joined(spans: list[Span]) -> list[Span]:
    """Where spans overlap, one of the first one's kind stands for them all."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if joined and span.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Span(last.kind, last.start, max(last.end, span.end))
        else:
            joined.append(span)
    return joined
