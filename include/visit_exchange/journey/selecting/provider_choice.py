"""Which providers are visited: ticked by inspectors, recorded, and told to the authority."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.provider_letters import tell_of_providers
from visit_exchange.journey.selecting.sampling import left_uncovered, sample_of_providers
from visit_exchange.journey.telling import mail_authority
from visit_exchange.journey.upload import Opened
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.packs.numbers.indicators import same_name
from visit_exchange.tracking.providers import check_providers, provider_visits_mail
from visit_exchange.tracking.selection_sheet import read_providers
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import tracking_request_folder, within
from visit_exchange.visits.places.names import PROVIDERS_TO_VISIT
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def ticked_providers(opened: Opened) -> tuple[str, ...]:
    """Return the names ticked on a Providers sheet; none where there is no such sheet."""
    framework = framework_of(opened.visit)
    rules = framework.providers
    if rules is None:
        return ()
    title = load_list(framework.id, rules.list).column(rules.name).title
    return read_providers(opened.content, title) or ()


def choose_providers(
    outside: "Outside", visit: Visit, names: Sequence[str], *, by: str, reason: str = ""
) -> tuple[str, ...]:
    """Record the providers to visit and tell the authority; return what they leave uncovered.

    UserError when one is not in the provider list. The same choice again tells nobody anything.
    """
    sample = sample_of_providers(outside, visit)
    chosen = check_providers(names, sample)
    outside.register.record_providers(visit.id, chosen, by=by, at=visit_now(visit), reason=reason)
    tell_providers(outside, visit)
    return left_uncovered(sample, [same_name(name) for name in chosen])


def tell_providers(outside: "Outside", visit: Visit) -> None:
    """Lay the plan of provider visits in the authority's replies and mail it, once each time."""
    plan = outside.register.providers(visit.id)
    if plan is None:
        return
    subject, text = provider_visits_mail(visit, plan.names)
    place = within(tracking_request_folder(visit.id), PROVIDERS_TO_VISIT)
    outside.store.put(Bucket.REPLIES, place, text.encode())
    key = f"{visit.id}/provider-visits/{plan.number}"
    mail_authority(outside, key, visit, subject, text)
    tell_of_providers(outside, visit.id, plan.number)
