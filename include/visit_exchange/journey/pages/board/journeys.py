"""The journey of each upload of a visit, from its arrival to what it is used for; and its mails."""

from dataclasses import dataclass
from datetime import datetime

from visit_exchange.journey.pages.board.acts.access import keys_out
from visit_exchange.journey.pages.board.number_records import took
from visit_exchange.journey.pages.board.occasions import occasion_in_words
from visit_exchange.journey.pages.mail_standing import WHY
from visit_exchange.journey.upkeep.seen import LONDON
from visit_exchange.visits.dates.clock import VisitClock
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.watch.waiting_mails import Trouble

UPLOAD_ACTS = {"upload received", "upload moved", "upload placed", "upload answered"}


@dataclass(frozen=True)
class Step:
    """A step of an upload's journey: when (visit time), and what became of it."""

    at: datetime
    what: str


@dataclass(frozen=True)
class MailLine:
    """A mail about a visit: the occasion in words, to whom, and when it went or why it has not."""

    occasion: str
    to: str
    when: str
    is_waiting: bool = False
    is_refused: bool = False


def journeys(dossier: Dossier) -> dict[int, tuple[Step, ...]]:
    """Return the steps of each upload by its number, as the audit tells them."""
    found: dict[int, list[Step]] = {each.number: [] for each in dossier.submissions}
    for entry in dossier.audit:
        number = _number(entry.detail.get("submission"))
        if entry.act in UPLOAD_ACTS and number in found:
            to = str(entry.detail.get("to", "")).replace("_", " ")
            what = to or entry.act.removeprefix("upload ")
            found[number].append(Step(entry.at, what))
    return {number: tuple(steps) for number, steps in found.items()}


def time_to_reply(upload: Submission, clock: VisitClock) -> str:
    """Return how long an upload waited for its answer, in words; empty while it waits.

    Its sender waited by the wall's clock, however fast that of the visit runs.
    """
    if upload.answered_at is None:
        return ""
    return took(clock.wall_time(upload.answered_at) - clock.wall_time(upload.received_at))


def mail_lines(dossier: Dossier) -> tuple[MailLine, ...]:
    """Return what waits or was refused, then what went out, the newest first; in visit time."""
    clock = dossier.visit.clock
    waiting = [
        MailLine(
            occasion_in_words(each.key, each.lane.to),
            each.lane.to,
            WHY.get(each.trouble or Trouble.AWAY, "waits to go out"),
            is_waiting=True,
            is_refused=each.is_refused,
        )
        for each in dossier.waiting_mails
    ]
    sent = [
        MailLine(occasion_in_words(each.key, each.to), each.to, _london(clock.visit_time(each.at)))
        for each in reversed(dossier.mails)
    ]
    return (*waiting, *sent)


def who_has_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return who has keys of the store for a visit, by the audit."""
    return tuple(who for who, has in keys_out(dossier).items() if has)


def _number(submission_id: object) -> int:
    """Return the number that an upload's id ends in; 0 for none."""
    last = str(submission_id).rpartition("/")[2]
    return int(last) if last.isdecimal() else 0


def _london(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"
