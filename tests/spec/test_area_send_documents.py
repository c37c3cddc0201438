"""Which of the handbook's items a document is told to be: by its title, its words, its number."""

import pytest

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.asked_for import Item
from visit_exchange.returns.documents.recognising import by_content, recognise_document

SEND = load_framework("area_send_full_2024")


def recognised(content: str, name: str = "paper.txt") -> tuple[str, ...]:
    return recognise_document(by_content("txt", content.encode(), SEND), name, SEND, {})


@pytest.mark.parametrize("item", SEND.documents, ids=lambda item: str(item.number))
def test_a_document_that_bears_an_items_title_is_that_item(item: Item) -> None:
    assert recognised(f"{item.title}\n\nThis paper sets out our position.\n") == (item.id,)


@pytest.mark.parametrize("item", SEND.documents[::6], ids=lambda item: str(item.number))
def test_a_number_at_the_start_of_the_file_name_tells_when_nothing_else_does(item: Item) -> None:
    assert recognised("See attached.\n", f"{item.number} evidence.txt") == (item.id,)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Joint Strategic Needs Assessment 2023", "1.2"),
        ("Parent Carer Forum: contacts", "1.5"),
        ("Co-production charter", "2.1"),
        ("Quarterly SENDIST appeals", "2.4"),
        ("NEET and September guarantee", "3.4"),
        ("Reduced timetables: autumn term", "3.5"),
        ("Short breaks statement", "4.2"),
        ("CAMHS and therapies: waiting times", "5.1"),
        ("Neurodevelopmental pathway", "5.2"),
        ("Quality assurance of alternative provision", "6.4"),
    ],
)
def test_what_authorities_call_it_tells_the_item(title: str, number: str) -> None:
    assert [SEND.item(each).number for each in recognised(f"{title}\n\nFor the board.\n")] == [
        number
    ]


def test_a_document_that_says_nothing_is_asked_about() -> None:
    assert recognised("Minutes of the car park working group\n", "scan0001.txt") == ()
