"""The mail that tells inspectors of a tracking pack: counts and codes, nothing about a child."""

from visit_exchange.tracking.pack import TrackingManifest
from visit_exchange.visits.visit import Visit


def tracking_pack_mail(visit: Visit, manifest: TrackingManifest, place: str) -> tuple[str, str]:
    """Return subject and text: where the pack is, how much is in it, what is missing for whom."""
    missing = [item.partition(":")[2] for item in manifest.missing]
    lines = [
        f"Version {manifest.version} of the tracking pack is ready: {place}",
        "",
        f"In it: {len(manifest.files)} documents about {len(manifest.selected)} children.",
        *(f"{code}: {_kinds(missing.count(code))} missing." for code in sorted(set(missing))),
    ]
    if not missing:
        lines.append("Missing: nothing.")
    lines += ["", "It identifies children. Delete it when the visit's work with it is done."]
    subject = f"Tracking pack {manifest.version}: {visit.la_name}, {visit.id}"
    return subject, "\n".join(lines) + "\n"


def _kinds(count: int) -> str:
    return "1 kind" if count == 1 else f"{count} kinds"
