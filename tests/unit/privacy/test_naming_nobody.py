"""What people type about a visit names nobody, however the name is written."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.privacy.naming_nobody import check_names_nobody, named_in
from visit_exchange.privacy.people.disguised import undisguised


@pytest.mark.parametrize(
    "text",
    [
        "Amelia Thompson’s EHC plan",
        "Complaint by Mrs Okafor",
        "A m e l i a  was moved",
        "A m e l i a T h o m p s o n",
        "a.m.e.l.i.a",
        "A_m_e_l_i_a",
        "K-a-y-l-e-i-g-h",
        "T*y*r*o*n*e",
        "Jayd3n was excluded",
        "K@yleigh",
        "Kay1eigh",
        "M0hammed",
        "NHS 999 000 1251",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    with pytest.raises(UserError, match="The reason must name nobody"):
        check_names_nobody("The reason", text)


@pytest.mark.parametrize(
    "text",
    [
        "Quality assurance of EHC plans, autumn 2025",
        "Minutes of the partnership board, March 2026",
        "Report on the Hillside PRU",
        "Data on suspensions at Northgate Academy, KS3 and KS4, years 7 to 11",
        "The 2nd return came at 4pm on the 1st",
        "Options A B C D and E are open",
        "S E N D strategy",
        "The director of children’s services is on leave",
        "The LANO asks to wait, since Airflow was down",
        "Draft checklist on Sheet1",
        "Snow has closed schools in Kent",
        "The NHS Kent and Medway contract",
    ],
)
def test_what_names_nobody_passes(text: str) -> None:
    assert named_in(text, places=("Kent",)) == ""


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Nothing is hidden here in 2026, year 7b, KS4", ()),
        ("J o e is 3 letters", ()),
        ("J o s h and", ("Josh and",)),
        ("Kay1eigh", ("Kayleigh", "Kayieigh")),
    ],
)
def test_only_a_disguise_is_read_in_other_ways(text: str, ways: tuple[str, ...]) -> None:
    assert undisguised(text) == ways
