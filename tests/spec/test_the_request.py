"""The request says all that the guidance tells an authority: AP Annex A; SEND 4, 9, 192 to 204."""

from datetime import date

import pytest

from builders.visits import a_visit, its_milestones
from visit_exchange.kinds import load_framework
from visit_exchange.request.request import about_the_visit, request_mail

AP, SEND, MONITORING = "ap_thematic_2023", "area_send_full_2024", "area_send_monitoring_2024"


def request(framework: str) -> str:
    visit, kind = a_visit(date(2024, 6, 10), framework=framework), load_framework(framework)
    _, text = request_mail(visit, kind, its_milestones(visit), "the place", "the pack")
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("framework", "where", "said"),
    [
        (AP, "The legal context", "section 118(2) of the Education and Inspections Act 2006"),
        (AP, "The legal context", "paragraph 9(1) of schedule 4"),
        (AP, "Annex A", "including some sensitive personal data, that is necessary"),
        (AP, "Discussions with children", "no written record of the identity of the children"),
        (AP, "Annex A, week 1", "only the most recent information that relates to the scope"),
        (AP, "Annex A, person-level data", "from the school or alternative provision census"),
        (AP, "Annex A, person-level data", "what identifies a child, in every list"),
        (AP, "Annex A, queries", "no longer data.AreaSEND@ofsted.gov.uk"),
        (AP, "Set-up discussion", "including providers, services, parents and carers"),
        (SEND, "4", "how long it is kept and people’s rights under data protection"),
        (SEND, "9", "section 20(1)(a) of the Children Act 2004"),
        (SEND, "13", "who live in other areas and attend a setting here"),
        (SEND, "94", "business as usual, and not produced for the inspection"),
        (SEND, "196", "the special educational needs survey (SEN2) or the alternative provision"),
        (SEND, "202", "no longer Area.Send@ofsted.gov.uk"),
        (SEND, "204", "only your best and most recent information that relates to the scope"),
        (MONITORING, "9", "at their discretion, under section 20(2) of the Children Act 2004"),
    ],
)
def test_it_tells_what_the_guidance_tells(framework: str, where: str, said: str) -> None:
    assert said in request(framework), where


@pytest.mark.parametrize("framework", [AP, SEND, MONITORING])
def test_it_links_to_both_privacy_notices(framework: str) -> None:
    told = request(framework)
    assert "https://www.gov.uk/government/publications/ofsted-privacy-notices" in told
    assert "https://www.cqc.org.uk/about-us/our-policies/privacy-statement" in told


@pytest.mark.parametrize(("framework", "number"), [(AP, "9"), (SEND, "1.7")])
def test_the_cqc_provides_a_template_for_the_health_overview(framework: str, number: str) -> None:
    kind = load_framework(framework)
    assert kind.request is not None
    assert kind.item(kind.request.health_template).number == number


@pytest.mark.parametrize("framework", [AP, SEND])
def test_stakeholders_get_a_text_that_asks_nothing_of_them(framework: str) -> None:
    # AP "Set-up discussion", SEND 85: "key stakeholders ... are made aware of the inspections"
    visit, kind = a_visit(date(2024, 6, 10), framework=framework), load_framework(framework)
    text = about_the_visit(visit, kind, its_milestones(visit))
    assert text is not None
    assert text.startswith(f"{kind.title}: Exampleshire\n")
    assert "Inspectors are on site from Monday 24 June 2024." in text
    assert "lead@inspectorate.example" not in text, "they ask whoever sent it to them"
