"""Names that a column of codes holds: "Oakfield Academy" is a school, and which one is kept too."""

from collections.abc import Iterator, Mapping, Sequence

from visit_exchange.kinds.code_set import CodeSet, load_codes
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.returns.formats.cells import as_text, is_blank
from visit_exchange.returns.values.codes import code_for


def names_kept(
    spec: ListSpec, cells: Mapping[str, Sequence[object]]
) -> Iterator[tuple[str, list[object]]]:
    """Yield each column of names that is taken from a column of codes, with its values.

    ``cells`` are the columns of the sheet by field. A column of names that the sheet has itself
    stands as it is. Only what the code set's patterns tell to be a body is kept: a word that means
    a kind is no name, and what nobody knows may be a person.
    """
    for column in spec.columns:
        of = column.names_of
        if of and of in cells and column.id not in cells:
            codes = load_codes(spec.column(of).codes or "")
            named = {cell: _name(codes, cell) for cell in set(cells[of])}
            values = [named[cell] for cell in cells[of]]
            if any(values):
                yield column.id, list(values)


def _name(codes: CodeSet, cell: object) -> str | None:
    if is_blank(cell):
        return None
    text = as_text(cell)
    return text if code_for(codes, text).why == "pattern" else None
