"""The history of the register's tables."""
