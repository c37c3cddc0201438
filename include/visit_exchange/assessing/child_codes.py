"""The codes of the children of identified lists, and what to ask where a row contradicts itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from visit_exchange.assessing.inputs import Asked, Known
from visit_exchange.kinds.list_spec import Treatment
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.crosswalk import check_codes
from visit_exchange.privacy.identities import Claim, Doubt, Identified, identify
from visit_exchange.privacy.treating import Treated
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.visits.problems import Problem

MESSAGES = {
    Doubt.TWO_CHILDREN: "The reference and the UPN of this row belong to two different children in "
    "what you have sent. We went by the UPN. Check both",
    Doubt.OTHER_UPN: "This reference came with another UPN before. We took it for the same child. "
    "Check that the reference and the UPN are right",
}


def identified_children(
    asked: Asked, known: Known, reads: Sequence[ReadList]
) -> dict[str, Identified]:
    """Return the children of each identified list, none for a list of another kind of visit.

    Codes that the authority was told before are kept.
    """
    claims = {read.spec.id: _claims(read) for read in reads if _code_column(read)}
    if asked.framework.regime != "identified" or not claims:
        return {}
    return identify(known.key, claims, known.crosswalk)


def check_new_codes(asked: Asked, known: Known, treated: Iterable[Treated]) -> None:
    """Raise UserError when two children of the visit, with those of this file, share a code."""
    every = dict(known.crosswalk)
    for each in treated:
        every |= each.crosswalk
    check_codes(asked.framework, every)


def doubts(reads: Sequence[ReadList], found: Mapping[str, Identified]) -> Iterator[Problem]:
    """Yield a question for each row whose reference and UPN do not agree."""
    for read in reads:
        if read.spec.id in found:
            yield from _of_list(read, found[read.spec.id])


def _of_list(read: ReadList, found: Identified) -> Iterator[Problem]:
    field = _code_column(read)
    for at, doubt in found.doubts.items():
        row = int(read.frame.index[at])
        yield Problem(
            rule=f"child-{doubt.value.replace('_', '-')}",
            severity=Severity.PLEASE_CHECK,
            message=MESSAGES[doubt],
            list_id=read.spec.id,
            sheet=read.sheet,
            row=row,
            column=read.columns[field].letter,
            field=field,
            value=read.raw.at[row, field],
        )


def _claims(read: ReadList) -> list[Claim]:
    codes = _cells(read, _code_column(read))
    return list(zip(codes, _cells(read, _column(read, Treatment.LINK)), strict=True))


def _cells(read: ReadList, field: str) -> list[str | None]:
    if not field:
        return [None] * len(read.frame)
    cells = read.frame[field]
    return [str(cell) if held else None for cell, held in zip(cells, cells.notna(), strict=True)]


def _code_column(read: ReadList) -> str:
    return _column(read, Treatment.PSEUDONYMISE)


def _column(read: ReadList, treatment: Treatment) -> str:
    """Return the list's column of this treatment that is held, "" when there is none."""
    of_kind = (c.id for c in read.spec.columns if c.treatment is treatment)
    return next((name for name in of_kind if name in read.frame), "")
