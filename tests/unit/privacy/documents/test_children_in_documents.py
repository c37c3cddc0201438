"""A document may name its authors, and a child of whom it tells is found. All are invented."""

import pytest

from visit_exchange.privacy.documents.children_in_documents import children_named


@pytest.mark.parametrize(
    "text",
    [
        "Case study: Kayleigh lives with her nan.",
        "Kayleigh, aged 9, was moved to a smaller setting.",
        "Kayleigh (9) has made progress.",
        "Kayleigh Spencer was permanently excluded in May.",
        "Kayleigh's mum told us that nobody rang.",
        "The mother of Kayleigh Spencer asked for a plan.",
        "Pupil: Kayleigh Spencer",
        "We met Jaydon Spencer, who is in Year 9.",
        "Kayleigh Spencer (Y7)",
        "Kayleigh Spencer, yr 9",
        "Kayleigh Spencer - Y11",
        "Kayleigh Spencer KS3",
    ],
)
def test_a_name_that_is_told_as_a_childs_is_found(text: str) -> None:
    assert children_named(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Author: Kayleigh Spencer, Head of Inclusion",
        "Dr Anand Achterberg chairs the panel of 12 members.",
        "Kayleigh Spencer attends the board each month.",
        "Child A, aged 9, was moved to a smaller setting.",
        "A child aged 9 lives with her nan in Lincoln.",
        "Approved by Darren Pike on 14 March 2024, version 2.",
        "The Harris Academy was excluded from the sample.",
        "Contact Leanne Bott, 01632 960001.",
        "Leanne Bott, KS3 lead",
        "Leanne Bott (Year 7 coordinator)",
    ],
)
def test_authors_and_panels_are_nobodys_secret(text: str) -> None:
    assert children_named(text) == 0
