"""Values that were turned into something else without a word: read as meant, or asked about."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from returns.making import Written, delimited, opendocument, workbook
from returns.old_workbook import Formula, Percent, old_workbook
from returns.whole_lists import (
    ACCEPTED,
    ASKED,
    MUST_FIX,
    SEND,
    ap_list,
    as_read,
    at_desk,
    send_list,
    told,
    values,
)
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.returns.formats.number_formats import shows_percentage
from visit_exchange.returns.values.codes import code_for
from visit_exchange.returns.values.evenings import perhaps_day_early
from visit_exchange.returns.values.garbled_text import is_garbled
from visit_exchange.returns.values.several_codes import (
    MOST_PIECES,
    SEPARATOR,
    joined,
    several_codes_for,
)

CODES = sorted(path.stem for path in (EXPECTATIONS / "codes").glob("*.yaml"))


@pytest.mark.parametrize(
    ("code", "multiplies"),
    [
        ("0%", True),
        ("0.0%;-0.0%", True),
        ("[Red]0.00%", True),
        ("_-0%_-", True),
        ('0"%"', False),
        ("0\\%", False),
        ('0.0" %"', False),
        ("0.0_%", False),
        ("0*%", False),
        ('0" per cent"', False),
        ("General", False),
    ],
)
def test_only_a_percent_sign_of_the_format_itself_multiplies(code: str, multiplies: bool) -> None:
    assert shows_percentage(code) is multiplies


def shown_as(sheet: Worksheet, code: str) -> None:
    for row in range(2, 6):
        sheet.cell(row, 18).number_format = code


@pytest.mark.parametrize(
    ("code", "cells", "read"),
    [
        ('0"%"', [95.0, 96.0, 97.0, 100.0], [95.0, 96.0, 97.0, 100.0]),
        ("0\\%", [95.0, 96.0, 97.0, 1.0], [95.0, 96.0, 97.0, 1.0]),
        ("0.0_%", [95.5, 96.0, 97.0, 0.0], [95.5, 96.0, 97.0, 0.0]),
        ("0%", [0.95, 0.96, 1.0, 0.0], [95.0, 96.0, 100.0, 0.0]),
    ],
)
def test_an_attendance_is_what_its_cell_shows(
    code: str, cells: Sequence[object], read: list[object]
) -> None:
    content = workbook(
        ap_list(attendance=cells),
        change=lambda sheet: shown_as(sheet, code),
    )
    one = as_read(content)
    assert (values(one, "attendance"), told(one)) == (read, {})


def test_percentages_of_an_old_workbook_stand_beside_plain_numbers() -> None:
    cells = [Percent(1), Percent(1, short=True), Percent(0.85), 85.0]
    one = as_read(old_workbook(ap_list(attendance=cells)), "list.xls")
    assert (values(one, "attendance"), told(one)) == ([100.0, 100.0, 85.0, 85.0], {})


def test_percentages_of_an_opendocument_stand_beside_plain_numbers() -> None:
    share = '<table:table-cell office:value-type="percentage" office:value="{}"/>'
    cells = [Written(share.format(1)), Written(share.format(0.85)), 85.0, 1.0]
    one = as_read(opendocument(ap_list(attendance=cells)), "list.ods")
    assert values(one, "attendance") == [100.0, 85.0, 85.0, 1.0]


def written(inner: str) -> Written:
    return Written(
        f'<table:table-cell office:value-type="string"><text:p>{inner}</text:p></table:table-cell>'
    )


@pytest.mark.parametrize(
    ("inner", "needs"),
    [
        ("SEMH<text:line-break/>ASD", "SEMH; ASD"),
        ("SEMH</text:p><text:p>ASD", "SEMH; ASD"),
        ("SEMH;<text:tab/>ASD", "SEMH; ASD"),
        ("SEMH;<text:s text:c='3'/><text:span>ASD</text:span>", "SEMH; ASD"),
    ],
)
def test_breaks_inside_a_cell_of_an_opendocument_part_its_words(inner: str, needs: str) -> None:
    one = as_read(opendocument(ap_list(sen_need=[written(inner)])), "list.ods")
    assert (values(one, "sen_needs")[0], told(one)) == (needs, {})


@pytest.mark.parametrize(
    "inner",
    [
        "Bridge<text:s/>Lane<text:line-break/>Centre",
        "Bridge<text:tab/><text:span>Lane <text:a>Centre</text:a></text:span>",
    ],
)
def test_the_words_of_a_name_in_an_opendocument_stay_apart(inner: str) -> None:
    one = as_read(opendocument(ap_list(setting_name=[written(inner)])), "list.ods")
    assert values(one, "setting")[0] == "Bridge Lane Centre"


at = datetime.fromisoformat
DAY_BEFORE: dict[str, list[object]] = {
    "23:00": [at("2011-05-02 23:00:00"), at("2012-06-03 23:00:00"), at("2013-12-05 00:00:00")],
    "23:59:12": [at("2011-05-02 23:59:12")],
    "22:00": [at("2011-05-02 22:00:00")],
    "Z": ["2011-05-02T23:00:00Z", "2012-06-03T23:00:00.000Z", "2013-12-05T00:00:00Z"],
    "+00:00": ["2011-05-02T23:00:00+00:00"],
    "pm": ["02/05/2011 11:00:00 PM"],
}


@pytest.mark.parametrize("name", DAY_BEFORE)
def test_a_day_that_may_be_one_too_early_is_asked_about(name: str) -> None:
    content = workbook(send_list(date_of_birth=DAY_BEFORE[name]), titles=["List_1"])
    one = as_read(content, framework=SEND)
    assert one.answer.verdict is ASKED
    assert told(one)["day_perhaps_early"][0] == 2


@pytest.mark.parametrize(
    "text",
    [
        "2011-05-03 00:00:00 +01:00",
        "2011-05-03 00:00:00.0000000 +01:00",
        "2011-05-03 00:00:00+0100",
        "2011-05-03 00:00:00 UTC",
        "2011-05-03T00:00+01:00",
        "2011-05-03T00:00:00Z",
        "2011-05-03 00:00:00 BST",
    ],
)
def test_a_midnight_with_an_offset_is_that_day(text: str) -> None:
    one = as_read(workbook(send_list(date_of_birth=[text]), titles=["List_1"]), framework=SEND)
    assert (str(values(one, "born")[0])[:10], told(one)) == ("2011-05-03", {})


def test_times_of_the_whole_day_are_times() -> None:
    assert not perhaps_day_early([at("2026-03-02 09:30:00"), at("2026-03-02 23:00:00")])


@pytest.mark.parametrize("cells", [[30511.0, 40612.0, 251213.0], ["30511", "40612", "251213"]])
def test_days_without_anything_between_are_refused_in_the_whole_column(
    cells: Sequence[object],
) -> None:
    cells = [*cells, cells[0]]
    one = as_read(workbook(send_list(date_of_birth=cells), titles=["List_1"]), framework=SEND)
    assert told(one)["digits_of_a_date"] == [2, 3, 4, 5]
    assert values(one, "born") == [None] * 4


def test_numbers_of_days_are_days_still() -> None:
    cells = [40666.0, 41064.0, 41613.0, "41828"]
    one = as_read(workbook(send_list(date_of_birth=cells), titles=["List_1"]), framework=SEND)
    assert (str(values(one, "born")[0])[:10], told(one)) == ("2011-05-03", {})


@pytest.mark.parametrize(
    "text", ["31/06/2012", "29/02/2013", "00/05/2012", "2012-13-01", "32 May 2012"]
)
def test_a_day_that_never_was_must_be_fixed(text: str) -> None:
    one = as_read(workbook(send_list(date_of_birth=[text]), titles=["List_1"]), framework=SEND)
    assert told(one) == {"not_a_date": [2]}


PLACEHOLDERS = ("NA", "N/A", "n/a", "-", "–", "--", "nan", "NaN", "NULL", "null", "?")
CODED = ("ehc_plan", "looked_after", "residential", "outreach", "sen_needs", "registration", "area")


@pytest.mark.parametrize("mark", PLACEHOLDERS)
def test_what_a_program_writes_for_nothing_is_no_answer_in_any_column(mark: str) -> None:
    asked = ("ehc_plan", "child_looked", "residential", "outreach", "sen_need", "single", "in_or")
    instead = {name: ["", mark] for name in asked}
    one = as_read(delimited(ap_list(**instead)), "list.csv")
    assert {values(one, field)[1] for field in CODED} <= {None, "unknown"}


@pytest.mark.parametrize("name", CODES)
def test_no_set_of_codes_takes_a_placeholder_for_an_answer(name: str) -> None:
    codes = load_codes(name)
    found = {mark: code_for(codes, mark) for mark in PLACEHOLDERS}
    unknown = {codes.unknown_code, None, "not_stated", "unknown"}
    assert {mark for mark, match in found.items() if match.code not in unknown} == set()


def test_none_is_an_answer_where_it_answers() -> None:
    one = as_read(delimited(ap_list(ehc_plan=["None"], sen_need=["None"])), "list.csv")
    assert (values(one, "ehc_plan")[0], values(one, "sen_needs")[0]) == ("none", "NONE")


@pytest.mark.parametrize("evidence", ["gender", "age", "in_or_out", "attendance"])
def test_none_is_nothing_in_a_file_that_has_it_for_what_is_missing(evidence: str) -> None:
    rows = ap_list(
        ehc_plan=["None"], single=["None"], sen_need=["None"], **{evidence: ["", "None"]}
    )
    one = as_read(delimited(rows), "list.csv")
    assert [values(one, field)[0] for field in ("ehc_plan", "registration", "sen_needs")] == [
        None
    ] * 3
    assert told(one) == {}


@pytest.mark.parametrize("word", ["None", "nil"])
def test_none_under_a_question_of_yes_and_no_is_asked_about(word: str) -> None:
    one = as_read(delimited(ap_list(residential=[word])), "list.csv")
    assert (values(one, "residential")[0], one.answer.verdict) == (None, ASKED)


@pytest.mark.slow
def test_the_zeros_of_formulas_that_point_at_empty_cells_are_asked_about_once() -> None:
    fields = ("ehc_plan", "child_looked", "setting_name", "sen_need")
    zeros = {name: [ap_list()[1][_column(name)], 0.0] for name in fields}
    one = at_desk(
        workbook(ap_list(health=["", 0.0], attendance=[80.0, 0.0], journey=["", 0.0], **zeros))
    )
    assert (one.answer.verdict, told(one)) == (ASKED, {"linked_blank": [3]})
    assert len(one.answer.actions) == 1
    read = ("setting", "ehc_plan", "looked_after", "attendance", "journey_minutes", "sen_needs")
    assert [values(one, field)[1] for field in read] == [None] * 6


def _column(name: str) -> int:
    words = name.replace("_", " ")
    return next(i for i, text in enumerate(ap_list()[0]) if str(text).lower().startswith(words))


@pytest.mark.parametrize("zero", [0.0, "0", "0.00", "0%"])
def test_a_setting_is_never_called_zero(zero: object) -> None:
    one = as_read(workbook(ap_list(setting_name=["Oak Hub", zero])))
    assert (told(one), values(one, "setting")[1]) == ({"linked_blank": [3]}, None)


def test_a_child_is_never_called_zero() -> None:
    one = as_read(workbook(ap_list(child_reference=["AP001", 0.0])))
    assert (one.answer.verdict, told(one)) == (MUST_FIX, {"linked_blank": [3]})


def test_zero_and_one_are_no_and_yes_and_an_attendance_of_0_is_one() -> None:
    rows = ap_list(child_looked=[0.0, 1.0, 0.0, 0.0], outreach=[0.0] * 4, attendance=[0.0])
    one = as_read(workbook(rows))
    assert (values(one, "looked_after"), values(one, "outreach")) == (list("NYNN"), list("NNNN"))
    assert (values(one, "attendance")[0], told(one)) == (0.0, {})


GARBLED = (
    "St Maryâ€™s", "StÕ MaryÕs", "St Mary?s", "CafŽ Link", "Ã‰cole Hub", "Oak Â Hub",
    "St Mary\ufffds", "Caf\x8e", "Ellesmere‚Äôs", "Caf√©", "St Mary&#39;s", "Oak&nbsp;Hub",
    "O&apos;Neill Centre", "Zoã«’s Farm", "Oak Hub â€“ North",
)  # fmt: skip
CLEAN = (
    "Café", "Zoë’s École", "Ysgol Ŵŷ", "St Mary’s – North", "Oak & Elm", "R&D; next", "What?",
    "José Ñandú", "São Tomé", "École Ã la carte", "Bøler Ånd", "A. B. Ž Hub",
)  # fmt: skip


@pytest.mark.parametrize("text", GARBLED)
def test_letters_that_came_out_wrong_are_seen(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize("text", CLEAN)
def test_letters_of_other_languages_are_letters(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "content",
    [
        delimited(ap_list(setting_name=["St Mary’s"])).decode().encode("mac_roman"),
        delimited(ap_list(setting_name=["École François"])).decode().encode("mac_roman"),
        delimited(ap_list(setting_name=["St Mary’s"])).decode("cp1252").encode(),
        delimited(ap_list(setting_name=["St Mary’s"])) + "\r\nx,Café".encode("cp1252"),
        delimited(ap_list(setting_name=["St Mary’s"])).replace("’".encode(), b"?"),
    ],
    ids=["old Mac", "old Mac, a letter that is none", "twice", "two encodings", "lost"],
)
def test_a_name_with_garbled_letters_is_asked_about_and_kept(content: bytes) -> None:
    one = as_read(content, "list.csv")
    assert 2 in told(one)["garbled_letters"]
    assert values(one, "setting")[0]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("SEMH (primary) ASD (secondary)", "SEMH; ASD"),
        ("SEMH - ASD", "SEMH; ASD"),
        ("SEMH-ASD", "SEMH; ASD"),
        ("SEMH (ASD)", "SEMH; ASD"),
        ("SEMH (and ASD)", "SEMH; ASD"),
        ("MLD – SLCN", "MLD; SLCN"),
        ("ASD – SLCN – SEMH", "ASD; SLCN; SEMH"),
        ("ASD (diagnosed) SLCN (suspected)", "ASD; SLCN"),
        ("SEMH - autism", "SEMH; ASD"),
        ("SEMH: anxiety", "SEMH"),
        ("SEMH - Social, emotional and mental health", "SEMH"),
        ("SEMH (Social, emotional and mental health); ASD (autism)", "SEMH; ASD"),
    ],
)
def test_a_second_need_behind_a_bracket_or_dash_is_read(text: str, needs: str) -> None:
    assert joined(several_codes_for(load_codes("sen_need"), text)) == needs


@pytest.mark.parametrize("text", ["SEMH - ASD", "SEMH (ASD)", "SEMH-ASD", "ASD (x) SLCN (y)"])
def test_two_needs_where_one_is_asked_for_are_a_question(text: str) -> None:
    one = as_read(workbook(send_list(sen_primary=[text]), titles=["List_1"]), framework=SEND)
    assert (values(one, "need")[0], one.answer.verdict) == (None, MUST_FIX)


GROUPS = (
    "White", "Mixed", "Black", "Asian", "white ", "a) White", "White (101)", "Mixed race",
    "Dual heritage", "Black or Black British", "Asian, Asian British or Asian Welsh",
    "Mixed/Multiple ethnic groups", "White and Black", "Afro-Caribbean", "White background",
    "Black, Black British, Black Welsh, Caribbean or African",
)  # fmt: skip


@pytest.mark.parametrize("text", GROUPS)
@pytest.mark.parametrize("name", ["ethnicity", "send_ethnicity"])
def test_a_group_is_no_other_background_of_it(name: str, text: str) -> None:
    assert code_for(load_codes(name), text).code is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Any other White background", "WOTH"),
        ("White Other", "WOTH"),
        ("Mixed - any other", "MOTH"),
        ("Other Black background", "BOTH"),
        ("Any other Asian background", "AOTH"),
        ("Asian and Black", "MOTH"),
    ],
)
def test_another_background_that_is_said_is_one(text: str, code: str) -> None:
    assert code_for(load_codes("ethnicity"), text).code == code


@pytest.mark.parametrize("text", ["Independent", "Ind", "Indep", "Independent provider", "Private"])
def test_independent_alone_says_nothing_of_a_registration(text: str) -> None:
    one = as_read(delimited(ap_list(setting_type=[text])), "list.csv")
    assert (values(one, "setting_type")[0], one.answer.verdict) == (None, MUST_FIX)


@pytest.mark.parametrize(
    "heading", ["Single or dual registration", "Dual or single", "Single/dual"]
)
@pytest.mark.parametrize("text", ["Yes", "No", "Y"])
def test_yes_says_nothing_under_single_or_dual(heading: str, text: str) -> None:
    assert code_for(load_codes("registration"), text, heading=heading).code is None


@pytest.mark.parametrize(("text", "code"), [("Yes", "dual"), ("No", "single")])
def test_yes_under_dual_alone_is_dual(text: str, code: str) -> None:
    assert code_for(load_codes("registration"), text, heading="Dual registered?").code == code


def test_ticked_boxes_are_yes_and_no() -> None:
    rows = ap_list(residential=[True, False], outreach=[False, True])
    one = as_read(workbook(rows))
    assert (values(one, "residential")[:2], values(one, "outreach")[:2]) == (["Y", "N"], ["N", "Y"])


STORY = "He was at home, then at school; the worker asked about white shoes, autism and support. "


@pytest.mark.slow
@pytest.mark.parametrize("length", [300, 2_500, 32_000])
def test_a_story_in_a_column_of_codes_is_told_and_does_not_hold_the_file(length: int) -> None:
    stories = [(f"{row} {STORY * 400}")[:length] for row in range(4)]
    rows = ap_list(sen_need=stories, ethnicity=stories, ehc_plan=stories)
    one = at_desk(workbook(rows * 40 if length > 3_000 else rows))
    assert one.answer.verdict is MUST_FIX
    assert {"CA-04", "CA-05", "CA-07"} <= set(told(one))


@pytest.mark.parametrize("name", CODES)
def test_no_label_has_more_pieces_than_are_tried(name: str) -> None:
    texts = load_codes(name).exactly
    assert max(len(SEPARATOR.findall(text)) for text in texts) < MOST_PIECES


def test_a_formula_of_an_old_workbook_that_was_never_calculated_is_told() -> None:
    rows = ap_list(gender=["Male", Formula()])
    one = as_read(old_workbook(rows), "list.xls")
    assert (one.answer.verdict, told(one)) == (MUST_FIX, {"formula_without_value": [3]})


def test_a_formula_that_shows_nothing_beside_others_that_show_something_is_a_blank() -> None:
    rows = ap_list(attendance=[Formula(80.0)], journey=["", Formula()])
    one = as_read(old_workbook(rows), "list.xls")
    assert (one.answer.verdict, told(one)) == (ACCEPTED, {})


def test_a_formula_that_says_it_waits_is_told_though_it_holds_0() -> None:
    rows = ap_list(attendance=[80.0, Formula(0.0, waits=True), Formula(82.0, waits=True)])
    one = as_read(old_workbook(rows), "list.xls")
    assert told(one) == {"formula_without_value": [3]}
