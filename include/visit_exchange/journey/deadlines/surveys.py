"""Surveys around a visit: their links go out, responses are counted, low reach is told in time."""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.survey_reach import Reach, reach
from visit_exchange.journey.deadlines.surveys_sent import sent_in_words
from visit_exchange.journey.deadlines.waiting import milestone_for
from visit_exchange.journey.hearing import is_announced, who_hears
from visit_exchange.journey.mailing import mail_each, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.telling import mail_authority, who_else
from visit_exchange.kinds.rules.visit_rules import Audience
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.survey_counting import count_responses
from visit_exchange.visits.people.survey_words import by_link
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def set_link(outside: "Outside", visit_id: str, audience: str, link: str, *, by: str) -> None:
    """Record where an audience finds its survey; the LANO of an open visit is told.

    Without an ``audience`` it is one link for all of them. UserError when the visit has ended, or
    audience or link cannot be what they say.
    """
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: its surveys are over")
    asked = audiences_named(visit, audience)
    if not link.startswith("https://") or any(c.isspace() for c in link):
        raise UserError("--link must be an address that begins with https://")
    with with_its_mails(outside, visit_id):
        for each in asked:
            outside.register.set_survey_link(visit_id, each.id, link, by=by, at=visit_now(visit))
        if visit.status is not VisitStatus.REGISTERED and is_announced(outside, visit):
            _tell_link(outside, visit, asked, link)


def survey_links(outside: "Outside", visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return the title and link of every survey of a visit that has a link."""
    found = _reach(outside, visit)
    return tuple((each.title, each.link) for each in found if each.link)


def count_export(
    outside: "Outside", visit_id: str, lines: Iterable[str], audience: str = "", *, by: str
) -> tuple[Reach, ...]:
    """Count an export of all responses so far, keep the numbers alone, and tell of low reach.

    ``audience`` is the one whose survey it is; empty where a column says who answered.
    """
    visit = outside.register.visit(visit_id)
    surveys = framework_of(visit).surveys
    if not surveys.audiences:
        raise UserError(f"{framework_of(visit).title} has no survey")
    named = audience_named(visit, audience) if audience else None
    counts = count_responses(lines, surveys, named)
    now = visit_now(visit)
    today = now.astimezone(ZoneInfo(framework_of(visit).timezone)).date()
    outside.register.record_survey_responses(visit_id, counts, today, by=by, at=now)
    found = _reach(outside, visit)
    if now <= milestone_for(outside, visit, "survey").due:
        _tell_low(outside, visit, [each for each in found if each.is_low])
    return found


def remind_of_survey(outside: "Outside", visit_id: str) -> int:
    """Remind the LANO once half of the time is gone; return how many surveys have low reach."""
    visit = outside.register.visit(visit_id)
    found = _reach(outside, visit)
    if not found:
        return 0
    closes = _closes(outside, visit)
    written = mail(
        "survey_reminder",
        visit=visit.id,
        area=visit.la_name,
        closes=closes,
        lines=_lines(found),
        sent=sent_in_words(outside.register.dossier(visit_id)),
        accessibility=framework_of(visit).surveys.accessibility,
    )
    key = f"{visit.run_id}/survey/reminder"
    mail_authority(outside, key, visit, *written, topic="surveys")
    return sum(each.is_low for each in found)


def audiences_named(visit: Visit, audience: str) -> tuple[Audience, ...]:
    """Return the audience of an id, all without one; UserError when there is none such."""
    surveys = framework_of(visit).surveys
    if audience or not surveys.audiences:
        return (audience_named(visit, audience),)
    return surveys.audiences


def audience_named(visit: Visit, audience: str) -> Audience:
    """Return an audience by its id; UserError that names them all when there is none."""
    surveys = framework_of(visit).surveys
    if found := surveys.audience(audience):
        return found
    if not surveys.audiences:
        raise UserError(f"{framework_of(visit).title} has no survey")
    raise UserError(f"--audience must be one of: {', '.join(a.id for a in surveys.audiences)}")


def _reach(outside: "Outside", visit: Visit) -> tuple[Reach, ...]:
    return reach(outside.register.dossier(visit.id), visit_now(visit))


def _lines(found: Iterable[Reach]) -> str:
    return "\n".join(f"- {each.title}: {each.in_words}. {each.link}".rstrip() for each in found)


def _closes(outside: "Outside", visit: Visit) -> str:
    return say_when(milestone_for(outside, visit, "survey").local)


def _tell_low(outside: "Outside", visit: Visit, low: list[Reach]) -> None:
    """Tell LANO and lead inspector, once for each audience, while there is time to do something."""
    closes = _closes(outside, visit)
    both = (visit.lano_email, visit.lead_inspector_email)
    told = who_hears(outside, visit, *both, *who_else(visit, "surveys"))
    for each in low:
        written = mail(
            "survey_low",
            visit=visit.id,
            audience=each.title,
            reach=each.in_words,
            closes=closes,
            link=each.link,
        )
        occasion = f"{visit.run_id}/survey/low/{each.audience}"
        mail_each(outside, occasion, told, *written, visit.id)


def _tell_link(
    outside: "Outside", visit: Visit, audiences: tuple[Audience, ...], link: str
) -> None:
    [(title, _)] = by_link((each.title, link) for each in audiences)
    written = mail(
        "survey_link",
        visit=visit.id,
        area=visit.la_name,
        audience=title,
        link=link,
        closes=_closes(outside, visit),
        accessibility=framework_of(visit).surveys.accessibility,
    )
    key = f"{visit.run_id}/survey/link/{hashlib.sha256(link.encode()).hexdigest()[:16]}"
    mail_authority(outside, key, visit, *written, topic="surveys")
