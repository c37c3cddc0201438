"""Record what an upload came to: staged, answered, told, and last of all moved in the register.

Everything is written before the register moves, so a crash between leaves nothing half told, and
everything may be written again.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from visit_exchange.assessing.assessed import Assessed, Placed
from visit_exchange.assessing.checklist import CHECKLIST_ITEM
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.lateness import late_by
from visit_exchange.journey.intake_alerts import (
    tell_of_breaches,
    tell_of_hidden,
    tell_of_taken,
    tell_of_withheld,
)
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.replying import shelf, write_reply
from visit_exchange.journey.staging.crosswalk import keep_crosswalk
from visit_exchange.journey.staging.known_children import remember_names
from visit_exchange.journey.upload import Opened
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer, ProblemCount
from visit_exchange.tracking.checklist import TRACKING_CHECKLIST
from visit_exchange.visits.submission import Submission, SubmissionStatus


def record(outside: Outside, opened: Opened, assessed: Assessed) -> str:
    """Record an assessment and return the status that the upload has now."""
    told, answer = _written(outside, opened, assessed)
    _tell_data_team(outside, opened, told)
    return move(outside, opened, told.answer.verdict, answer)


def record_placed(outside: Outside, opened: Opened, placed: Placed) -> None:
    """Record what an earlier upload comes to by a checklist that names it.

    One that is a list in use keeps its reply: the checklist's own says what else it is.
    """
    visit, status = opened.visit, placed.now.answer.verdict
    if placed.keeps:
        _keep(outside, opened, placed.now)
        answer, status = Answer(), opened.submission.status
    else:
        _, answer = _written(outside, opened, placed.now)
    items = (*placed.keeps, *placed.now.items)
    answer = replace(answer, items=items)
    at = visit_now(visit)
    now = outside.register.answer_again(opened.submission.id, status, answer, at=at)
    if now.status is SubmissionStatus.WITHHELD:
        tell_of_withheld(outside, now)


def record_unopened(outside: Outside, opened: Opened) -> None:
    """Write the reply to an upload that screening stopped: withheld, or seen before."""
    late = late_by(opened.dossier.milestones, opened, ())
    write_reply(outside, opened, _dated(opened, _not_opened(opened), late))
    outside.register.record_reply_place(opened.submission.id, shelf(opened)[1])


def move(outside: Outside, opened: Opened, to: SubmissionStatus, answer: Answer) -> str:
    """Move an upload in the register with what was found out; return its status."""
    at = visit_now(opened.visit)
    moved = outside.register.move_submission(opened.submission.id, to, at=at, answer=answer)
    return moved.status.value


def _written(outside: Outside, opened: Opened, assessed: Assessed) -> tuple[Assessed, Answer]:
    """Stage what is good and write the reply; return what was told and what to register of it."""
    deadlines = opened.dossier.milestones
    late = late_by(deadlines, opened, assessed.items)
    told = _dated(opened, assessed, late)
    _keep(outside, opened, told)
    write_reply(outside, opened, told)
    answer = Answer(
        reason=_reason(told),
        late_by=late,
        reply_prefix=shelf(opened)[1],
        items=told.items,
        problem_counts=_problem_counts(told),
    )
    return told, answer


def _keep(outside: Outside, opened: Opened, told: Assessed) -> None:
    visit, submission = opened.visit, opened.submission
    for key, content in told.staged.items():
        outside.store.put(Bucket.STAGING, key, content)
    if told.names:
        remember_names(outside, visit, told.names)
    if told.crosswalk:
        keep_crosswalk(outside, submission, told.crosswalk)
    if told.not_held is not None and _is_newest(outside, submission, CHECKLIST_ITEM):
        outside.register.declare_not_held(visit.id, told.not_held, submission.id)
    if told.tracking is not None and _is_newest(outside, submission, TRACKING_CHECKLIST):
        answers = told.tracking
        outside.register.declare_of_children(
            visit.id, answers.not_held, answers.does_not_apply, submission.id
        )
    if told.undecided:
        at = visit_now(visit)
        outside.register.hold_for_decision(submission.id, told.undecided, at=at)


def _is_newest(outside: Outside, submission: Submission, checklist: str) -> bool:
    """Return whether no checklist of this kind that was sent later has been taken."""
    accepted = outside.register.accepted_items(submission.visit_id, submission.sender)
    if checklist not in accepted:
        return True
    newest, _ = accepted[checklist]
    return (newest.received_at, newest.number) <= (submission.received_at, submission.number)


def _reason(told: Assessed) -> str | None:
    """Return why an upload is not used, as the board shows it: no note names a file there."""
    is_seen = told.answer.verdict is SubmissionStatus.SEEN_BEFORE
    return told.answer.notes[0] if is_seen else told.answer.withheld_because


def _tell_data_team(outside: Outside, opened: Opened, told: Assessed) -> None:
    tell_of_breaches(outside, opened.submission, told.answer.breaches)
    if told.hidden:
        tell_of_hidden(outside, opened.submission, told.hidden)
    if told.taken:
        tell_of_taken(outside, opened.submission, told.taken)


def _not_opened(opened: Opened) -> Assessed:
    submission = opened.submission
    is_withheld = submission.status is SubmissionStatus.WITHHELD
    answer = build_answer(
        opened.name,
        number=submission.number,
        withheld_because=submission.reason if is_withheld else None,
        notes=() if is_withheld else (submission.reason or "",),
        verdict=submission.status,
    )
    return Assessed(answer)


def _dated(opened: Opened, told: Assessed, late: timedelta | None) -> Assessed:
    """Return the answer with when the upload came, as the clock on the officer's wall had it."""
    local = opened.submission.received_at.astimezone(ZoneInfo(opened.framework.timezone))
    notes = (*told.answer.notes, *opened.standing)
    return replace(told, answer=replace(told.answer, late_by=late, received_at=local, notes=notes))


def _problem_counts(told: Assessed) -> tuple[ProblemCount, ...]:
    problems = [*told.answer.problems, *(p for one in told.answer.lists for p in one.problems)]
    counts = Counter((p.rule, p.severity, p.field) for p in problems)
    return tuple(ProblemCount(*what, count) for what, count in counts.items())
