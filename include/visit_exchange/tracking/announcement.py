"""The mail that tells inspectors of a tracking pack: counts and codes, nothing about a child."""

from collections import Counter

from visit_exchange.mails.catalogue import mail
from visit_exchange.tracking.pack import TrackingManifest
from visit_exchange.visits.visit import Visit


def tracking_pack_mail(visit: Visit, manifest: TrackingManifest, place: str) -> tuple[str, str]:
    """Return subject and text: where the pack is, how much is in it, what is missing for whom."""
    missing = Counter(item.partition(":")[2] for item in manifest.missing)
    taken_back = Counter(item.partition(":")[2] for item in manifest.taken_back)
    return mail(
        "tracking_pack",
        visit=visit.id,
        area=visit.la_name,
        version=manifest.version,
        place=place,
        files=len(manifest.files),
        children=len(manifest.selected),
        missing=sorted(missing.items()),
        taken_back=sorted(taken_back.items()),
    )
