"""An upload read as lists: every table found, recognised, brought to canonical values."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.request.template_words import OWN_SHEETS
from visit_exchange.returns.formats.cells import as_text
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.formats.sheets import read_sheets
from visit_exchange.returns.recognition.headings import (
    NO_HEADINGS,
    NO_WORDS,
    ListHeadings,
    OwnHeadings,
)
from visit_exchange.returns.recognition.list_choice import Choice, choose_list
from visit_exchange.returns.tables.as_at import as_at_of
from visit_exchange.returns.tables.columns.days_come import (
    dateless_columns,
    dateless_rows,
    rows_of_two_lists,
)
from visit_exchange.returns.tables.columns.layout import Source
from visit_exchange.returns.tables.empty_lists import has_something, is_empty, without_empty
from visit_exchange.returns.tables.places.heading_rows import HeadingFinder
from visit_exchange.returns.tables.places.lacking_columns import Lacking, lacking_problems
from visit_exchange.returns.tables.places.merged_cells import fill_merged
from visit_exchange.returns.tables.places.several_tables import one_of_each, unread_table
from visit_exchange.returns.tables.places.sheet_places import SheetPlaces
from visit_exchange.returns.tables.places.table_finding import Table, find_tables, split_at_gaps
from visit_exchange.returns.tables.places.totals_and_notes import WIDE
from visit_exchange.returns.tables.places.transposed import heading_column, on_its_side
from visit_exchange.returns.tables.places.unclear_tables import (
    doubtful_name,
    doubtful_problems,
    doubtful_table,
    headless,
    headless_table,
    questions,
    register_without_headings,
    unclear_table,
)
from visit_exchange.returns.tables.read_list import Reading, ReadList, UnknownTable
from visit_exchange.returns.tables.table_reading import read_table
from visit_exchange.visits.uploads.problems import Problem


def read_lists(
    content: bytes,
    kind: str,
    specs: Sequence[ListSpec],
    *,
    notified: date,
    name: str = "",
    own: OwnHeadings = NO_HEADINGS,
) -> Reading:
    """Return every list that a screened workbook or CSV holds.

    ``kind`` is the screened file's, ``name`` what the authority called the file (it decides between
    lists that the columns leave open), ``notified`` the visit's notification date, ``own`` are its
    headings of which it has said what they are. WithheldError when the file cannot be read at all.
    """
    sheets = read_sheets(content, kind)
    known = tuple(ListHeadings(spec, own.get(spec.id, NO_WORDS)) for spec in specs)
    reader = _Reader(known, notified, name, sheets)
    for sheet in sheets:
        reader.read(sheet)
    reading = reader.reading(_as_at_elsewhere(sheets))
    return dataclasses.replace(reading, is_empty=is_empty(sheets))


def _as_at_elsewhere(sheets: Sequence[Sheet]) -> date | None:
    """Return the as-at date of a sheet about the return, which holds for every list in the file."""
    return next((found for sheet in sheets if (found := as_at_of(sheet.rows[:60]))), None)


class _Reader:
    """Collects what the sheets hold."""

    def __init__(
        self, known: Sequence[ListHeadings], notified: date, name: str, sheets: Sequence[Sheet]
    ) -> None:
        self._known = known
        self._finder = HeadingFinder(self._known)
        self._notified = notified
        self._name = name
        self._places = SheetPlaces(sheets)
        self._lists: list[ReadList] = []
        self._unknown: list[UnknownTable] = []
        self._problems: list[Problem] = []
        self._doubtful: list[tuple[ListSpec, Problem]] = []
        self._lacking: list[Lacking] = []
        self._headless: list[Sheet] = []
        self._widths: dict[int, list[str]] = {}

    def read(self, sheet: Sheet) -> None:
        if letter := heading_column(sheet, self._known):
            self._problems.append(on_its_side(sheet, letter, self._places.of(sheet.name)))
            return
        tables = find_tables(sheet.rows, self._finder, sheet.unseen)
        for table in tables:
            fill_merged(sheet, table)
            for part, choice in self._chosen(sheet, table):
                self._take(sheet, part, choice)
        if not tables and has_something(sheet):
            self._headless.append(sheet)

    def reading(self, as_at: date | None) -> Reading:
        for sheet in self._headless:
            self._leave(sheet)
        lists = tuple(
            dataclasses.replace(one, as_at=as_at) if one.as_at is None else one
            for one in self._lists
        )
        lists, empty = without_empty(lists)
        kept = one_of_each(lists, self._places)
        places = {(one.sheet, one.header_row) for one in kept}
        further = [one for one in lists if (one.sheet, one.header_row) not in places]
        unknown = (*self._unknown, *map(unread_table, further))
        lacking = lacking_problems(self._lacking, self._places)
        doubts = doubtful_problems(self._doubtful, kept)
        return Reading(kept, unknown, (*self._problems, *lacking, *doubts, *empty))

    def _chosen(self, sheet: Sheet, table: Table) -> list[tuple[Table, Choice]]:
        """Return the table, or those side by side in it when each of them is a list by itself."""
        parts = split_at_gaps(table, sheet.rows, sheet.unseen)
        if len(parts) > 1:
            choices = [(part, self._choice(sheet, part)) for part in parts]
            if all(len(choice.specs) == 1 for _, choice in choices):
                return choices
        return [(table, self._choice(sheet, table))]

    def _choice(self, sheet: Sheet, table: Table) -> Choice:
        title = " ".join(
            as_text(cell) for row in table.above for cell in row if isinstance(cell, str)
        )
        said = [k.spec for k in self._known if k.is_said_of(table.headings.values())]
        return choose_list(
            table.headings,
            self._known,
            # Its sender has said which list it is: that is as good as the sheet's name.
            sheet=said[0].sheet if len(said) == 1 else f"{sheet.name} {title}",
            file=self._name,
            dateless=dateless_columns(Source(sheet, table, self._notified), self._known),
        )

    def _leave(self, sheet: Sheet) -> None:
        table = headless_table(sheet, self._widths)
        if sheet.name not in OWN_SHEETS and not table.candidates:
            table = dataclasses.replace(table, register=register_without_headings(sheet))
        self._unknown.append(table)
        if table.candidates:
            self._problems.append(headless(table))

    def _take(self, sheet: Sheet, table: Table, choice: Choice) -> None:
        if len(choice.specs) == 1 and (choice.doubt is None or not table.rows):
            self._read(sheet, table, choice)
        elif table.rows:
            self._unknown.append(unclear_table(sheet, table, choice))
            if sheet.name not in OWN_SHEETS:  # the template's codes may look like headings
                self._ask(sheet, table, choice)

    def _read(self, sheet: Sheet, table: Table, choice: Choice) -> None:
        known = next(k for k in self._known if k.spec.id == choice.specs[0].id)
        source = Source(sheet, table, self._notified)
        one = read_table(source, known)
        doubts = [*self._days_missing(source, known, choice)]
        if choice.looks_like:
            doubts.append(doubtful_name(sheet, known.spec, choice.looks_like))
        self._lists.append(dataclasses.replace(one, problems=(*one.problems, *doubts)))
        if len(table.headings) >= WIDE:
            self._widths.setdefault(max(table.headings) + 1, []).append(one.spec.id)

    def _days_missing(
        self, source: Source, known: ListHeadings, choice: Choice
    ) -> Sequence[Problem]:
        """Return the question about a list of which some rows belong to another, by their days."""
        without = dateless_rows(source, known)
        if not without or choice.is_called:
            return ()
        others = tuple(each for each in self._known if each is not known)
        other = choose_list(source.table.headings, others, sheet="", file="").specs
        return (rows_of_two_lists(source, known.spec, other, without),) if other else ()

    def _ask(self, sheet: Sheet, table: Table, choice: Choice) -> None:
        place = self._places.of(sheet.name, table.heading_row + 1)
        if choice.doubt and choice.doubt.certain:
            return  # another register: nobody asked for it
        if choice.doubt:
            self._doubtful.append((choice.specs[0], doubtful_table(sheet, choice, place)))
        elif choice.nearly and not choice.mixed:
            known = next(k for k in self._known if k.spec.id == choice.nearly[0].id)
            self._lacking.append(Lacking(sheet, table, known))
        else:
            self._problems += questions(sheet, choice, place)
