"""Answer an upload: screen it, check it, reply. Each step is safe to run again."""

import hashlib
from dataclasses import replace

from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import set_aside
from visit_exchange.assessing.repeats import same_as
from visit_exchange.journey.intake_alerts import tell_of_withheld
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.from_inspectors import take_from_inspectors
from visit_exchange.journey.receiving.known import known_of, newest_checklist
from visit_exchange.journey.receiving.malware_scan import found_in, tell_of_wait
from visit_exchange.journey.receiving.opening import open_in, open_upload
from visit_exchange.journey.receiving.placing import place_what_came_meanwhile, record_each
from visit_exchange.journey.receiving.recording import move, record, record_unopened
from visit_exchange.journey.receiving.replying import mail_text
from visit_exchange.journey.receiving.same_upload import is_the_same_table, same_upload
from visit_exchange.journey.sender import Sender, sender_in
from visit_exchange.journey.upload import OUR_FAULT, Opened
from visit_exchange.returns.screening.screen import screen
from visit_exchange.services.malware import ScannerError
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.submission import (
    ANSWERS,
    Submission,
    SubmissionStatus,
    visit_of_upload,
)
from visit_exchange.visits.visit import ENDED, VisitStatus

ENDED_SO = "The visit is {}. We have set the file aside. Ask the lead inspector if it is needed."


def screen_upload(outside: Outside, submission_id: str) -> str:
    """Decide from its bytes whether an upload may be opened; return its status.

    An upload that the scanner gave no answer to stays received: the next run looks at it again.
    """
    dossier, submission = _at_hand(outside, submission_id)
    if submission.status is not SubmissionStatus.RECEIVED:
        return submission.status.value
    opened, _ = open_in(outside, dossier, submission)
    sha256 = hashlib.sha256(opened.content).hexdigest()
    if earlier := _the_same_table(outside, opened, sha256):
        items = [item.item for item in earlier.items]
        reason = same_as(earlier.number, items, opened.framework)
        answer = Answer(sha256, kind=earlier.kind, reason=reason)
        return move(outside, opened, SubmissionStatus.SEEN_BEFORE, answer)
    try:
        virus = found_in(outside, opened.content)
    except ScannerError as why:
        tell_of_wait(outside, opened, why)
        return submission.status.value
    if virus:
        return move(outside, opened, SubmissionStatus.WITHHELD, Answer(sha256, reason=virus))
    screened = screen(opened.content, opened.name)
    if screened.withheld:
        answer = Answer(sha256, kind=screened.kind, reason=screened.withheld)
        return move(outside, opened, SubmissionStatus.WITHHELD, answer)
    # What was noticed on the way (macros, links) is said in the reply, and on the board.
    answer = Answer(sha256, kind=screened.kind, reason="\n".join(screened.notes))
    return move(outside, opened, SubmissionStatus.SCREENED, answer)


def check_upload(outside: Outside, submission_id: str) -> str:
    """Find out what an upload is and what is wrong with it; write the reply, stage what is good.

    Gather what is known, assess, record: the assessment itself touches nothing.
    """
    dossier, submission = _at_hand(outside, submission_id)
    if submission.status is SubmissionStatus.SCREENED:
        return _checked(outside, *open_in(outside, dossier, submission))
    if submission.status in ANSWERS and submission.reply_prefix is None:
        record_unopened(outside, open_in(outside, dossier, submission)[0])
    return submission.status.value


def hand_over(outside: Outside, submission_id: str) -> str:
    """Withhold an upload that we failed to check; say so to the authority and the data team."""
    submission = outside.register.submission(submission_id)
    opened = open_upload(outside, submission)
    if submission.status not in ANSWERS:
        sha256 = hashlib.sha256(opened.content).hexdigest()
        move(outside, opened, SubmissionStatus.WITHHELD, Answer(sha256, reason=OUR_FAULT))
        submission = outside.register.submission(submission_id)
        opened = replace(opened, submission=submission)
    record_unopened(outside, opened)
    return submission.status.value


def reply(outside: Outside, submission_id: str) -> str:
    """Mail the sender that the reply is there; the upload is answered from then on.

    One that still waits for the scanner has no reply yet. The upload itself is not fetched again.
    """
    dossier, submission = _at_hand(outside, submission_id)
    if submission.status is SubmissionStatus.RECEIVED:
        return submission.status.value
    sender = sender_in(dossier, submission.sender)
    to, subject, text = mail_text(outside, sender, submission)
    mail_once(outside, f"{submission.id}/reply", to, subject, text, visit_id=sender.visit.id)
    if submission.status is SubmissionStatus.WITHHELD:
        tell_of_withheld(outside, submission)
    outside.register.record_reply(submission_id, at=visit_now(sender.visit))
    return submission.status.value


def _at_hand(outside: Outside, submission_id: str) -> tuple[Dossier, Submission]:
    """Return all that the register knows of an upload's visit, and the upload; read once."""
    dossier = outside.register.dossier(visit_of_upload(submission_id))
    return dossier, dossier.submission(submission_id)


def _the_same_table(outside: Outside, opened: Opened, sha256: str) -> Submission | None:
    """Return the earlier upload that a table is again, where there is nothing new to find out."""
    submission, dossier = opened.submission, opened.dossier
    earlier = same_upload(outside, dossier, submission, sha256)
    if earlier is None:
        return None
    checklist, _ = newest_checklist(outside, sender_in(dossier, submission.sender))
    return earlier if is_the_same_table(opened, earlier, checklist) else None


def _checked(outside: Outside, opened: Opened, sender: Sender) -> str:
    visit = opened.visit
    if visit.status in ENDED:
        ended = "cancelled" if visit.status is VisitStatus.CANCELLED else "closed"
        return record(outside, opened, set_aside(opened.file, opened.asked, ENDED_SO.format(ended)))
    if opened.is_from_inspectors:
        return record(outside, opened, take_from_inspectors(outside, opened))
    known = known_of(outside, opened, sender)
    assessed = assess(opened.file, opened.asked, known, notified=visit.notified)
    record_each(outside, visit, assessed.placed)
    status = record(outside, opened, assessed)
    place_what_came_meanwhile(outside, opened, sender, known, assessed)
    return status
