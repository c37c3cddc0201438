"""Writes canonical values as officers and their systems write them: in words, and not all alike."""

import random
from collections.abc import Sequence
from datetime import date

from rehearsal.people.material import Material, Row, Style, Value

# How often an officer writes the plainest word.
PLAIN = 0.8
DATES = ("%d/%m/%Y", "%d %B %Y", "%Y-%m-%d")
NO_BREAK_SPACE = "\u00a0"


def messy_rows(
    rng: random.Random, rows: Sequence[Row], fields: Sequence[str], material: Material
) -> list[Row]:
    """Return ``rows`` with only ``fields``, each value as somebody typed it."""
    return [
        {field: _typed(rng, field, row.get(field), material) for field in fields} for row in rows
    ]


def _typed(rng: random.Random, field: str, value: Value, material: Material) -> Value:
    if value is None:
        return None
    if words := material.words.get(field):
        return _word(rng, words[str(value)])
    if style := material.styles.get(field):
        return _styled(rng, style, value)
    return _spaced(rng, value)


def _word(rng: random.Random, words: Sequence[str]) -> str:
    return words[0] if rng.random() < PLAIN else rng.choice(words)


def _styled(rng: random.Random, style: Style, value: Value) -> Value:
    if isinstance(value, date):
        return value.strftime(rng.choice(DATES))
    number = int(str(value))
    written: dict[str, tuple[Value, ...]] = {
        "percentage": (number, f"{number}%", number / 100),
        "minutes": (number, f"{number} mins"),
    }
    plain, *others = written[style]
    return plain if rng.random() < PLAIN else rng.choice(others)


def _spaced(rng: random.Random, value: Value) -> Value:
    """Now and then a no-break space, pasted in from a web page."""
    if isinstance(value, str) and " " in value and rng.random() < 0.1:
        return value.replace(" ", NO_BREAK_SPACE, 1)
    return value
