"""An Area SEND return of two long lists: checked, answered, made into a pack, searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from worker import serve

from builders.packs import VISIT
from builders.send_lists import NOTIFIED, SEND, specs
from visit_exchange.kinds import load_framework
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.pack import build_pack, check_pack
from visit_exchange.privacy.treating import treat
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.list_answer import answer_list
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.returns.tables.read_list import Reading, ReadList
from visit_exchange.returns.tables.safe_reading import read_safely

KEY = bytes(range(32))
PUBLISHED = datetime(2026, 11, 30, 16, tzinfo=UTC)  # a Monday


@dataclass
class Made:
    """What one part leaves for the next."""

    reading: Reading
    answer: Answer
    contents: PackContents
    files: dict[str, bytes]


_made: list[Made] = []


def check(file: str) -> int:
    """Read, check and treat every list."""
    reading = read_safely(
        Path(file).read_bytes(), "xlsx", specs(), notified=NOTIFIED, name=Path(file).name
    )
    assert isinstance(reading, Reading)
    found = [check_list(read, notified=NOTIFIED).problems for read in reading.lists]
    told = [answer_list(read, each) for read, each in zip(reading.lists, found, strict=True)]
    answer = build_answer(Path(file).name, lists=told)
    lists = tuple(_treated(read) for read in reading.lists)
    _made[:] = [Made(reading, answer, _contents(lists), {})]
    return sum(len(each) for each in found)


def reply(_: str) -> int:
    """Write the workbook that the officer gets back."""
    assert reply_workbook(_made[0].answer, _made[0].reading.lists)
    return 0


def pack(_: str) -> int:
    """Make the files of the pack."""
    _made[0].files = build_pack(_made[0].contents)
    return 0


def gate(_: str) -> int:
    """Search them as a stranger would, for every reference of the authority's own."""
    read = _made[0].reading.lists
    check_pack(_made[0].files, _made[0].contents, frozenset().union(*map(_references, read)))
    return 0


def _references(read: ReadList) -> frozenset[str]:
    return frozenset(read.frame["reference"].dropna())


def _treated(read: ReadList) -> PackList:
    treated = treat(read.frame, read.spec, KEY, notified=NOTIFIED)
    return PackList(read.spec, treated.frame, as_at=None, upload="1")


def _contents(lists: Sequence[PackList]) -> PackContents:
    framework = load_framework(SEND)
    return PackContents(VISIT, framework, 1, PUBLISHED, is_final=False, lists=tuple(lists))


if __name__ == "__main__":
    serve({"check": check, "reply": reply, "pack": pack, "gate": gate})
