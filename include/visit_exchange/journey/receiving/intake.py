"""Answer an upload: screen it, check it, reply. Each step is safe to run again.

What is known of its visit is gathered once and handed from step to step; each step records what it
did in one transaction.
"""

import hashlib
from dataclasses import replace

from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import set_aside
from visit_exchange.assessing.repeats import same_as
from visit_exchange.journey.intake_alerts import tell_of_withheld
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.from_inspectors import take_from_inspectors
from visit_exchange.journey.receiving.known import known_of, newest_checklist
from visit_exchange.journey.receiving.malware_scan import found_in, tell_of_wait
from visit_exchange.journey.receiving.opening import gather, open_upload
from visit_exchange.journey.receiving.placing import place_what_came_meanwhile, record_each
from visit_exchange.journey.receiving.recording import move, record, record_unopened
from visit_exchange.journey.receiving.same_upload import is_the_same_table, same_upload
from visit_exchange.journey.receiving.telling import tell_sender
from visit_exchange.journey.sender import sender_in
from visit_exchange.journey.upload import OUR_FAULT, AtHand, Opened
from visit_exchange.returns.screening.screen import screen
from visit_exchange.services.malware import ScannerError
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.uploads.submission import ANSWERS, Submission, SubmissionStatus
from visit_exchange.visits.visit import ENDED, VisitStatus

ENDED_SO = "The visit is {}. We have set the file aside. Ask the lead inspector if it is needed."


def screen_upload(outside: Outside, at_hand: AtHand) -> AtHand:
    """Decide from its bytes whether an upload may be opened; return it as it stands then.

    An upload that the scanner gave no answer to stays received: the next run looks at it again.
    """
    if at_hand.submission.status is not SubmissionStatus.RECEIVED:
        return at_hand
    opened = open_upload(outside, at_hand)
    fetched = replace(at_hand, content=opened.content)
    try:
        to, answer = _screened(outside, replace(opened, at_hand=fetched))
    except ScannerError as why:
        tell_of_wait(outside, opened, why)
        return fetched
    return move(outside, fetched, to, answer)


def check_upload(outside: Outside, at_hand: AtHand) -> AtHand:
    """Find out what an upload is and what is wrong with it; write the reply, stage what is good.

    Assess by what is known, record: the assessment itself touches nothing.
    """
    submission = at_hand.submission
    if submission.status is SubmissionStatus.SCREENED:
        return _checked(outside, open_upload(outside, at_hand))
    if submission.status in ANSWERS and submission.reply_prefix is None:
        return record_unopened(outside, open_upload(outside, at_hand))
    return at_hand


def hand_over(outside: Outside, at_hand: AtHand) -> AtHand:
    """Withhold an upload that we failed to check; say so to the authority and the data team."""
    opened = open_upload(outside, at_hand)
    if at_hand.submission.status not in ANSWERS:
        sha256 = hashlib.sha256(opened.content).hexdigest()
        answer = Answer(sha256, reason=OUR_FAULT)
        moved = move(outside, at_hand, SubmissionStatus.WITHHELD, answer)
        opened = replace(opened, at_hand=moved)
    return record_unopened(outside, opened)


def reply(outside: Outside, at_hand: AtHand) -> AtHand:
    """Record that the reply is there: the upload is answered from then on, and its sender told.

    One that still waits for the scanner has no reply yet. The upload itself is not fetched again.
    """
    submission, dossier = at_hand.submission, at_hand.dossier
    if submission.status is SubmissionStatus.RECEIVED:
        return at_hand
    if submission.status is SubmissionStatus.WITHHELD:
        tell_of_withheld(outside, dossier, submission)
    outside.register.record_reply(submission.id, at=visit_now(dossier.visit))
    tell_sender(outside, dossier.visit.id, submission.sender)
    return at_hand


def _screened(outside: Outside, opened: Opened) -> tuple[SubmissionStatus, Answer]:
    """Return where an upload goes after a look at its bytes, and why; ScannerError if unknown."""
    sha256 = hashlib.sha256(opened.content).hexdigest()
    if earlier := _the_same_table(outside, opened, sha256):
        items = [item.item for item in earlier.items]
        reason = same_as(earlier.number, items, opened.framework)
        return SubmissionStatus.SEEN_BEFORE, Answer(sha256, kind=earlier.kind, reason=reason)
    if virus := found_in(outside, opened.content):
        return SubmissionStatus.WITHHELD, Answer(sha256, reason=virus)
    screened = screen(opened.content, opened.name)
    if screened.withheld:
        answer = Answer(sha256, kind=screened.kind, reason=screened.withheld)
        return SubmissionStatus.WITHHELD, answer
    # What was noticed on the way (macros, links) is said in the reply, and on the board.
    answer = Answer(sha256, kind=screened.kind, reason="\n".join(screened.notes))
    return SubmissionStatus.SCREENED, answer


def _the_same_table(outside: Outside, opened: Opened, sha256: str) -> Submission | None:
    """Return the earlier upload that a table is again, where there is nothing new to find out."""
    earlier = same_upload(opened.dossier, opened.submission, sha256)
    if earlier is None:
        return None
    checklist, _ = newest_checklist(outside, opened.at_hand)
    return earlier if is_the_same_table(opened, earlier, checklist) else None


def _checked(outside: Outside, opened: Opened) -> AtHand:
    """Assess and record an upload; return it with its visit as both stand afterwards."""
    visit, before = opened.visit, opened.dossier
    if visit.status in ENDED:
        ended = "cancelled" if visit.status is VisitStatus.CANCELLED else "closed"
        return record(outside, opened, set_aside(opened.file, opened.asked, ENDED_SO.format(ended)))
    if opened.is_from_inspectors:
        return record(outside, opened, take_from_inspectors(outside, opened))
    sender = sender_in(before, opened.submission.sender)
    known = known_of(outside, opened, sender)
    assessed = assess(opened.file, opened.asked, known, notified=visit.notified)
    record_each(outside, opened.at_hand, assessed.placed)
    record(outside, opened, assessed)
    now = gather(outside, opened.submission.id)
    place_what_came_meanwhile(outside, before, now)
    return now
