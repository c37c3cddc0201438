"""The pages of a visit that has ended: what was entered is told, and nothing is asked for."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from builders.visits import a_visit
from inspectors_page.provider_routes import Entered
from inspectors_page.rendering import page
from timetable_form import TimetableForm
from upload_page.arranging_forms import Arranged, Said, Surveyed
from upload_page.arranging_routes import part
from visit_exchange.journey.pages.arranging.children import ChildrenPage, ChildToAsk
from visit_exchange.journey.pages.arranging.providers import ProvidersPage
from visit_exchange.journey.pages.arranging.surveys import SurveysPage
from visit_exchange.journey.pages.arranging.timetable import TimetablePage
from visit_exchange.tracking.provider_visits import ProviderVisit

CODE = "K7QM-2XWD"
VISITS = (
    ProviderVisit("Elm House", date(2023, 3, 29), sample=(CODE,)),
    ProviderVisit("Oak House"),
)


def providers(*, is_open: bool) -> ProvidersPage:
    return ProvidersPage(
        kind="AP (999-ap-20230327)",
        authority="Exampleshire",
        visits=VISITS,
        has_letter=True,
        days="on the on-site days",
        consults="Parents",
        consulted="",
        is_open=is_open,
    )


def inspectors_providers(*, is_open: bool) -> str:
    shown, visit = providers(is_open=is_open), a_visit()
    answer = page(
        "provider_visits.html", visit=visit, shown=shown, entered=Entered(), refused=[], status=200
    )
    return bytes(answer.body).decode()


def authoritys_providers(*, is_open: bool) -> str:
    return _part("providers.html", shown=providers(is_open=is_open), entered=Arranged())


def authoritys_children(*, is_open: bool) -> str:
    asked = ChildToAsk(CODE, None, "6pm on Monday 3 April 2023")
    shown = ChildrenPage("AP", "Exampleshire", (asked,), ("9AAA-BBBB",), is_open, "")
    return _part("children.html", shown=shown, said=Said())


def authoritys_surveys(*, is_open: bool) -> str:
    survey: Any = SimpleNamespace(title="Parents", link="", in_words="none yet")
    sent = ((1, "The forum sent it on"),)
    shown = SurveysPage("AP", "Exampleshire", (survey,), "noon", "", (), (), sent, is_open)
    return _part("surveys.html", shown=shown, said=Surveyed())


def timetable(*, is_open: bool) -> str:
    slot = SimpleNamespace(kind="meeting", title="Keeping in touch", child="", took_place=False)
    slot.__dict__.update(how="video", place="", id="s1")
    each: Any = SimpleNamespace(slot=slot, when="9am to 10am", who="lead inspector", has_ended=True)
    shown = TimetablePage(
        kind="AP",
        authority="Exampleshire",
        number=1,
        days={"Monday 3 April 2023": (each,)},
        clashes=(),
        news=("Keeping in touch: new",),
        identity="",
        is_open=is_open,
        can_start=False,
        stay=0,
        to_cancel=0,
        can_restart=False,
        editing="",
        fields=TimetableForm().asked().entered,
    )
    return _part("timetable.html", shown=shown)


def _part(name: str, **shown: object) -> str:
    return bytes(part(name, "", told="", **shown).body).decode()


PAGES = [
    inspectors_providers,
    authoritys_providers,
    authoritys_children,
    authoritys_surveys,
    timetable,
]


@pytest.mark.parametrize("shown", PAGES, ids=lambda each: each.__name__)
def test_nothing_can_be_entered_once_a_visit_has_ended(shown: Callable[..., str]) -> None:
    fields = ("<form", "<input", "<textarea", "<select", "<button")
    assert [each for each in fields if each in shown(is_open=True)]
    assert [each for each in fields if each in shown(is_open=False)] == []


def test_what_was_asked_of_a_provider_is_told_in_place_of_its_fields() -> None:
    told = inspectors_providers(is_open=False)
    assert CODE in told
    assert "None asked for" in told
    assert "yet" not in told


def test_the_authority_reads_what_it_had_said_of_a_provider() -> None:
    told = authoritys_providers(is_open=False)
    assert "Letter sent on 29 March 2023" in told
    assert "No letter sent. No time agreed." in told
