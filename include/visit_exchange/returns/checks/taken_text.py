"""What the authority is told of text that lost something before inspectors get it, cell by cell."""

from collections.abc import Iterator

from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.treated import TakenCell
from visit_exchange.returns.tables.read_list import ReadList
from visit_exchange.visits.uploads.problems import Problem

REDACTED, WITHHELD = "text_redacted", "text_withheld"
# Inspectors see what is gone where it is gone, and how much of it in the manifest.
NOT_ONWARD = frozenset({REDACTED, WITHHELD})
_ONE_OF = {
    Kind.UPN: "a pupil number",
    Kind.ULN: "a learner number",
    Kind.NHS_NUMBER: "an NHS number",
    Kind.NINO: "a National Insurance number",
    Kind.POSTCODE: "a postcode",
    Kind.EMAIL: "an e-mail address",
    Kind.PHONE: "a telephone number",
    Kind.NAME: "a name",
    Kind.DATE_OF_BIRTH: "a date of birth",
    Kind.REFERENCE: "a reference",
    Kind.ADDRESS: "an address",
}
_WITHHELD = (
    "Words here may name a person, so inspectors do not get this text. In place of a name write "
    "who it is (mum, the social worker). If nobody is named, write the words in small letters. "
    "Then send the list again."
)


def taken_problems(read: ReadList, taken: tuple[TakenCell, ...]) -> Iterator[Problem]:
    """Yield a problem for each cell that lost something. What was lost stands in no message."""
    for cell in taken:
        yield Problem(
            rule=WITHHELD if cell.unsure else REDACTED,
            severity=Severity.PLEASE_CHECK,
            message=_WITHHELD if cell.unsure else _redacted(cell),
            list_id=read.spec.id,
            sheet=read.sheet,
            row=cell.row,
            column=read.columns[cell.column].letter,
            field=cell.column,
            value=", ".join(cell.unsure) or read.raw.at[cell.row, cell.column],
        )


def _redacted(cell: TakenCell) -> str:
    kinds = [_ONE_OF.get(kind, str(kind)) for kind in sorted(cell.counts, key=list(Kind).index)]
    *most, last = kinds
    words = f"{', '.join(most)} and {last}" if most else last
    return (
        f"We take {words} out of this text before inspectors get it. Check that what is left says "
        "what you mean. If it does not, change it and send the list again."
    )
