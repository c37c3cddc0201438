"""Makes a restored register fit the restored store, and what happened since the backup."""

from typing import TYPE_CHECKING

from visit_exchange.journey.disposing.certifying import occasion
from visit_exchange.journey.intake_alerts import STRAY
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.receiving.finding import Receiver, Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visit_exchange.journey.backing_up.laying import Laid
    from visit_exchange.journey.backing_up.tombstones import Tombstones
    from visit_exchange.services.outside import Outside


def know_by_new_ids(outside: "Outside", laid: "Sequence[Laid]") -> None:
    """Let the register know uploads by the version ids that they have now."""
    now_known_as = {each.was: (each.upload.version_id, each.upload.received_at) for each in laid}
    outside.register.map_versions(now_known_as, stray=STRAY)


def receive_late(outside: "Outside", laid: "Sequence[Laid]") -> int:
    """Receive the uploads that came after the register was copied, as of when they came.

    Whether they were in time is judged by that. Return how many there are.
    """
    register, receiver = outside.register, Receiver(outside)
    waiting = {each.upload for each in register.unanswered()}
    known = register.answered_identities() | waiting
    late = [each.upload for each in laid if each.upload.identity not in known]
    received = [(receiver.receive(Waiting(upload)), upload) for upload in late]
    for submission, upload in received:
        if submission:
            register.note_when_it_came(submission.id, upload.received_at)
    return sum(1 for submission, _ in received if submission)


def bury(outside: "Outside", gone: "Tombstones") -> tuple[str, ...]:
    """Write into the register what was destroyed after the backup; return whose keys are gone."""
    now = wall_now()
    for certificate in gone.certificates:
        outside.register.take_certificate(certificate, occasion(certificate), at=now)
    known = {each.id for each in outside.register.visits()}
    for visit in sorted(gone.keys & known):
        outside.register.bury_key(visit, at=now)
        outside.register.forget_outbox_key(visit)
    return tuple(sorted(gone.keys))
