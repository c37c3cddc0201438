"""How many names of people in free text are found, by where the names are known from.

The sentences were written before the rules. Those of even number were looked at while the rules
were made; the others only count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from visit_exchange.privacy.name_prints import KnownNames, name_prints
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.privacy.redaction import Redacted, Redactor

SENTENCES = Path(__file__).parents[1] / "benchmarks" / "names_in_sentences.txt"
KEY = b"k" * 32
_MENTION = re.compile(r"\{([cpso]):([^}]*)\}")
_ROLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "pc", "sw", "mum", "parent", "his", "uncle", "birth",
     "grandmother", "granddad", "councillor", "solicitor", "inspector", "sister", "father", "sir",
     "nurse", "and", "the", "family", "al", "ap"}
)  # fmt: skip
_NAME_REMOVED = "[name removed]"


@dataclass(frozen=True)
class Sentence:
    """A sentence as an officer writes it, and whom it mentions: kind and words of each."""

    text: str
    mentions: tuple[tuple[str, str], ...]
    looked_at: bool


@dataclass
class Found:
    """What was found in some sentences. ``names`` and ``named`` are by kind of person."""

    names: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    taken: int = 0
    nobody: int = 0
    withheld: int = 0
    wrongly: int = 0

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / sum(self.names.values())


def sentences() -> tuple[Sentence, ...]:
    """Return every sentence that is measured."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and line[0] not in "#="]
    return tuple(
        Sentence(_MENTION.sub(r"\2", line), tuple(_MENTION.findall(line)), at % 2 == 0)
        for at, line in enumerate(told)
    )


def listed() -> tuple[str, ...]:
    """Return the names of the listed children."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return tuple(line[2:] for line in lines if line.startswith("= "))


def redactors() -> dict[str, Redactor]:
    """Return a redactor for each place where the names of listed children are known from."""
    names = frozenset(listed())
    return {
        "lists of the same upload": Redactor(people=UploadPeople(names=names)),
        "another upload": Redactor(known=KnownNames(KEY, name_prints(KEY, names))),
        "nowhere": Redactor(),
    }


def measure(redactor: Redactor, told: Iterable[Sentence]) -> Found:
    """Return what ``redactor`` finds in the sentences. A name in a withheld text is found."""
    every = tuple(told)
    redactor.look_at(sentence.text for sentence in every)
    found = Found()
    for sentence in every:
        _count(found, sentence, redactor.redact(sentence.text))
    return found


def _count(found: Found, sentence: Sentence, redacted: Redacted) -> None:
    left = redacted.text
    taken = left.count(_NAME_REMOVED)
    if not sentence.mentions:
        found.nobody += 1
        found.withheld += bool(redacted.unsure)
        found.wrongly += bool(taken)
        return
    for kind, words in sentence.mentions:
        gone = bool(redacted.unsure) or not _stands(words, left)
        found.names[kind] = found.names.get(kind, 0) + 1
        found.found[kind] = found.found.get(kind, 0) + gone
        found.taken += gone and not redacted.unsure


def _stands(words: str, text: str) -> bool:
    """Say whether the words, or the name among them, can still be read in the text."""
    names = [word for word in re.findall(r"[^\W\d_]{2,}", words) if word.lower() not in _ROLES]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
