"""Files that the data team adds to a request, in the register: that they came, by their hash."""

from datetime import datetime

from visit_exchange.services.register.audit import AuditPart, write_audit
from visit_exchange.services.register.course.visits import visit_row


class RequestFilesPart(AuditPart):
    """What the register knows of files that were added to requests."""

    def record_request_file(
        self, visit_id: str, name: str, sha256: str, *, by: str, at: datetime
    ) -> None:
        """Write into the audit who added which file to the request of a visit."""
        with self._transaction() as session:
            visit_row(session, visit_id)
            detail = {"file": name, "sha256": sha256}
            write_audit(session, visit_id, "request file added", by=by, at=at, detail=detail)
