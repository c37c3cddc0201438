"""Runs migrations on the connection that ``Register.migrate`` hands over, in its transaction."""

from alembic import context

from visit_exchange.services.register.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
