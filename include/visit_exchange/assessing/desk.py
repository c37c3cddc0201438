"""Files assessed at a desk, one after another as the pipeline would, with no server.

Codes come from a key that is thrown away. What each file makes known (lists, references, names,
the checklist) counts for those after it. The files are taken for one return, so lists of earlier
files are compared with those of later ones too; the pipeline asks that when they come again.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import Assessed, withheld
from visit_exchange.assessing.frames import frame_of
from visit_exchange.assessing.inputs import NOTHING_SAID, Asked, Earlier, File, Known
from visit_exchange.kinds import Framework
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.returns.recognition.headings import NO_HEADINGS, OwnHeadings
from visit_exchange.returns.screening.screen import screen
from visit_exchange.visits.uploads.submission import CHECKLIST_ITEM

KEY_BYTES = 32
DESK = "desk"


@dataclass
class _Desk:
    """What lies on the desk: the files with what they came to, and what is known by now."""

    asked: Asked
    notified: date
    known: Known
    seen: list[tuple[File, Assessed]] = field(default_factory=list)


def assess_at_desk(
    files: Iterable[tuple[str, bytes]],
    framework: Framework,
    notified: date,
    *,
    done: Callable[[], None] = lambda: None,
    own: OwnHeadings = NO_HEADINGS,
) -> list[Assessed]:
    """Return what each file (name, content) came to; ``done`` is called after each.

    ``own`` are headings of which their sender has said what they are.
    """
    key = secrets.token_bytes(KEY_BYTES)
    nobody = KnownChildren(frozenset(), KnownNames(key, frozenset()))
    desk = _Desk(Asked(framework, DESK), notified, Known(key, {}, nobody, own=own))
    for name, content in files:
        _look(desk, name, content)
        done()
    _lay_side_by_side(desk)
    return [assessed for _, assessed in desk.seen]


def _look(desk: _Desk, name: str, content: bytes) -> None:
    screened = screen(content, name)
    file = File(name, content, screened.kind, screened.notes)
    if screened.withheld:
        assessed = withheld(file, desk.asked, screened.withheld)
    else:
        assessed = _assess(desk, file, len(desk.seen))
    desk.seen.append((file, assessed))
    desk.known = _knowing(desk.known, file, assessed, desk.asked)


def _assess(desk: _Desk, file: File, at: int) -> Assessed:
    """Assess a file that lies in this place, and let a checklist place the others."""
    known = replace(desk.known, earlier=_earlier(desk), not_held=_declared(desk.seen[:at]))
    assessed = assess(file, desk.asked, known, notified=desk.notified)
    for placed in assessed.placed:
        place = placed.number - 1
        if not placed.keeps:
            desk.seen[place] = (desk.seen[place][0], placed.now)
    return replace(assessed, placed=())


def _earlier(desk: _Desk) -> tuple[Earlier, ...]:
    """Return the files on the desk as a checklist may name them, numbered as they lie."""
    newest = {file.name: number for number, (file, _) in enumerate(desk.seen, start=1)}
    return tuple(
        Earlier(
            number=number,
            names=(file.name,),
            status=assessed.answer.verdict,
            items=assessed.items,
            file=file,
            is_newest=newest[file.name] == number,
            undecided=assessed.undecided,
        )
        for number, (file, assessed) in enumerate(desk.seen, start=1)
        if not _is_checklist(assessed)
    )


def _declared(seen: Iterable[tuple[File, Assessed]]) -> frozenset[str]:
    """Return what the newest checklist among files declares not held."""
    declared = [each.not_held for _, each in seen if each.not_held is not None]
    return declared[-1] if declared else frozenset()


def _is_checklist(assessed: Assessed) -> bool:
    return any(item.item == CHECKLIST_ITEM for item in assessed.items)


def _knowing(known: Known, file: File, assessed: Assessed, asked: Asked) -> Known:
    """Return what is known when a file was accepted as it was assessed."""
    lists = {
        item.item: frame_of(assessed.staged[item.staged_key])
        for item in assessed.items
        if item.rows and item.staged_key
    }
    children = KnownChildren(
        known.children.references | set(assessed.crosswalk),
        known.children.names.knowing(assessed.names),
    )
    more = replace(
        known,
        crosswalk={**known.crosswalk, **assessed.crosswalk},
        children=children,
        lists={**known.lists, **lists},
    )
    if not _is_checklist(assessed):
        return more
    checklist = read_checklist(file.content, asked.framework) or NOTHING_SAID
    return replace(more, checklist=checklist)


def _lay_side_by_side(desk: _Desk) -> None:
    """Assess again the lists that later files brought lists to compare with, and checklists.

    All of the files lie here: none that a checklist names is still to come because it lies after.
    """
    for at, (file, assessed) in enumerate(desk.seen):
        if _is_checklist(assessed):
            desk.seen[at] = (file, _assess(desk, file, at))
            continue
        later = {item.item for _, one in desk.seen[at + 1 :] for item in one.items if item.rows}
        if assessed.reads and later & desk.known.lists.keys():
            again = assess(file, desk.asked, desk.known, notified=desk.notified)
            desk.seen[at] = (file, again)
