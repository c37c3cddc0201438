"""Small visits of several kinds, at once on one stack, each with files of its own."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from builders.send_lists import sheet_rows, upn
from builders.send_lists import workbook as send_workbook
from builders.uploads import attending, child, pdf
from rehearsal.playing.desks import AUTHORITY, INSPECTORS, Desk
from rehearsal.playing.pace import pace
from rehearsal.playing.patience import look_until
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import NewVisit, Visit, VisitMilestone

MONDAY = date(2026, 11, 23)
SAME = ("EXS-0001", "EXS-0002", "EXS-0003", "EXS-0004")  # in the lists of every visit
PATIENCE = timedelta(minutes=12)
AP, MONITORING, MEETING = "ap_thematic_2023", "area_send_monitoring_2024", "engagement_meeting_2024"


@dataclass
class Small:
    """A visit with its people's desks, and what its authority uploaded, by name."""

    outside: Outside
    id: str
    files: dict[str, bytes] = field(repr=False)
    sent: set[str] = field(default_factory=set)
    authority: Desk = field(init=False)
    inspectors: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.authority = Desk(self.outside, self.id, Bucket.REPLIES, AUTHORITY)
        self.inspectors = Desk(self.outside, self.id, Bucket.PACKS, INSPECTORS)

    @property
    def visit(self) -> Visit:
        return self.outside.register.visit(self.id)

    def milestones(self) -> dict[str, VisitMilestone]:
        return {one.id: one for one in self.outside.register.milestones(self.id)}

    def submissions(self) -> tuple[Submission, ...]:
        return self.outside.register.submissions(self.id)

    def look(self) -> bool:
        """Upload what is not uploaded yet; return whether the visit's run has ended."""
        if self.authority.is_open():
            uploads = self.outside.store.name(Bucket.UPLOADS)
            for name in self.files.keys() - self.sent:
                self.authority.drop(uploads, name, self.files[name])
                self.sent.add(name)
        return self.outside.airflow.run_state("visit", self.id) in ("success", "failed")


@dataclass(frozen=True)
class SideBySide:
    """The visits when all of them have ended. ``before`` are their deadlines as planned.

    ``trespasses`` are sentences about what one visit's people could reach in another's prefix,
    and ``tried`` counts the attempts.
    """

    thematic: tuple[Small, ...]
    monitoring: Small
    meeting: Small
    before: dict[str, dict[str, datetime]]
    trespasses: tuple[str, ...]
    tried: int

    @property
    def all(self) -> tuple[Small, ...]:
        return (*self.thematic, self.monitoring, self.meeting)


def thematic_files(own: str) -> dict[str, bytes]:
    """Return the files of a thematic visit, all under names that the others have too."""
    rows = (*(child(each) for each in SAME), child(own))
    words = ("What we are proud of in alternative provision", f"Written for visit {own[-1]}")
    return {"list.xlsx": attending(*rows), "document.pdf": pdf("Strategic planning", *words)}


def monitoring_files() -> dict[str, bytes]:
    """Return the same children as a list of another kind of visit."""
    rows = [
        {
            "reference": each,
            "pupil_number": upn(number),
            "born": date(2014, 1, number),
            "gender": "a) Male",
            "ethnicity": "a) WBRI",
            "initial_plan": date(2023, 5, 1),
            "need": "k) ASD",
            "main_phase": "e) Secondary",
            "home_education": "b) No",
            "disability": "a) Yes",
        }
        for number, each in enumerate(SAME, start=1)
    ]
    return {"list.xlsx": send_workbook({"List_1": sheet_rows("ehc_plans", rows)})}


def meeting_files() -> dict[str, bytes]:
    """Return the one document of a meeting."""
    questions = (
        "What do you know about the impact of your arrangements?",
        "How do you know what impact they are having?",
        "What are your plans for the next 12 months?",
    )
    return {"document.pdf": pdf("Self-evaluation", *questions)}


def play_side_by_side(outside: Outside, day_seconds: float) -> SideBySide:
    """Play three visits of a kind and one each of two others to their ends, all at once."""
    stretched = day_seconds * pace(outside.airflow)
    thematic = tuple(
        _begin(outside, AP, stretched, thematic_files(f"OWN-000{n}"), n) for n in range(3)
    )
    # Its first deadline comes after a day, where the others have three.
    asked = {"items": ("ehc_plans",)}
    monitoring = _begin(outside, MONITORING, stretched * 4 / 3, monitoring_files(), 3, **asked)
    days = {"self_evaluation_due": date(2026, 11, 26), "meeting": date(2026, 11, 30)}
    meeting = _begin(outside, MEETING, stretched, meeting_files(), 4, agreed=days)
    every = (*thematic, monitoring, meeting)
    before = {one.id: {m.id: m.due for m in one.milestones().values()} for one in every}
    _put_off(thematic[0])
    tried, trespasses = _trespass(every)
    _until_all_have_ended(every)
    return SideBySide(thematic, monitoring, meeting, before, trespasses, tried)


def _begin(
    outside: Outside,
    framework: str,
    day_seconds: float,
    files: dict[str, bytes],
    number: int,
    **changes: object,
) -> Small:
    new = NewVisit(
        framework=framework,
        la_code="999",
        la_name="Exampleshire",
        notified=MONDAY + timedelta(days=number if framework == AP else 0),
        lano_email=f"lano-{number}@exampleshire.example",
        lead_inspector_email=f"lead-{number}@inspectorate.example",
        on_site_days=0 if framework == MEETING else 2,
        clock=RealClock(),
        **changes,  # type: ignore[arg-type]
    )
    visit_id = register_rehearsal(outside, new, day_seconds=day_seconds, by="test")
    outside.airflow.trigger("visit", visit_id, {})
    return Small(outside, visit_id, files)


def _put_off(small: Small) -> None:
    """Move the first deadline of one visit by six hours."""
    returns = small.milestones()["returns"]
    adjust(small.outside, small.id, "returns", returns.due + timedelta(hours=6), "Fog", by="test")


def _trespass(every: tuple[Small, ...]) -> tuple[int, tuple[str, ...]]:
    """Return how often somebody tried another visit's prefix, and where it was let in."""
    look_until(lambda: all(one.authority.is_open() for one in every), _soon(), _now)
    attempts = [(one, other) for one in every for other in every if one is not other]
    let_in = [said for one, other in attempts for said in one.authority.reaches(other.id)]
    let_in += [said for one, other in attempts for said in one.inspectors.reaches(other.id)]
    return 2 * len(attempts), tuple(let_in)


def _until_all_have_ended(every: tuple[Small, ...]) -> None:
    look_until(lambda: all([one.look() for one in every]), _soon(), _now, every=1.0)


def _now() -> datetime:
    return datetime.now(UTC)


def _soon() -> datetime:
    return _now() + PATIENCE
