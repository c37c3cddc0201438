"""What the guidance asks for, item by item and partner by partner, in its own words.

Each row quotes the document and the paragraph or section that it is held against.
"""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.visits.people.partners import items_asked, partner_kind

AP = load_framework("ap_thematic_2023")
SEND = load_framework("area_send_full_2024")
KINDS = {"AP": AP, "SEND": SEND}


@pytest.mark.parametrize(
    ("document", "where", "item", "quoted"),
    [
        # "including into work/training, not into work/training or into adult health services"
        ("AP", "Annex A, 'Transition support practices'", "11", "not into work or training"),
        # "the healthy child programme, spanning early years and school-age children"
        ("SEND", "Annex A, 5.1", "5.1", "spanning early years and school-age children"),
    ],
)
def test_an_item_says_all_that_the_guidance_says(
    document: str, where: str, item: str, quoted: str
) -> None:
    (about,) = (each.about for each in KINDS[document].items if each.number == item)
    assert quoted in " ".join(about.split()), where


@pytest.mark.parametrize(
    ("partner", "numbers", "paragraph"),
    [
        ("health", {"Providers"}, "205: 'ask the LANO and ICB representative to identify a list'"),
        ("health", {"2.3"}, "2.3: 'across education, health and care'"),
        ("care", {"2.3"}, "2.3: 'across education, health and care'"),
        ("health", {"2.4"}, "2.4: 'the single route of redress', which is about health and care"),
        ("care", {"2.4"}, "2.4: 'the single route of redress', which is about health and care"),
        ("health", {"2.5"}, "2.5: 'Information about specific cohorts'"),
        ("care", {"2.5"}, "2.5: 'eligible to receive adult care services'"),
        ("care", {"4.4 (2)", "4.4 (6)", "4.4 (7)", "4.4 (8)", "4.4 (9)"}, "4.4: 'ILACS lists'"),
    ],
)
def test_send_partners_are_asked_for_what_they_hold(
    partner: str, numbers: set[str], paragraph: str
) -> None:
    suggested = items_asked(SEND, partner_kind(SEND, partner), "")
    assert numbers <= {SEND.item(each).number for each in suggested}, paragraph


@pytest.mark.parametrize(
    ("kind", "quoted"),
    [
        ("health", "health and care services that have informed commissioning decisions"),
        ("care", "health and care services that have informed commissioning decisions"),
        ("schools", "school and multi-academy trust commissioners"),
        ("advice", "independent advice and support services"),
        ("virtual_school", "virtual school headteachers"),
        ("panels", "pupil placement panels"),
        ("providers", "alternative providers"),
    ],
)
def test_ap_partners_are_those_that_annex_a_lists(kind: str, quoted: str) -> None:
    assert quoted in " ".join(partner_kind(AP, kind).source.split())


@pytest.mark.parametrize("framework", [AP, SEND], ids=["AP", "SEND"])
def test_any_partner_may_be_asked_for_any_item(framework: Framework) -> None:
    for kind in framework.partners:
        for item in framework.items:
            assert items_asked(framework, kind, item.number) == (item.id,)


def test_what_the_visit_does_not_ask_for_is_asked_of_nobody() -> None:
    with pytest.raises(UserError, match=r"no item 9\.9\. Choose from: List 1, List 2"):
        items_asked(SEND, partner_kind(SEND, "care"), "9.9, 2.3")
