"""Counts what a piece of work costs the register: each transaction that it begins."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from visit_exchange.services.register import Register


@contextmanager
def transactions_of(register: Register) -> Iterator[list[str]]:
    """Gather the first statement of each transaction that is begun meanwhile."""
    begun: list[str] = []
    fresh: set[int] = set()

    def begin(connection: object) -> None:
        fresh.add(id(connection))

    def first(connection: object, _: object, statement: str, *_others: object) -> None:
        if id(connection) in fresh:
            fresh.discard(id(connection))
            begun.append(statement)

    event.listen(register._engine, "begin", begin)
    event.listen(register._engine, "before_cursor_execute", first)
    try:
        yield begun
    finally:
        event.remove(register._engine, "begin", begin)
        event.remove(register._engine, "before_cursor_execute", first)
