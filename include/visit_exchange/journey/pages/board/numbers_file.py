"""The numbers as a CSV: a line for each, with what it counts and of what."""

import csv
import io
from collections.abc import Iterator

from visit_exchange.journey.pages.board.number_records import Numbers

COLUMNS = ("what", "kind of visit", "month", "of", "number", "out of")
Line = tuple[str, str, str, str, int, int | str]


def numbers_csv(numbers: Numbers) -> str:
    """Return the numbers as text of a CSV file; times are in whole seconds."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows(_lines(numbers))
    return written.getvalue()


def _lines(numbers: Numbers) -> Iterator[Line]:
    for month in numbers.months:
        when, visits = (month.kind, month.month, ""), month.visits
        yield "visits notified", *when, visits, ""
        yield "visits over", *when, month.over, visits
        yield "visits deferred or cancelled", *when, month.stopped, visits
    for item in numbers.items:
        of = f"{item.number} {item.title}"
        for what, number, whole in (
            ("came in time", item.in_time, item.due),
            ("came late", item.late, item.due),
            ("not held", item.not_held, item.due),
            ("not come", item.not_come, item.due),
            ("taken as it first came", item.first_time, item.sent),
        ):
            yield what, item.kind, "", of, number, whole
    for reply in numbers.replies:
        for what, time in (
            ("seconds to reply: half of the uploads within", reply.median),
            ("seconds to reply: nine of ten within", reply.slowest_tenth),
            ("seconds to reply: longest", reply.longest),
        ):
            yield what, reply.kind, reply.month, "", round(time.total_seconds()), reply.uploads
    for rule in numbers.rules:
        of = " ".join(part for part in (rule.rule, rule.field) if part)
        yield f"uploads with this problem ({rule.severity})", rule.kind, "", of, rule.uploads, ""
        yield f"cells with this problem ({rule.severity})", rule.kind, "", of, rule.cells, ""
