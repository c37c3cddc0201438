"""Draws values from the shares of the material, the same for the same seed."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from rehearsal.people.material import Draw, Draws, Row, Value


def draw_row(rng: random.Random, draws: Draws, known: Mapping[str, Value], notified: date) -> Row:
    """Return a value for each field of ``draws``, given what is ``known`` of the row already."""
    row: Row = {}
    for field, draw in draws.items():
        row[field] = draw_value(rng, draw, {**known, **row}, notified)
    return row


def weighted(rng: random.Random, weights: Mapping[int, float]) -> int:
    """Return one key of ``weights``."""
    return rng.choices(list(weights), list(weights.values()))[0]


def holds(row: Mapping[str, Value], when: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether every field that ``when`` names has one of its values."""
    return all(row.get(field) in values for field, values in when.items())


def draw_value(rng: random.Random, draw: Draw, row: Row, notified: date) -> Value:
    """Return one value, given what is known of its ``row``; None when it is not held."""
    if not holds(row, draw.when) or rng.random() >= draw.held:
        return None
    if draw.weights:
        return rng.choices(list(draw.weights), list(draw.weights.values()))[0]
    if draw.text:
        return rng.choice(draw.text)
    if draw.days_before:
        return notified - timedelta(days=rng.randint(*draw.days_before))
    if draw.between:
        return rng.randint(*draw.between)
    raise ValueError("a draw needs weights, text, between or days_before")
