"""A list that takes too much to judge is withheld, with an answer; the next one is used."""

import datetime

import pytest

from builders.uploads import attending, child
from visit_exchange.assessing import lists
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.kinds import load_framework
from visit_exchange.returns.formats.withheld import TOO_HEAVY
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmissionStatus

AP = load_framework("ap_thematic_2023")
MONDAY = datetime.date(2023, 3, 27)
LIST = attending(child("AP-0001"), child("AP-0002"))
# More than what happens to be free in the memory that a child inherits.
LONG = attending(*(child(f"AP-{number:04d}") for number in range(1, 801)))


@pytest.mark.slow
def test_a_list_that_takes_too_much_memory_to_judge_is_withheld(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as little:
        little.setattr(lists, "MEMORY_MB", 0)
        [heavy] = assess_at_desk([("list.xlsx", LONG)], AP, MONDAY)

    assert heavy.answer.verdict is SubmissionStatus.WITHHELD
    assert heavy.answer.withheld_because == TOO_HEAVY
    assert not heavy.staged

    [sound] = assess_at_desk([("list.xlsx", LIST)], AP, MONDAY)
    assert sound.answer.verdict in ACCEPTED
