"""Who has sent which survey on to whom: as the LANO says it, with no name of anybody.

AP "Survey arrangements"; SEND, paragraphs 88 and 89.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.mails.catalogue import mail
from visit_exchange.privacy.naming_nobody import named_in
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.survey_words import Distribution
from visit_exchange.visits.visit import ENDED, Visit
from visit_exchange.writing.dates_in_words import say_day, say_time

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

LONGEST = 200


def record_sent(
    outside: "Outside", visit_id: str, sent: Distribution, *, now: datetime, by: str
) -> None:
    """Record that a survey was sent on; ``now`` is an instant of the wall.

    The lead inspector hears of whom it does not reach. UserError when the visit has ended, there
    is no such audience or form, something is not said or names somebody, or it is still to come.
    """
    visit = outside.register.visit(visit_id)
    check_open(visit)
    local = visit.clock.visit_time(now).astimezone(ZoneInfo(framework_of(visit).timezone))
    tidy = checked(visit, sent, local)
    with with_its_mails(outside, visit_id):
        number = outside.register.add_distribution(visit_id, tidy, by=by, at=visit_now(visit))
        if tidy.unreached:
            _tell_lead(outside, visit, replace(tidy, number=number))


def take_back_sent(outside: "Outside", visit_id: str, number: int, *, by: str) -> None:
    """Record that a survey was not sent on, as was said in error; UserError when it cannot be."""
    visit = outside.register.visit(visit_id)
    check_open(visit)
    outside.register.take_back_distribution(visit_id, number, by=by, at=visit_now(visit))


def check_open(visit: Visit) -> None:
    """Raise UserError when a visit has ended, and its surveys with it."""
    if visit.status in ENDED:
        raise UserError(f"{visit.id} is {visit.status.value}: its surveys are over")


def checked(visit: Visit, sent: Distribution, now: datetime) -> Distribution:
    """Return a distribution without needless blanks; UserError says what is wrong in it.

    ``now`` is the visit's own local time.
    """
    surveys, today = framework_of(visit).surveys, now.date()
    if surveys.audience(sent.audience) is None:
        raise UserError(f"--audience must be one of: {', '.join(a.id for a in surveys.audiences)}")
    if sent.form and sent.form not in {each.id for each in surveys.forms}:
        raise UserError(f"--form must be one of: {', '.join(each.id for each in surveys.forms)}")
    if sent.on > today:
        raise UserError(f"The day must be today or earlier. For this visit it is {say_day(today)}")
    if sent.at and (sent.on, sent.at) > (today, now.time()):
        raise UserError(f"The time must not be in the future. It is {say_time(now.time())} now")
    by, to = _said(sent.by, "who sent the survey on"), _said(sent.to, "to whom it was sent")
    unreached = _nameless(sent.unreached, "whom it does not reach")
    form = sent.form or surveys.forms[0].id
    return replace(sent, by=by, to=to, form=form, unreached=unreached)


def sent_in_words(dossier: Dossier) -> tuple[str, ...]:
    """Return a line for each time that a survey was sent on, oldest first."""
    return tuple(line_of(dossier, each) for each in dossier.survey_distributions)


def line_of(dossier: Dossier, sent: Distribution) -> str:
    """Return in a line who sent a survey on to whom, when and how."""
    surveys = dossier.framework.surveys
    audiences = {each.id: each.title for each in surveys.audiences}
    forms = {each.id: each.title for each in surveys.forms}
    when = f"at {say_time(sent.at)} on {say_day(sent.on)}" if sent.at else f"on {say_day(sent.on)}"
    lacks = f". Does not reach: {sent.unreached}" if sent.unreached else ""
    return (
        f"{audiences[sent.audience]}: by {sent.by}, to {sent.to}, {forms[sent.form]}, {when}{lacks}"
    )


def _tell_lead(outside: "Outside", visit: Visit, sent: Distribution) -> None:
    audience = framework_of(visit).surveys.audience(sent.audience)
    title = audience.title if audience else sent.audience
    written = mail("survey_unreached", visit=visit.id, audience=title, who=sent.unreached)
    key = f"{visit.run_id}/survey/unreached/{sent.number}"
    mail_once(outside, key, visit.lead_inspector_email, *written, visit_id=visit.id)


def _said(text: str, what: str) -> str:
    tidy = _nameless(text, what)
    if not tidy:
        raise UserError(f"Enter {what}, as an organisation or a role")
    return tidy


def _nameless(text: str, what: str) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST:
        raise UserError(f"Say in {LONGEST} characters or fewer {what}")
    if found := named_in(tidy):
        raise UserError(f"Say {what} by organisation or role, not by name. Take out: {found}")
    return tidy
