"""A version of the returns pack: its numbers, questions, documents, and all of it to download."""

from collections.abc import Iterable

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response, StreamingResponse

from inspectors_page.rendering import attached, disposition, page
from visit_board.reader import InspectorOfVisit
from visit_exchange.buckets import Bucket
from visit_exchange.journey.pages.inspectors.beside import beside_others
from visit_exchange.journey.pages.inspectors.bundle import bundle
from visit_exchange.journey.pages.inspectors.lists import rows_behind
from visit_exchange.journey.pages.inspectors.news import changes_since
from visit_exchange.journey.pages.inspectors.notes import exported_notes, notes_of
from visit_exchange.journey.pages.inspectors.opened import note_opened, open_pack
from visit_exchange.journey.pages.inspectors.reading import (
    changed_rows,
    documents_in_order,
    drawn,
)
from visit_exchange.packs.manifest import ManifestFile
from visit_exchange.packs.notes import About, standing_notes
from visit_exchange.services.outside import outside
from visit_exchange.services.register import Pack
from visit_exchange.visits.places.keys import within

router = APIRouter(prefix="/visit/{visit_id}/pack/{version}")
NO_SUCH_FILE = "There is no such file in this version."


@router.get("/glance")
def at_a_glance(visit_id: str, version: int, login: InspectorOfVisit) -> Response:
    """Return the area at a glance, with its charts and what its numbers stand beside."""
    pack = open_pack(outside(), visit_id, version)
    beside = beside_others(outside(), pack)
    earlier = {"earlier": beside.earlier.visit_id} if beside.earlier.lines else {}
    note_opened(outside(), pack.pack, login, "at a glance", **earlier)
    lines = pack.workbook.glance() if pack.workbook else ()
    return page("glance.html", pack=pack, lines=lines, charts=drawn(pack), beside=beside)


@router.get("/questions")
def questions(visit_id: str, version: int, login: InspectorOfVisit) -> Response:
    """Return the questions that the numbers raise."""
    pack = open_pack(outside(), visit_id, version)
    note_opened(outside(), pack.pack, login, "questions")
    asked = pack.workbook.questions() if pack.workbook else ()
    return page("questions.html", pack=pack, asked=asked)


@router.get("/question/{number}")
def question(visit_id: str, version: int, number: int, login: InspectorOfVisit) -> Response:
    """Return the rows behind a question."""
    pack = open_pack(outside(), visit_id, version)
    asked = [q for q in (pack.workbook.questions() if pack.workbook else ()) if q.number == number]
    if not asked:
        raise HTTPException(404, "There is no such question in this version.")
    note_opened(outside(), pack.pack, login, "rows behind a question", number=number)
    notes = standing_notes(notes_of(outside(), visit_id), About.QUESTION, asked[0].about)
    parts = rows_behind(pack, number)
    return page("question.html", pack=pack, asked=asked[0], parts=parts, notes=notes, login=login)


@router.get("/changes/{since}")
def changes(visit_id: str, version: int, since: int, login: InspectorOfVisit) -> Response:
    """Return what is new since an older version, row by row."""
    pack = open_pack(outside(), visit_id, version)
    note_opened(outside(), pack.pack, login, "changes", since=since)
    found = changes_since(outside(), pack, since)
    return page(
        "changes.html", pack=pack, changes=found, parts=changed_rows(outside(), pack, since)
    )


@router.get("/documents")
def documents(visit_id: str, version: int, login: InspectorOfVisit) -> Response:
    """Return the documents in reading order."""
    pack = open_pack(outside(), visit_id, version)
    note_opened(outside(), pack.pack, login, "documents")
    return page("documents.html", pack=pack, documents=documents_in_order(pack))


@router.get("/file/{number}")
def file(visit_id: str, version: int, number: int, login: InspectorOfVisit) -> Response:
    """Return one file of a version, by its place in the manifest, from 1."""
    pack = open_pack(outside(), visit_id, version)
    return sent(pack.pack, pack.manifest.files, number, login)


@router.get("/zip")
def everything(visit_id: str, version: int, login: InspectorOfVisit) -> Response:
    """Return the whole version as one zip, while it is written."""
    pack = open_pack(outside(), visit_id, version)
    name, notes = f"{visit_id} pack {version}.zip", exported_notes(outside(), visit_id)
    return zipped(pack.pack, pack.manifest.files, login, name, extra=notes)


def sent(pack: Pack, files: tuple[ManifestFile, ...], number: int, login: str) -> Response:
    """Return a file to read in the browser if it can show it, else to save; that is audited."""
    if not 1 <= number <= len(files):
        raise HTTPException(404, NO_SUCH_FILE)
    note_opened(outside(), pack, login, "file", number=number)
    name = files[number - 1].name
    content = outside().store.get(Bucket.PACKS, within(pack.prefix, name))
    return attached(content, name.rpartition("/")[2])


def zipped(
    pack: Pack,
    files: tuple[ManifestFile, ...],
    login: str,
    name: str,
    *,
    extra: Iterable[tuple[str, bytes]] = (),
) -> Response:
    """Return all files of a version, and what goes with it, in one zip; that is audited."""
    note_opened(outside(), pack, login, "whole pack", files=len(files))
    headers = disposition("attachment", name)
    made = bundle(outside(), pack, [each.name for each in files], extra)
    return StreamingResponse(made, media_type="application/zip", headers=headers)
