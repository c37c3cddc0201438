"""What inspectors are told around a choice: who is proposed, and what theirs leaves uncovered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.selecting.sampling import left_uncovered, sample_of_children
from visit_exchange.journey.staging.fingerprints import fingerprint
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.sample.proposal import Sample
from visit_exchange.packs.sheets.sample_sheets import SAMPLE_SHEET
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def proposal_in_words(sample: Sample) -> str:
    """Return the codes that the rules propose; why, and who else, is in the pack."""
    codes = ", ".join(each.one for each in sample.proposed)
    if not (codes and sample.needs):
        return ""
    return (
        f"Proposed, and binding on nobody: {codes}. The pack’s {SAMPLE_SHEET} sheet says why, and "
        "who could be taken instead.\n\n"
    )


def tell_selection(outside: "Outside", visit: Visit, codes: Sequence[str]) -> None:
    """Tell the lead inspector, once, which children count as selected and what they leave out."""
    left = left_uncovered(sample_of_children(outside, visit), codes)
    tell_choice(outside, visit, "Selection taken", ", ".join(codes), left)


def tell_choice(
    outside: "Outside", visit: Visit, what: str, chosen: str, left: Sequence[str]
) -> None:
    """Tell the lead inspector that a choice counts and what it leaves uncovered: help, no duty."""
    mail_once(
        outside,
        f"{visit.id}/{what}/{fingerprint([chosen, *left])}",
        visit.lead_inspector_email,
        *mail("choice_taken", visit=visit.id, what=what, chosen=chosen, left=left),
        visit_id=visit.id,
    )
