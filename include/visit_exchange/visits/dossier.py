"""The dossier of a visit: all that the register knows of it, read at one instant and frozen.

What decides takes a dossier, and is tested without a database. The methods answer as those of the
same names of the register. Left out are what only a key opens, prints of names, links' tokens, and
what each upload and each disposal consists of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.visits.accepted import WithUploads
from visit_exchange.visits.acts import (
    KEY_DESTROYED,
    hold_in,
    kinds_destroyed_in,
    missed_in,
    stop_in,
)
from visit_exchange.visits.disposal_records import Hold
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.partners import Partner, no_partner
from visit_exchange.visits.people.survey_words import Distribution
from visit_exchange.visits.records import (
    AuditEntry,
    DocumentReview,
    Pack,
    ProviderChoice,
    Selection,
    SentMail,
    Stop,
)
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Adjustment, Visit, VisitMilestone
from visit_exchange.visits.watch.orders import Order
from visit_exchange.visits.watch.waiting_mails import WaitingMail


@dataclass(frozen=True)
class Dossier(WithUploads):
    """A visit with what is known of it.

    ``milestones`` are in the framework's order; ``adjustments``, ``mails`` (those that went out),
    ``waiting_mails`` (those that did not), ``orders`` of the board and ``audit`` oldest first;
    ``partners`` by id, those that were removed too; ``submissions`` and ``document_reviews`` by
    number.
    ``declared_not_held`` is, by sender, the upload that said so of each item, empty where the page
    did; ``does_not_apply`` those about a selected child that do not apply to it. ``statements`` has
    the newest of each item and sender, from which both come. ``published`` are the packs of every
    kind by kind and version. ``modified`` is when a file was last changed where it was sent from,
    by the hash of its key (wall time), as far as the page was told. Counts of ``survey_responses``
    are by audience and day.
    """

    visit: Visit
    milestones: tuple[VisitMilestone, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    happened: Mapping[str, date] = field(default_factory=dict)
    inspectors: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    survey_links: Mapping[str, str] = field(default_factory=dict)
    survey_responses: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    survey_distributions: tuple[Distribution, ...] = ()
    submissions: tuple[Submission, ...] = ()
    declared_not_held: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    does_not_apply: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()
    modified: Mapping[str, datetime] = field(default_factory=dict)
    document_reviews: tuple[DocumentReview, ...] = ()
    selection: Selection | None = None
    providers: ProviderChoice | None = None
    published: tuple[Pack, ...] = ()
    mails: tuple[SentMail, ...] = ()
    waiting_mails: tuple[WaitingMail, ...] = ()
    orders: tuple[Order, ...] = ()
    audit: tuple[AuditEntry, ...] = ()

    @property
    def framework(self) -> Framework:
        """The kind of visit with the items that this visit asks for."""
        return framework_of(self.visit)

    def milestone(self, milestone: str) -> VisitMilestone:
        """Return one milestone; UserError when the visit has none of that id."""
        for each in self.milestones:
            if each.id == milestone:
                return each
        raise UserError(f"Visit {self.visit.id} has no milestone {milestone}")

    def milestone_for(self, role: str) -> VisitMilestone:
        """Return the milestone that plays a role (``returns``, ``selection``, …)."""
        return self.milestone(self.framework.milestone_of(role))

    def submission(self, submission_id: str) -> Submission:
        """Return one upload by its id; UserError when the visit has none of this id."""
        for each in self.submissions:
            if each.id == submission_id:
                return each
        raise UserError(f"No upload {submission_id} is known. Check the id")

    def partner(self, partner_id: str) -> Partner:
        """Return one partner; UserError when the visit has none of this id."""
        for each in self.partners:
            if each.id == partner_id:
                return each
        raise no_partner(self.visit.id, partner_id)

    def not_held(self, sender: str = "") -> Mapping[str, str]:
        """Return the items for which nobody waits, since a sender does not hold them.

        With each comes the upload that said so. What does not apply is among them.
        """
        return self.declared_not_held.get(sender, {})

    def statement(self, item: str, sender: str = "") -> Statement | None:
        """Return what a sender says of an item now; None when it says nothing."""
        for each in self.statements:
            if (each.item, each.sender) == (item, sender):
                return each
        return None

    def not_applicable(self, sender: str = "") -> frozenset[str]:
        """Return the items of which a sender says that they do not apply."""
        return frozenset(
            each.item
            for each in self.statements
            if each.sender == sender and each.says is Says.DOES_NOT_APPLY
        )

    def packs(self, kind: str = "returns") -> tuple[Pack, ...]:
        """Return the published packs of one kind, oldest first."""
        return tuple(each for each in self.published if each.kind == kind)

    def mail_written(self, key: str) -> bool:
        """Return whether the mail of this occasion was written about this visit."""
        return key in {each.key for each in self.mails} | {each.key for each in self.waiting_mails}

    @property
    def hold(self) -> Hold | None:
        """The legal hold on the visit; None when there is none."""
        return hold_in(self.audit)

    @property
    def kinds_destroyed(self) -> frozenset[str]:
        """The kinds of evidence of the visit that were destroyed."""
        return kinds_destroyed_in(self.audit)

    @property
    def is_key_destroyed(self) -> bool:
        """Whether the visit's key was destroyed: then it stays so after any restore."""
        return any(each.act == KEY_DESTROYED for each in self.audit)

    @property
    def stop(self) -> Stop | None:
        """How the visit came to be deferred or cancelled the last time; None if it never did."""
        return stop_in(self.audit)

    @property
    def missed(self) -> dict[str, str]:
        """What was missing at each milestone that fell with something missing."""
        return missed_in(self.audit)
