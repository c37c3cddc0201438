"""What goes on to inspectors with a list: the questions told, never what a cell holds."""

import json

import pandas as pd

from builders.returns import list_answer, please_check
from visit_exchange.assessing.list_notes import notes_bytes, read_notes
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.treated import Treated
from visit_exchange.returns.checks.across import check_across
from visit_exchange.visits.uploads.problems import Problem

NOTHING_TREATED = Treated(pd.DataFrame(), {}, (), {}, pd.DataFrame())
QUESTION = "The provider list does not name the setting"


def test_the_questions_that_stay_open_go_on_without_the_place_of_any_row() -> None:
    stored = notes_bytes(list_answer([please_check(7)]), NOTHING_TREATED)
    (told,) = read_notes(stored, "leavers").told
    assert (told.rule, told.field, told.row, told.value) == ("plan", "plan", None, None)


def test_a_question_that_quotes_the_return_goes_on_without_the_quotation() -> None:
    asked = Problem(
        "named",
        Severity.PLEASE_CHECK,
        f"{QUESTION}. Is it the same as Larch House, ask Ada 07700 900123?",
        onward=QUESTION,
    )
    stored = notes_bytes(list_answer([asked]), NOTHING_TREATED)
    assert [told.message for told in read_notes(stored, "leavers").told] == [QUESTION]
    assert "Larch" not in json.loads(stored)["told"][0][2]


def test_every_question_across_lists_says_what_may_go_on() -> None:
    lists = {
        "currently_attending": pd.DataFrame({"setting": ["Larch Hose"]}, index=[5]),
        "alternative_providers": pd.DataFrame({"provider": ["Larch House"]}, index=[2]),
    }
    asked = [p for p in check_across(lists, "ap_thematic_2023") if "Larch" in p.message]
    assert asked
    assert [p.onward for p in asked if not p.onward or "Larch" in p.onward] == []
