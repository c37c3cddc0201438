"""The codes of the children of identified lists, and the references that other lists gave them."""

from collections.abc import Iterable, Sequence

from visit_exchange.assessing.inputs import Asked, Known
from visit_exchange.kinds.list_spec import Treatment, load_list
from visit_exchange.privacy.crosswalk import check_codes
from visit_exchange.privacy.identities import Identified, identify
from visit_exchange.privacy.treated import Treated
from visit_exchange.returns.checks.children import References, claims_of, code_column
from visit_exchange.returns.tables.read_list import ReadList


def identified_children(
    asked: Asked, known: Known, reads: Sequence[ReadList]
) -> dict[str, Identified]:
    """Return the children of each identified list, none for a list of another kind of visit.

    Codes that the authority was told before are kept.
    """
    claims = {read.spec.id: claims_of(read) for read in reads if code_column(read)}
    if asked.framework.regime != "identified" or not claims:
        return {}
    return identify(known.key, claims, known.crosswalk)


def check_new_codes(asked: Asked, known: Known, treated: Iterable[Treated]) -> None:
    """Raise UserError when two children of the visit, with those of this file, share a code."""
    every = dict(known.crosswalk)
    for each in treated:
        every |= each.crosswalk
    check_codes(asked.framework, every)


def references_elsewhere(asked: Asked, known: Known) -> References:
    """Return the references of the sender's lists that stand, by the list's title."""
    found = {}
    for name, frame in known.lists.items():
        spec = load_list(asked.framework.id, name)
        columns = [c.id for c in spec.columns if c.treatment is Treatment.PSEUDONYMISE]
        codes = {code for column in columns if column in frame for code in frame[column].dropna()}
        found[spec.title] = [text for text, code in known.crosswalk.items() if code in codes]
    return found
