"""What an inspector may open of a visit, what is told of it, and what is written down."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders.uploads import attending, child, send, word
from builders.visits import an_open_visit
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import add_inspector, let_track, may_track
from visit_exchange.journey.ending.deferring import defer
from visit_exchange.journey.pages.inspectors.bundle import bundle
from visit_exchange.journey.pages.inspectors.choosing import choosing, proposed
from visit_exchange.journey.pages.inspectors.coverage import CHILDREN
from visit_exchange.journey.pages.inspectors.notes import (
    add_note,
    exported_notes,
    notes_of,
    remove_note,
)
from visit_exchange.journey.pages.inspectors.opened import note_opened, open_pack
from visit_exchange.journey.pages.inspectors.own_visits import own_visits
from visit_exchange.journey.pages.inspectors.visit import visit_page
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.packs.notes import NOTES_FILE, About, standing_notes
from visit_exchange.packs.reading.looking import View
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places import MANIFEST, within
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services
THURSDAY = datetime(2023, 3, 30, 8, tzinfo=UTC)  # Thursday 30 March 2023; returns are due at 5pm
LOGIN = "inspector"


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit with two versions of its pack: the second has a child and a document more."""
    visit = an_open_visit(outside, THURSDAY)
    add_inspector(outside, visit.id, LOGIN, by="data team")
    children = [child(f"AP-{n:04}", Age=8 + n) for n in range(1, 5)]
    send(outside, visit, "a.xlsx", attending(*children))
    publish_pack(outside, visit.id)
    send(outside, visit, "a.xlsx", attending(*children, child("AP-0005")))
    send(outside, visit, "Strategic planning.docx", word("Strategic planning", "As agreed."))
    publish_pack(outside, visit.id)
    return visit


def test_a_visit_says_what_is_new_since_the_version_that_was_opened(
    outside: Outside, visit: Visit
) -> None:
    first = visit_page(outside, visit.id, LOGIN)
    assert (first.is_first, first.changes) == (True, None)
    note_opened(outside, open_pack(outside, visit.id, 1).pack, LOGIN, "at a glance")
    changes = visit_page(outside, visit.id, LOGIN).changes
    assert changes is not None
    [attending_now] = changes.lists
    assert (changes.since, attending_now.new, attending_now.changed) == (1, 1, 0)
    assert [file.items for file in changes.documents.came] == [("strategic_planning",)]
    [own] = own_visits(outside, LOGIN)
    assert (own.newest, own.is_unread) == (2, True)


def test_who_saw_what_is_written_down_with_no_code_in_it(outside: Outside, visit: Visit) -> None:
    pack = open_pack(outside, visit.id, 2)
    note_opened(outside, pack.pack, LOGIN, "child", number=3)
    [opened] = [each for each in outside.register.audit(visit.id) if each.act == "opened"]
    assert (opened.by, opened.detail) == (
        LOGIN,
        {"what": "child", "pack": "returns", "version": 2, "number": 3},
    )
    assert outside.register.dossier(visit.id).audit, "acts are decided on, openings are not"
    assert "opened" not in {each.act for each in outside.register.dossier(visit.id).audit}


def test_the_zip_holds_the_files_of_the_version_as_they_were_published(
    outside: Outside, visit: Visit
) -> None:
    opened = open_pack(outside, visit.id, 2)
    names = [file.name for file in opened.manifest.files]
    made = zipfile.ZipFile(io.BytesIO(b"".join(bundle(outside, opened.pack, names))))
    assert made.namelist() == [*names, MANIFEST]
    for name in made.namelist():
        assert made.read(name) == outside.store.get(Bucket.PACKS, within(opened.pack.prefix, name))


def test_nothing_is_opened_while_the_visit_is_deferred(outside: Outside, visit: Visit) -> None:
    defer(outside, visit.id, "Illness", by="data team")
    with pytest.raises(UserError, match="deferred"):
        open_pack(outside, visit.id, 2)
    page = visit_page(outside, visit.id, LOGIN)
    assert (page.pack, page.versions) == (None, ())
    assert "deferred" in page.why_no_pack


@pytest.mark.parametrize("status", ["deferred", "cancelled", "disposed"])
def test_notes_are_neither_read_nor_written_when_packs_are_not(
    outside: Outside, visit: Visit, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_note(outside, visit.id, About.VISIT, "", "Ask for minutes", is_line=False, by=LOGIN)
    ended = replace(visit, status=VisitStatus(status))
    monkeypatch.setattr(type(outside.register), "visit", lambda *_: ended)
    with pytest.raises(UserError, match=status):
        notes_of(outside, visit.id)
    with pytest.raises(UserError, match=status):
        add_note(outside, visit.id, About.VISIT, "", "One more", is_line=False, by=LOGIN)
    with pytest.raises(UserError, match=status):
        remove_note(outside, visit.id, 1, by=LOGIN)


@pytest.mark.parametrize("version", [0, 3, 99])
def test_a_version_that_was_not_published_cannot_be_opened(
    outside: Outside, visit: Visit, version: int
) -> None:
    with pytest.raises(UserError, match="no such version"):
        open_pack(outside, visit.id, version)


def test_who_follows_the_children_is_said_for_each_inspector(
    outside: Outside, visit: Visit
) -> None:
    assert not may_track(outside, visit.id, LOGIN)
    let_track(outside, visit.id, LOGIN, may=True, by="data team")
    assert may_track(outside, visit.id, LOGIN)
    assert not may_track(outside, visit.id, "somebody else")
    with pytest.raises(UserError, match="already"):
        let_track(outside, visit.id, LOGIN, may=True, by="data team")
    acts = [each.act for each in outside.register.audit(visit.id)]
    assert acts.count("inspector tracks") == 1


def test_the_choice_shows_who_is_proposed_and_what_they_cover(
    outside: Outside, visit: Visit
) -> None:
    codes = proposed(outside, visit.id, CHILDREN)
    page = choosing(outside, visit.id, CHILDREN, codes, View())
    assert {each.key for each in page.chosen} == set(codes)
    assert len(page.candidates) == 5
    covered = [rule for rule in page.rules if not rule.gap]
    nobody = choosing(outside, visit.id, CHILDREN, (), View())
    assert len(covered) > len([rule for rule in nobody.rules if not rule.gap])
    assert not page.standing.is_open, "nothing is asked before the lists are closed"


def test_notes_outlive_a_version_and_the_audit_has_their_numbers_alone(
    outside: Outside, visit: Visit
) -> None:
    code = open_pack(outside, visit.id, 2).children[0]
    for text in (f"Why is {code} here?", "A second thought"):
        add_note(outside, visit.id, About.CHILD, code, text, is_line=True, by=LOGIN)
    remove_note(outside, visit.id, 2, by=LOGIN)
    [note] = standing_notes(notes_of(outside, visit.id), About.CHILD, code)
    assert (note.by, note.text) == (LOGIN, f"Why is {code} here?")
    [(name, _)] = exported_notes(outside, visit.id)
    assert name == NOTES_FILE
    told = [(e.act, e.detail) for e in outside.register.audit(visit.id) if "note " in e.act]
    assert told == [
        ("note written", {"number": 1}),
        ("note written", {"number": 2}),
        ("note removed", {"number": 2}),
    ]
