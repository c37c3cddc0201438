"""The notification date: letters for leaders, and a LANO who is nominated after the call.

AP "Notification"; SEND, paragraphs 82 and 83. No deadline waits for the LANO.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.deadline_alerts import note_on_run
from visit_exchange.journey.deadlines.surveys import survey_links
from visit_exchange.journey.mailing import alert_once, mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.requesting.partner_asking import ask_partners
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.notification_letter import (
    LetterFacts,
    letter_name,
    notification_letter,
)
from visit_exchange.request.request import dates_in_words
from visit_exchange.services.mail import Attachment
from visit_exchange.services.page_addresses import board_address
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.survey_words import by_link
from visit_exchange.visits.places.keys import request_key
from visit_exchange.visits.places.names import WORD
from visit_exchange.visits.visit import ENDED, STOPPED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# Somebody of the data team is still at work to ring up the authority.
END_OF_NOTIFICATION_DAY = time(17, 0)
NOT_UNDER_WAY = ENDED | STOPPED | {VisitStatus.REGISTERED}


def draft_letters(outside: "Outside", visit_id: str) -> int:
    """Mail the data team the letters of a visit that has opened, and ask its partners.

    Return how many letters; none where the authority has been asked already, so that its leaders
    know. The mail says what to do where no LANO is nominated yet.
    """
    visit = outside.register.visit(visit_id)
    ask_partners(outside, visit)
    if outside.register.mail_written(request_key(visit.run_id)):
        return 0
    letters = letters_of(outside, visit)
    if letters or not visit.lano_email:
        _tell_team(outside, visit, letters)
    note_on_run(outside, visit)
    return len(letters)


def letters_of(outside: "Outside", visit: Visit) -> dict[str, bytes]:
    """Return the notification letters of a visit, by file name; none where a kind has none."""
    framework = framework_of(visit)
    facts = LetterFacts(
        visit,
        framework,
        outside.register.milestones(visit.id),
        by_link(survey_links(outside, visit)),
        outside.settings.senior_contact,
    )
    letters = framework.notification.letters if framework.notification else ()
    return {letter_name(facts, each): notification_letter(facts, each) for each in letters}


def check_has_letters(visit: Visit) -> None:
    """Raise UserError where a kind of visit has no notification letters."""
    if framework_of(visit).notification is None:
        raise UserError(f"{framework_of(visit).title} has no notification letters")


def is_nominated(outside: "Outside", visit_id: str) -> bool:
    """Say whether a visit has a LANO, so that the authority can be asked."""
    return bool(outside.register.visit(visit_id).lano_email)


def look_for_lanos(outside: "Outside") -> int:
    """Alert, once each, to visits that have no LANO at the end of their notification day."""
    visits = (v for v in outside.register.visits() if v.status not in NOT_UNDER_WAY)
    late = [visit for visit in visits if is_lano_late(visit, visit_now(visit))]
    return sum(_alert(outside, visit) for visit in late)


def is_lano_late(visit: Visit, now: datetime) -> bool:
    """Say whether a visit has no LANO although its notification day is over; ``now`` is its own."""
    zone = ZoneInfo(framework_of(visit).timezone)
    return not visit.lano_email and now >= datetime.combine(
        visit.notified, END_OF_NOTIFICATION_DAY, zone
    )


def _tell_team(outside: "Outside", visit: Visit, letters: dict[str, bytes]) -> None:
    framework = framework_of(visit)
    written = mail(
        "notification_letters",
        visit=visit.id,
        area=visit.la_name,
        kind=framework.title,
        letters=_to_whom(visit),
        has_lano=bool(visit.lano_email),
        page=board_address(outside, visit.id),
        dates=dates_in_words(framework, outside.register.milestones(visit.id)),
    )
    mail_once(
        outside,
        f"{visit.run_id}/notification",
        outside.settings.data_team_email,
        *written,
        visit_id=visit.id,
        attachments=[Attachment(name, WORD, content) for name, content in letters.items()],
    )


def _to_whom(visit: Visit) -> Sequence[str]:
    framework = framework_of(visit)
    letters = framework.notification.letters if framework.notification else ()
    roles = [(each.sender, framework.role(each.to)) for each in letters]
    return [f"{sender} writes to the {_low(role.title)}" for sender, role in roles if role]


def _low(title: str) -> str:
    return title[:1].lower() + title[1:]


def _alert(outside: "Outside", visit: Visit) -> bool:
    dates = dates_in_words(framework_of(visit), outside.register.milestones(visit.id))
    page = board_address(outside, visit.id)
    written = mail("no_lano", visit=visit.id, area=visit.la_name, dates=dates, page=page)
    return alert_once(outside, f"{visit.run_id}/no-lano", *written, visit_id=visit.id)
