"""The audit as a chain: each row holds the hash of the one before it, so no row changes unseen.

The database chains (migration 0003); this module works every hash out again by itself.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text

from visit_exchange.services.register.audit import AuditPart

# The fields as the database hashed them: instants in UTC to the microsecond, JSON as it stores it.
ROWS = text(
    "SELECT id, previous, visit_id, audit_instant(at), by, act, detail::text,"
    " audit_instant(written_at), hash FROM audit ORDER BY id"
)


@dataclass(frozen=True)
class ChainedRow:
    """A row of the audit as text; ``fields`` in the order of the hash, after previous and id."""

    id: int
    previous: str
    fields: tuple[str, ...]
    hash: str

    @property
    def is_as_written(self) -> bool:
        """Say whether the row's own hash is that of what it holds."""
        return row_hash((self.previous, str(self.id), *self.fields)) == self.hash


@dataclass(frozen=True)
class AuditChecked:
    """What came of checking the audit. ``head`` is its end: the last row's number and hash."""

    rows: int
    head: str
    faults: tuple[str, ...]


class AuditChainPart(AuditPart):
    """Checks the chain of the audit."""

    def verify_audit(self, expected: str | None = None) -> AuditChecked:
        """Work out every hash again; ``expected`` is a head noted earlier (``number:hash``).

        A chain cannot tell that its newest rows are gone: a head that was kept elsewhere can.
        """
        with self._transaction() as session:
            found = session.execute(ROWS, execution_options={"yield_per": 1000})
            rows = (ChainedRow(row[0], row[1], tuple(row[2:8]), row[8]) for row in found)
            return check_chain(rows, expected)


def check_chain(rows: Iterable[ChainedRow], expected: str | None = None) -> AuditChecked:
    """Return what is wrong with rows in the order of their numbers, in words that name the row."""
    faults, count, last, heads = [], 0, ChainedRow(0, "", (), ""), {"0:"}
    for row in rows:
        faults += _faults(last, row)
        count, last = count + 1, row
        heads |= {head for head in (head_of(row),) if head == expected}
    if expected is not None and expected not in heads:
        faults.append(f"The row {expected.partition(':')[0]} that you noted is gone or changed")
    return AuditChecked(count, head_of(last), tuple(faults))


def head_of(row: ChainedRow) -> str:
    """Return a row's number and hash, as ``number:hash``."""
    return f"{row.id}:{row.hash}"


def row_hash(fields: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of fields, each with its length in bytes before it."""
    encoded = (field.encode() for field in fields)
    return hashlib.sha256(b"".join(b"%d:%s" % (len(each), each) for each in encoded)).hexdigest()


def _faults(last: ChainedRow, row: ChainedRow) -> list[str]:
    faults = []
    if row.previous != last.hash:
        faults.append(_broken_link(last, row))
    if not row.is_as_written:
        faults.append(f"Row {row.id} was changed after it was written, or put in another place")
    return faults


def _broken_link(last: ChainedRow, row: ChainedRow) -> str:
    if row.id > last.id + 1:
        return f"What stood between row {last.id} and row {row.id} was removed"
    return f"Row {row.id} does not follow row {last.id}: one was changed, or they changed places"
