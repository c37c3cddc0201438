"""Which child each row of a list is about, and what to ask where rows do not agree on it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from visit_exchange.kinds.list_spec import Treatment
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.value_types import says_no_upn
from visit_exchange.privacy.identities import Claim, Doubt, Identified
from visit_exchange.privacy.pseudonyms import compared
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    import pandas as pd

MESSAGES = {
    Doubt.TWO_CHILDREN: "The reference and the UPN of this row belong to two different children in "
    "what you have sent. We went by the UPN. Check both",
    Doubt.OTHER_UPN: "This reference came with another UPN before. We took it for the same child. "
    "Check that the reference and the UPN are right",
    Doubt.OTHER_REFERENCE: "The UPN of this row came with another reference too. We took both "
    "references for the same child. Check the UPN, and use one reference for a child in every list",
}
SPELT_DIFFERENTLY = (
    "{title} is also in this list with other capital letters, spaces or dashes, which we do not "
    "tell apart. For one child, write it the same way in every row. For two children, give each a "
    "reference of its own"
)
OTHER_ZEROS = (
    "{title} is in the list “{other}” with more or fewer zeros at its beginning, so we took them "
    "for two children. If it is one child, write it the same way in both lists"
)

References = Mapping[str, Collection[str]]  # list's title to the references in it


def claims_of(read: ReadList) -> list[Claim]:
    """Return the reference and the UPN of each row, None for what is not held."""
    codes = _texts(read, code_column(read))
    return list(zip(codes, _texts(read, _column(read, Treatment.LINK)), strict=True))


def code_column(read: ReadList) -> str:
    """Return the column of the children's references, "" when the list has none."""
    return _column(read, Treatment.PSEUDONYMISE)


def references_of(read: ReadList) -> frozenset[str]:
    """Return the references of a list as they are written."""
    return frozenset(text for text in _texts(read, code_column(read)) if text)


def no_upn_notes(reads: Sequence[ReadList]) -> Iterator[str]:
    """Yield a sentence for each list in which rows give a reason for having no UPN."""
    for read in reads:
        numbers = _texts(read, _column(read, Treatment.LINK))
        rows = sum(says_no_upn(number) for number in numbers if number)
        if rows:
            what = "1 row has" if rows == 1 else f"{rows} rows have"
            yield (
                f"{read.spec.title}: {what} no UPN and a reason for it (UN1 to UN10). We go by the "
                f"{_title(read)} there."
            )


def doubts(reads: Sequence[ReadList], found: Mapping[str, Identified]) -> Iterator[Problem]:
    """Yield a question for each row whose reference and UPN do not agree with the rest."""
    for read in reads:
        if read.spec.id in found:
            for at, doubt in found[read.spec.id].doubts.items():
                rule = f"child-{doubt.value.replace('_', '-')}"
                yield _asked(read, int(read.frame.index[at]), rule, MESSAGES[doubt])


def alike_references(reads: Sequence[ReadList], elsewhere: References) -> Iterator[Problem]:
    """Yield a question for each row whose reference could be another child's, or the same one's.

    ``elsewhere`` are the references of the visit's other lists that were read before.
    """
    here = {read.spec.title: references_of(read) for read in reads}
    for read in reads:
        if code_column(read):
            others = {**elsewhere, **here}
            others.pop(read.spec.title, None)
            yield from _spelt_differently(read)
            yield from _with_other_zeros(read, others)


def _spelt_differently(read: ReadList) -> Iterator[Problem]:
    spelt: dict[str, set[str]] = {}
    for reference in references_of(read):
        spelt.setdefault(compared(reference), set()).add(reference)
    several = {text for texts in spelt.values() if len(texts) > 1 for text in texts}
    message = SPELT_DIFFERENTLY.format(title=_title(read))
    yield from _rows(read, several, "reference-spelt-differently", message)


def _with_other_zeros(read: ReadList, others: References) -> Iterator[Problem]:
    own = references_of(read)
    same = {compared(reference) for reference in own}
    for title, references in others.items():
        there = {compared(text) for text in references}
        bare = {text.lstrip("0"): text for text in there - same if text.isdigit()}
        alike = {text for text in own if _is_alike(compared(text), there, bare)}
        message = OTHER_ZEROS.format(title=_title(read), other=title)
        yield from _rows(read, alike, "reference-other-zeros", message)


def _is_alike(text: str, there: Collection[str], bare: Collection[str]) -> bool:
    return text.isdigit() and text not in there and text.lstrip("0") in bare


def _rows(read: ReadList, references: Collection[str], rule: str, words: str) -> Iterator[Problem]:
    if not references:
        return
    for row, reference in zip(read.frame.index, _texts(read, code_column(read)), strict=True):
        if reference in references:
            yield _asked(read, int(row), rule, words)


def _asked(read: ReadList, row: int, rule: str, message: str) -> Problem:
    field = code_column(read)
    return Problem(
        rule=rule,
        severity=Severity.PLEASE_CHECK,
        message=message,
        list_id=read.spec.id,
        sheet=read.sheet,
        row=row,
        column=read.columns[field].letter,
        field=field,
        value=read.raw.at[row, field],
    )


def _title(read: ReadList) -> str:
    return read.spec.column(code_column(read)).title


def _texts(read: ReadList, field: str) -> list[str | None]:
    if not field:
        return [None] * len(read.frame)
    cells: pd.Series[Any] = read.frame[field]
    return [str(cell) if held else None for cell, held in zip(cells, cells.notna(), strict=True)]


def _column(read: ReadList, treatment: Treatment) -> str:
    """Return the list's column of this treatment that is held, "" when there is none."""
    of_kind = (c.id for c in read.spec.columns if c.treatment is treatment)
    return next((name for name in of_kind if name in read.frame), "")
