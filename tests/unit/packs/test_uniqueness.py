"""How many children could be told by what is usually known of a child. All are invented."""

from typing import Any

import pytest

from builders.packs import CODES, FRAMEWORK, contents, frame
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.loading import framework_ids
from visit_exchange.kinds.profile_spec import Recognisable, load_profile
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.manifest import read_manifest
from visit_exchange.packs.numbers.uniqueness import Uniqueness, as_may_be_told, in_words, uniqueness
from visit_exchange.packs.pack import build_pack
from visit_exchange.packs.sheets.summary import summary_lines
from visit_exchange.visits.places.names import MANIFEST

LIST = "currently_attending"
RULE = Recognisable(list=LIST, columns=("age", "gender", "sen_needs"))


def listed(*rows: tuple[int, float | None, str, str | None]) -> PackList:
    """Return a list of rows: which child, age, gender, needs."""
    who, ages, genders, needs = (list(column) for column in zip(*rows, strict=True))
    columns: dict[str, list[Any]] = {
        "reference": [CODES[one] for one in who],
        "age": ages,
        "gender": genders,
        "sen_needs": needs,
    }
    return PackList(load_list(FRAMEWORK.id, LIST), frame(**columns), None)


@pytest.mark.parametrize(
    ("rows", "unique"),
    [
        ([(0, 12, "M", "ASD"), (1, 13, "M", "ASD")], 2),  # the pack shows the age, not its band
        ([(0, 12, "M", "ASD"), (1, 12, "M", "ASD")], 0),
        ([(0, 12, "M", "ASD"), (1, 12, "F", "ASD"), (2, 12, "F", "ASD")], 1),
        ([(0, 12, "M", None), (1, 12, "M", None)], 0),  # blank is alike
        ([(0, 12, "M", None), (1, 12, "M", "ASD")], 2),  # and unlike anything else
        ([(0, 12, "M", "ASD; SEMH"), (1, 12, "M", "SEMH; ASD")], 0),  # order tells nothing
        ([(0, 12, "M", "ASD"), (0, 12, "M", "ASD"), (1, 12, "M", "ASD")], 0),  # two rows, one child
        ([(0, 12, "M", "ASD"), (0, 12, "M", "SEMH"), (1, 12, "M", "ASD")], 2),  # what all rows say
        (
            [(0, 12, "M", "ASD"), (0, 13, "F", "ASD"), (1, 12, "F", "ASD"), (1, 13, "M", "ASD")],
            2,  # what goes with what
        ),
    ],
)
def test_who_has_what_nobody_else_has_is_unique(
    rows: list[tuple[int, float | None, str, str | None]], unique: int
) -> None:
    [found] = uniqueness([RULE], {LIST: listed(*rows)})
    assert found.unique == unique
    assert found.children == len({who for who, *_ in rows})


def test_a_column_that_is_not_there_is_left_out_and_a_list_that_is_not_there_is_not_told() -> None:
    wide = Recognisable(list=LIST, columns=("age", "looked_after"))
    [found] = uniqueness([wide], {LIST: listed((0, 12, "M", "ASD"), (1, 16, "M", "ASD"))})
    assert (found.columns, found.unique) == (("Age",), 2)
    assert uniqueness([RULE], {}) == ()
    none = Recognisable(list=LIST, columns=("looked_after",))
    assert uniqueness([none], {LIST: listed((0, 12, "M", "ASD"))}) == ()


@pytest.mark.parametrize(
    ("children", "unique", "said"),
    [
        (85, 12, "10 of 85 children are unique on Age and Gender"),
        (85, 0, "0 of 85 children are unique on Age and Gender"),
        (85, 3, "c of 85 children are unique on Age and Gender"),
        (85, 83, "c of 85 children are unique on Age and Gender"),  # for 2 are not
        (85, 85, "85 of 85 children are unique on Age and Gender"),
        (4, 4, "c of c children are unique on Age and Gender"),
    ],
)
def test_what_is_handed_on_tells_no_small_number(children: int, unique: int, said: str) -> None:
    found = Uniqueness(LIST, ("Age", "Gender"), children, unique)
    assert in_words(as_may_be_told(found, 5)) == said


@pytest.mark.slow
def test_the_pack_and_its_manifest_say_it() -> None:
    # Of eight children one pair is alike; the threshold hides what is under it.
    [found] = read_manifest(build_pack(contents(small_numbers=2))[MANIFEST]).uniqueness
    assert (found.list, found.children, found.unique) == (LIST, 8, 6)
    told = [line[1] for line in summary_lines(contents(small_numbers=2)) if len(line) > 1]
    columns = "Age, SEN need(s), EHC plan status, Setting name and Attendance %"
    assert f"6 of 8 children are unique on {columns}" in told
    assert read_manifest(build_pack(contents())[MANIFEST]).uniqueness[0].unique is None


@pytest.mark.slow
def test_the_threshold_holds_for_what_leaves_the_team_and_for_nothing_else() -> None:
    for smallest, children in ((3, 9), (5, 10)):  # 8, rounded
        manifest = read_manifest(build_pack(contents(small_numbers=smallest))[MANIFEST])
        assert manifest.small_numbers == smallest
        assert manifest.uniqueness[0].children == children
        lines = dict(
            line for line in summary_lines(contents(small_numbers=smallest)) if len(line) == 2
        )
        assert lines["11 to 15"] == 4  # inspectors have the rows


@pytest.mark.parametrize("kind", framework_ids())
def test_every_rule_names_columns_that_its_list_has_and_passes_on(kind: str) -> None:
    for rule in load_profile(kind).recognisable:
        onward = {c.id: c for c in load_list(kind, rule.list).columns}
        assert set(rule.columns) <= onward.keys()
