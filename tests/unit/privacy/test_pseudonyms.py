"""Child codes: keyed, short, and safe to read over the telephone."""

from itertools import pairwise

import pytest

from visit_exchange.errors import UserError
from visit_exchange.privacy import pseudonyms
from visit_exchange.privacy.pseudonyms import (
    ALPHABET,
    child_code,
    codes_for,
    is_child_code,
    normalised_reference,
    tidy_code,
)

KEY = bytes(range(32))
OTHER_VISIT = bytes(range(1, 33))
CODES = [child_code(KEY, f"A{number}") for number in range(60)]


def test_the_same_child_has_the_same_code_in_every_list_of_a_visit() -> None:
    assert child_code(KEY, "ap-0017") == child_code(KEY, " AP-0017\u00a0")


def test_the_same_child_has_another_code_in_another_visit() -> None:
    assert child_code(KEY, "AP-0017") != child_code(OTHER_VISIT, "AP-0017")


def test_leading_zeros_tell_children_apart() -> None:
    assert child_code(KEY, "0017") != child_code(KEY, "17")


def test_a_code_looks_like_two_groups_of_four_without_look_alikes() -> None:
    left, right = child_code(KEY, "AP-0017").split("-")
    assert (len(left), len(right)) == (4, 4)
    assert not set("ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


@pytest.mark.parametrize("key", [b"", b"short"])
def test_without_a_key_there_is_no_code(key: bytes) -> None:
    with pytest.raises(UserError, match="no key"):
        child_code(key, "AP-0017")


def test_a_blank_reference_has_no_code() -> None:
    with pytest.raises(ValueError, match="blank"):
        child_code(KEY, " \u00a0")


@pytest.mark.parametrize("code", CODES)
def test_any_single_mistyped_character_is_caught(code: str) -> None:
    for place in (0, 1, 2, 3, 5, 6, 7, 8):
        wrong = [code[:place] + c + code[place + 1 :] for c in ALPHABET if c != code[place]]
        assert not any(is_child_code(text) for text in wrong)


@pytest.mark.parametrize("code", CODES)
def test_any_swap_of_neighbours_is_caught(code: str) -> None:
    bare = code.replace("-", "")
    for first, second in pairwise(range(8)):
        swapped = list(bare)
        swapped[first], swapped[second] = bare[second], bare[first]
        assert is_child_code("".join(swapped)) == (bare[first] == bare[second])


def test_every_pair_of_neighbours_in_every_place_is_told_apart() -> None:
    """The check is linear, so two characters among zeros stand for every code."""
    for place in range(7):
        for a in range(32):
            for b in range(32):
                one, other = [0] * 8, [0] * 8
                one[place], one[place + 1] = a, b
                other[place], other[place + 1] = b, a
                same = pseudonyms._weighted_sum(one) == pseudonyms._weighted_sum(other)
                assert same == (a == b)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{bare}", "{spaced}", "{dashed}"])
def test_a_code_is_tidied_however_it_was_typed(typed: str) -> None:
    code = CODES[0]
    text = typed.format(
        code,
        lower=code.lower(),
        bare=code.replace("-", ""),
        spaced=code.replace("-", " "),
        dashed=code.replace("-", " – "),
    )
    assert tidy_code(text) == code
    assert is_child_code(text)


def test_letters_that_are_misread_are_read_as_digits() -> None:
    codes = (child_code(KEY, f"A{number}") for number in range(2000))
    code = next(c for c in codes if "0" in c and "1" in c)
    assert tidy_code(code.replace("0", "O").replace("1", "l")) == code


def test_what_is_no_code_is_only_written_in_capitals() -> None:
    assert tidy_code(" k7qm ") == "K7QM"
    assert not is_child_code("K7QM")
    assert not is_child_code("")


def test_one_child_written_two_ways_is_no_collision() -> None:
    codes = codes_for(KEY, ["AP-1", "ap-1 ", "AP-2"])
    assert codes["AP-1"] == codes["ap-1 "] != codes["AP-2"]


def test_two_children_with_one_code_stop_the_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudonyms, "_code", lambda key, normal: "0000-0000")
    with pytest.raises(UserError, match="same code") as refusal:
        codes_for(KEY, ["AP-1", "AP-2"])
    assert "AP-1" not in str(refusal.value)


def test_references_are_compared_without_case_and_spaces() -> None:
    assert normalised_reference("Ａp 0017 ") == normalised_reference("AP0017")


@pytest.mark.parametrize(
    "written",
    [
        "ap\u200b0017",
        "\u200eAP0017\u200f",
        "AP\u206000 17",
        "AP00\u00ad17",
        "\ufeffAP0017",
        "AP0017\u3164",
    ],
)
def test_what_nobody_sees_tells_no_children_apart(written: str) -> None:
    assert normalised_reference(written) == normalised_reference("AP0017")


def test_kinds_of_dash_tell_no_children_apart() -> None:
    assert len({normalised_reference(f"AP{dash}17") for dash in "-‐‑‒–—−－"}) == 1


def test_what_is_only_invisible_is_blank() -> None:
    with pytest.raises(ValueError, match="blank"):
        normalised_reference("\u200b \u2060")
