"""An Area SEND return of two long lists: checked, answered, made into a pack, searched.

What is staged lies in files between the check and the pack, as it does in the object store: another
process makes the pack of it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from long_send import ROWS
from worker import serve

from builders.packs import VISIT
from builders.send_lists import NOTIFIED, SEND, specs
from visit_exchange.assessing import lists
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.assessing.frames import frame_of
from visit_exchange.assessing.making_ready import WORK, make_ready
from visit_exchange.child_process import prepare
from visit_exchange.kinds import load_framework
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.pack import build_pack, check_pack
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.returns.screening.screen import screen

PUBLISHED = datetime(2026, 11, 30, 16, tzinfo=UTC)  # a Monday


@dataclass
class Packed:
    """What making the pack leaves for the gate."""

    contents: PackContents
    files: dict[str, bytes]


_checked: list[Assessed] = []
_packed: list[Packed] = []


def ready(_: str) -> int:
    """Have the server of the children load what it has in memory before anything comes."""
    for work in WORK:
        prepare(work)
    prepare(lists.__name__, partial(make_ready, SEND))
    assert screen(b"words", "words.txt")  # asked last, so answered when all of that is loaded
    return 0


def check(file: str) -> int:
    """Screen, read, check, treat and stage every list, as for an authority that has sent it."""
    named = (Path(file).name, Path(file).read_bytes())
    _checked[:] = assess_at_desk([named], load_framework(SEND), NOTIFIED)
    _stage(_checked[0], Path(file))
    return sum(len(each.problems) for each in _checked[0].answer.lists)


def reply(_: str) -> int:
    """Write the workbook that the officer gets back."""
    assert reply_workbook(_checked[0].answer, _checked[0].reads)
    return 0


def pack(file: str) -> int:
    """Make the files of the pack of what was staged."""
    contents = _contents(_staged(Path(file)))
    _packed[:] = [Packed(contents, build_pack(contents))]
    return 0


def gate(file: str) -> int:
    """Search them as a stranger would, for every reference of the authority's own."""
    references = json.loads(_beside(Path(file), "references").read_text(encoding="utf-8"))
    check_pack(_packed[0].files, _packed[0].contents, frozenset(references))
    return 0


def _stage(assessed: Assessed, file: Path) -> None:
    staged = {item.item: item.rows for item in assessed.items if item.staged_key}
    assert staged == ROWS, f"staged {staged}, not {ROWS}"
    for item in assessed.items:
        assert item.staged_key
        _beside(file, item.item).write_bytes(assessed.staged[item.staged_key])
    references = {each for read in assessed.reads for each in read.frame["reference"].dropna()}
    _beside(file, "references").write_text(json.dumps(sorted(references)), encoding="utf-8")


def _staged(file: Path) -> tuple[PackList, ...]:
    found = [(spec, _beside(file, spec.id)) for spec in specs()]
    return tuple(
        PackList(spec, frame_of(place.read_bytes()), as_at=None, upload="1")
        for spec, place in found
        if place.exists()
    )


def _beside(file: Path, name: str) -> Path:
    return file.with_suffix(f".{name}")


def _contents(packed: Sequence[PackList]) -> PackContents:
    framework = load_framework(SEND)
    return PackContents(VISIT, framework, 1, PUBLISHED, is_final=False, lists=tuple(packed))


if __name__ == "__main__":
    serve({"ready": ready, "check": check, "reply": reply, "pack": pack, "gate": gate})
