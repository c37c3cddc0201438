"""The choice of children to track: checked before it counts, and refused with reasons."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.choosing_rules import SelectionRules
from visit_exchange.packs.sheets.workbook import SELECTION_SHEET
from visit_exchange.privacy.pseudonyms import is_child_code, tidy_code


def check_selection(
    codes: Sequence[str], *, in_pack: frozenset[str], rules: SelectionRules
) -> tuple[str, ...]:
    """Return the codes as they are written in the pack, each once, in the order given.

    Raises UserError with one sentence for each code that cannot be tracked, and one when they are
    too many or too few.
    """
    chosen = tuple(dict.fromkeys(tidy_code(code) for code in codes if code.strip()))
    wrong = [
        _why_not(code, place, in_pack)
        for place, code in enumerate(chosen, start=1)
        if code not in in_pack
    ]
    if count := _wrong_count(len(chosen), rules):
        wrong.append(count)
    if wrong:
        raise UserError("\n".join(wrong))
    return chosen


def _why_not(code: str, place: int, in_pack: frozenset[str]) -> str:
    """Return why a code cannot be tracked.

    What is neither a code nor nearly one is not repeated: somebody may have written a name, and
    the refusal is kept and mailed.
    """
    if is_child_code(code):
        return f"{code} is not in the pack. Copy the code from the {SELECTION_SHEET} sheet."
    alike = _alike(code, in_pack)
    if len(alike) == 1:
        return f"{code} is mistyped. Did you mean {alike[0]}?"
    return (
        f"Code {place} of those chosen is no code of this visit. Copy it from the "
        f"{SELECTION_SHEET} sheet."
    )


def _alike(code: str, in_pack: Iterable[str]) -> list[str]:
    """Return the pack's codes that one slip of the keyboard turns into ``code``."""
    return [other for other in in_pack if OSA.distance(code, other, score_cutoff=1) <= 1]


def _wrong_count(count: int, rules: SelectionRules) -> str | None:
    if count == 0:
        return "Select the children to track."
    if count < rules.fewest:
        return f"Choose at least {rules.fewest} children. {count} chosen."
    if count > rules.most:
        return f"Choose {rules.most} children or fewer. {count} chosen."
    return None
