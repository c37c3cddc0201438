"""Run inside Airflow's environment: parks the question of each visit named, as its task does."""

import sys
from datetime import UTC, datetime

from airflow.models.hitl import HITLDetail
from airflow.models.taskinstance import TaskInstance
from airflow.utils.session import create_session
from airflow.utils.state import TaskInstanceState
from sqlalchemy import select

# visit=login,login
for argument in sys.argv[1:]:
    visit, logins = argument.split("=")
    with create_session() as session:
        task = session.scalars(
            select(TaskInstance).where(
                TaskInstance.run_id == visit, TaskInstance.task_id == "select_children"
            )
        ).one()
        task.state = TaskInstanceState.AWAITING_INPUT
        task.start_date = datetime.now(UTC)
        session.add(
            HITLDetail(
                ti_id=task.id,
                options=["K7QF", "M2XD"],
                subject=f"Select the children to track in visit {visit}",
                body="",
                multiple=True,
                assignees=[{"id": login, "name": login} for login in logins.split(",")],
            )
        )
