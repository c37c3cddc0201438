"""manifest.json of a pack: every file accounted for. All children are invented."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from builders.packs import CODES, FRAMEWORK, QUESTION, attending, contents, document
from visit_exchange.packs.manifest import manifest_json, read_manifest
from visit_exchange.packs.naming import document_names, short_title
from visit_exchange.packs.pack import build_pack
from visit_exchange.visits.places.names import MANIFEST


def test_every_file_of_the_pack_is_listed_with_its_hash_and_where_it_came_from() -> None:
    files = build_pack(contents())
    manifest = read_manifest(files[MANIFEST])
    assert list(files) == [*(file.name for file in manifest.files), MANIFEST]
    for file in manifest.files:
        assert file.size == len(files[file.name])
        assert file.sha256 == sha256(files[file.name]).hexdigest()
    lists, numbers, planning, impact = manifest.files
    assert (numbers.name, numbers.items) == (
        "999-ap-20230327 numbers to share.xlsx",
        ("currently_attending", "recently_attended"),
    )
    assert (lists.uploads, lists.items) == (
        ("s1", "s2"),
        ("currently_attending", "recently_attended"),
    )
    assert (planning.name, planning.items) == (
        "05 Strategic planning – 1.txt",
        ("impact", "strategic_planning"),
    )
    assert (impact.name, impact.uploads) == ("13 Impact – 1.txt", ("s4",))


def test_it_says_what_was_checked_told_not_held_and_redacted() -> None:
    attending, recent = read_manifest(build_pack(contents())[MANIFEST]).lists
    assert (attending.checks_run, attending.checks_passed) == (30, 29)
    assert [(told.rule, told.cells) for told in attending.told] == [("CA-07", None)]
    assert attending.not_held == ("ehc_plan",)
    assert attending.redacted == {"name": None}
    assert (recent.checks_run, recent.checks_passed, recent.as_at) == (28, 28, None)


def test_the_order_of_questions_tells_no_hidden_number_of_cells() -> None:
    asked = [QUESTION, replace(QUESTION, rule="CA-08"), replace(QUESTION, rule="CA-09")]
    told = (asked[0], *asked[2:] * 2, *asked[1:2] * 7)
    lists = (replace(attending(), problems_told=told),)
    [listed] = read_manifest(build_pack(contents(lists=lists))[MANIFEST]).lists
    assert [(one.rule, one.cells) for one in listed.told] == [
        ("CA-08", 5),
        ("CA-07", None),
        ("CA-09", None),
    ]


def test_it_says_what_is_missing_late_and_not_held() -> None:
    manifest = read_manifest(build_pack(contents())[MANIFEST])
    assert manifest.missing == ("dynamic_support",)
    assert manifest.late == {"impact": timedelta(hours=2, minutes=5)}
    assert manifest.not_held == ("alternative_providers",)


def test_it_reads_back_as_it_was_written() -> None:
    written = build_pack(contents())[MANIFEST]
    assert manifest_json(read_manifest(written)) == written
    assert json.loads(written)["published"] == "2023-03-30T16:00:00Z"


def test_it_holds_counts_but_no_child() -> None:
    written = build_pack(contents())[MANIFEST].decode()
    assert not [code for code in CODES if code in written]


def test_a_pack_without_lists_has_documents_and_a_manifest() -> None:
    assert list(build_pack(contents(lists=()))) == [
        "05 Strategic planning – 1.txt",
        "13 Impact – 1.txt",
        MANIFEST,
    ]


def test_documents_of_one_item_are_numbered_in_the_order_they_came() -> None:
    names = document_names(
        FRAMEWORK, [document("impact", upload="s9"), document("impact", upload="s2")]
    )
    assert {name: d.upload for name, d in names.items()} == {
        "13 Impact – 1.txt": "s2",
        "13 Impact – 2.txt": "s9",
    }


@pytest.mark.parametrize(
    ("title", "short"),
    [("Impact", "Impact"), ("a/b: c?", "a b c"), ("word " * 20, ("word " * 12).strip()[:59])],
)
def test_a_title_is_cut_to_what_a_file_may_be_called(title: str, short: str) -> None:
    assert short_title(title) == short
