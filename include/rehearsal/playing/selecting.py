"""Plays the inspector who chooses the children to track."""

import random
from collections.abc import Sequence

from visit_exchange.kinds.rules.choosing_rules import SelectionRules
from visit_exchange.privacy.pseudonyms import is_child_code


def choose(options: Sequence[str], rules: SelectionRules, *, seed: int) -> tuple[str, ...]:
    """Return about as many codes as the rules say, the same for the same seed and options.

    Options that are no child's code (such as "no selection") are never chosen.
    """
    codes = sorted(option for option in options if is_child_code(option))
    return tuple(random.Random(seed).sample(codes, min(rules.about, len(codes))))


def are_enough(options: Sequence[str], rules: SelectionRules) -> bool:
    """Return whether there are more children than are chosen.

    On a busy machine the lists may come after the question: the page offers their children then.
    """
    return sum(map(is_child_code, options)) > rules.about


def choose_outsider(options: Sequence[str], chosen: Sequence[str]) -> str:
    """Return the code of a child who was not chosen."""
    return min(code for code in options if is_child_code(code) and code not in chosen)
