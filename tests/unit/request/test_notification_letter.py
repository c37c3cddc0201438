"""The letters that notify leaders, as Word documents with every word of their kind of visit."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from builders.visits import a_visit, its_milestones
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.people_rules import NotificationLetter
from visit_exchange.request.notification_letter import (
    LetterFacts,
    letter_name,
    notification_letter,
)
from visit_exchange.visits.people.people import Person

KINDS = [kind for kind in framework_ids() if load_framework(kind).notification]
SENIOR = Person(
    2, "senior_contact", "senior@ofsted.example", "Mr Grindlewood", telephone="0300 999 0000"
)
DESK = "Duty desk, 0300 999 1111"
SURVEY = ("Everybody", "https://surveys.example/exampleshire")


def facts(
    kind: str = "ap_thematic_2023", *people: Person, surveys: bool = True, senior: str = ""
) -> LetterFacts:
    framework = load_framework(kind)
    days = framework.on_site.default_days
    visit = a_visit(framework=kind, on_site_days=days, people=people)
    links = (SURVEY,) if surveys else ()
    return LetterFacts(visit, framework, its_milestones(visit), links, senior)


def letters(kind: str) -> tuple[NotificationLetter, ...]:
    notification = load_framework(kind).notification
    return notification.letters if notification else ()


def words(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_says_powers_privacy_dates_survey_and_whom_to_ask(kind: str) -> None:
    known = facts(kind)
    request = known.framework.request
    assert request is not None
    for letter in letters(kind):
        text = words(notification_letter(known, letter))
        assert letter.sender in text
        assert all(each in text for each in letter.says)
        assert request.legal_powers in text
        assert all(each.address in text for each in request.privacy_notices)
        assert "lead@inspectorate.example" in text
        assert SURVEY[1] in text
        assert "Monday 27 March 2023" in text


def test_ofsted_writes_to_the_director_and_the_cqc_to_the_board() -> None:
    """AP "Notification"; SEND, paragraph 82."""
    for kind in KINDS:
        said = {(each.sender, each.to) for each in letters(kind)}
        assert said == {("Ofsted", "dcs"), ("The Care Quality Commission", "icb_chief")}


def test_what_is_not_known_is_left_to_fill_in() -> None:
    letter = letters("ap_thematic_2023")[0]
    text = words(notification_letter(facts(surveys=False), letter))
    assert "[Link of the survey]" in text
    assert "telephone number of the senior Ofsted contact]" in text
    assert "[Name and role of who signs]" in text
    assert "Dear Director of children’s services" in text


def test_who_is_known_is_named() -> None:
    director = Person(1, "dcs", "dcs@la.example", "Ms Plumstead-Hale")
    letter = letters("ap_thematic_2023")[0]
    text = words(notification_letter(facts("ap_thematic_2023", director, SENIOR), letter))
    assert "Dear Ms Plumstead-Hale" in text
    assert "Mr Grindlewood, senior@ofsted.example, 0300 999 0000" in text
    assert "telephone number of the senior" not in text.lower()


@pytest.mark.parametrize(
    ("people", "standing", "said"),
    [
        ((), "", "[Name, e-mail address and telephone number of the senior Ofsted contact]"),
        ((), DESK, f"inspection: {DESK}"),
        ((SENIOR,), DESK, "Mr Grindlewood, senior@ofsted.example, 0300 999 0000"),
        (
            (replace(SENIOR, telephone=""),),
            DESK,
            "senior@ofsted.example [Telephone number of the senior Ofsted contact]",
        ),
    ],
    ids=["nobody", "one for every visit", "one of this visit", "who has no number"],
)
def test_leaders_get_the_number_of_a_senior_contact(
    people: tuple[Person, ...], standing: str, said: str
) -> None:
    """SEND, paragraph 155: "using the number provided during the notification process"."""
    kind = "area_send_full_2024"
    text = words(notification_letter(facts(kind, *people, senior=standing), letters(kind)[0]))
    [line] = [each for each in text.splitlines() if "working day after the inspection" in each]
    assert line.endswith(said)


def test_no_date_is_torn_over_two_pages_and_the_end_stays_together() -> None:
    document = Document(BytesIO(notification_letter(facts(), letters("ap_thematic_2023")[0])))
    rows = [row._tr.xml for row in document.tables[0].rows]
    assert all("w:cantSplit" in row for row in rows)
    assert ["w:tblHeader" in row for row in rows] == [True, *(False for _ in rows[1:])]
    closing = [each for each in document.paragraphs if each.paragraph_format.keep_with_next]
    assert [each.text for each in closing][-2:] == [
        "Yours sincerely",
        "[Name and role of who signs]",
    ]


def test_the_same_facts_are_the_same_file_under_a_name_of_the_visit() -> None:
    letter = letters("ap_thematic_2023")[0]
    assert notification_letter(facts(), letter) == notification_letter(facts(), letter)
    assert letter_name(facts(), letter) == "999-ap-20230327 notification to local authority.docx"
