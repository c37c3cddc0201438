"""The codes of the children of identified lists, and the references that other lists gave them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.staging.crosswalk import check_codes, crosswalk_of
from visit_exchange.journey.staging.shelf import staged_frames
from visit_exchange.journey.upload import Opened
from visit_exchange.kinds.list_spec import Treatment, load_list
from visit_exchange.privacy.identities import Identified, identify
from visit_exchange.privacy.treating import Treated
from visit_exchange.returns.children import References, claims_of, code_column
from visit_exchange.returns.tables.read_list import ReadList

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def identified_children(
    outside: "Outside", opened: Opened, reads: Sequence[ReadList]
) -> dict[str, Identified]:
    """Return the children of each identified list, none for a list of another kind of visit.

    Codes that the authority was told before are kept.
    """
    claims = {read.spec.id: claims_of(read) for read in reads if code_column(read)}
    if opened.framework.regime != "identified" or not claims:
        return {}
    return identify(outside.keys.key(opened.visit.id), claims, crosswalk_of(outside, opened.visit))


def check_new_codes(outside: "Outside", opened: Opened, treated: Iterable[Treated]) -> None:
    """Raise UserError when two children of the visit, with those of this upload, share a code."""
    known = crosswalk_of(outside, opened.visit)
    for each in treated:
        known |= each.crosswalk
    check_codes(opened.visit, known)


def references_elsewhere(outside: "Outside", opened: Opened) -> References:
    """Return the references of the sender's lists that stand, by the list's title."""
    crosswalk = crosswalk_of(outside, opened.visit, opened.submission.sender)
    found = {}
    for name, frame in staged_frames(outside, opened.visit, opened.submission.sender).items():
        spec = load_list(opened.framework.id, name)
        columns = [c.id for c in spec.columns if c.treatment is Treatment.PSEUDONYMISE]
        codes = {code for column in columns if column in frame for code in frame[column].dropna()}
        found[spec.title] = [text for text, code in crosswalk.items() if code in codes]
    return found
