"""What the board shows of the end of a visit's evidence: delete dates, and a hold."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.rules.retention import CLOSED, Evidence
from visit_exchange.visits.dossier import Dossier
from visit_exchange.writing.dates_in_words import say_day


@dataclass(frozen=True)
class BoardEvidence:
    """A kind of evidence: when it is destroyed, in words, and how it stands."""

    kind: str
    when: str
    state: str


def board_evidence(dossier: Dossier, now: datetime) -> tuple[BoardEvidence, ...]:
    """Return every kind of evidence of a visit with its delete date, as at ``now``."""
    framework = load_framework(dossier.visit.framework)
    zone = ZoneInfo(framework.timezone)
    return tuple(
        BoardEvidence(
            each.kind.value,
            say_day(each.due.astimezone(zone).date())
            if each.due
            else not_counted_yet(framework, each.kind),
            each.state,
        )
        for each in disposal_plan(dossier, now)
    )


def not_counted_yet(framework: Framework, kind: Evidence) -> str:
    """Return when a kind of evidence is destroyed, while its date cannot be counted yet."""
    retention = framework.retention
    later = ", or after what needs it later" if retention.needing(kind) else ""
    return f"{retention.days(kind)} days after {_event(framework)}{later}"


def _event(framework: Framework) -> str:
    """Return in words what the days are counted from."""
    after = framework.retention.after
    return "the visit closes" if after == CLOSED else f"“{framework.milestone(after).title}”"


def hold_in_words(dossier: Dossier) -> str | None:
    """Return what is said of a legal hold, without its reason; None when there is none."""
    hold = dossier.hold
    return f"On hold since {say_day(hold.at.date())}, by {hold.by}" if hold else None
