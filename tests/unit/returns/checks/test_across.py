"""Questions across the lists of an alternative provision visit."""

import pandas as pd
import pytest

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.across import check_across
from visit_exchange.returns.checks.names_alike import NamesAlike

AP = "ap_thematic_2023"


def test_a_child_in_the_current_and_the_recent_list() -> None:
    found = ask(
        currently_attending=rows(("reference",), ("C001",), ("C002",)),
        recently_attended=rows(("reference",), ("C002",)),
    )
    assert found == [("X-01", "currently_attending", 6, "reference")]


def test_a_row_of_a_previous_setting_is_not_asked_about() -> None:
    current = rows(("reference", "setting", "setting_status"), ("C001", "Hill School", "previous"))
    recent = rows(("reference",), ("C001",))
    providers = rows(("provider",), ("Larch House",))
    assert (
        ask(currently_attending=current, recently_attended=recent, alternative_providers=providers)
        == []
    )


def test_a_child_of_the_register_who_is_in_alternative_provision_but_not_in_the_list() -> None:
    found = ask(
        currently_attending=rows(("reference",), ("C001",)),
        dynamic_support=rows(
            ("reference", "education_provision"),
            ("C001", "Larch House"),
            ("C002", "The Larch House"),
            ("C003", "Home"),
        ),
        alternative_providers=rows(("provider",), ("Larch House",)),
    )
    assert found == [("X-02", "dynamic_support", 6, "reference")]


def test_a_setting_that_the_provider_list_does_not_name() -> None:
    found = ask(
        currently_attending=rows(("setting",), ("Larch House",), ("Oak Lodge",), (None,)),
        recently_attended=rows(("setting",), ("Elm Court",)),
        alternative_providers=rows(("provider",), ("LARCH HOUSE LTD",)),
    )
    assert found == [
        ("X-03", "currently_attending", 6, "setting"),
        ("X-04", "recently_attended", 5, "setting"),
    ]


@pytest.mark.parametrize(
    ("attended", "hint"),
    [
        ("Larch Hose", "Is it the same as Larch House Ltd?"),
        ("House Larch", "Is it the same as Larch House Ltd?"),
        ("Oak Lodge", None),
    ],
)
def test_a_name_that_is_nearly_the_same_is_a_question(attended: str, hint: str | None) -> None:
    problem = check_across(
        {
            "currently_attending": rows(("setting",), (attended,)),
            "alternative_providers": rows(("provider",), ("Larch House Ltd",)),
        },
        AP,
    )[0]
    assert problem.severity is Severity.PLEASE_CHECK
    assert problem.message.endswith(hint or "as it is written there")


@pytest.mark.parametrize(
    "written",
    ["The Larch & Elm House", "larch and elm house limited", "Larch and Elm House C.I.C."],
)
def test_legal_forms_and_articles_tell_no_names_apart(written: str) -> None:
    assert written in NamesAlike(["Larch and Elm House"])


def test_a_list_or_column_that_is_not_held_asks_nothing() -> None:
    current = rows(("reference", "setting"), ("C001", "Larch House"))
    assert ask(currently_attending=current) == []
    assert ask(currently_attending=current, alternative_providers=rows(("urn",), ("1",))) == []
    assert ask(currently_attending=current, recently_attended=rows(("reference",))) == []


def ask(**lists: pd.DataFrame) -> list[tuple[str, str | None, int | None, str | None]]:
    return [(p.rule, p.list_id, p.row, p.field) for p in check_across(lists, AP)]


def rows(columns: tuple[str, ...], *cells: tuple[str | None, ...]) -> pd.DataFrame:
    """A list whose first row is Excel's row 5."""
    index = range(5, 5 + len(cells))
    return pd.DataFrame(list(cells), index=index, columns=list(columns), dtype=object)
