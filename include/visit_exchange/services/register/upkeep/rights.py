"""What the running parts may do in the register: everything but change what is kept for good."""

from sqlalchemy import Connection, text

# Rows here are added and read, by the application's role too never changed or removed.
APPEND_ONLY = ("audit", "certificates")
MIGRATIONS = "alembic_version"


def grant_rights(connection: Connection, role: str) -> None:
    """Give ``role`` its rights on every table of the register; again changes nothing.

    The tables belong to who migrates, a role that no running part uses.
    """
    quoted = connection.dialect.identifier_preparer.quote(role)
    tables = connection.scalars(
        text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    )
    for table in sorted(tables):
        place = connection.dialect.identifier_preparer.quote(table)
        connection.execute(text(f"REVOKE ALL ON {place} FROM {quoted}"))
        connection.execute(text(f"GRANT {_rights(table)} ON {place} TO {quoted}"))


def _rights(table: str) -> str:
    if table == MIGRATIONS:
        return "SELECT"
    return "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"
