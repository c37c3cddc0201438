"""Airflow's components, its workers and their queue."""
