"""Finds people in free text of whom nobody told us: parents, workers, other children.

Two answers rather than one: where the words leave no doubt a name is *sure* and is taken out;
where they do, a name is *unsure*, and the text waits for somebody who knows. Rules look first, with
lists of names and words; the model is asked of what they leave open.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from visit_exchange.privacy.people.doubts import Doubt, doubt_of
from visit_exchange.privacy.people.name_model import people_by_model
from visit_exchange.privacy.people.runs_of_names import Run, runs_of_names
from visit_exchange.privacy.people.text_words import is_shouted, words_of
from visit_exchange.privacy.text.phrases import Place


@dataclass(frozen=True)
class Person:
    """A name at ``start`` to ``end`` of a folded text, ``sure`` or not."""

    start: int
    end: int
    sure: bool


def nobody_listed(_: str) -> bool:
    """Say of a word that it is no part of a name that is known."""
    return False


def people_in(
    texts: Iterable[str],
    is_listed: Callable[[str], bool] = nobody_listed,
    *,
    use_model: bool = True,
) -> dict[str, tuple[Person, ...]]:
    """Return the people that each different text (folded) names, asking the model at most once.

    ``is_listed`` says whether a word is part of a name that came with the upload.
    """
    judged = {text: list(_judged(text, is_listed)) for text in dict.fromkeys(texts)}
    asked = [text for text, runs in judged.items() if use_model and _needs_model(runs)]
    seen = people_by_model(asked)
    return {
        text: tuple(_decided(runs, seen.get(text, ()))) for text, runs in judged.items() if runs
    }


def _judged(text: str, is_listed: Callable[[str], bool]) -> Iterator[tuple[Run, Doubt]]:
    words = words_of(text)
    for run in runs_of_names(words, is_listed, shouted=is_shouted(words)):
        doubt = doubt_of(run)
        if doubt is not Doubt.NOBODY:
            yield run, doubt


def _needs_model(runs: Sequence[tuple[Run, Doubt]]) -> bool:
    """A text that waits for an unsure name anyway, or has none in doubt, needs no second look."""
    doubts = {doubt for _, doubt in runs}
    asks = {Doubt.IF_MODEL_AGREES, Doubt.ONLY_IF_MODEL_AGREES}
    return bool(doubts & asks) and Doubt.UNSURE not in doubts


def _decided(runs: Sequence[tuple[Run, Doubt]], seen: Sequence[Place]) -> Iterator[Person]:
    for run, doubt in runs:
        agrees = any(run.start < place.end and place.start < run.end for place in seen)
        if doubt is Doubt.ONLY_IF_MODEL_AGREES and not agrees:
            continue
        sure = doubt is Doubt.NONE or (doubt is Doubt.IF_MODEL_AGREES and agrees)
        yield Person(run.start, run.end, sure)
