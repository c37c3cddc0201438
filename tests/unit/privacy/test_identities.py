"""One child, one code, in every list of a visit: by UPN where there is one, else by reference."""

from builders.send_lists import upn
from visit_exchange.privacy.identities import Doubt, Identified, identify
from visit_exchange.privacy.pseudonyms import is_child_code

KEY = b"0123456789abcdef0123456789abcdef"
X, Y = upn(1), upn(2)
Rows = list[tuple[str | None, str | None]]


def codes(*lists: Rows, known: dict[str, str] | None = None) -> list[Identified]:
    named = {f"list {at}": rows for at, rows in enumerate(lists)}
    return list(identify(KEY, named, known or {}).values())


def test_a_child_is_the_same_in_lists_that_have_only_the_upn_in_common() -> None:
    first, second = codes([("A1", X)], [("77", X)])
    assert first.codes == second.codes
    assert all(is_child_code(str(code)) for code in first.codes)


def test_a_list_without_upns_meets_the_others_by_reference() -> None:
    first, second = codes([("A1", X)], [("A1", None)])
    assert first.codes == second.codes


def test_what_one_list_says_of_both_links_two_others() -> None:
    with_both, by_reference, by_upn = codes([("A1", X)], [("A1", None)], [("77", X)])
    assert with_both.codes == by_reference.codes == by_upn.codes


def test_the_order_of_the_lists_does_not_matter() -> None:
    by_reference, with_both = codes([("A1", None)], [("A1", X)])
    assert by_reference.codes == with_both.codes


def test_a_code_that_was_told_stays_when_a_later_list_brings_the_upn() -> None:
    (before,) = codes([("A1", None)])
    after, other = codes([("A1", X)], [("77", X)], known=dict(before.crosswalk))
    assert after.codes == before.codes == other.codes


def test_references_are_one_however_they_are_spaced_and_cased() -> None:
    (one,) = codes([("a 1", None), ("A1", None)])
    assert len(set(one.codes)) == 1


def test_one_reference_with_two_upns_is_two_children_and_a_question() -> None:
    first, second = codes([("A1", X)], [("A1", Y)])
    assert first.codes != second.codes
    assert (first.doubts, second.doubts) == ({}, {0: Doubt.TWO_CHILDREN})


def test_another_upn_for_a_known_reference_is_the_same_child_and_a_question() -> None:
    (before,) = codes([("A1", X)])
    (after,) = codes([("A1", Y)], known=dict(before.crosswalk))
    assert after.codes == before.codes
    assert after.doubts == {0: Doubt.OTHER_UPN}


def test_one_upn_for_two_references_in_a_list_joins_nobody() -> None:
    (one,) = codes([("A1", X), ("B2", X)])
    assert len(set(one.codes)) == 2


def test_a_upn_with_a_wrong_check_letter_joins_nobody() -> None:
    wrong = ("B" if X[0] != "B" else "C") + X[1:]
    first, second = codes([("A1", wrong)], [("B2", wrong)])
    assert first.codes != second.codes


def test_a_row_with_a_upn_alone_has_the_childs_code() -> None:
    first, second = codes([("A1", X)], [(None, X)])
    assert first.codes == second.codes


def test_a_row_that_names_nobody_has_no_code() -> None:
    (one,) = codes([(None, None), ("  ", "")])
    assert one.codes == (None, None)
    assert one.crosswalk == {}


def test_the_crosswalk_has_references_and_upns_as_they_were_written() -> None:
    (one,) = codes([("a-1", X)])
    assert set(one.crosswalk) == {"a-1", X}
    assert len(set(one.crosswalk.values())) == 1


def test_a_code_that_two_children_would_share_is_given_to_one_of_them() -> None:
    (before,) = codes([("A1", None)])
    taken = {"Z9": str(before.codes[0])}
    (after,) = codes([("A1", None)], known=taken)
    assert after.codes != before.codes
    assert is_child_code(str(after.codes[0]))


def test_one_upn_with_two_references_in_two_lists_is_one_child_and_a_question() -> None:
    first, second = codes([("A1", X)], [("B2", X)])
    assert first.codes == second.codes
    assert (first.doubts, second.doubts) == (
        {0: Doubt.OTHER_REFERENCE},
        {0: Doubt.OTHER_REFERENCE},
    )


def test_a_upn_that_comes_with_another_reference_later_is_a_question() -> None:
    (before,) = codes([("A1", X)])
    (after,) = codes([("B2", X)], known=dict(before.crosswalk))
    assert after.codes == before.codes
    assert after.doubts == {0: Doubt.OTHER_REFERENCE}


def test_a_reason_for_no_upn_joins_nobody() -> None:
    (one,) = codes([("A1", "UN8"), ("B2", "UN8")])
    assert len(set(one.codes)) == 2
    assert one.doubts == {}
