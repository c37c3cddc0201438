"""What lead inspector and authority arrange: who takes part, letters to providers, a timetable."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from rehearsal.playing.inspector import Inspector
from rehearsal.playing.watching import Watch
from visit_exchange.buckets import Bucket
from visit_exchange.journey.meeting.entering import as_entered
from visit_exchange.journey.meeting.keeping import (
    note_took_place,
    save_slot,
    start_timetable,
    timetable_of,
)
from visit_exchange.journey.meeting.telling import tell_everybody
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.agreeing import say_agreement
from visit_exchange.journey.selecting.provider_visits import arrange, chosen_visits
from visit_exchange.journey.selecting.sampling import sample_of_providers
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import tracking_request_folder, within
from visit_exchange.visits.places.names import provider_letter_name
from visit_exchange.visits.visit import Visit

LETTERS = 2
# Between two steps the tracking request is drawn up again: a running task is not cleared.
PAUSE = timedelta(seconds=6)
BY = "rehearsal"


@dataclass
class Arranging:
    """Does one step at a time. ``then`` is when the next may be done."""

    outside: Outside
    inspector: Inspector
    visit: Visit
    watch: Watch
    declined: str = ""
    then: datetime | None = None
    done: int = 0
    steps: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set the steps in their order."""
        self.steps = [self._agree, self._replace, self._providers, self._timetable]

    def is_done(self) -> bool:
        """Do the next step if its time has come; return whether all are done."""
        if self.done < len(self.steps) and self._is_time():
            self.watch.attempt("inspectors", "", self.steps[self.done])
            self.done, self.then = self.done + 1, self.watch.now() + PAUSE
        return self.done == len(self.steps)

    def _is_time(self) -> bool:
        if self.then is None:
            asked = f"{self.visit.run_id}/tracking-request/"
            mails = self.outside.register.dossier(self.visit.id).mails
            if any(mail.key.startswith(asked) for mail in mails):
                self.then = self.watch.now() + PAUSE
            return False
        return self.watch.now() >= self.then

    def _agree(self) -> None:
        """All children agree but the last, who declines."""
        *stay, self.declined = self._codes()
        for code in stay:
            self._say(code, "agreed", "In a quiet room, in the morning")
        self._say(self.declined, "declined", "")
        self.watch.tell("authority", f"says that {self.declined} declines")

    def _say(self, code: str, stands: str, support: str) -> None:
        say_agreement(self.outside, Sender(self.visit), code, stands, "class teacher", support)

    def _replace(self) -> None:
        codes = self._codes()
        others = codes_in_lists(self.outside, self.visit) - {*codes, self.declined}
        self.inspector.decide(self.visit.id, "children", (*codes, max(others)))
        self.watch.tell("inspectors", f"choose {max(others)} instead")

    def _providers(self) -> None:
        if self._framework.providers is None:
            return
        proposed = sample_of_providers(self.outside, self.visit)
        names = [proposed.named[each.one] for each in proposed.proposed][:LETTERS]
        self.inspector.decide(self.visit.id, "providers", names)
        today = visit_now(self.visit).date().isoformat()
        visits = chosen_visits(self.outside, self.outside.register.dossier(self.visit.id))
        for place, _visit in enumerate(visits, start=1):
            arrange(self.outside, self.visit.id, place, today, "", "")
        self.watch.tell("authority", f"sends {len(visits)} letters to providers")

    def _timetable(self) -> None:
        """Start the timetable, tell everybody, change its last meeting, tell everybody again."""
        if not self._framework.timetable.slots:
            return
        visit_id = self.visit.id
        start_timetable(self.outside, visit_id, by=BY)
        tell_everybody(self.outside, visit_id, timetable_of(self.outside, visit_id).number, by=BY)
        now = timetable_of(self.outside, visit_id)
        last = now.standing[-1]
        longer = replace(as_entered(last), minutes=str(last.minutes + 15))
        save_slot(self.outside, visit_id, now.number, last.id, longer, by=BY)
        tell_everybody(self.outside, visit_id, timetable_of(self.outside, visit_id).number, by=BY)
        self._note_what_took_place()
        self.watch.tell("inspectors", "tell everybody of a changed timetable")

    def _note_what_took_place(self) -> None:
        for slot in timetable_of(self.outside, self.visit.id).standing:
            number = timetable_of(self.outside, self.visit.id).number
            if slot.ends <= visit_now(self.visit):
                here, visit_id = self.outside, self.visit.id
                note_took_place(here, visit_id, number, slot.id, took_place=True, by=BY)

    def _codes(self) -> tuple[str, ...]:
        selection = self.outside.register.selection(self.visit.id)
        return selection.codes if selection else ()

    @property
    def _framework(self) -> Framework:
        return framework_of(self.visit)


def judge_arranged(outside: Outside, visit_id: str) -> list[str]:
    """Return a sentence for everything that was to be arranged and is not."""
    dossier = outside.register.dossier(visit_id)
    framework, selection = dossier.framework, dossier.selection
    codes, declined = (selection.codes, selection.declined) if selection else ((), ())
    may_not_apply = any(item.if_applicable for item in framework.tracking.items)
    told = {mail.key for mail in dossier.mails if "/timetable/" in mail.key}
    slots = timetable_of(outside, visit_id).slots
    wrong = {
        "no child declined, or one who did is tracked": not declined or set(declined) & set(codes),
        "nobody was chosen for the child who declined": selection and selection.has_free_place,
        "nothing was said not to apply to a child": may_not_apply and not dossier.does_not_apply,
        "nobody was told of the timetable": framework.timetable.slots and not told,
        "no meeting was changed": framework.timetable.slots
        and not any(slot.sequence for slot in slots),
    }
    lacking = _letters_missing(outside, visit_id) if framework.providers else 0
    return [
        *(sentence for sentence, is_wrong in wrong.items() if is_wrong),
        *([f"{lacking} letters to providers did not reach the authority"] if lacking else []),
    ]


def _letters_missing(outside: Outside, visit_id: str) -> int:
    folder = tracking_request_folder(visit_id)
    keys = [within(folder, provider_letter_name(place)) for place in range(1, LETTERS + 1)]
    return sum(not _is_there(outside, key) for key in keys)


def _is_there(outside: Outside, key: str) -> bool:
    try:
        return bool(outside.store.get(Bucket.REPLIES, key))
    except FileNotFoundError:
        return False
