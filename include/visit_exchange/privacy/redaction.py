"""Takes out of free text what identifies a person. What was taken out is counted, never copied.

Where it is unsure whether a text names somebody, the whole text is withheld: a person decides.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field

from visit_exchange.privacy.identifiers.text import Span, find_in_text
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.privacy.people.listed_names import ListedNames
from visit_exchange.privacy.people.other_scripts import words_in_other_scripts
from visit_exchange.privacy.people.people_in_text import Person, people_in
from visit_exchange.privacy.people.settings_in_text import Settings
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.privacy.text.folding import Folded, fold
from visit_exchange.privacy.text.phrases import Place
from visit_exchange.privacy.text.references_in_text import References, is_telling
from visit_exchange.privacy.text.upload_text import births_in, homes_in

__all__ = ["WITHHELD", "Redacted", "Redactor", "is_telling"]

WITHHELD = "[withheld: may name a person]"
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
    """Text that is safe to pass on, and how many identifiers of each kind were taken out.

    ``unsure`` are the words that may name somebody, for whom the whole text was withheld: for
    its sender alone.
    """

    text: str = field(repr=False)
    counts: Mapping[Kind, int]
    unsure: tuple[str, ...] = field(default=(), repr=False)


SOMEBODY = Redacted("[name removed]", {Kind.NAME: 1})  # a cell that is nothing but a name


class Redactor:
    """Redacts names and references of the upload, every full-format identifier, and other people.

    ``people`` are those whom the upload names, ``names`` further whole names, ``known`` those that
    came with other uploads.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        references: Iterable[str] = (),
        *,
        known: KnownNames | None = None,
        people: UploadPeople | None = None,
    ) -> None:
        self._known = known
        self._people = people or UploadPeople()
        self._leaving: frozenset[Kind] = frozenset()
        self._is_free = True
        self._names = ListedNames({*names, *self._people.names}, self._people.parts)
        self._settings = Settings(self._people.settings)
        self._references = References(references)
        self._looked: dict[str, tuple[Person, ...]] = {}

    def leaving(self, kinds: frozenset[Kind]) -> "Redactor":
        """Return one for text that is kept, such as a setting's name: these kinds stay (its
        postcode), and so does what is no whole name: a setting may be called Casey House.
        """
        other = copy(self)  # its names with it: tens of thousands are slow to learn
        other._leaving, other._is_free = kinds, False
        return other

    def look_at(self, texts: Iterable[str]) -> None:
        """Look for people in many texts at once, which is faster than in one after the other."""
        new = {fold(text).text for text in texts} - self._looked.keys()
        found = people_in(new, self._names.is_part)
        self._looked |= {text: found.get(text, ()) for text in new}

    def redact(self, text: str) -> Redacted:
        """Return ``text`` with each identifier replaced by words that say what stood there."""
        whole = fold(text)
        spans = self._spans(text, whole)
        unsure = self._unsure(whole, spans) if self._is_free else ()
        if unsure:
            return Redacted(WITHHELD, {Kind.UNSURE_NAME: 1}, unsure)
        pieces: list[str] = []
        counts: Counter[Kind] = Counter()
        end = 0
        for span in spans:
            pieces += [text[end : span.start], f"[{_WORDS.get(span.kind, span.kind)} removed]"]
            counts[span.kind] += 1
            end = span.end
        return Redacted("".join([*pieces, text[end:]]), dict(counts))

    def _spans(self, text: str, whole: Folded) -> list[Span]:
        spans = [span for span in find_in_text(text) if span.kind not in self._leaving]
        spans += [_named(whole, p.start, p.end) for p in self._names.find(whole.text)]
        if self._known is not None:
            spans += [_named(whole, p.start, p.end) for p in self._known.find(whole.text)]
        spans += [Span(Kind.REFERENCE, p.start, p.end) for p in self._references.find(text)]
        if self._is_free:
            spans += [_named(whole, p.start, p.end) for p in self._others(whole) if p.sure]
            spans += births_in(whole, self._people.births)
            spans += homes_in(whole, self._people.addresses)
        return _joined(spans)

    def _others(self, whole: Folded) -> list[Person]:
        if whole.text not in self._looked:
            self.look_at([whole.text])
        return [p for p in self._looked[whole.text] if not self._settings.hold(whole.text, p)]

    def _unsure(self, whole: Folded, spans: Iterable[Span]) -> tuple[str, ...]:
        taken = tuple(spans)
        people: list[Person | Place] = [p for p in self._others(whole) if not p.sure]
        people += words_in_other_scripts(whole.text)
        doubtful = [p for p in people if not _is_in(whole, p, taken)]
        return tuple(dict.fromkeys(whole.text[p.start : p.end] for p in doubtful))


def _named(whole: Folded, start: int, end: int) -> Span:
    return Span(Kind.NAME, *whole.place(start, end))


def _is_in(whole: Folded, person: Person | Place, spans: Iterable[Span]) -> bool:
    start, end = whole.place(person.start, person.end)
    return any(span.start <= start and end <= span.end for span in spans)


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
