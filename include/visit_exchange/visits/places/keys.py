"""Every key, prefix and address in the store.

A visit has one prefix, ``<visit>/``, in each of the buckets. What a partner sends and reads lies
in a folder of its own below it.
"""

from typing import Protocol

from visit_exchange.visits.places.names import (
    AGREEMENTS,
    NOTES,
    PROVIDER_VISITS,
    SUMMARY_NOTE,
    TIMETABLE,
)

# What a partner of a visit sends lies below this folder, in one of its own.
PARTNERS_FOLDER = "partners/"
# Only inspectors can write here, below a visit's uploads, and only here does a Selection sheet
# count: the authority must not choose for them.
INSPECTORS_FOLDER = "from-inspectors/"
# Below a visit's packs: those about selected children, and our answers to inspectors.
TRACKING_PACKS = "tracking/"
ANSWERS = "answers/"
REQUEST = "request"
TRACKING_REQUEST = "tracking-request"


class Numbered(Protocol):
    """An upload as its places know it: its visit, its sender's id and its number."""

    @property
    def visit_id(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def number(self) -> int: ...


def visit_prefix(visit_id: str) -> str:
    """Return the prefix of everything that belongs to a visit, in every bucket."""
    return f"{visit_id}/"


def visit_of(key: str) -> str:
    """Return the id of the visit that a key or folder of any bucket belongs to."""
    return key.partition("/")[0]


def sender_prefix(visit_id: str, sender: str) -> str:
    """Return the prefix of a sender in uploads and replies: ``sender`` is "" for the authority."""
    own = f"{PARTNERS_FOLDER}{sender}/" if sender else ""
    return f"{visit_prefix(visit_id)}{own}"


def inspectors_prefix(visit_id: str) -> str:
    """Return the prefix of uploads under which inspectors alone can write."""
    return f"{visit_prefix(visit_id)}{INSPECTORS_FOLDER}"


def tracking_packs_prefix(visit_id: str) -> str:
    """Return the prefix of all packs about the selected children."""
    return f"{visit_prefix(visit_id)}{TRACKING_PACKS}"


def page_upload_key(visit_id: str, folder: str, own: str, name: str) -> str:
    """Return the key of a file from an upload page; ``own`` is a UUID, its folder's name."""
    return f"{visit_prefix(visit_id)}{folder}{own}/{name}"


def reply_folder(submission: Numbered) -> str:
    """Return where in the replies the reply to an upload lies: below its sender's prefix."""
    return f"{sender_prefix(submission.visit_id, submission.sender)}{submission.number:04d}"


def answer_folder(submission: Numbered) -> str:
    """Return where in the packs our answer to an upload of the inspectors lies."""
    return f"{visit_prefix(submission.visit_id)}{ANSWERS}{submission.number:04d}"


def is_answer_to_inspectors(folder: str) -> bool:
    """Return whether the reply in a folder is for inspectors: then it lies in the packs."""
    return f"/{ANSWERS}" in folder


def staging_key(submission: Numbered, item: str) -> str:
    """Return where the content of one item of an upload lies in staging."""
    place = item.replace(":", "/")
    return f"{visit_prefix(submission.visit_id)}{submission.number:04d}/{place}"


def document_key(submission: Numbered, kind: str, item: str) -> str:
    """Return where in staging a document that serves ``item`` lies; ``kind`` is its ending."""
    return f"{staging_key(submission, item)}.{kind}"


def request_folder(visit_id: str, sender: str = "") -> str:
    """Return where in the replies the request to a sender lies."""
    return f"{sender_prefix(visit_id, sender)}{REQUEST}"


def request_key(run_id: str, sender: str = "") -> str:
    """Return the key of the mail that asks the authority, or a partner (by id)."""
    return f"{run_id}/{REQUEST}/{sender}" if sender else f"{run_id}/{REQUEST}"


def tracking_request_folder(visit_id: str, sender: str = "") -> str:
    """Return where in the replies the request about selected children lies."""
    return f"{sender_prefix(visit_id, sender)}{TRACKING_REQUEST}"


def pack_folder(visit_id: str, series: str, version: int) -> str:
    """Return where in the packs a version lies; ``series`` is "" for the packs of returns."""
    below = f"{series}/" if series else ""
    return f"{visit_prefix(visit_id)}{below}v{version:03d}"


def summary_note_key(visit_id: str) -> str:
    """Return where in the packs the draft of a visit's summary note lies."""
    return f"{visit_prefix(visit_id)}{SUMMARY_NOTE}"


def notes_key(visit_id: str) -> str:
    """Return where in the packs the notes of a visit's inspectors lie."""
    return f"{visit_prefix(visit_id)}{NOTES}"


def agreements_key(visit_id: str) -> str:
    """Return where in the packs it lies what an authority says of selected children's agreement.

    It stands among the tracking packs: their team alone may read it, and it is destroyed with them.
    """
    return f"{tracking_packs_prefix(visit_id)}{AGREEMENTS}"


def provider_visits_key(visit_id: str) -> str:
    """Return where in the packs it lies how the visits to providers are arranged."""
    return f"{visit_prefix(visit_id)}{PROVIDER_VISITS}"


def timetable_key(visit_id: str) -> str:
    """Return where in the packs the timetable of a visit's meetings lies."""
    return f"{visit_prefix(visit_id)}{TIMETABLE}"


def within(folder: str, name: str) -> str:
    """Return the key of a file in a folder."""
    return f"{folder}/{name}"


def s3_address(bucket: str, key: str) -> str:
    """Return the address of a key as S3 clients take it; ``bucket`` is its real name."""
    return f"s3://{bucket}/{key}"
