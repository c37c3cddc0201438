"""The deadlines of a visit as the board shows them: when, and how each stands."""

from dataclasses import dataclass
from datetime import datetime

from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.following import Happened, standing
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import STOPPED, VisitMilestone
from visit_exchange.writing.dates_in_words import say_day, say_when


@dataclass(frozen=True)
class BoardDeadline:
    """One deadline in words, and how it stands: ``past``, ``next`` or ``to come``.

    While its visit is deferred or cancelled, that stands in place of ``next`` and ``to come``.
    What follows a visit stands as ``Standing`` says: done, due, late and so on. ``id`` is the
    milestone's, ``local`` its instant as ``2023-03-30T17:00:00+01:00``, ``due`` the same in UTC.
    """

    id: str
    title: str
    local: str
    due: datetime
    when: str
    state: str
    moved: bool


def board_deadlines(dossier: Dossier, now: datetime) -> tuple[BoardDeadline, ...]:
    """Return every deadline of a visit in the framework's order, as it stands at ``now``."""
    found, next_taken = [], False
    visit, framework = dossier.visit, dossier.framework
    for milestone in dossier.milestones:
        if framework.milestone(milestone.id).owner and visit.status not in STOPPED:
            found.append(_followed(framework, milestone, dossier.happened, now))
            continue
        past = milestone.reached_at is not None or milestone.due <= now
        state = "past" if past else "to come" if next_taken else "next"
        next_taken = next_taken or state == "next"
        if visit.status in STOPPED and milestone.reached_at is None:
            state = visit.status.value
        found.append(_deadline(milestone, say_when(milestone.local), state))
    return tuple(found)


def _followed(
    framework: Framework, milestone: VisitMilestone, happened: Happened, now: datetime
) -> BoardDeadline:
    done = happened.get(milestone.id)
    when = say_day(done) if done else say_when(milestone.local)
    stands = standing(framework, milestone, happened, now).value
    return _deadline(milestone, when, stands)


def _deadline(milestone: VisitMilestone, when: str, state: str) -> BoardDeadline:
    return BoardDeadline(
        id=milestone.id,
        title=milestone.title,
        local=milestone.local,
        due=milestone.due,
        when=when,
        state=state,
        moved=milestone.adjusted,
    )
