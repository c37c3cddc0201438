"""What must hold of every list of every framework, and of the headings they share."""

import re

import pytest

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.column_spec import Treatment, ValueType
from visit_exchange.kinds.cross_checks import load_cross_checks
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.heading_words import load_heading_words, normalise
from visit_exchange.kinds.list_spec import load_list

LISTS = sorted(
    (path.parent.name, path.stem)
    for path in EXPECTATIONS.glob("*/*.yaml")
    if (path.parent / "kind.yaml").exists()
    and path.stem not in ("across", "findings", "kind", "profile")
)
CODED = {ValueType.CODE, ValueType.CODES}
each_list = pytest.mark.parametrize(("framework", "list_id"), LISTS)


@each_list
def test_a_list_says_what_it_is(framework: str, list_id: str) -> None:
    spec = load_list(framework, list_id)
    assert (spec.framework, spec.id) == (framework, list_id)


@each_list
def test_no_heading_fits_two_columns(framework: str, list_id: str) -> None:
    spec = load_list(framework, list_id)
    for column in spec.columns:
        for heading in map(normalise, column.headings):
            fitting = {c.id for c in spec.columns if heading in map(normalise, c.headings)}
            fitting |= {c.id for c in spec.columns if matches(c.regex, c.exclude, heading)}
            assert fitting == {column.id}, heading


@each_list
def test_no_heading_of_a_list_of_children_identifies_one(framework: str, list_id: str) -> None:
    spec = load_list(framework, list_id)
    if not any(c.treatment is Treatment.PSEUDONYMISE for c in spec.columns):
        return  # it names settings, so "Name" is a setting's
    kinds = load_heading_words().identifying
    for column in spec.columns:
        others = {normalise(h) for k in kinds if k != column.identifies for h in kinds[k].headings}
        assert not {h for h in column.headings if normalise(h) in others}


@each_list
def test_only_identified_lists_ask_for_identifiers_and_pass_none_on(
    framework: str, list_id: str
) -> None:
    asked = [column for column in load_list(framework, list_id).columns if column.identifies]
    assert not asked or load_framework(framework).regime == "identified"
    assert all(column.treatment is not Treatment.KEEP for column in asked)


@each_list
def test_coded_columns_and_only_they_have_codes_and_a_check(framework: str, list_id: str) -> None:
    spec = load_list(framework, list_id)
    for column in spec.columns:
        assert (column.codes is not None) == (column.type in CODED)
        assert (spec.code_check(column.id) is not None) == (column.type in CODED)
        if column.codes:
            assert load_codes(column.codes).values


@each_list
def test_a_sheet_name_is_one_that_excel_takes(framework: str, list_id: str) -> None:
    assert re.fullmatch(r"[^\[\]:*?/\\']{1,31}", load_list(framework, list_id).sheet)


@each_list
def test_what_speaks_against_a_list_is_a_column_of_a_neighbour(
    framework: str, list_id: str
) -> None:
    neighbours = [load_list(f, i) for f, i in LISTS if f == framework and i != list_id]
    columns = {column.id for spec in neighbours for column in spec.columns}
    assert set(load_list(framework, list_id).recognition.against) <= columns


@pytest.mark.parametrize("framework", sorted({framework for framework, _ in LISTS}))
def test_questions_across_lists_name_columns_that_there_are(framework: str) -> None:
    for check in load_cross_checks(framework).checks:
        places = [*check.places]
        places += [check.only.column] if check.only else []
        places += [check.when.column, check.when.named_in] if check.when else []
        places += [check.unless.column] if check.unless else []
        for place in places:
            list_id, column = place.split(".")
            assert load_list(framework, list_id).column(column)


def test_a_list_like_another_has_its_columns_and_checks_first() -> None:
    base, like = (
        load_list("ap_thematic_2023", "currently_attending"),
        load_list("ap_thematic_2023", "recently_attended"),
    )
    assert like.columns[: len(base.columns)] == base.columns
    assert [c.id for c in like.checks][: len(base.checks)] == [
        c.id.replace("CA-", "RA-") for c in base.checks
    ]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Date\u00a0of  Birth ", "date of birth"),
        ("Child’s Name", "child's name"),
        ("establishment – URN", "establishment - urn"),
        ("Ｇender\u200b", "gender"),
    ],
)
def test_headings_are_compared_without_their_looks(written: str, plain: str) -> None:
    assert normalise(written) == plain


def matches(regex: str | None, exclude: str | None, heading: str) -> bool:
    if regex is None or not re.search(regex, heading):
        return False
    return not (exclude and re.search(exclude, heading))


def test_lists_were_found() -> None:
    assert len(LISTS) >= 4
