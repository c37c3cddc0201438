"""The register on a real PostgreSQL: each act happens once, and the audit keeps it."""

from collections.abc import Set
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from visit_exchange.errors import UserError
from visit_exchange.kinds.severity import Severity
from visit_exchange.services.register import Answer, ProblemCount, Register
from visit_exchange.services.register.tables import Base
from visit_exchange.visits.dates.clock import Anchor, RealClock, RehearsalClock, VisitClock
from visit_exchange.visits.dates.timeline import Milestone, Timeline
from visit_exchange.visits.uploads.submission import (
    CHECKLIST_ITEM,
    SubmissionStatus,
    SubmittedItem,
    Upload,
)
from visit_exchange.visits.visit import NewVisit, Visit, VisitStatus
from visit_exchange.visits.watch.waiting_mails import Channel, Lane

pytestmark = pytest.mark.services
fork = get_context("fork")

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
THURSDAY_5PM = datetime(2026, 11, 26, 17, tzinfo=UTC)
VISIT = "999-ap-20261123"
TIMELINE = Timeline(
    framework="ap_thematic_2023",
    notified=date(2026, 11, 23),
    milestones=(
        Milestone("notification", "Notification", MONDAY, "2026-11-23T09:00:00+00:00"),
        Milestone("returns", "Returns", THURSDAY_5PM, "2026-11-26T17:00:00+00:00"),
    ),
    calendar="England 2026",
    on_site_days=4,
)


def add_visit(register: Register, visit_id: str = VISIT, clock: VisitClock | None = None) -> Visit:
    new = NewVisit(
        framework="ap_thematic_2023",
        la_code="999",
        la_name="Fictitious",
        notified=date(2026, 11, 23),
        lano_email="lano@la.example",
        lead_inspector_email="lead@inspectorate.example",
        on_site_days=4,
        clock=clock or RealClock(),
    )
    return register.add_visit(
        new, TIMELINE, by="data team", at=MONDAY, visit_id=visit_id, is_rehearsal=bool(clock)
    )


def an_upload(name: str = "list.xlsx", version: str = "v1", visit: str = VISIT) -> Upload:
    return Upload(f"{visit}/{name}", version, 10, MONDAY)


def acts(register: Register) -> list[str]:
    return [entry.act for entry in register.audit(VISIT)]


# --- tables


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(empty_url: str) -> None:
    Register(empty_url).migrate()
    Register(empty_url).migrate()  # again changes nothing

    with create_engine(empty_url).connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert difference == []


def test_two_that_migrate_at_once_do_not_meet(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(Register(empty_url).migrate) for _ in range(2)]:
            done.result()

    assert Register(empty_url).visits() == ()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET by = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"],
)
def test_nobody_rewrites_the_audit(register: Register, register_url: str, statement: str) -> None:
    add_visit(register)

    with (
        pytest.raises(DBAPIError, match="append-only"),
        create_engine(register_url).begin() as connection,
    ):
        connection.execute(text(statement))
    assert acts(register) == ["visit registered"]


def test_neither_address_nor_password_is_in_its_repr() -> None:
    assert "secret" not in repr(Register("postgresql://user:secret@host/register"))


# --- visits


def test_a_visit_comes_back_as_it_was_registered(register: Register) -> None:
    clock = RehearsalClock(
        (Anchor(MONDAY, MONDAY), Anchor(MONDAY + timedelta(minutes=1), THURSDAY_5PM))
    )

    added = add_visit(register, clock=clock)

    assert register.visit(VISIT) == added
    assert (added.status, added.clock, added.is_rehearsal) == (VisitStatus.REGISTERED, clock, True)
    assert [milestone.id for milestone in register.milestones(VISIT)] == ["notification", "returns"]
    returns = register.milestone(VISIT, "returns")
    assert (returns.due, returns.calendar, returns.adjusted, returns.reached_at) == (
        THURSDAY_5PM,
        "England 2026",
        False,
        None,
    )


def test_a_visit_is_registered_once(register: Register) -> None:
    add_visit(register)

    with pytest.raises(UserError, match="registered already"):
        add_visit(register)
    assert acts(register) == ["visit registered"]


def test_an_unknown_visit_or_milestone_is_named(register: Register) -> None:
    with pytest.raises(UserError, match="999-ap-20270104"):
        register.visit("999-ap-20270104")
    add_visit(register)
    with pytest.raises(UserError, match="no milestone lunch"):
        register.milestone(VISIT, "lunch")


@pytest.mark.parametrize(
    ("now", "starts"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), False),  # Sunday
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), True),  # Monday, the notification date
        (datetime(2026, 11, 25, 7, 0, tzinfo=UTC), True),  # Wednesday, after an outage
    ],
)
def test_a_visit_starts_when_its_date_has_come(
    register: Register, now: datetime, starts: bool
) -> None:
    visit = add_visit(register)

    assert register.visits_to_start(now) == ((visit,) if starts else ())


def test_a_visit_that_is_open_is_not_started_again(register: Register) -> None:
    add_visit(register)
    register.move_visit(VISIT, VisitStatus.OPEN, by="pipeline", at=MONDAY)

    assert register.visits_to_start(MONDAY) == ()
    assert [visit.id for visit in register.visits(VisitStatus.OPEN)] == [VISIT]


def test_a_visit_moves_by_its_table_and_each_move_is_audited_once(register: Register) -> None:
    add_visit(register)
    for _ in range(2):
        register.move_visit(VISIT, VisitStatus.OPEN, by="pipeline", at=MONDAY)

    with pytest.raises(UserError, match="open cannot become closed"):
        register.move_visit(VISIT, VisitStatus.CLOSED, by="pipeline", at=MONDAY)
    assert acts(register) == ["visit registered", "visit moved"]
    assert register.audit(VISIT)[-1].detail == {"from": "registered", "to": "open"}


# --- milestones


def test_a_milestone_is_reached_once(register: Register) -> None:
    add_visit(register)

    assert register.reach_milestone(VISIT, "returns", THURSDAY_5PM)
    assert not register.reach_milestone(VISIT, "returns", THURSDAY_5PM + timedelta(hours=1))
    assert register.milestone(VISIT, "returns").reached_at == THURSDAY_5PM


def test_an_adjustment_moves_the_milestone_and_says_why(register: Register) -> None:
    add_visit(register)
    friday_noon = datetime(2026, 11, 27, 12, tzinfo=UTC)

    register.adjust_milestone(
        VISIT, "returns", friday_noon, "Agreed with leaders", by="data team", at=MONDAY
    )

    returns = register.milestone(VISIT, "returns")
    assert (returns.due, returns.local, returns.adjusted) == (
        friday_noon,
        "2026-11-27T12:00:00+00:00",
        True,
    )
    [adjustment] = register.adjustments(VISIT)
    assert (adjustment.was, adjustment.now) == (THURSDAY_5PM, friday_noon)
    assert (adjustment.reason, adjustment.made_by) == ("Agreed with leaders", "data team")
    assert acts(register)[-1] == "milestone adjusted"


def test_an_adjustment_needs_a_reason_and_a_milestone_to_come(register: Register) -> None:
    add_visit(register)
    later = THURSDAY_5PM + timedelta(days=1)

    with pytest.raises(UserError, match="Enter a reason"):
        register.adjust_milestone(VISIT, "returns", later, "  ", by="data team", at=MONDAY)
    register.reach_milestone(VISIT, "returns", THURSDAY_5PM)
    with pytest.raises(UserError, match="is past"):
        register.adjust_milestone(VISIT, "returns", later, "Deferred", by="data team", at=MONDAY)
    assert register.adjustments(VISIT) == ()


def test_an_instant_without_a_timezone_is_refused(register: Register) -> None:
    add_visit(register)

    with pytest.raises(ValueError, match="timezone"):
        register.reach_milestone(VISIT, "returns", datetime(2026, 11, 26, 17))  # noqa: DTZ001


# --- uploads


def test_receiving_twice_changes_nothing(register: Register) -> None:
    add_visit(register)

    first, is_new = register.receive(VISIT, an_upload(), MONDAY)
    again, is_new_again = register.receive(VISIT, an_upload(), MONDAY + timedelta(hours=1))

    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert register.submissions(VISIT) == (first,)
    assert acts(register) == ["visit registered", "upload received"]


def test_of_many_who_receive_at_once_one_does(register: Register) -> None:
    add_visit(register)
    uploads = [an_upload(version=f"v{number % 3}") for number in range(12)]

    with ThreadPoolExecutor(6) as pool:
        received = list(pool.map(lambda upload: register.receive(VISIT, upload, MONDAY), uploads))

    assert sum(is_new for _, is_new in received) == 3
    assert [submission.number for submission in register.submissions(VISIT)] == [1, 2, 3]


def test_the_register_knows_no_file_names(register: Register, register_url: str) -> None:
    add_visit(register)
    submission, _ = register.receive(VISIT, an_upload("Wilhelmina Zebedee EHCP.pdf"), MONDAY)

    assert submission.upload == an_upload("Wilhelmina Zebedee EHCP.pdf").identity
    with create_engine(register_url).connect() as connection:
        for table in Base.metadata.sorted_tables:
            stored = connection.execute(text(f"SELECT t::text FROM {table.name} t")).scalars()  # noqa: S608  (a table of ours)
            assert not [row for row in stored if "Zebedee" in row]


def test_an_answer_is_written_with_its_move(register: Register) -> None:
    add_visit(register)
    submission, _ = register.receive(VISIT, an_upload(), MONDAY)
    item = SubmittedItem(
        "currently_attending",
        SubmissionStatus.ACCEPTED_WITH_QUERIES,
        rows=180,
        checks_run=31,
        please_check=2,
        not_held=("ethnicity",),
        staged_key=f"{VISIT}/1/currently_attending.parquet",
    )
    counted = ProblemCount("age_range", Severity.PLEASE_CHECK, "age", 2)

    register.move_submission(
        submission.id, SubmissionStatus.SCREENED, at=MONDAY, answer=Answer(kind="xlsx", sha256="ab")
    )
    answered = register.move_submission(
        submission.id,
        SubmissionStatus.ACCEPTED_WITH_QUERIES,
        at=THURSDAY_5PM,
        answer=Answer(
            late_by=timedelta(hours=2),
            reply_prefix=f"{VISIT}/001",
            items=(item,),
            problem_counts=(counted,),
        ),
    )

    assert register.submission(submission.id) == answered
    assert (answered.kind, answered.sha256, answered.items) == ("xlsx", "ab", (item,))
    assert (answered.late_by, answered.answered_at) == (timedelta(hours=2), None)
    assert register.problem_counts(submission.id) == (counted,)


def test_an_upload_is_answered_once_when_its_reply_is_out(register: Register) -> None:
    add_visit(register)
    submission, _ = register.receive(VISIT, an_upload(), MONDAY)
    register.move_submission(submission.id, SubmissionStatus.WITHHELD, at=MONDAY)
    register.record_reply_place(submission.id, f"{VISIT}/001")

    register.record_reply(submission.id, at=MONDAY)
    register.record_reply(submission.id, at=THURSDAY_5PM)

    answered = register.submission(submission.id)
    assert (answered.answered_at, answered.reply_prefix) == (MONDAY, f"{VISIT}/001")
    assert acts(register).count("upload answered") == 1


def test_an_answer_stands(register: Register) -> None:
    add_visit(register)
    submission, _ = register.receive(VISIT, an_upload(), MONDAY)
    for _ in range(2):
        register.move_submission(
            submission.id,
            SubmissionStatus.WITHHELD,
            at=MONDAY,
            answer=Answer(reason="It has macros."),
        )

    with pytest.raises(UserError, match="held cannot become must_fix"):
        register.move_submission(submission.id, SubmissionStatus.MUST_FIX, at=MONDAY)
    assert acts(register).count("upload moved") == 1


def test_what_is_answered_is_told_by_identity(register: Register) -> None:
    add_visit(register)
    add_visit(register, "998-ap-20261123")
    here, elsewhere = an_upload(), an_upload(visit="998-ap-20261123")
    for upload in (here, elsewhere):
        submission, _ = register.receive(upload.visit_id, upload, MONDAY)
        register.record_reply(submission.id, at=MONDAY)
    decided, _ = register.receive(VISIT, an_upload("second.xlsx"), MONDAY)
    register.move_submission(
        decided.id, SubmissionStatus.WITHHELD, at=MONDAY
    )  # no reply is out yet

    assert register.answered_identities(VISIT) == {here.identity}
    assert register.answered_identities() == {here.identity, elsewhere.identity}


def accept(
    register: Register,
    version: str,
    received_at: datetime,
    *items: str,
    sha256: str = "ab",
    not_held: Set[str] | None = None,
) -> str:
    submission, _ = register.receive(VISIT, an_upload(version=version), received_at)
    register.move_submission(submission.id, SubmissionStatus.SCREENED, at=received_at)
    register.move_submission(
        submission.id,
        SubmissionStatus.ACCEPTED,
        at=received_at,
        answer=Answer(
            sha256=sha256,
            items=tuple(SubmittedItem(item, SubmissionStatus.ACCEPTED) for item in items),
            not_held=None if not_held is None else frozenset(not_held),
        ),
    )
    return submission.id


def test_the_newest_accepted_version_counts_whatever_the_order_of_processing(
    register: Register,
) -> None:
    add_visit(register)
    newer = accept(register, "v2", MONDAY + timedelta(hours=1), "currently_attending")
    older = accept(register, "v1", MONDAY, "currently_attending", "alternative_providers")

    found = register.dossier(VISIT).accepted_items()

    assert {item: submission.id for item, (submission, _) in found.items()} == {
        "currently_attending": newer,
        "alternative_providers": older,
    }


def test_the_newest_declaration_of_what_is_not_held_stands_as_a_whole(register: Register) -> None:
    add_visit(register)
    checklist = CHECKLIST_ITEM
    first = accept(register, "v1", MONDAY, checklist, not_held={"strategy", "contracts"})
    assert register.not_held(VISIT) == {"strategy": first, "contracts": first}

    latest = MONDAY + timedelta(hours=2)
    newest = accept(register, "v3", latest, checklist, not_held={"contracts"})
    assert register.not_held(VISIT) == {"contracts": newest}

    # Sent between the two and checked last.
    accept(register, "v2", MONDAY + timedelta(hours=1), checklist, not_held={"strategy"})
    assert register.not_held(VISIT) == {"contracts": newest}


# --- selections, packs, mails


def test_the_newest_selection_counts(register: Register) -> None:
    add_visit(register)
    assert register.selection(VISIT) is None
    for codes in (["K7QF"], ["K7QF"], ["K7QF", "M2XD"]):
        register.record_selection(VISIT, codes, by="lead inspector", at=MONDAY)

    selection = register.selection(VISIT)

    assert selection is not None
    assert selection.codes == ("K7QF", "M2XD")
    assert acts(register).count("children selected") == 2  # the same again is no second act


def test_refused_selections_are_counted(register: Register) -> None:
    add_visit(register)

    for refusals in (1, 2):
        counted = register.record_refusal(
            VISIT, "K7QF is not in the pack", by="lead inspector", at=MONDAY
        )
        assert counted == refusals
    assert register.refusals(VISIT) == ("K7QF is not in the pack",) * 2


def test_the_same_inputs_make_no_new_pack(register: Register) -> None:
    add_visit(register)
    first = register.next_pack(VISIT, "a")
    assert register.next_pack(VISIT, "a") == first  # a crash before the manifest: finish that one
    assert register.packs(VISIT) == ()

    published = register.record_pack(first, "manifest", at=MONDAY)
    register.record_pack(first, "manifest", at=THURSDAY_5PM)

    assert register.next_pack(VISIT, "a") == published
    assert register.next_pack(VISIT, "b", is_final=True).version == 2
    assert register.packs(VISIT) == (published,)
    assert acts(register).count("pack published") == 1


def test_each_kind_of_pack_has_its_own_numbers_and_place(register: Register) -> None:
    add_visit(register)

    assert register.next_pack(VISIT, "a").prefix == f"{VISIT}/v001"
    assert register.next_pack(VISIT, "a", kind="tracking").prefix == f"{VISIT}/tracking/v001"


def test_a_mail_is_recorded_once(register: Register) -> None:
    add_visit(register)
    assert not register.mail_written("request")

    lane = Lane(Channel.MAIL, VISIT, "lano@la.example")
    assert register.post("request", lane, "outbox", b"sealed", at=MONDAY)
    assert not register.post("request", lane, "outbox", b"sealed", at=MONDAY)
    assert register.mail_written("request")
    assert register.mails(VISIT) == ()

    [waiting] = register.waiting_mails()
    assert register.record_sent(waiting.number, at=MONDAY)
    assert not register.record_sent(waiting.number, at=MONDAY)
    assert not register.post("request", lane, "outbox", b"sealed", at=MONDAY)
    assert register.mail_written("request")
    assert register.mails(VISIT) == ("request",)


def test_a_forked_child_has_connections_of_its_own(register: Register) -> None:
    """Airflow forks its tasks: parent and child must never speak over one socket."""

    def backend(told: Connection) -> None:
        with register._engine.connect() as connection:
            told.send(connection.scalar(text("SELECT pg_backend_pid()")))

    ours, theirs = fork.Pipe()
    backend(theirs)
    in_parent = ours.recv()
    child = fork.Process(target=backend, args=(theirs,))
    child.start()
    in_child = ours.recv()
    child.join()
    backend(theirs)
    assert child.exitcode == 0
    assert in_child != in_parent == ours.recv()


def test_one_who_acts_alone_lets_the_next_one_in(register: Register) -> None:
    for _ in range(12):  # more often than a process has connections
        with register.alone("packs of 999-ap-20230327"):
            register.visits()
