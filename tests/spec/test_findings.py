"""What the first reviews found is asked about, where a list or a document can show it.

Held against the key findings from "Alternative provision in local areas in England: a thematic
review" (2024), theme by theme.
"""

import pytest

from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.findings_spec import load_findings
from visit_exchange.kinds.profile_spec import load_profile

AP = load_findings("ap_thematic_2023")
# How many challenges and good practices the key findings list under each theme.
LISTED = {
    "Impact": (7, 5),
    "The role of alternative provision": (4, 4),
    "Strategic planning": (4, 7),
    "Placement decisions": (9, 3),
    "Oversight arrangements": (5, 5),
    "Transition arrangements": (3, 11),
}
# "Stretched resources limit options to be proactive": no list and no item of Annex A shows it.
NOT_SHOWN = {"The role of alternative provision": 1}


@pytest.mark.parametrize(("theme", "listed"), LISTED.items())
def test_each_theme_is_asked_about_whole(theme: str, listed: tuple[int, int]) -> None:
    challenges = sum(each.theme == theme and not each.good for each in AP.findings)
    practices = sum(each.theme == theme and each.good for each in AP.findings)
    assert (challenges + NOT_SHOWN.get(theme, 0), practices) == listed


@pytest.mark.parametrize("framework", framework_ids())
def test_each_finding_names_what_there_is_and_where_it_is_from(framework: str) -> None:
    told, kind = load_findings(framework), load_framework(framework)
    numbers = {each.id for each in load_profile(framework).indicators}
    documents = {each.id for each in kind.documents}
    for each in told.findings:
        assert set(each.numbers) <= numbers, each.found
        assert set(each.documents) <= documents, each.found
        assert each.ask.endswith("?"), each.found
        assert told.source
