"""The outside: register, object store, mail and keys, from the environment or Airflow Connections.

The only module that knows both sides. Everything else is handed an ``Outside``.
"""
