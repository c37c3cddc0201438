"""The roles of people who sign in to Airflow, and of the pipeline, in one table.

- Administrator: everything.
- Data team: everything about the visits; registers them, clears tasks, runs the DAGs.
- Inspector: the pages of their own visits under *Visits*, and nothing of Airflow itself. Airflow
  gives rights to a DAG, never to one run of it, and a visit is a run: so an inspector has no right
  to any DAG, and what they see and answer is decided visit by visit in the board.
- Pipeline: our own steps, which start runs, note on them, delete old ones, answer a question that
  was answered elsewhere and have the authority asked again after a choice was changed.
"""

INSPECTOR = "Inspector"
PIPELINE = "Pipeline"

# To sign in, and for *Visits* to stand in the navigation.
INSPECTOR_MAY = (("can_read", "Website"), ("can_read", "Plugins"))
PIPELINE_MAY = (
    ("can_read", "DAGs"),
    ("can_edit", "DAGs"),
    ("can_read", "DAG Runs"),
    ("can_create", "DAG Runs"),
    ("can_edit", "DAG Runs"),
    ("can_delete", "DAG Runs"),
    ("can_read", "Task Instances"),
    ("can_edit", "Task Instances"),
    ("can_read", "HITL Detail"),
    ("can_edit", "HITL Detail"),
)
# Airflow's own roles "Admin" and "Op" are the administrator's and the data team's.
ROLES = {INSPECTOR: INSPECTOR_MAY, PIPELINE: PIPELINE_MAY}
