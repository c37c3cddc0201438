"""A second visit that a rehearsal leaves open in mid-course, so that every page has something."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rehearsal.expectations import SOUND, Drop
from rehearsal.playing.desks import AUTHORITY, Desk
from rehearsal.playing.inspector import Inspector
from rehearsal.playing.left_open_clock import NOTIFIED, as_begun, in_time
from rehearsal.playing.play import Play, play_for
from rehearsal.playing.player import DAG, SELECT_TASK, THINKING
from rehearsal.playing.selecting import are_enough, choose, choose_outsider
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.people import let_track
from visit_exchange.journey.meeting.keeping import start_timetable
from visit_exchange.journey.pages.inspectors.notes import add_note
from visit_exchange.journey.requesting.registering import register_on_clock
from visit_exchange.journey.selecting.agreeing import say_agreement
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.packs.notes import About
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.keys import request_key
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import NewVisit, Visit

BY = "rehearsal"
DOCUMENTS = 4
NEEDS_FIXING = frozenset({SubmissionStatus.WITHHELD, SubmissionStatus.MUST_FIX})
NOTE = "Ask who follows the attendance of children at several settings."
LEFT = "The visit that is left open did not come so far: it has not {what}."


@dataclass
class LeftOpen:
    """Plays its beginning a step at a time, as each becomes possible. ``new`` is who is in it.

    ``closes`` is when its returns close, if there is time until then. ``stretched`` is how many
    times as long it takes on this machine as on an idle one.
    """

    outside: Outside
    inspector: Inspector
    new: NewVisit
    seed: int
    closes: datetime
    stretched: float
    tell: Callable[[str], None]
    visit_id: str = ""
    done: list[str] = field(default_factory=list)
    asked_at: datetime | None = None
    codes: tuple[str, ...] = ()
    outsider: str = ""
    sent: int = 0

    @property
    def steps(self) -> dict[str, Callable[[], bool]]:
        """Each step by what is so after it; it returns whether it was done."""
        return {
            "begun": self._begin,
            "sent its files": self._send,
            "chosen its children": self._choose,
            "sent what it holds of the first child": self._track,
            "had its answers": self._is_answered,
        }

    def look(self) -> bool:
        """Do the next step if that can be done; return whether all are."""
        steps = self.steps
        left = [what for what in steps if what not in self.done]
        if left and steps[left[0]]():
            self.done.append(left[0])
            self.tell(f"The second visit has {left[0]}")
        return len(self.done) == len(steps)

    def judge(self) -> list[str]:
        """Return a sentence for the first step that was not done."""
        left = [what for what in self.steps if what not in self.done]
        return [LEFT.format(what=left[0])] if left else []

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        return self.outside.register.visit(self.visit_id)

    @property
    def framework(self) -> Framework:
        return load_framework(self.new.framework)

    @property
    def _authority(self) -> Play:
        return play_for(self.new.framework, seed=self.seed, notified=NOTIFIED)

    def _begin(self) -> bool:
        self.closes = in_time(self.closes, datetime.now(UTC), self.stretched)
        self.visit_id = register_on_clock(self.outside, as_begun(self.new, self.closes), by=BY)
        for login in self.new.inspectors:
            let_track(self.outside, self.visit_id, login, may=True, by=BY)
        self.outside.airflow.trigger(DAG, self.visit_id, {})
        return True

    def _send(self) -> bool:
        if not self.outside.register.mail_written(request_key(self.visit.run_id)):
            return False
        start_timetable(self.outside, self.visit_id, by=BY)
        checklist = checklist_workbook(self.visit, self.framework)
        self._drop(some_of(self._authority.returns(checklist)))
        return True

    def _choose(self) -> bool:
        waiting = self.outside.airflow.pending_hitl(DAG, self.visit_id)
        found = [each for each in waiting if each.task_id == SELECT_TASK]
        if not found:
            return False
        now = datetime.now(UTC)
        self.asked_at = self.asked_at or now
        if now - self.asked_at < THINKING:
            return False
        options = sorted(codes_in_lists(self.outside, self.visit))
        if not are_enough(options, self.framework.selection):
            self.asked_at = None
            return False
        self.codes = choose(options, self.framework.selection, seed=self.seed)
        self.outsider = choose_outsider(options, self.codes)
        self.inspector.choose(self.visit_id, self.codes)
        return True

    def _track(self) -> bool:
        asked = f"{self.visit.run_id}/tracking-request/"
        mails = self.outside.register.dossier(self.visit_id).mails
        if not any(mail.key.startswith(asked) for mail in mails):
            return False
        first = self.codes[0]
        say_agreement(
            self.outside, Sender(self.visit), first, "agreed", "class teacher", "In the morning"
        )
        login = self.new.inspectors[0]
        add_note(self.outside, self.visit_id, About.CHILD, first, NOTE, is_line=True, by=login)
        drops = self._authority.tracking(self.codes, self.outsider)
        self._drop([each for each in drops if first in each.name][:DOCUMENTS])
        return True

    def _is_answered(self) -> bool:
        found = self.outside.register.submissions(self.visit_id)
        return len(found) >= self.sent and all(each.answered_at for each in found)

    def _drop(self, drops: list[Drop]) -> None:
        desk = Desk(self.outside, self.visit_id, Bucket.REPLIES, AUTHORITY)
        for each in drops:
            desk.drop(self.outside.store.name(Bucket.UPLOADS), each.name, each.content)
        self.sent += len(drops)


def some_of(drops: tuple[Drop, ...]) -> list[Drop]:
    """Return the lists that are right, a few documents, and a file that needs fixing.

    What is left out is missing at the deadline.
    """
    sound = [each for each in drops if each.expected.outcomes == SOUND]
    lists = [each for each in sound if each.expected.rows]
    papers = [each for each in sound if each.expected.items and not each.expected.rows]
    wrong = [each for each in drops if each.expected.outcomes == NEEDS_FIXING]
    return [*lists, *papers[:DOCUMENTS], *wrong[:1]]
