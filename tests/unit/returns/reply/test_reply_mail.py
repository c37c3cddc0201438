"""The mail: the same answer in five lines that identify nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders.returns import DOB, list_answer, must_fix, please_check
from visit_exchange.kinds import Item
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.reply_mail import reply_mail
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmissionStatus

PLAN = Item(
    id="planning",
    number="5",
    title="Strategic planning",
    kind="document",
    due="returns",
    about="",
    source="",
)


def test_five_lines_say_what_came_what_to_do_and_where_more_is() -> None:
    answer = build_answer(
        "Ann Other.xlsx",
        number=7,
        lists=[list_answer([must_fix(7), must_fix(19), please_check(7)])],
        late_by=timedelta(hours=2, minutes=5),
    )
    subject, text = reply_mail(answer, "on your upload page", "999-ap-20261123 (Exampleshire)")
    assert subject == "Your upload 7: Not accepted yet: 1 thing to fix"
    assert text.splitlines() == [
        "Your upload 7: Not accepted yet: 1 thing to fix. "
        "Received 2 hours 5 minutes after the deadline.",
        "It holds: Children who left (180 rows).",
        "Must fix – Age: enter a whole number from 5 to 18 – 2 rows: 7, 19. "
        "Also in the reply: 1 to check.",
        "Correct these in your own file, then upload the whole file again. "
        "You can give it any name.",
        "The whole reply, with the cells marked, for visit 999-ap-20261123 (Exampleshire): "
        "on your upload page",
    ]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (build_answer("a.pdf", number=3, documents=[PLAN]), "It holds: 5 Strategic planning."),
        (
            build_answer("a.pdf", number=3, documents=[PLAN]),
            "There is nothing to fix and nothing more to do.",
        ),
        (build_answer("a.xlsx", holds=["The checklist"]), "It holds: The checklist."),
        (
            build_answer(
                "a.pdf",
                withheld_because="It is of another child.",
                verdict=SubmissionStatus.SET_ASIDE,
            ),
            "It is of another child.",
        ),
        (
            build_answer("a.pdf", notes=["It is upload 2."], verdict=SubmissionStatus.SEEN_BEFORE),
            "It is upload 2.",
        ),
        (
            build_answer("a.xlsx", withheld_because="The workbook has a password."),
            "The workbook has a password.",
        ),
        (
            build_answer("a.xlsx", lists=[list_answer([must_fix(7)], breaches=(DOB,))]),
            "Column C holds dates of birth, which identify people. We have not read it and nobody "
            "else gets it. Delete it before you send this list again. Also in the reply: 1 to fix.",
        ),
    ],
)
def test_every_kind_of_answer_has_its_line(answer: Answer, line: str) -> None:
    text = reply_mail(answer, "replies/")[1]
    assert line in text.splitlines()
    assert len(text.splitlines()) <= 5


def test_what_there_is_to_do_beside_a_breach_is_counted() -> None:
    told = list_answer([must_fix(7), please_check(7), please_check(9)], breaches=(DOB,))
    _, text = reply_mail(build_answer("a.xlsx", lists=[told]), "here")

    assert "send this list again. Also in the reply: 1 to fix, 1 to check.\n" in text


def test_what_may_stand_or_is_not_held_is_not_counted_as_to_fix() -> None:
    """The subject says how many things are to fix; the line below must not say another number."""
    gone = replace(please_check(7), rule="gone", severity=Severity.NOT_HELD, message="Not sent")
    told = list_answer([must_fix(7), please_check(7), gone])
    subject, text = reply_mail(build_answer("a.xlsx", lists=[told]), "here")
    assert subject.endswith("1 thing to fix")
    assert "row: 7. Also in the reply: 1 to check.\n" in text


def test_a_sentence_ends_with_one_full_stop() -> None:
    told = Problem("x", Severity.MUST_FIX, "Name its sheet after the list it is.")

    assert "list it is.\n" in reply_mail(build_answer("a.xlsx", problems=[told]), "here")[1]


def test_a_mail_names_no_file_sheet_heading_or_value() -> None:
    answer = build_answer(
        "Ann Other.xlsx",
        number=7,
        lists=[list_answer([must_fix(7)])],
        notes=["We have not used the sheet “Kids”."],
    )
    mail = "\n".join(reply_mail(answer, "replies/"))
    for told in ("Ann Other", "Kids", "Age (yrs)", "4O"):
        assert told not in mail
