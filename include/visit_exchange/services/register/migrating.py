"""Brings the register's tables up to date."""

from pathlib import Path

from sqlalchemy import text

from visit_exchange.services.register.audit import AuditPart
from visit_exchange.services.register.upkeep.rights import grant_rights

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that nothing else in the database uses: one migration at a time.
LOCK = 7_041_964


class MigratingPart(AuditPart):
    """Runs the packaged migrations."""

    def migrate(self, running_as: str | None = None) -> None:
        """Bring the tables to the newest migration; one process at a time, whole or not at all.

        ``running_as`` is the role of the running parts: it gets its rights on every table.
        """
        # Only this needs Alembic; every task imports the register.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if running_as:
                grant_rights(connection, running_as)
