"""Where everything of a visit lies in the object store: every key, prefix and address.

A visit has one prefix, ``<visit>/``, in each of the buckets. What a partner sends and reads lies
in a folder of its own below it.
"""

import re
from typing import Protocol

# What a partner of a visit sends lies below this folder, in one of its own.
PARTNERS_FOLDER = "partners/"
# What lies under this folder of a visit's uploads is about its selected children.
TRACKING_FOLDER = "tracking/"
# Below this, in a folder named by an item's number, lie documents for it, whatever they look like.
DOCUMENTS_FOLDER = "documents/"
# Only inspectors can write here, below a visit's uploads, and only here does a Selection sheet
# count: the authority must not choose for them.
INSPECTORS_FOLDER = "from-inspectors/"
# Below a visit's packs: those about selected children, and our answers to inspectors.
TRACKING_PACKS = "tracking/"
ANSWERS = "answers/"

# Files of the replies, by the name that their reader sees.
REPLY_PAGE = "reply.html"
REPLY_WORKBOOK = "reply.xlsx"
REPLY_JSON = "answer.json"
REPLY_MAIL = "mail.json"
CHILD_CODES = "child-codes.xlsx"
REQUEST_TEXT = "request.txt"
CHECKLIST = "checklist.xlsx"
TEMPLATE = "lists-template.xlsx"
CALENDAR = "timeline.ics"
ABOUT_THE_VISIT = "about-the-visit.txt"
HEALTH_TEMPLATE = "cqc-template"  # with the ending of the file that came
SELECTED_CHILDREN = "children-to-track.xlsx"
CHILDREN_CHECKLIST = "tracking-checklist.xlsx"
PROVIDERS_TO_VISIT = "providers-to-visit.txt"
MANIFEST = "manifest.json"
SUMMARY_NOTE = "summary-note.docx"
NOTES = "notes.json"

REQUEST = "request"
TRACKING_REQUEST = "tracking-request"

# Where a file from an upload page lies: a folder of its own, so that no two have the same key.
_OF_ITS_OWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/")
_FOR_AN_ITEM = re.compile(rf"^{DOCUMENTS_FOLDER}([a-z0-9-]+)/")


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


def sent_name(prefix: str, key: str) -> str:
    """Return what a file below a sender's prefix is called by its sender.

    The folder that a page's file has of its own says nothing to anybody, and its hexadecimal
    digits must not be taken for a child's code.
    """
    return _OF_ITS_OWN.sub("", key.removeprefix(prefix), count=1)


def item_folder(number: str) -> str:
    """Return the folder of documents for the item of this number: ``documents/2-1/``."""
    return f"{DOCUMENTS_FOLDER}{folder_number(number)}/"


def folder_number(number: str) -> str:
    """Return an item's number as a folder may be called."""
    return re.sub(r"[^a-z0-9]+", "-", number.casefold())


def item_sent_for(name: str) -> str | None:
    """Return the number (as a folder) of the item that a file was sent for; None if for none."""
    found = _FOR_AN_ITEM.match(name)
    return found[1] if found else None


def plain_name(name: str) -> str:
    """Return a file's name without the folder that says what it is about."""
    return _FOR_AN_ITEM.sub("", name).removeprefix(TRACKING_FOLDER)


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


def within(folder: str, name: str) -> str:
    """Return the key of a file in a folder."""
    return f"{folder}/{name}"


def s3_address(bucket: str, key: str) -> str:
    """Return the address of a key as S3 clients take it; ``bucket`` is its real name."""
    return f"s3://{bucket}/{key}"
