"""How many children of a pack are unique on what is usually known of a child: the data team's.

Counts only, as the pack's own manifest tells them: small numbers are hidden there already.
"""

import logging
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.publishing.pack_writing import published_manifest
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.manifest import Manifest, read_manifest
from visit_exchange.packs.numbers.uniqueness import in_words
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

AWAY = "The object store does not answer, so this is not known now"

log = logging.getLogger(__name__)


def uniqueness_told(outside: "Outside", visit_id: str) -> tuple[str, ...]:
    """Return what the newest returns pack of a visit says, a line for each list of children.

    Empty when there is no pack or it is destroyed. The board must show while the store is away.
    """
    packs = outside.register.packs(visit_id)
    if not packs:
        return ()
    try:
        manifest = published_manifest(outside, packs[-1])
    except FileNotFoundError:
        return ()
    except ServiceError as error:
        log.warning("%s: %s", visit_id, error)
        return (AWAY,)
    return _lines(outside.register.visit(visit_id), read_manifest(manifest))


def tell_uniqueness(
    outside: "Outside", visit: Visit, pack: "Pack", manifest: Manifest, previous: Manifest | None
) -> None:
    """Tell the data team of a published pack's numbers, unless the version before had the same."""
    if not manifest.uniqueness or (previous and previous.uniqueness == manifest.uniqueness):
        return
    written = mail(
        "unique_children",
        visit=visit.id,
        version=pack.version,
        lines=_lines(visit, manifest),
        most=manifest.small_numbers - 1,
    )
    to = outside.settings.data_team_email
    mail_once(outside, f"{pack.prefix}/unique", to, *written, visit_id=visit.id)


def _lines(visit: Visit, manifest: Manifest) -> tuple[str, ...]:
    framework = framework_of(visit)
    return tuple(
        f"{framework.item(found.list).title}: {in_words(found)}" for found in manifest.uniqueness
    )
