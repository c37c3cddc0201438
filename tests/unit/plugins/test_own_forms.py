"""Where a form may lead back to."""

import pytest

from own_forms import leads_into

OWN = "/inspectors/visit/999-ap-20230327/"


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        (OWN + "pack/2/child/3", True),
        ("", False),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example/", False),
        ("/inspectors/visit/999-ap-2023032", False),
        (OWN + "../../../auth/logout", False),
        (OWN + "%2E%2e/999-ap-20230403/notes", False),
        (OWN + "..\\..\\elsewhere", False),
    ],
)
def test_a_form_leads_back_to_a_page_of_its_own_visit_alone(asked: str, leads: bool) -> None:
    assert leads_into(OWN, asked) is leads
