"""Has Airflow's scheduler look at the runs in which something changed, not at all in turn."""

from airflow.plugins_manager import AirflowPlugin

from changed_runs import listening


class ChangedRunsPlugin(AirflowPlugin):
    """A listener, told when a component starts."""

    name = "changed_runs"
    listeners = [listening]  # noqa: RUF012  (an attribute of each in Airflow's class)
