"""A file that was sent for one item and looks like another counts, and is asked about."""

from dataclasses import replace
from datetime import date

import pytest

from builders.uploads import providers, word
from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.sent_for import RULE
from visit_exchange.kinds import load_framework
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.visits.places.sent_for import item_folder, list_folder
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status

MONDAY = date(2023, 3, 27)
AP = load_framework("ap_thematic_2023")
ASKED = Asked(AP, "999-ap-20230327", number=1)
KEY = bytes(range(32))
KNOWN = Known(
    key=KEY, crosswalk={}, children=KnownChildren(frozenset(), KnownNames(KEY, frozenset()))
)
CODE, OTHER = "0000-0000", "0000-0000"
TRANSITION = word("Transition support practices", "How we help children to move on.")
UNTOLD = word("Moving on together", "We wrote this for our own use.")
OAK = providers(
    {
        "Provider name": "Oak Centre",
        "URN": 999001,
        "State maintained or independent": "State maintained",
        "Registered or unregistered": "Registered",
        "Virtual": "No",
        "Offers outreach": "No",
        "Basic details of the offer": "Core subjects in small groups",
    }
)


def came_to(name: str, content: bytes, kind: str = "docx", known: Known = KNOWN) -> Assessed:
    return assess(File(name, content, kind), ASKED, known, notified=MONDAY)


def questions(assessed: Assessed) -> list[str]:
    return [each.message for each in assessed.answer.problems if each.rule == RULE]


@pytest.mark.slow
def test_a_document_that_looks_like_another_item_counts_and_is_asked_about() -> None:
    told = came_to(f"{item_folder('15')}a.docx", TRANSITION)
    [question] = questions(told)
    assert question.startswith("You sent this file for 15 ")
    assert "It looks like 11 " in question
    assert [(item.item, item.status) for item in told.items] == [
        ("school_based_provision", Status.ACCEPTED_WITH_QUERIES)
    ]
    assert told.answer.verdict is Status.ACCEPTED_WITH_QUERIES


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "content"), [("11", TRANSITION), ("15", UNTOLD)], ids=["itself", "nothing"]
)
def test_what_looks_like_its_item_or_like_nothing_is_not_asked_about(
    number: str, content: bytes
) -> None:
    told = came_to(f"{item_folder(number)}a.docx", content)
    assert questions(told) == []
    assert told.answer.verdict is Status.ACCEPTED


@pytest.mark.slow
def test_a_file_that_answers_what_it_looks_like_already_is_not_asked_about() -> None:
    known = replace(KNOWN, again={"transition_support": 1})
    assert questions(came_to(f"{item_folder('15')}a.docx", TRANSITION, known=known)) == []


@pytest.mark.slow
def test_a_list_that_is_read_as_another_is_asked_about() -> None:
    told = came_to(f"{list_folder('1')}oak.xlsx", OAK, "xlsx")
    [question] = questions(told)
    [provider_list] = [item for item in AP.lists if item.id == told.items[0].item]
    assert f"We read it as {provider_list.number} {provider_list.title}" in question


@pytest.mark.slow
def test_a_list_sent_for_itself_is_not_asked_about() -> None:
    [item] = came_to("oak.xlsx", OAK, "xlsx").items
    number = AP.item(item.item).number
    assert questions(came_to(f"{list_folder(number)}oak.xlsx", OAK, "xlsx")) == []
