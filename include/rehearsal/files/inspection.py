"""Everything that the authority of an inspection sends: lists, odd files, documents, tracking."""

import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import cycle

import openpyxl

from rehearsal.expectations import SOUND, Drop, Expected
from rehearsal.files.arrangements import WRITERS, arrangement_text, file_title
from rehearsal.files.documents import Text
from rehearsal.files.inspected import Area
from rehearsal.files.odd_files import odd_content
from rehearsal.files.tables import Table
from rehearsal.files.tracked import FOLDER, checklist_of_children, no_such, tracking_text
from rehearsal.files.writing import write_csv, write_workbook
from rehearsal.people.script import Sent
from visit_exchange.kinds import Framework, Item, TrackingItem
from visit_exchange.request.checklist import FILES, ITEM_ID, NOT_HELD
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status


class Inspection:
    """Plays the authority of one inspection."""

    def __init__(self, area: Area, framework: Framework) -> None:
        self.area, self.script, self.framework = area, area.script, framework

    def canaries(self) -> tuple[str, ...]:
        """Return what may never reach an inspector."""
        return self.area.canaries()

    def returns(self, checklist: bytes) -> tuple[Drop, ...]:
        """Return the files of the request; ``checklist`` is the blank one that came with it."""
        written: dict[str, bytes] = {}
        lists = []
        for sent in self.script.files:
            drop = self._sent(sent, written)
            written[sent.label] = drop.content
            lists.append(drop)
        return (self._checklist(checklist), *lists, *self._documents(), self._together())

    def tracking(self, codes: Sequence[str], outsider: str) -> tuple[Drop, ...]:
        """Return some kinds of document for each of ``codes``, and one for the ``outsider``."""
        kinds = cycle(self.framework.tracking.items)
        wanted = [(next(kinds), code) for code in codes for _ in range(self.script.tracking.each)]
        wanted = [each for each in wanted if each != no_such(self.framework, codes)]
        astray = (self.framework.tracking.items[0], outsider)
        due, hours = self.framework.milestone_of("tracking"), self.script.tracking.hours
        return (
            *checklist_of_children(self.framework, codes, due, timedelta(hours=hours)),
            *(self._tracked(nth, *each, SOUND) for nth, each in enumerate(wanted)),
            self._tracked(0, *astray, frozenset({Status.SET_ASIDE})),
        )

    def _sent(self, sent: Sent, written: dict[str, bytes]) -> Drop:
        right = [(self.area.table(name), ()) for name in sent.sheets if name not in sent.wrong]
        wrong = [self.area.planted(name) for name in sent.sheets if name in sent.wrong]
        tables = [table for table, _ in (*wrong, *right)]
        by_sheet = {s.sheet: s.list for s in self.script.sheets.values()}
        rows = () if sent.odd or sent.again else [(by_sheet[t.sheet], len(t.rows)) for t in tables]
        expected = Expected(
            sent.label,
            sent.milestone,
            sent.offset,
            frozenset(sent.outcome),
            tuple(item for item, _ in rows),
            tuple(seeded for _, problems in wrong for seeded in problems),
            rows=tuple(rows),
        )
        return Drop(sent.name, self._content(sent, tables, written), expected)

    def _content(self, sent: Sent, tables: list[Table], written: dict[str, bytes]) -> bytes:
        if sent.again:
            return written[sent.again]
        if sent.odd:
            return odd_content(sent.odd, tables, self.area.seed)
        if sent.format == "csv":
            return write_csv(tables[0])
        return write_workbook(tables, author=self.script.people.officers[0])

    def _documents(self) -> Iterator[Drop]:
        documents = self.script.documents
        left_out = {*documents.not_held, *documents.missing, *documents.together.items}
        asked = [item for item in self.framework.documents if item.id not in left_out]
        for item, (ending, write) in zip(asked, cycle(WRITERS), strict=False):
            name = documents.name.format(number=item.number, title=file_title(item.title))
            content = write(self._text(item.title, [item]))
            yield Drop(f"{name}.{ending}", content, self._expected(item))

    def _expected(self, item: Item) -> Expected:
        late = self.script.documents.late.get(item.id)
        hours = self.script.documents.hours[item.due] if late is None else late
        label = f"document {item.number}" + ("" if late is None else " (late)")
        return _expect(label, item.due, hours, SOUND, [item.id], late=late is not None)

    def _together(self) -> Drop:
        together = self.script.documents.together
        items = [self.framework.item(each) for each in together.items]
        # Its own words say nothing of the request: only the checklist tells which items it answers.
        content = WRITERS[1][1](self._text(together.title, []))
        label = f"one document for items {' and '.join(item.number for item in items)}"
        expected = _expect(label, items[0].due, together.hours, SOUND, together.items)
        return Drop(together.name, content, expected)

    def _checklist(self, blank: bytes) -> Drop:
        documents = self.script.documents
        book = openpyxl.load_workbook(io.BytesIO(blank))
        rows = book.worksheets[0].iter_rows()
        headings = next(names for row in rows if FILES in (names := [one.value for one in row]))
        for row in rows:
            item = row[headings.index(ITEM_ID)].value
            if item in documents.together.items:
                row[headings.index(FILES)].value = documents.together.name
            if item in documents.not_held:
                row[headings.index(NOT_HELD)].value = "X"
        out = io.BytesIO()
        book.save(out)
        due, hours = self.framework.returns_milestone, documents.checklist_hours
        expected = _expect("the checklist", due, hours, SOUND, [])
        return Drop(documents.checklist, out.getvalue(), expected)

    def _tracked(
        self, nth: int, kind: TrackingItem, code: str, outcomes: frozenset[Status]
    ) -> Drop:
        ending, write = WRITERS[nth % 2]
        tracking = self.script.tracking
        items = [f"{kind.id}:{code}"] if outcomes == SOUND else []
        due = self.framework.milestone_of("tracking")
        expected = _expect(f"{kind.title} of {code}", due, tracking.hours, outcomes, items)
        name = tracking.name.format(code=code, title=kind.title)
        content = write(tracking_text(kind, code, self.script.people.officers[0]))
        return Drop(f"{FOLDER}{name}.{ending}", content, expected)

    def _text(self, title: str, items: Sequence[Item]) -> Text:
        return arrangement_text(
            self.script.authority.name, title, items, self.script.people.officers[1]
        )


def _expect(
    label: str,
    milestone: str,
    hours: float,
    outcomes: frozenset[Status],
    items: Sequence[str],
    *,
    late: bool = False,
) -> Expected:
    return Expected(label, milestone, timedelta(hours=hours), outcomes, tuple(items), (), late)
