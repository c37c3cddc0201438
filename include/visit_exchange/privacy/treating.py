"""Treats an accepted list, column by column, before anyone outside the authority sees it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from visit_exchange.privacy.identifiers.columns_of_people import people_among
from visit_exchange.privacy.identifiers.value_types import Kind, Postcode
from visit_exchange.privacy.identities import Identified
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.privacy.pseudonyms import codes_for
from visit_exchange.privacy.redaction import SOMEBODY, Redacted, Redactor
from visit_exchange.privacy.row_order import in_order_of_codes, plain_cells
from visit_exchange.privacy.treated import TakenCell, Treated

if TYPE_CHECKING:
    import pandas as pd

    from visit_exchange.kinds.list_spec import Column, ListSpec

GO_NOWHERE = frozenset({"link", "drop", "forbid"})
_OF_SETTINGS = frozenset({Kind.POSTCODE})  # inspectors need to know where a setting is
# Text in which so many cells had to be redacted tells of children, whatever is taken out.
MOST_REDACTED, FEWEST_REDACTED = 0.3, 10


@dataclass(frozen=True)
class _Taking:
    """What takes text out, of free text and of text that is kept, and what it took out so far."""

    free: Redactor
    kept: Redactor
    counts: Counter[Kind] = field(default_factory=Counter)
    unsafe: set[str] = field(default_factory=set)
    cells: list[TakenCell] = field(default_factory=list)


def treat(
    frame: "pd.DataFrame",
    spec: "ListSpec",
    key: bytes,
    *,
    notified: date,
    names: Iterable[str] = (),
    references: Iterable[str] = (),
    identified: Identified | None = None,
    known: KnownNames | None = None,
    people: UploadPeople | None = None,
) -> Treated:
    """Return ``frame`` (canonical values, columns named by field) treated as ``spec`` says.

    ``notified`` is the date that ages are counted at. ``identified`` has the children of an
    identified list, row by row; without it a child is who has one reference. ``names`` and
    ``references`` are other children's, ``known`` the names that earlier uploads made known; they
    are redacted too, and so are the ``people`` of the same upload. A column that the specification
    does not know raises KeyError: nothing goes on by accident. UserError when the visit has no key
    or two children share a code.
    """
    import pandas as pd

    columns = [spec.column(str(name)) for name in frame.columns]
    crosswalk = identified.crosswalk if identified else _crosswalk(frame, columns, key)
    taking = _taking(names, {*references, *crosswalk}, known, people)
    _look_at_once(frame, columns, taking.free)
    treated = {
        column.id: _coded(frame, identified)
        if identified and column.treatment.value == "pseudonymise"
        else _treated(frame[column.id], column, crosswalk, taking, notified)
        for column in columns
        if column.treatment.value not in GO_NOWHERE
    }
    removed = tuple(column.id for column in columns if column.id not in treated)
    rows = pd.DataFrame(treated, index=frame.index)
    ordered = in_order_of_codes(frame, treated, columns)
    unsafe = tuple(sorted(taking.unsafe))
    counts, cells = dict(taking.counts), tuple(taking.cells)
    return Treated(ordered, counts, removed, crosswalk, rows, unsafe, cells)


def _look_at_once(frame: "pd.DataFrame", columns: "list[Column]", free: Redactor) -> None:
    """Look for people in the text of every column in one go: the model is read in batches."""
    redacted = [column.id for column in columns if column.treatment.value == "redact"]
    free.look_at({str(text) for name in redacted for text in frame[name].dropna()})


def _taking(
    names: Iterable[str],
    references: Iterable[str],
    known: KnownNames | None,
    people: UploadPeople | None,
) -> _Taking:
    """In kept text, such as a setting's name, a first name is no child's: whole names go."""
    free = Redactor(names, references, known=known, people=people)
    return _Taking(free, free.leaving(_OF_SETTINGS))


def _coded(frame: "pd.DataFrame", identified: Identified) -> "pd.Series[Any]":
    """Return each row's code by what the row says as a whole, its UPN included."""
    import pandas as pd

    return pd.Series(identified.codes, index=frame.index, dtype=object)


def _crosswalk(frame: "pd.DataFrame", columns: "list[Column]", key: bytes) -> dict[str, str]:
    """One mapping for all pseudonymised columns: a child is the same child in each of them."""
    pseudonymised = [c.id for c in columns if c.treatment.value == "pseudonymise"]
    references = {str(v) for name in pseudonymised for v in frame[name].dropna()}
    return codes_for(key, sorted(references)) if references else {}


def _treated(
    values: "pd.Series[Any]",
    column: "Column",
    crosswalk: Mapping[str, str],
    taking: _Taking,
    notified: date,
) -> "pd.Series[Any]":
    match column.treatment.value:
        case "pseudonymise":
            return _each(values, lambda reference: crosswalk[str(reference)])
        case "generalise":
            return _generalised(values, column, notified)
        case "redact":
            return _rewritten(values, column, taking.free, taking)
        case _ if column.type.value == "text":
            # A kept text, such as a setting's name, may still have a contact typed into it.
            people = people_among(list(map(str, values.dropna()))) if crosswalk else frozenset()
            return _rewritten(values, column, taking.kept, taking, people)
        case _:
            return values


def _generalised(values: "pd.Series[Any]", column: "Column", notified: date) -> "pd.Series[Any]":
    """A date of birth becomes whole years at ``notified``; a postcode its outward code."""
    if column.type.value == "date":
        return _each(values, lambda born: _age(born, notified)).astype("float64")
    return _each(values, _outward)


def _age(value: object, on: date) -> int:
    born = cast("date", value)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _outward(value: object) -> str:
    text = str(value).strip().upper()
    return "".join(text.split())[:-3] if Postcode.fits(text) else ""


def _rewritten(
    values: "pd.Series[Any]",
    column: "Column",
    redactor: Redactor,
    taking: _Taking,
    people: frozenset[str] = frozenset(),
) -> "pd.Series[Any]":
    """Return the values as ``redactor`` leaves them; those that are ``people`` lose everything."""
    redacted = {
        value: SOMEBODY if str(value) in people else redactor.redact(str(value))
        for value in values.dropna().unique().tolist()
    }
    told = 0
    for row, value in values.dropna().items():
        if counts := redacted[value].counts:
            told += Kind.UNSURE_NAME not in counts
            taking.counts.update(counts)
            taking.cells.append(_taken(column, row, redacted[value]))
    if told >= max(FEWEST_REDACTED, MOST_REDACTED * values.count()):
        taking.unsafe.add(column.id)
    return _each(values, lambda value: redacted[value].text)


def _taken(column: "Column", row: object, redacted: Redacted) -> TakenCell:
    return TakenCell(column.id, int(str(row)), redacted.counts, redacted.unsure)


def _each(values: "pd.Series[Any]", change: Callable[[object], object]) -> "pd.Series[Any]":
    """Return each value changed, None where there is none; equal values are worked out once."""
    import pandas as pd

    cells = plain_cells(values)
    known = {value: None if value is None else change(value) for value in dict.fromkeys(cells)}
    return pd.Series(list(map(known.__getitem__, cells)), index=values.index, dtype=object)
