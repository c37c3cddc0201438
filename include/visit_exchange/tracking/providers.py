"""The choice of providers to visit: checked against the list, and told to the authority."""

from collections.abc import Sequence

from visit_exchange.errors import UserError
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.numbers.indicators import same_name
from visit_exchange.packs.sample.proposal import Sample
from visit_exchange.packs.sheets.sample_sheets import PROVIDERS_SHEET
from visit_exchange.visits.visit import Visit


def check_providers(names: Sequence[str], sample: Sample) -> tuple[str, ...]:
    """Return the names as the provider list has them, each once, in the order of the alphabet.

    Raises UserError when one is not in the list. It is not repeated: somebody may have written
    something else there.
    """
    chosen = {same_name(name) for name in names}
    if count := len(chosen - sample.everyone):
        providers = "1 provider is" if count == 1 else f"{count} providers are"
        raise UserError(
            f"{providers} not in the newest pack’s list. Put X on its {PROVIDERS_SHEET} sheet and "
            "leave the names as they are."
        )
    return tuple(sorted(sample.named[name] for name in chosen))


def provider_visits_mail(visit: Visit, names: Sequence[str]) -> tuple[str, str]:
    """Return subject and text of the mail to the LANO: whom inspectors plan to visit."""
    return mail("providers_to_visit", visit=visit.id, names=names)
