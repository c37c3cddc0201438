"""What is this file? What its sender says it is; else by content and headings, then by name."""

from datetime import date

from visit_exchange.assessing.assessed import Assessed, withheld
from visit_exchange.assessing.checklist import assess_checklist
from visit_exchange.assessing.documents import assess_document
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.list_and_document import list_and_document
from visit_exchange.assessing.list_specs import list_specs
from visit_exchange.assessing.lists import assess_lists
from visit_exchange.assessing.repeats import once_only
from visit_exchange.assessing.sent_for import ask_if_meant
from visit_exchange.assessing.tracking import assess_tracking, is_about_tracking
from visit_exchange.assessing.tracking_checklist import (
    assess_tracking_checklist,
    tracking_answers,
)
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.returns.documents.file_names import items_named
from visit_exchange.returns.documents.recognising import said_to_be
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.safe_reading import TABLES, read_safely


def assess(file: File, asked: Asked, known: Known, *, notified: date) -> Assessed:
    """Return what a screened file came to; ``notified`` is the visit's notification date."""
    assessed = ask_if_meant(file, asked, known, _assess(file, asked, known, notified))
    return once_only(file, asked, known, assessed)


def _assess(file: File, asked: Asked, known: Known, notified: date) -> Assessed:
    if answers := tracking_answers(file, asked, known):
        return assess_tracking_checklist(file, asked, answers)
    if is_about_tracking(file, asked, known):
        return assess_tracking(file, asked, known)
    if file.kind in TABLES:
        return _tables(file, asked, known, notified)
    return assess_document(file, asked, known, notified=notified)


def _tables(file: File, asked: Asked, known: Known, notified: date) -> Assessed:
    if checklist := read_checklist(file.content, asked.framework):
        return assess_checklist(file, asked, known, checklist, notified=notified)
    reading = read_safely(
        file.content,
        file.kind,
        list_specs(asked.framework),
        notified=notified,
        name=file.name,
        own=known.own,
    )
    if isinstance(reading, str):
        return withheld(file, asked, reading)
    if said_to_be(file.name, asked.framework, known.checklist.files):
        return _said_to_be_a_document(file, asked, known, reading, notified)
    if reading.lists or reading.problems:
        return assess_lists(file, asked, known, reading, notified=notified)
    # A table that is no list may still be a document that was asked for.
    return assess_document(file, asked, known, reading, notified=notified)


def _said_to_be_a_document(
    file: File, asked: Asked, known: Known, reading: Reading, notified: date
) -> Assessed:
    """A workbook is a document where its sender says so, and a list too where it says that."""
    document = assess_document(file, asked, known, reading, notified=notified)
    lists = {item.id for item in asked.framework.lists}
    if reading.lists and lists & set(items_named(known.checklist.files, (file.name,))):
        return list_and_document(
            assess_lists(file, asked, known, reading, notified=notified), document
        )
    return document
