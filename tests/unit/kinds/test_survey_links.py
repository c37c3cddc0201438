"""The links of surveys as the form takes them, one for each audience."""

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.visits.entry.survey_links import survey_links

AP = load_framework("ap_thematic_2023")
FIRST, SECOND = (audience.id for audience in AP.surveys.audiences[:2])
ONE, OTHER = "https://surveys.example/a?x=1,2", "https://surveys.example/b"


@pytest.mark.parametrize("between", ["\n", ", ", " ", ";\n"])
def test_each_audience_has_its_own(between: str) -> None:
    text = f" {FIRST}={ONE}{between}{SECOND}={OTHER}\n"
    assert survey_links(AP, text) == {FIRST: ONE, SECOND: OTHER}


def test_one_address_is_for_everybody() -> None:
    everybody = [audience.id for audience in AP.surveys.audiences]
    assert survey_links(AP, f" {ONE}\n") == dict.fromkeys(everybody, ONE)


def test_none_need_be_given() -> None:
    assert survey_links(AP, " \n") == {}


@pytest.mark.parametrize(
    "wrong", [f"{ONE} {OTHER}", f"nobody={ONE}", f"{FIRST}=http://surveys.example", FIRST]
)
def test_what_is_no_link_of_an_audience_is_refused_and_says_how_it_is_written(wrong: str) -> None:
    with pytest.raises(UserError, match=f"like {FIRST}=https://.* for one of: {FIRST}, {SECOND}"):
        survey_links(AP, wrong)


def test_a_kind_of_visit_without_surveys_takes_none() -> None:
    with pytest.raises(UserError, match="has no survey"):
        survey_links(load_framework("engagement_meeting_2024"), f"{FIRST}={ONE}")
