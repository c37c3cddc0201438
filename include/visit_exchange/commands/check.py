"""``visit-exchange check``: what would be answered to these files, told at the desk."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from visit_exchange.commands.kinds import KINDS
from visit_exchange.commands.timeline import parse_date
from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.returns.reply.actions import Action
from visit_exchange.returns.reply.answer_json import answer_json
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import ListAnswer
from visit_exchange.returns.reply.reply_page import reply_page
from visit_exchange.returns.reply.reply_words import (
    breach_sentence,
    headline,
    next_step,
    on_sheet,
    sheets_of,
    unused_sentence,
)
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.writing.counted import count

if TYPE_CHECKING:
    from visit_exchange.assessing.assessed import Assessed

SOMETHING_TO_FIX = 1
WITHHELD = 2
LONGEST_STEM = 200  # bytes; no system takes more than 255 for a whole name


def check(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Lists and documents.")
    ],
    framework: Annotated[str, typer.Option(help=KINDS)],
    notified: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="The day leaders are notified.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="Write the marked workbooks and pages here."),
    ] = None,
) -> None:
    """Check returns before they are uploaded. Nothing leaves this computer.

    Ends with 0 when all is accepted, 1 when there is something to fix, 2 when a file is withheld, 3
    when the command is used wrongly.
    """
    # Great Expectations takes seconds to import: no other command waits for it.
    from visit_exchange.assessing.desk import assess_at_desk

    kind, day = load_framework(framework), parse_date(notified, "--notified")
    if out:
        _make(out)
    with _progress(len(files)) as done:
        named = ((_name(path), _content(path)) for path in files)
        checked = assess_at_desk(named, kind, day, done=done)
    if out:
        _write(out, files, checked)
    answers = [one.answer for one in checked]
    typer.echo(_json(answers) if as_json else "\n\n".join(map(_told, answers)))
    raise typer.Exit(_exit_code(answers))


def _make(out: Path) -> None:
    """Make the folder before anything is checked, so that no work is lost for want of it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"--out must be a folder that can be written to: {error.strerror}"
        ) from None


def _name(path: Path) -> str:
    """Return a file's name as it can be printed: some systems give names that are no UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _stem(path: Path) -> str:
    """Return the name without its ending, short enough to have something added."""
    return PurePath(_name(path)).stem.encode()[:LONGEST_STEM].decode("utf-8", "ignore")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{_name(path)} could not be read: {error.strerror}") from None


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar while the files are checked, on a terminal only and apart from the output."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Checking", total=total)
        yield lambda: progress.advance(task)


def _write(out: Path, files: Sequence[Path], checked: Sequence["Assessed"]) -> None:
    """Write the replies; the number keeps apart files of one name from different folders."""
    for number, (path, one) in enumerate(zip(files, checked, strict=True), start=1):
        reply = out / f"{number}-{_stem(path)}-reply"
        reply.with_name(f"{reply.name}.html").write_text(reply_page(one.answer), encoding="utf-8")
        if one.reads:
            workbook = reply_workbook(one.answer, one.reads)
            reply.with_name(f"{reply.name}.xlsx").write_bytes(workbook)


def _json(answers: Sequence[Answer]) -> str:
    return json.dumps({"files": [answer_json(answer) for answer in answers]}, indent=2)


def _told(answer: Answer) -> str:
    """Return the answer as lines for a terminal."""
    sheets = sheets_of(answer)
    lines = [
        *(f"{item.number} {item.title}" for item in answer.documents),
        *answer.holds,
        *answer.notes,
        *(_action_told(action, sheets) for action in answer.file_actions),
        *(line for told in answer.lists for line in _list_told(told, sheets)),
        next_step(answer),
    ]
    return "\n".join([f"{answer.file}: {headline(answer)}", *(f"  {line}" for line in lines)])


def _list_told(told: ListAnswer, sheets: frozenset[str]) -> Iterator[str]:
    yield f"{told.title}: {count(told.rows, 'row')} read"
    if told.not_held:
        yield f"  Not held: {', '.join(told.not_held)}"
    if unused := unused_sentence(told):
        yield f"  {unused}"
    if told.totals:
        yield f"  Totals, left out: row {', '.join(map(str, told.totals))}"
    if told.breaches:
        yield f"  {breach_sentence(told.breaches)}"
    yield from (f"  {_action_told(action, sheets)}" for action in told.actions)


def _action_told(action: Action, sheets: frozenset[str]) -> str:
    place = on_sheet(action, sheets)
    return f"{action.severity.label}: {f'{place}: ' if place else ''}{action.sentence()}"


def _exit_code(answers: Sequence[Answer]) -> int:
    verdicts = {answer.verdict for answer in answers}
    if SubmissionStatus.WITHHELD in verdicts:
        return WITHHELD
    return SOMETHING_TO_FIX if SubmissionStatus.MUST_FIX in verdicts else 0
