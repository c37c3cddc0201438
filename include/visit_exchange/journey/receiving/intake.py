"""Answer an upload: find it, screen it, check it, reply. Each step is safe to run again."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.lateness import late_by
from visit_exchange.journey.intake_alerts import tell_of_breaches, tell_of_held, tell_of_stray
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.malware_scan import found_in, tell_of_wait
from visit_exchange.journey.receiving.replying import mail_text, shelf, write_reply
from visit_exchange.journey.receiving.same_upload import same_upload
from visit_exchange.journey.receiving.understanding import not_opened, understand
from visit_exchange.journey.sender import sender_of
from visit_exchange.journey.upload import OUR_FAULT, Opened, Understood
from visit_exchange.returns.screening.screen import screen
from visit_exchange.services.malware import ScannerError
from visit_exchange.services.register import Answer, ProblemCount
from visit_exchange.visits.places import sent_name
from visit_exchange.visits.submission import ANSWERS, Submission, SubmissionStatus, Upload
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# Airflow maps at most 1,024 groups in a run; the next run takes the rest.
MOST_IN_A_RUN = 500


def find_uploads(outside: "Outside") -> list[str]:
    """Record what is new in the bucket; return the ids of all uploads that wait for an answer."""
    answered = outside.register.answered_identities()
    visits = {visit.id: visit for visit in outside.register.visits()}
    waiting = []
    for upload in outside.store.uploads():
        if upload.identity in answered:
            continue
        visit = visits.get(upload.visit_id)
        if visit and _is_from_somebody(outside, visit, upload):
            received_at = visit.clock.visit_time(upload.received_at)
            submission, _ = outside.register.receive(visit.id, upload, received_at)
            waiting.append(submission.id)
        else:
            tell_of_stray(outside, upload)
    return waiting[:MOST_IN_A_RUN]


def screen_upload(outside: "Outside", submission_id: str) -> str:
    """Decide from its bytes whether an upload may be opened; return its status.

    An upload that the scanner gave no answer to stays received: the next run looks at it again.
    """
    submission = outside.register.submission(submission_id)
    if submission.status is not SubmissionStatus.RECEIVED:
        return submission.status.value
    opened = open_upload(outside, submission)
    sha256 = hashlib.sha256(opened.content).hexdigest()
    if earlier := same_upload(outside, submission, sha256):
        reason = f"The file is the same as your upload {earlier.number}. Its answer is with that."
        answer = Answer(sha256, kind=earlier.kind, reason=reason)
        return _move(outside, opened, SubmissionStatus.SEEN_BEFORE, answer)
    try:
        virus = found_in(outside, opened.content)
    except ScannerError as why:
        tell_of_wait(outside, opened, why)
        return submission.status.value
    if virus:
        return _move(outside, opened, SubmissionStatus.HELD, Answer(sha256, reason=virus))
    screened = screen(opened.content, opened.name)
    if screened.held:
        answer = Answer(sha256, kind=screened.kind, reason=screened.held)
        return _move(outside, opened, SubmissionStatus.HELD, answer)
    # What was noticed on the way (macros, links) is said in the reply, and on the board.
    answer = Answer(sha256, kind=screened.kind, reason="\n".join(screened.notes))
    return _move(outside, opened, SubmissionStatus.SCREENED, answer)


def check_upload(outside: "Outside", submission_id: str) -> str:
    """Find out what an upload is and what is wrong with it; write the reply, stage what is good.

    Everything is written before the register moves, so a crash between leaves nothing half told.
    """
    submission = outside.register.submission(submission_id)
    if submission.status is SubmissionStatus.SCREENED:
        opened = open_upload(outside, submission)
        return _conclude(outside, opened, understand(outside, opened))
    if submission.status in ANSWERS and submission.reply_prefix is None:
        opened = open_upload(outside, submission)
        _write_without_opening(outside, opened)
    return submission.status.value


def hand_over(outside: "Outside", submission_id: str) -> str:
    """Hold an upload that we failed to check, and say so to the authority and the data team."""
    submission = outside.register.submission(submission_id)
    opened = open_upload(outside, submission)
    if submission.status not in ANSWERS:
        sha256 = hashlib.sha256(opened.content).hexdigest()
        _move(outside, opened, SubmissionStatus.HELD, Answer(sha256, reason=OUR_FAULT))
        opened = open_upload(outside, outside.register.submission(submission_id))
    _write_without_opening(outside, opened)
    return opened.submission.status.value


def reply(outside: "Outside", submission_id: str) -> str:
    """Mail the sender that the reply is there; the upload is answered from then on.

    One that still waits for the scanner has no reply yet.
    """
    submission = outside.register.submission(submission_id)
    if submission.status is SubmissionStatus.RECEIVED:
        return submission.status.value
    opened = open_upload(outside, submission)
    visit = opened.visit
    to, subject, text = mail_text(outside, opened)
    mail_once(outside, f"{submission.id}/reply", to, subject, text, visit_id=visit.id)
    if submission.status is SubmissionStatus.HELD:
        tell_of_held(outside, submission)
    outside.register.record_reply(submission_id, at=visit_now(visit))
    return submission.status.value


def open_upload(outside: "Outside", submission: Submission) -> Opened:
    """Fetch an upload with its visit. The bytes are the version that was received."""
    sender = sender_of(outside, submission)
    upload = outside.store.find_upload(sender.visit.id, submission.upload)
    return Opened(
        visit=sender.visit,
        framework=sender.framework,
        submission=submission,
        name=sent_name(sender.folder, upload.key),
        content=outside.store.get(Bucket.UPLOADS, upload.key, upload.version_id),
    )


def _is_from_somebody(outside: "Outside", visit: Visit, upload: Upload) -> bool:
    """Whether its folder belongs to the authority, the inspectors or a partner of the visit."""
    partners = {partner.id for partner in outside.register.partners(visit.id)}
    return not upload.sender or upload.sender in partners


def _conclude(outside: "Outside", opened: Opened, understood: Understood) -> str:
    for key, content in understood.staged.items():
        outside.store.put(Bucket.STAGING, key, content)
    late = late_by(outside, opened, understood.items)
    told = _dated(opened, understood, late)
    write_reply(outside, opened, told)
    tell_of_breaches(outside, opened.submission, told.answer.breaches)
    if told.not_held:
        outside.register.declare_not_held(opened.visit.id, told.not_held, opened.submission.id)
    answer = Answer(
        reason=told.answer.held_because,
        late_by=late,
        reply_prefix=shelf(opened)[1],
        items=told.items,
        problem_counts=_problem_counts(told),
    )
    return _move(outside, opened, told.answer.verdict, answer)


def _write_without_opening(outside: "Outside", opened: Opened) -> None:
    told = not_opened(opened)
    late = late_by(outside, opened, ())
    write_reply(outside, opened, _dated(opened, told, late))
    outside.register.record_reply_place(opened.submission.id, shelf(opened)[1])


def _dated(opened: Opened, told: Understood, late: timedelta | None) -> Understood:
    """Return the answer with when the upload came, as the clock on the officer's wall had it."""
    local = opened.submission.received_at.astimezone(ZoneInfo(opened.framework.timezone))
    notes = (*told.answer.notes, *opened.standing)
    return replace(told, answer=replace(told.answer, late_by=late, received_at=local, notes=notes))


def _problem_counts(told: Understood) -> tuple[ProblemCount, ...]:
    problems = [*told.answer.problems, *(p for one in told.answer.lists for p in one.problems)]
    counts = Counter((p.rule, p.severity, p.field) for p in problems)
    return tuple(ProblemCount(*what, count) for what, count in counts.items())


def _move(outside: "Outside", opened: Opened, to: SubmissionStatus, answer: Answer) -> str:
    at = visit_now(opened.visit)
    return outside.register.move_submission(
        opened.submission.id, to, at=at, answer=answer
    ).status.value
