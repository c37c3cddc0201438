"""Record what an upload came to: staged, answered, told, and last of all moved in the register.

Files and mails come before the register moves, so a crash between leaves nothing half told, and
everything may be written again. All that the register takes, it takes in the transaction of the
move.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from visit_exchange.assessing.assessed import Assessed, Placed
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.lateness import late_by
from visit_exchange.journey.intake_alerts import (
    breaches_by_place,
    tell_of_breaches,
    tell_of_hidden,
    tell_of_taken,
    tell_of_withheld,
)
from visit_exchange.journey.lineage import tell_of_upload
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.originals import visits_key
from visit_exchange.journey.receiving.replying import shelf, write_reply
from visit_exchange.journey.staging.crosswalk import sealed_crosswalk
from visit_exchange.journey.upload import AtHand, Opened
from visit_exchange.privacy.name_prints import name_prints
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer, ProblemCount
from visit_exchange.visits.uploads.submission import SubmissionStatus


def record(outside: Outside, opened: Opened, assessed: Assessed) -> AtHand:
    """Record an assessment and return the upload as it stands now."""
    told, answer = _written(outside, opened, assessed)
    _tell_data_team(outside, opened, told)
    answer = replace(answer, breaches=breaches_by_place(told.answer.breaches, told.hidden))
    moved = move(outside, opened.at_hand, told.answer.verdict, answer)
    tell_of_upload(outside, moved.submission.id, told.items)
    return moved


def record_placed(outside: Outside, opened: Opened, placed: Placed) -> None:
    """Record what an earlier upload comes to by a checklist that names it.

    One that is a list in use keeps its reply: the checklist's own says what else it is.
    """
    visit, status = opened.visit, placed.now.answer.verdict
    if placed.keeps:
        answer, status = _kept(outside, opened, placed.now), opened.submission.status
    else:
        _, answer = _written(outside, opened, placed.now)
    items = (*placed.keeps, *placed.now.items)
    answer = replace(answer, items=items)
    at = visit_now(visit)
    now = outside.register.answer_again(opened.submission.id, status, answer, at=at)
    tell_of_upload(outside, now.id, items)
    if now.status is SubmissionStatus.WITHHELD:
        tell_of_withheld(outside, opened.dossier, now)


def record_unopened(outside: Outside, opened: Opened) -> AtHand:
    """Write the reply to an upload that screening stopped: withheld, or seen before."""
    late, place = late_by(opened.dossier.milestones, opened, ()), shelf(opened)[1]
    write_reply(outside, opened, _dated(opened, _not_opened(opened), late))
    outside.register.record_reply_place(opened.submission.id, place)
    return replace(opened.at_hand, submission=replace(opened.submission, reply_prefix=place))


def move(outside: Outside, at_hand: AtHand, to: SubmissionStatus, answer: Answer) -> AtHand:
    """Move an upload in the register with what was found out; return it as it stands now."""
    at = visit_now(at_hand.dossier.visit)
    moved = outside.register.move_submission(at_hand.submission.id, to, at=at, answer=answer)
    return replace(at_hand, submission=moved)


def _written(outside: Outside, opened: Opened, assessed: Assessed) -> tuple[Assessed, Answer]:
    """Stage what is good and write the reply; return what was told and what to register of it."""
    deadlines = opened.dossier.milestones
    late = late_by(deadlines, opened, assessed.items)
    told = _dated(opened, assessed, late)
    kept = _kept(outside, opened, told)
    write_reply(outside, opened, told)
    answer = replace(
        kept,
        reason=_reason(told),
        late_by=late,
        reply_prefix=shelf(opened)[1],
        items=told.items,
        problem_counts=_problem_counts(told),
    )
    return told, answer


def _kept(outside: Outside, opened: Opened, told: Assessed) -> Answer:
    """Stage what is good; return what the register keeps of the upload besides its verdict."""
    for place, content in told.staged.items():
        outside.store.put(Bucket.STAGING, place, content)
    key = visits_key(outside, opened.at_hand) if told.names or told.crosswalk else b""
    return Answer(
        names=name_prints(key, told.names),
        crosswalk=sealed_crosswalk(key, told.crosswalk) if told.crosswalk else None,
        not_held=told.not_held,
        of_children=None if told.tracking is None else told.tracking.by_item,
        undecided=told.undecided,
    )


def _reason(told: Assessed) -> str | None:
    """Return why an upload is not used, as the board shows it: no note names a file there."""
    is_seen = told.answer.verdict is SubmissionStatus.SEEN_BEFORE
    return told.answer.notes[0] if is_seen else told.answer.withheld_because


def _tell_data_team(outside: Outside, opened: Opened, told: Assessed) -> None:
    dossier, submission = opened.dossier, opened.submission
    if told.answer.breaches:
        tell_of_breaches(outside, dossier, submission, told.answer.breaches)
    if told.hidden:
        tell_of_hidden(outside, dossier, submission, told.hidden)
    if told.taken:
        tell_of_taken(outside, dossier, submission, told.taken)


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
