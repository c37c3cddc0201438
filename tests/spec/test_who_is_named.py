"""Who has a part, as the guidance says it: the roles, and where each is named."""

import pytest

from visit_exchange.kinds import load_framework

AP, SEND = "ap_thematic_2023", "area_send_full_2024"


@pytest.mark.parametrize(
    ("framework", "role", "where"),
    [
        (AP, "lead_inspector", "'Composition of the team'"),
        (AP, "social_care_inspector", "'Composition of the team'"),
        (AP, "team_member", "'Composition of the team': usually 3 inspectors"),
        (AP, "lano", "nominated by the lead inspector with the DCS"),
        (SEND, "lano", "Paragraph 83"),
        (SEND, "shadow", "Paragraph 78"),
        (SEND, "senior_contact", "Paragraph 155: a senior Ofsted leader, by the number"),
    ],
)
def test_a_role_is_where_the_guidance_has_it(framework: str, role: str, where: str) -> None:
    found = load_framework(framework).role(role)
    assert found is not None
    assert where in found.source


def test_leaders_can_ring_up_a_senior_leader_the_day_after_an_inspection() -> None:
    """SEND 155: "can contact a senior Ofsted leader the working day after the inspection"."""
    notification = load_framework(SEND).notification
    assert notification is not None
    assert "senior Ofsted leader on the working day after" in notification.senior_says


def test_strategic_planners_and_safeguarding_are_met_at_the_start_of_week_2() -> None:
    """AP 'Preparing for evidence-gathering activity'."""
    slots = {slot.id: slot for slot in load_framework(AP).timetable.slots}
    for each in ("planners", "safeguarding"):
        assert slots[each].milestone == "off_site_start"
        assert "'Preparing for evidence-gathering activity'" in slots[each].source
