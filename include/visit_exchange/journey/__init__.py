"""The steps of a visit, in its order: each takes the outside and ids, and is safe to run again.

The only rooms that use all the others. Airflow's tasks, the command line and tests call the same
functions.
"""
