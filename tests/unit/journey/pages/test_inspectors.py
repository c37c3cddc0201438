"""What a page of inspectors decides: since when is new, what came about whom, until when."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from builders.dossiers import a_dossier
from builders.visits import a_visit
from inspectors_page.rendering import page
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.deciding import check_reason
from visit_exchange.journey.pages.inspectors.news import since_version
from visit_exchange.journey.pages.inspectors.tracking import tracked
from visit_exchange.journey.selecting.changing import may_change
from visit_exchange.kinds import load_framework
from visit_exchange.tracking.checklist import TrackingAnswers
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.tracking.pack import TrackingFile, read_tracking_manifest, tracking_pack
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.records import Selection
from visit_exchange.visits.visit import VisitStatus

MORNING = datetime(2023, 3, 31, 8, tzinfo=UTC)  # Friday 31 March 2023; children are due at 5pm
EVENING = datetime(2023, 3, 31, 17, tzinfo=UTC)
CHOSEN = Selection("999-ap-20230327", ("K7QM-2XWD",), "j.smith", MORNING)


@pytest.mark.parametrize(
    ("opened", "newest", "since"),
    [((), 3, None), ((3,), 3, None), ((1, 2), 3, 2), ((1, 3), 3, 1), ((1, 4), 3, 1)],
)
def test_new_is_what_came_after_the_newest_version_read_before(
    opened: tuple[int, ...], newest: int, since: int | None
) -> None:
    assert since_version(opened, newest) == since


@pytest.mark.parametrize(
    ("selection", "status", "now", "may"),
    [
        (CHOSEN, VisitStatus.SELECTED, MORNING, True),
        (CHOSEN, VisitStatus.SELECTED, EVENING, False),
        (CHOSEN, VisitStatus.DEFERRED, MORNING, False),
        (None, VisitStatus.RETURNS_CLOSED, MORNING, False),
    ],
)
def test_a_choice_is_changed_until_its_deadline(
    selection: Selection | None, status: VisitStatus, now: datetime, may: bool
) -> None:
    assert may_change(a_dossier(a_visit(status=status), selection=selection), now) is may


@pytest.mark.parametrize("reason", ["Sarah Jenkins moved school", "李小明 moved school"])
def test_the_reason_for_another_choice_names_nobody(reason: str) -> None:
    with pytest.raises(UserError, match="must name nobody"):
        check_reason(reason)


@pytest.mark.parametrize("reason", ["", "The first child moved school", "Too many of one age"])
def test_a_reason_that_names_nobody_stands(reason: str) -> None:
    check_reason(reason)


def test_the_tracking_folder_says_of_each_child_what_came_and_what_is_missing() -> None:
    framework = load_framework("ap_thematic_2023")
    first, *others = framework.tracking.items
    codes = ("K7QM-2XWD", "0A1B-2C3D")
    sent = TrackingFile(codes[0], first.id, "pdf", b"words", "s1")
    files = tracking_pack(a_visit(), framework, codes, [sent], version=1, published=MORNING)
    one, two = tracked(framework, read_tracking_manifest(files[MANIFEST]))
    assert (one.code, one.missing) == (codes[0], len(others))
    assert [number for number, _ in one.kinds[0].files] == [1]
    assert (two.missing, two.kinds[0].files) == (len(others) + 1, ())


def test_the_tracking_folder_says_of_every_place_without_a_file_why_there_is_none() -> None:
    framework = load_framework("ap_thematic_2023")
    code, kinds = "K7QM-2XWD", [each.id for each in framework.tracking.items]
    items = [tracking_item_id(kind, code) for kind in kinds]
    files = tracking_pack(
        a_visit(),
        framework,
        [code],
        [TrackingFile(code, kinds[0], "pdf", b"words", "s1")],
        version=1,
        published=MORNING,
        answers=TrackingAnswers(frozenset(items[1:2]), frozenset(items[2:3])),
        taken_back=items[3:4],
    )
    [child] = tracked(framework, read_tracking_manifest(files[MANIFEST]))
    said = ["", "Not held", "Does not apply", "Missing"]
    assert [each.instead for each in child.kinds[:4]] == said
    assert all(each.files or each.instead for each in child.kinds)
    assert child.missing == len(kinds) - 3  # what was taken back is awaited again
    visit, found = a_visit(), SimpleNamespace(pack=SimpleNamespace(version=1), children=[child])
    shown = bytes(page("tracking.html", visit=visit, found=found).body).decode()
    assert all(words in shown for words in said)
    assert [each.is_taken_back for each in child.kinds[:4]] == [False, False, False, True]
    assert shown.count("was taken back") == 1
