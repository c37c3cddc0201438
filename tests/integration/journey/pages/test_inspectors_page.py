"""What an inspector may open of a visit, what is told of it, and what is written down."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.published import SETTINGS, settings_file
from builders.uploads import PROVIDER, attending, child, providers, send, word
from builders.visits import an_open_visit
from scenes import Scene, scene_of
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import add_inspector, let_track, may_track
from visit_exchange.journey.ending.deferring import defer
from visit_exchange.journey.pages.inspectors.beside import (
    NO_VISIT,
    beside_others,
    earlier_visit,
)
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
from visit_exchange.journey.upkeep.published_figures import load_figures, load_neighbours
from visit_exchange.packs.beside.release import Release
from visit_exchange.packs.notes import NOTES_FILE, About, standing_notes
from visit_exchange.packs.reading.looking import View
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.keys import within
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services
THURSDAY = datetime(2023, 3, 30, 8, tzinfo=UTC)  # Thursday 30 March 2023; returns are due at 5pm
LOGIN = "inspector"


@pytest.fixture
def outside(on_stage: Outside) -> Outside:
    return on_stage


@pytest.fixture
def visit(scene: Scene[Visit]) -> Visit:
    return scene.told


def a_visit_with_two_versions(outside: Outside) -> Visit:
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


scene = scene_of(a_visit_with_two_versions)


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
    assert not page.is_under_way  # so neither providers nor one more item are offered
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
    assert {each.key for each in page.candidates[: len(codes)]} == set(codes), "proposed first"
    by_code = choosing(outside, visit.id, CHILDREN, codes, View(sort=0))
    assert [e.key for e in by_code.candidates] == sorted(e.key for e in page.candidates)
    covered = [rule for rule in page.rules if not rule.gap]
    nobody = choosing(outside, visit.id, CHILDREN, (), View())
    assert len(covered) > len([rule for rule in nobody.rules if not rule.gap])
    assert not page.standing.is_open, "nothing is asked before the lists are closed"


def test_notes_outlive_a_version_and_the_audit_has_their_numbers_alone(
    outside: Outside, visit: Visit
) -> None:
    # A code of letters alone may be searched as a name.
    codes = open_pack(outside, visit.id, 2).children
    code = next(each for each in codes if any(map(str.isdigit, each)))
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


def test_numbers_stand_beside_what_is_published_and_is_loaded(
    outside: Outside, visit: Visit
) -> None:
    pack = open_pack(outside, visit.id, 2)
    assert not any(each.published for each in beside_others(outside, pack).compared)
    load_settings(outside, {"England": SETTINGS, visit.la_code: SETTINGS}, date(2023, 6, 8))
    near = b"la_code,neighbour_la_code\n999,330\n"
    load_neighbours(outside, near, "An invented list", date(2023, 3, 1), by="data team")
    beside = beside_others(outside, pack)
    (one,) = [one for each in beside.compared for one in each.published]
    assert (one.own.shown, one.england.shown, one.spread) == ("10.0%", "10.0%", "not published")
    assert beside.neighbours == "An invented list, published Wednesday 1 March 2023"


def test_what_was_loaded_last_counts_and_nothing_older_takes_its_place(outside: Outside) -> None:
    load_settings(outside, {"England": SETTINGS}, date(2023, 6, 8))
    load_settings(outside, {"England": SETTINGS | {"Total": 400}}, date(2024, 6, 6))
    told = outside.register.releases()["la_funded_ap"].of("unregistered", "England")
    assert str(told) == "5.0%"
    with pytest.raises(UserError, match="Thursday 6 June 2024 is loaded"):
        load_settings(outside, {"England": SETTINGS}, date(2023, 6, 8))
    with pytest.raises(UserError, match="not one to come"):
        load_settings(outside, {"England": SETTINGS}, date(2999, 6, 8))
    with pytest.raises(UserError, match="Say with --set"):
        load_figures(outside, "figures.csv", b"", date(2024, 6, 6), by="data team")


def load_settings(outside: Outside, areas: dict[str, dict[str, int]], published: date) -> Release:
    """Load placements by setting type."""
    content = settings_file(areas)
    return load_figures(outside, "spc_ap_setting.csv", content, published, by="data team")


def test_numbers_stand_beside_those_of_the_area_s_visit_before_with_small_ones_hidden(
    outside: Outside, visit: Visit
) -> None:
    before = an_open_visit(outside, THURSDAY - timedelta(days=364), notified=date(2022, 3, 28))
    assert earlier_visit(outside, before).why_not == NO_VISIT
    assert "no pack with numbers" in earlier_visit(outside, visit).why_not
    send(outside, before, "a.xlsx", attending(*(child(f"AP-{n}", Age=9) for n in range(3))))
    unregistered = PROVIDER | {"Registered or unregistered": "Unregistered"}
    send(outside, before, "b.xlsx", providers(unregistered))
    publish_pack(outside, before.id)
    earlier = earlier_visit(outside, visit)
    assert (earlier.visit_id, earlier.when) == (before.id, "Monday 28 March 2022")
    assert earlier.lines["Aged 10 or under"].number == "c"
    # Nothing is told of an age by two tables where one of them hides a number.
    assert earlier.lines["Aged 16 to 18"].number == "c"
    assert earlier.lines["Providers that are not registered"].number == "1"
