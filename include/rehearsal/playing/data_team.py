"""Plays the data team while a visit goes on: who is named, who is asked, what worries somebody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from rehearsal.playing.watching import Watch
from visit_exchange.journey.deadlines.surveys import set_link
from visit_exchange.journey.ending.concerns import add_told, record_concern, settle_concern
from visit_exchange.journey.pages.arranging.surveys import EnteredSending, say_sent
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.journey.requesting.people import give_role
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.people_rules import LANO
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.keys import request_key

NOON = time(12, 0)
LANO_EMAIL = "lano@exampleshire.example"
SENIOR = "dcs@exampleshire.example"
PARTNER, PARTNER_EMAIL = "Exampleshire Integrated Care Board", "icb@exampleshire.example"
TEAM = "the participation team"
SURVEY = "https://surveys.example/exampleshire"
# Who is there when the visit opens, and which packs each wishes to hear of; a kind may lack a role.
PEOPLE = (
    ("dcs", SENIOR, "each"),
    ("deputy", "deputy@exampleshire.example", "each"),
    ("cqc_inspector", "cqc-inspector@inspectorate.example", "daily"),
    ("team_member", "team@inspectorate.example", "final"),
)
BY = "rehearsal"


@dataclass
class DataTeam:
    """What the data team does in one visit: each thing once, when its time has come."""

    outside: Outside
    watch: Watch
    framework: Framework
    _done: set[str] = field(default_factory=set)
    _concern: int = 0

    @property
    def visit_id(self) -> str:
        return self.watch.visit.id

    def begin(self) -> None:
        """Name who is known beforehand, and the survey's link: one for everybody."""
        for role, email, packs in PEOPLE:
            if self.framework.role(role):
                give_role(self.outside, self.visit_id, role, email, packs=packs, by=BY)
        if self.framework.surveys.audiences:
            set_link(self.outside, self.visit_id, "", SURVEY, by=BY)

    def look(self, chosen: Sequence[str]) -> None:
        """Do what has come due; ``chosen`` are the children, empty until there are some."""
        if self._has_drafted() and self.watch.visit_time() >= self._noon():
            self._once("enters the LANO, whom the authority has nominated", self._name_lano)
            self._once(f"asks {PARTNER}", self._ask_partner)
        if chosen and self.framework.concerns:
            self._once("records a concern", lambda: self._record(chosen[0]))
        if self._concern and self._has_passed("tracking"):
            self._once("says what became of the concern", self._settle)
            if self.framework.surveys.audiences:
                what = "says on its page who sent the survey on, and whom it does not reach"
                self._once(what, self._survey_sent, who="authority")

    def judge(self) -> list[str]:
        """Return a sentence for everything that did not become of what was done."""
        register, run_id = self.outside.register, self.watch.visit.run_id
        partner = register.partners(self.visit_id)
        told = {
            "the data team got no notification letters": self._has_drafted(),
            "the LANO got no request": register.mail_written(request_key(run_id)),
            "the partner was not asked": bool(partner)
            and register.mail_written(request_key(run_id, partner[0].id)),
            "a concern is open": not any(c.is_open for c in register.concerns(self.visit_id)),
            "nobody said who sent the survey on": bool(
                register.dossier(self.visit_id).survey_distributions
            )
            or not self.framework.surveys.audiences,
        }
        return [sentence for sentence, is_so in told.items() if not is_so]

    def _once(self, what: str, act: Callable[[], None], *, who: str = "data team") -> None:
        if what not in self._done:
            self.watch.attempt(who, what, act)
            self._done.add(what)

    def _has_drafted(self) -> bool:
        return self.outside.register.mail_written(f"{self.watch.visit.run_id}/notification")

    def _noon(self) -> datetime:
        zone = ZoneInfo(self.framework.timezone)
        return datetime.combine(self.watch.visit.notified, NOON, zone)

    def _has_passed(self, role: str) -> bool:
        milestone = self.framework.milestone_of(role)
        return self.outside.register.milestone(self.visit_id, milestone).reached_at is not None

    def _name_lano(self) -> None:
        give_role(self.outside, self.visit_id, LANO, LANO_EMAIL, by=BY)

    def _ask_partner(self) -> None:
        kind = self.framework.partners[0].id
        add_partner(self.outside, self.visit_id, PARTNER, kind, PARTNER_EMAIL, "", by=BY)

    def _record(self, code: str) -> None:
        kinds = self.framework.concerns.kinds if self.framework.concerns else ()
        words = "What was sent about this child does not say who visits them now."
        self._concern = record_concern(
            self.outside,
            self.visit_id,
            kinds[0].id,
            words,
            child=code,
            senior_officer=SENIOR,
            by=BY,
        )

    def _settle(self) -> None:
        outcomes = self.framework.concerns.outcomes if self.framework.concerns else ()
        when, number = self.watch.visit_time(), self._concern
        whom, follows = "director of children’s services", "The authority visits them this week."
        add_told(self.outside, self.visit_id, number, whom, when, by=BY)
        settle_concern(self.outside, self.visit_id, number, outcomes[0].id, follows, by=BY)

    def _survey_sent(self) -> None:
        audiences = tuple(each.id for each in self.framework.surveys.audiences)
        day = self.watch.visit.notified.isoformat()
        unreached = "families without internet at home, who need paper copies"
        sent = EnteredSending(audiences[:1], TEAM, "all schools", day, "", "paper", unreached)
        say_sent(self.outside, Sender(self.watch.visit), sent)
