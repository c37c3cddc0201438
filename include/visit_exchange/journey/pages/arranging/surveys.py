"""The authority's page of the surveys: who has sent which one on to whom, and whom it misses."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.survey_reach import Reach, reach
from visit_exchange.journey.deadlines.surveys_sent import line_of, record_sent, take_back_sent
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds.rules.visit_rules import Audience, SurveyForm
from visit_exchange.tracking.provider_visits import day_of
from visit_exchange.visits.people.survey_words import Distribution
from visit_exchange.visits.visit import ENDED
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

ONLY_AUTHORITY = "The local authority alone says who has sent the surveys on."
BY = "local authority"
SAID = "Saved. The inspectors see it now."
TAKEN_BACK = "Removed. The inspectors see it no longer."
NO_AUDIENCE = "Select whom the survey is for."
NO_FORM = "Select how it was sent on."
NO_DAY = "Enter the date on which it was sent on."
NO_TIME = "The time must be a real time, like 10:30."


@dataclass(frozen=True)
class EnteredSending:
    """That a survey was sent on, as it is entered; every field is text."""

    audiences: tuple[str, ...] = ()
    by: str = ""
    to: str = ""
    day: str = ""
    at: str = ""
    form: str = ""
    unreached: str = ""


@dataclass(frozen=True)
class SurveysPage:
    """The surveys with their links; ``sent`` has the number and a line of each sending on.

    ``closes`` is when they close, in words; without ``surveys`` there is none.
    """

    kind: str
    authority: str
    surveys: tuple[Reach, ...]
    closes: str
    accessibility: str
    audiences: tuple[Audience, ...]
    forms: tuple[SurveyForm, ...]
    sent: tuple[tuple[int, str], ...]
    is_open: bool


def surveys_page(outside: "Outside", sender: Sender) -> SurveysPage:
    """Return the page; UserError for a partner."""
    check_authority(sender)
    dossier = outside.register.dossier(sender.visit.id)
    visit, rules = dossier.visit, dossier.framework.surveys
    found = reach(dossier, visit_now(visit))
    there = {each.audience for each in found}
    return SurveysPage(
        kind=f"{dossier.framework.title} ({visit.id})",
        authority=visit.la_name,
        surveys=found,
        closes=say_when(dossier.milestone_for("survey").local) if found else "",
        accessibility=rules.accessibility,
        audiences=tuple(each for each in rules.audiences if each.id in there),
        forms=rules.forms,
        sent=tuple((each.number, line_of(dossier, each)) for each in dossier.survey_distributions),
        is_open=visit.status not in ENDED and bool(found),
    )


def check_authority(sender: Sender) -> None:
    """Raise UserError for a partner, who does not send surveys on."""
    if sender.partner:
        raise UserError(ONLY_AUTHORITY)


def say_sent(outside: "Outside", sender: Sender, entered: EnteredSending) -> str:
    """Keep that a survey was sent on, once for each audience; return what is told of it.

    What is said already is not said twice. UserError says what is missing or cannot be.
    """
    check_authority(sender)
    visit_id = sender.visit.id
    before = outside.register.dossier(visit_id).survey_distributions
    said = {replace(each, number=0) for each in before}
    with with_its_mails(outside, visit_id):
        for sent in sendings(entered):
            if _tidy(sent) not in said:
                record_sent(outside, visit_id, sent, now=wall_now(), by=BY)
    return SAID


def unsay_sent(outside: "Outside", sender: Sender, number: int) -> str:
    """Remove what was said in error; return what is told of it."""
    check_authority(sender)
    take_back_sent(outside, sender.visit.id, number, by=BY)
    return TAKEN_BACK


def sendings(entered: EnteredSending) -> tuple[Distribution, ...]:
    """Return what was entered, once for each audience; UserError when something is missing."""
    if not entered.audiences:
        raise UserError(NO_AUDIENCE)
    if not entered.form:
        raise UserError(NO_FORM)
    day = day_of(entered.day, "date on which it was sent on")
    if day is None:
        raise UserError(NO_DAY)
    at = _time(entered.at)
    return tuple(
        Distribution(each, entered.by, entered.to, day, entered.form, at, entered.unreached)
        for each in dict.fromkeys(entered.audiences)
    )


def _tidy(sent: Distribution) -> Distribution:
    by, to, unreached = (" ".join(e.split()) for e in (sent.by, sent.to, sent.unreached))
    return replace(sent, by=by, to=to, unreached=unreached)


def _time(text: str) -> time | None:
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007  (a time of day)
    except ValueError:
        raise UserError(NO_TIME) from None
