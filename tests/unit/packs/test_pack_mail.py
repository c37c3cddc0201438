"""The mail that tells inspectors of a new pack: what is in it, what changed, what is not."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from builders.packs import FRAMEWORK, VISIT, attending, contents, document
from visit_exchange.packs.announcement import announcement_mail
from visit_exchange.packs.contents import Late, PackContents
from visit_exchange.packs.manifest import Manifest, manifest_json, read_manifest
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.pack import build_pack
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.visit import VisitStatus

PLACE = "packs/999-ap-20230327/v001/"


def manifest(whole: PackContents) -> Manifest:
    return read_manifest(build_pack(whole)[MANIFEST])


def mail(whole: PackContents, previous: PackContents | None = None) -> tuple[str, str]:
    before = manifest(previous) if previous else None
    return announcement_mail(VISIT, FRAMEWORK, manifest(whole), before, PLACE)


def test_the_first_version_says_what_is_in_it_and_what_is_not() -> None:
    subject, text = mail(contents())
    assert subject == "Returns pack 1: Exampleshire, 999-ap-20230327"
    assert text.splitlines() == [
        f"Version 1 of the returns pack is ready: {PLACE}",
        "",
        "In it: 2 lists and 2 documents.",
        "This is the first version.",
        "Missing: 3 Children and young people on the dynamic support register or who have had a "
        "care, education and treatment review.",
        "Late: 13 Impact (received 2 hours 5 minutes after the deadline at most).",
        "Not held by the authority: 4 Alternative providers.",
        "Questions from the checks: 1, on the Summary sheet.",
        "",
        "Choose the children to track on the visit’s page, or on the Selection sheet.",
    ]


def test_a_later_version_says_what_is_new_and_what_was_replaced() -> None:
    before = contents(lists=(attending("s1"),), documents=(document("impact"),))
    after = contents(
        2,
        lists=(attending("s8"),),
        documents=(document("impact", content=b"better"), document("strategic_planning")),
    )
    _, text = mail(after, before)
    assert "New: 5 Strategic planning. Replaced: 1 Children" in text
    assert "13 Impact." in text.splitlines()[3]


@pytest.mark.slow
def test_a_second_document_is_added_and_replaces_nothing() -> None:
    before = contents(documents=(document("impact", content=b"one"),))
    both = contents(
        2, documents=(document("impact", content=b"one"), document("impact", content=b"two"))
    )
    assert "Since version 1: Added to: 13 Impact.\n" in mail(both, before)[1]
    assert "Since version 2: Partly withdrawn: 13 Impact.\n" in mail(before, both)[1]


@pytest.mark.slow
def test_the_choice_is_asked_for_only_where_it_can_be_made() -> None:
    words = "Choose the children to track"
    assert words in mail(contents())[1]
    assert words not in mail(contents(lists=()))[1]
    chosen = replace(VISIT, status=VisitStatus.SELECTED)
    assert words not in announcement_mail(chosen, FRAMEWORK, manifest(contents()), None, PLACE)[1]


@pytest.mark.slow
def test_nothing_is_not_missing_while_items_are_not_due() -> None:
    later = {"impact": "2023-03-31T17:00:00+01:00"}
    whole = contents(missing=(FRAMEWORK.item("impact"),), due_later=later, not_held=())
    assert "Missing: nothing" not in mail(whole)[1]
    assert "Nothing that is due is missing." in mail(whole)[1]


@pytest.mark.slow
def test_a_version_in_which_no_item_changed_says_so() -> None:
    assert "Since version 1: no item changed." in mail(contents(2), contents(1))[1]


def test_what_is_due_later_is_not_missing() -> None:
    """Monday 27 March 2023: the lists are due on Tuesday, the rest on Friday."""
    whole = contents(
        missing=(*FRAMEWORK.items[2:4], FRAMEWORK.item("impact")),
        due_later={
            FRAMEWORK.items[3].id: "2023-03-28T11:00:00+01:00",
            "impact": "2023-03-31T17:00:00+01:00",
        },
        late=(),
        not_held=(),
    )
    _, text = mail(whole)

    assert text.splitlines()[4:7] == [
        f"Missing: {numbered(FRAMEWORK.items[2])}.",
        f"Not due until 11am on Tuesday 28 March 2023: {numbered(FRAMEWORK.items[3])}.",
        "Not due until 5pm on Friday 31 March 2023: 13 Impact.",
    ]


def test_the_manifest_keeps_what_is_due_later_apart_and_reads_older_ones() -> None:
    later = {"impact": "2023-03-31T17:00:00+01:00"}
    made = manifest(contents(missing=(FRAMEWORK.item("impact"),), due_later=later))

    assert (made.missing, made.not_due) == ((), later)
    older = json.loads(manifest_json(made))
    del older["not_due"]
    assert read_manifest(json.dumps(older).encode()).not_due == {}


def test_nothing_missing_late_or_not_held_is_said_in_one_line() -> None:
    _, text = mail(contents(missing=(), late=(), not_held=()))
    assert "Missing: nothing.\n" in text
    assert "Late" not in text
    assert "Not held" not in text


@pytest.mark.slow
def test_the_mail_is_short_however_much_is_missing_and_late() -> None:
    everything = contents(
        2,
        missing=FRAMEWORK.items,
        not_held=FRAMEWORK.items,
        late=tuple(Late(item.id, timedelta(minutes=3)) for item in FRAMEWORK.items),
    )
    _, text = mail(everything, contents())
    assert len(text.splitlines()) <= 12
    assert "and 11 more" in text


def test_the_final_version_is_called_final() -> None:
    whole = contents()
    final = PackContents(**{**vars(whole), "is_final": True})
    assert mail(final)[0].startswith("Returns pack 1 (final)")
