"""What is new since a version: rows, children, documents."""

from dataclasses import replace
from typing import Any

from builders.packs import contents, document
from visit_exchange.packs.manifest import Manifest, read_manifest
from visit_exchange.packs.pack import build_pack
from visit_exchange.packs.reading.changes import documents_changed, rows_changed
from visit_exchange.packs.reading.tables import Table, table_of
from visit_exchange.visits.places.names import MANIFEST

HEADINGS = ["Child code", "Age"]
OLD = table_of([HEADINGS, ["K7QM", 9], ["0A1B", 14], ["ZZ11", 11]])


def manifest(**changes: Any) -> Manifest:
    return read_manifest(build_pack(contents(lists=(), **changes))[MANIFEST])


def test_children_are_new_gone_or_changed() -> None:
    new = table_of([HEADINGS, ["K7QM", 10], ["0A1B", 14], ["NEW1", 8]])
    change = rows_changed("Attending", OLD, new)
    assert (change.new, change.gone, change.changed) == (1, 1, 1)
    assert (change.came, change.went) == ((0, 2), (0, 2))


def test_the_order_of_rows_and_columns_is_no_change() -> None:
    same = table_of([["Age", "Child code"], [14, "0A1B"], [11, "ZZ11"], [9, "K7QM"]])
    assert not rows_changed("Attending", OLD, same).is_any


def test_a_row_that_is_there_twice_is_one_row_more() -> None:
    twice = table_of([HEADINGS, ["K7QM", 9], ["K7QM", 9], ["0A1B", 14], ["ZZ11", 11]])
    change = rows_changed("Attending", OLD, twice)
    assert (change.came, change.went, change.changed) == ((1,), (), 1)


def test_a_list_that_came_is_new_as_a_whole() -> None:
    change = rows_changed("Attending", Table((), 0), OLD)
    assert (len(change.came), change.new, change.gone) == (3, 3, 0)


def test_a_document_of_other_bytes_is_another_document() -> None:
    one, two = document("impact"), replace(document("impact"), content=b"other words")
    old, new = manifest(documents=(one,)), manifest(documents=(one, two))
    assert [file.sha256 for file in documents_changed(old, new).came] == [
        file.sha256 for file in new.files if file not in old.files
    ]
    assert documents_changed(old, new).went == ()
    assert len(documents_changed(new, manifest(documents=(two,))).went) == 1
