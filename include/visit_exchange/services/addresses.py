"""Where people find what is in the store, as they are told it."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.visits.places.keys import s3_address, sender_prefix, visit_of

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.visit import Visit


def upload_place(outside: "Outside", visit: "Visit", sender: str = "") -> str:
    """Return where a sender of a visit drops its files; "" is the authority."""
    prefix = sender_prefix(visit.id, sender)
    if place := outside.settings.upload_place:
        return f"{place.rstrip('/')}/{prefix}"
    return s3_address(outside.store.name(Bucket.UPLOADS), prefix)


def reply_place(outside: "Outside", folder: str) -> str:
    """Return where a sender finds what is written to it."""
    return s3_address(outside.store.name(Bucket.REPLIES), f"{folder}/")


def whole_reply(outside: "Outside", bucket: Bucket, folder: str) -> str:
    """Return where the mail about a reply says that the whole of it is."""
    if bucket is Bucket.REPLIES and outside.settings.upload_origin:
        return "on your upload page. Use the link in the request"
    return place_of(outside, bucket, f"{folder}/")


def inspectors_page(outside: "Outside", visit_id: str) -> str:
    """Return the address of a visit's page for its inspectors; empty where none is told."""
    origin = outside.settings.public_url.rstrip("/")
    return f"{origin}/inspectors/visit/{visit_id}" if origin else ""


def pack_place(outside: "Outside", folder: str) -> str:
    """Return where inspectors find a version of a pack: on their page, else in the store."""
    if page := inspectors_page(outside, visit_of(folder)):
        return page
    return s3_address(outside.store.name(Bucket.PACKS), f"{folder}/")


def place_of(outside: "Outside", bucket: Bucket, key: str) -> str:
    """Return where one file lies."""
    return s3_address(outside.store.name(bucket), key)
