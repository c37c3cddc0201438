"""Inspectors choose children by code, and hear why a choice cannot stand."""

import pytest

from builders.packs import CODES, FRAMEWORK, KEY
from visit_exchange.errors import UserError
from visit_exchange.privacy.pseudonyms import ALPHABET, child_code
from visit_exchange.tracking.selecting import check_selection

IN_PACK = frozenset(CODES)
RULES = FRAMEWORK.selection
ELSEWHERE = child_code(KEY, "AP-0099")


def mistyped(code: str) -> str:
    """The code with its second character wrong."""
    other = next(c for c in ALPHABET if c != code[1])
    return code[0] + other + code[2:]


def refused(*codes: str) -> str:
    with pytest.raises(UserError) as refusal:
        check_selection(codes, in_pack=IN_PACK, rules=RULES)
    return str(refusal.value)


def test_codes_of_the_pack_are_taken_in_the_order_given() -> None:
    chosen = (CODES[4], CODES[0], CODES[2])
    assert check_selection(chosen, in_pack=IN_PACK, rules=RULES) == chosen


def test_codes_are_taken_however_they_were_typed_and_once() -> None:
    typed = [CODES[0].lower(), CODES[0].replace("-", " "), f" {CODES[1]} ", ""]
    assert check_selection(typed, in_pack=IN_PACK, rules=RULES) == (CODES[0], CODES[1])


def test_a_code_that_is_not_in_the_pack_is_said_to_be_so() -> None:
    said = refused(CODES[0], ELSEWHERE)
    assert said == f"{ELSEWHERE} is not in the pack. Copy the code from the Selection sheet."


def test_a_mistyped_code_is_said_to_be_so_and_the_right_one_is_suggested() -> None:
    wrong = mistyped(CODES[0])
    assert refused(wrong) == f"{wrong} is mistyped. Did you mean {CODES[0]}?"


def test_neighbours_that_changed_places_are_suggested_too() -> None:
    code = next(c for c in CODES if c[0] != c[1])
    wrong = code[1] + code[0] + code[2:]
    assert refused(wrong) == f"{wrong} is mistyped. Did you mean {code}?"


@pytest.mark.parametrize("typed", ["AP-0017", "1234", "Quill Thistlewood", "Z999123400001"])
def test_what_is_nothing_like_a_code_is_not_repeated(typed: str) -> None:
    """A refusal is kept, mailed and shown in Airflow; the cell may hold a child's name."""
    assert refused(CODES[0], typed) == (
        "Code 2 of those chosen is no code of this visit. Copy it from the Selection sheet."
    )


def test_each_code_gets_its_own_sentence() -> None:
    assert len(refused(ELSEWHERE, mistyped(CODES[0]), CODES[1]).splitlines()) == 2


def test_too_many_children_are_refused() -> None:
    rules = RULES.model_copy(update={"most": 6})
    with pytest.raises(UserError, match=r"Choose 6 children or fewer\. 7 chosen\."):
        check_selection(CODES[:7], in_pack=IN_PACK, rules=rules)


def test_too_few_children_are_refused() -> None:
    rules = RULES.model_copy(update={"fewest": 2})
    with pytest.raises(UserError, match=r"Choose at least 2 children\. 1 chosen\."):
        check_selection(CODES[:1], in_pack=IN_PACK, rules=rules)


@pytest.mark.parametrize("codes", [[], ["", " "]])
def test_no_code_at_all_is_refused(codes: list[str]) -> None:
    assert refused(*codes) == "Select the children to track."
