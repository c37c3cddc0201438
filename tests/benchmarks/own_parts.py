"""Our whole check of one list, with and without the reply."""

from functools import cache
from pathlib import Path

from long_lists import FRAMEWORK, NOTIFIED
from worker import serve

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.privacy.treating import treat
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.list_answer import answer_list
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.returns.screening.screen import screen
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.safe_reading import read_safely

KEY = bytes(range(32))


def whole_check(file: str) -> int:
    """Screen, read, recognise, convert, check, pseudonymise: everything but the reply."""
    return _faults(_checked(file)[0])


def reading_alone(file: str) -> int:
    """Screen, read, recognise, convert: what the peers' readers do, and more."""
    assert len(_read(file).lists[0].frame)
    return 0


def whole_check_with_reply(file: str) -> int:
    """The same, and the reply workbook with every row of the list in it."""
    answer, reading = _checked(file)
    assert reply_workbook(answer, reading.lists)
    return _faults(answer)


def _faults(answer: Answer) -> int:
    """Return the number of faulty cells; questions about whole columns are ours alone."""
    return sum(problem.row is not None for problem in answer.lists[0].problems)


def _checked(file: str) -> tuple[Answer, Reading]:
    reading = _read(file)
    (read,) = reading.lists
    found = check_list(read, notified=NOTIFIED).problems
    assert len(treat(read.frame, read.spec, KEY, notified=NOTIFIED).frame) == read.rows_read
    return build_answer(Path(file).name, lists=[answer_list(read, found)]), reading


def _read(file: str) -> Reading:
    content, name = Path(file).read_bytes(), Path(file).name
    screened = screen(content, name)
    assert screened.withheld is None
    reading = read_safely(content, screened.kind, _specs(), notified=NOTIFIED, name=name)
    assert isinstance(reading, Reading)
    return reading


@cache
def _specs() -> list[ListSpec]:
    return [load_list(FRAMEWORK, item.id) for item in load_framework(FRAMEWORK).lists]


if __name__ == "__main__":
    serve(
        {
            "read": reading_alone,
            "check": whole_check,
            "check_reply": whole_check_with_reply,
        }
    )
