"""The reply page: the answer as one file that fetches nothing and runs nothing."""

import re
from datetime import timedelta

import pytest

from builders.returns import DOB, list_answer, must_fix, not_held, please_check
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.reply_page import reply_page
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.writing.page_style import page_style


def text_of(answer: Answer) -> str:
    """The page's words, without style and tags."""
    body = reply_page(answer).partition("<body")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_it_says_what_to_do_and_where() -> None:
    problems = [must_fix(7), must_fix(19), please_check(7), not_held()]
    text = text_of(build_answer("a.xlsx", number=7, lists=[list_answer(problems)]))
    for words in (
        "Upload 7: a.xlsx Not accepted yet: 1 thing to fix",
        "What to fix Age: enter a whole number from 5 to 18 (2 rows)",
        "Fix these What to do Where Age: enter a whole number from 5 to 18 Column B, 2 rows: 7, 19",
        "Check these What to do Where EHC plan status must be one of has or had Column D, 1 row: 7",
        "Sheet “Kids”, headings in row 3. 180 rows read. Data as at 24 March 2023.",
        "Not held: Leaving date.",
        "B: Age (yrs) – read as Age",
        "E: Case worker team – not used",
    ):
        assert words in text


def test_each_fix_leads_to_the_part_that_explains_it() -> None:
    page = reply_page(
        build_answer(
            "a.xlsx",
            lists=[list_answer(), list_answer([must_fix(7)])],
            problems=[Problem("lost", Severity.MUST_FIX, "Sheet 3 holds no list")],
        )
    )
    links = re.findall(r'href="#(part-\d)"', page)
    assert links == ["part-0", "part-2"]
    assert all(f'id="{link}"' in page for link in links)


def test_more_than_ten_things_to_fix_are_counted_and_led_to() -> None:
    problems = [Problem("x", Severity.MUST_FIX, f"Fix cell {n}", row=n) for n in range(13)]
    page = reply_page(build_answer("a.xlsx", lists=[list_answer(), list_answer(problems)]))

    summary = page.partition('class="govuk-error-summary"')[2].partition("</ul>")[0]
    assert summary.count("<a href=") == 11
    assert '<a href="#part-2">And 3 more things to fix, all below</a>' in summary
    assert page.count("Fix cell") == 10 + 13


def test_breach_and_lateness_are_told() -> None:
    answer = build_answer(
        "a.xlsx", lists=[list_answer(breaches=(DOB,))], late_by=timedelta(minutes=65)
    )
    text = text_of(answer)
    assert "Received 1 hour 5 minutes after the deadline." in text
    assert "Column C holds dates of birth, which identify people." in text


def test_of_several_lists_the_sheet_of_a_breach_is_named() -> None:
    lists = [list_answer(title="Children now"), list_answer(breaches=(DOB,))]
    text = text_of(build_answer("a.xlsx", lists=lists))
    assert "On the sheet “Kids”: Column C holds dates of birth, which identify people." in text


def test_a_held_file_gets_its_reason_and_no_list_of_things_to_do() -> None:
    text = text_of(build_answer("a.xlsx", withheld_because="The workbook has a password."))
    assert "Withheld: we have not used this file The workbook has a password." in text
    assert "What to fix" not in text


def test_what_an_officer_wrote_is_text_and_a_cell_value_is_nowhere() -> None:
    hostile = "<script>alert(1)</script>"
    answer = build_answer(hostile, lists=[list_answer([must_fix(7, hostile)], title=hostile)])
    page = reply_page(answer)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "4O" not in page


@pytest.mark.parametrize("sign", ["@font-face", "url(http", "GDS Transport", "@import", "/assets/"])
def test_the_style_fetches_nothing_and_uses_no_licensed_font(sign: str) -> None:
    assert sign not in page_style()


def test_the_only_pictures_are_inside_the_style() -> None:
    assert set(re.findall(r"url\(.{6}", page_style())) <= {'url("data:', "url(data:i"}
