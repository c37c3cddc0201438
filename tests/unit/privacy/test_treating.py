"""A list after treatment: codes for references, safe text, and an order that tells nothing."""

from datetime import date, datetime

import pandas as pd
import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds.list_spec import Column, ListSpec, Recognition, Treatment, ValueType
from visit_exchange.privacy.identifiers.columns import Kind
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.privacy.treated import Treated
from visit_exchange.privacy.treating import treat

KEY = bytes(range(32))
MONDAY = date(2023, 3, 27)


def made(name: str, kind: ValueType, treatment: Treatment) -> Column:
    return Column(
        id=name, title=name, type=kind, treatment=treatment, guidance="", source="invented"
    )


SPEC = ListSpec(
    id="invented",
    framework="invented",
    title="Invented",
    prefix="IN",
    sheet="Invented",
    grain="child",
    source="invented",
    about="",
    recognition=Recognition(needs=("ref",)),
    columns=(
        made("ref", ValueType.REFERENCE, Treatment.PSEUDONYMISE),
        made("sibling", ValueType.REFERENCE, Treatment.PSEUDONYMISE),
        made("setting", ValueType.TEXT, Treatment.KEEP),
        made("minutes", ValueType.MINUTES, Treatment.KEEP),
        made("born", ValueType.DATE, Treatment.GENERALISE),
        made("postcode", ValueType.TEXT, Treatment.GENERALISE),
        made("notes", ValueType.TEXT, Treatment.REDACT),
        made("internal", ValueType.TEXT, Treatment.DROP),
        made("name", ValueType.TEXT, Treatment.FORBID),
    ),
    checks=(),
)


def treated(**columns: list[object]) -> Treated:
    rows = len(next(iter(columns.values())))
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in columns.items()}
    )
    frame.index = pd.RangeIndex(5, 5 + rows)
    return treat(frame, SPEC, KEY, notified=MONDAY, names=["Casey Example"])


def test_references_become_codes_and_only_the_crosswalk_knows() -> None:
    result = treated(ref=["AP-0017", None, "AP-0018"])
    assert set(result.frame["ref"].dropna()) == {
        child_code(KEY, "AP-0017"),
        child_code(KEY, "AP-0018"),
    }
    assert result.crosswalk["AP-0017"] == child_code(KEY, "AP-0017")
    assert "AP-0017" not in repr(result)


def test_a_child_has_one_code_in_every_pseudonymised_column() -> None:
    result = treated(ref=["AP-0017", "AP-0018"], sibling=["AP-0018", None])
    row = result.frame[result.frame["ref"] == child_code(KEY, "AP-0017")].iloc[0]
    assert row["sibling"] == child_code(KEY, "AP-0018")


def test_rows_are_in_the_order_of_codes_and_lose_the_officers_row_numbers() -> None:
    references: list[object] = [f"AP-{n:04}" for n in range(30)]
    result = treated(ref=references, minutes=list(range(30)))
    codes = list(result.frame["ref"])
    assert codes == sorted(codes) != [child_code(KEY, str(r)) for r in references]
    assert list(result.frame.index) == list(range(30))


def test_the_order_of_rows_sent_changes_nothing() -> None:
    one = treated(ref=["AP-1", "AP-2", "AP-1", None], setting=["B", "A", "A", "C"])
    other = treated(ref=[None, "AP-1", "AP-1", "AP-2"], setting=["C", "A", "B", "A"])
    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert one.frame["ref"].isna().tolist() == [False, False, False, True]


def test_text_is_redacted_and_counted() -> None:
    result = treated(ref=["AP-0017"], notes=["Casey (AP-0017), M1 1AA"])
    assert list(result.frame["notes"]) == [
        "[name removed] ([reference removed]), [postcode removed]"
    ]
    assert result.counts == {Kind.NAME: 1, Kind.REFERENCE: 1, Kind.POSTCODE: 1}


def test_the_same_text_in_two_rows_is_counted_twice() -> None:
    result = treated(ref=["AP-0017", "AP-0018"], notes=["Ring 07700 900123"] * 2)
    assert list(result.frame["notes"]) == ["Ring [telephone number removed]"] * 2
    assert result.counts == {Kind.PHONE: 2}


def test_a_kept_text_loses_contacts_but_not_a_settings_postcode() -> None:
    result = treated(setting=["Oak Centre, M1 1AA, 07700 900123", None])
    assert list(result.frame["setting"]) == [
        "Oak Centre, M1 1AA, [telephone number removed]",
        None,
    ]


@pytest.mark.parametrize(
    ("born", "age"),
    [(datetime(2010, 3, 27), 13), (datetime(2010, 3, 28), 12), (None, None)],  # noqa: DTZ001
)
def test_a_date_of_birth_becomes_the_age_at_notification(
    born: datetime | None, age: int | None
) -> None:
    ages = treated(born=[born]).frame["born"]
    assert ages.isna().all() if age is None else list(ages) == [age]


def test_a_postcode_becomes_its_outward_code_and_anything_else_goes() -> None:
    assert list(treated(postcode=["M1 1AA", "12 High Street"]).frame["postcode"]) == ["M1", ""]


def test_dropped_and_forbidden_columns_go_no_further() -> None:
    result = treated(ref=["AP-1"], internal=["x"], name=["Casey Example"], minutes=[25.0])
    assert list(result.frame.columns) == ["ref", "minutes"]
    assert result.removed == ("internal", "name")


def test_a_column_that_the_list_does_not_know_stops_everything() -> None:
    with pytest.raises(KeyError):
        treated(ref=["AP-1"], surprise=["x"])


def test_no_key_no_list() -> None:
    with pytest.raises(UserError, match="no key"):
        treat(pd.DataFrame({"ref": ["AP-1"]}), SPEC, b"", notified=MONDAY)


def test_each_cell_that_lost_something_is_told_with_what_it_lost() -> None:
    lost = treated(
        ref=["AP-1", "AP-2", "AP-3"],
        notes=["Casey, 07700 900123", "calm", "Agreed with Hope"],
    )
    assert [(cell.column, cell.row, cell.counts, cell.unsure) for cell in lost.taken] == [
        ("notes", 5, {Kind.NAME: 1, Kind.PHONE: 1}, ()),
        ("notes", 7, {Kind.UNSURE_NAME: 1}, ("Hope",)),
    ]
    assert "Hope" not in repr(lost)


def test_whom_the_upload_names_in_other_columns_is_taken_out_of_its_text() -> None:
    people = UploadPeople(
        names=frozenset({"Gwil Zephyrwick"}),
        parts=frozenset({"Tazzo"}),
        births=frozenset({date(2012, 5, 12)}),
        addresses=frozenset({"Rose Cottage 4, Lower Ley"}),
    )
    text = "Tazzo and zephyrwick g, 12th of May 2012, Rose Cottage 4, Lower Ley"
    frame = pd.DataFrame({"notes": [text]}, index=[2], dtype=object)
    [left] = treat(frame, SPEC, KEY, notified=MONDAY, people=people).frame["notes"]
    assert not any(word in left for word in ("Tazzo", "May", "Cottage"))


SCHOOLS = ["Bridge Lane Centre"] * 12
CHILDREN = ["Tyrese Okonkwo", "Imogen Tattersall", "Pike, Finlay", "Aaliyah Chowdhury"]


@pytest.mark.parametrize(
    ("settings", "taken"),
    [
        ([*SCHOOLS, *CHILDREN], 4),  # some rows were shifted by one column
        ([*SCHOOLS, "Edith Cavell", "Edith Cavell", "Edith Cavell", "Edith Cavell"], 0),  # a school
        ([*SCHOOLS, "Jasmine Pike Tuition", "St Thomas More", "Rowan House", "Ash Grove"], 0),
        ([*SCHOOLS, "Imogen Tattersall"], 0),  # a tutor, as far as anybody can tell
    ],
)
def test_some_rows_of_people_among_settings_are_taken_out(
    settings: list[object], taken: int
) -> None:
    refs: list[object] = [f"AP-{n:04}" for n in range(len(settings))]
    result = treated(ref=refs, setting=settings)
    assert list(result.frame["setting"]).count("[name removed]") == taken
    assert len(result.taken) == taken
