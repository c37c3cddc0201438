"""How quick and how patient Airflow's parts are. In seconds, as Airflow's settings take them."""

from local_stack.airflow.executor import Executor

Sections = dict[str, dict[str, str]]

# Airflow takes a part for dead whose heartbeat is older than its threshold, and then kills all that
# it runs. On a busy machine a heartbeat comes late: a scheduler's stands in the database when it
# gives the next one, a turn of its loop later, and such a turn can take many seconds. So the
# thresholds are long, here and in the containers; a part that really died is missed sooner, since
# who starts it again says so (`departed`).
PATIENCE: Sections = {
    "scheduler": {
        "scheduler_health_check_threshold": "120",
        "task_instance_heartbeat_timeout": "300",
    },
    "triggerer": {
        "triggerer_health_check_threshold": "120",
        "runner_health_check_threshold": "120",
    },
    "dag_processor": {"health_check_threshold": "120"},
    # A task asks the api-server for everything, and gives up on it (and ends) after so many times.
    "workers": {
        "execution_api_timeout": "30",
        "max_failed_heartbeats": "10",
        # A task that has ended is noticed when its heartbeat is due, and keeps its slot until then.
        "min_heartbeat_interval": "1",
    },
}

# Airflow's own are made for a cluster: here a step starts at once.
_QUICK: Sections = {
    "scheduler": {
        "scheduler_idle_sleep_time": "0.2",
        "trigger_timeout_check_interval": "2",
        "scheduler_heartbeat_sec": "2",
        "orphaned_tasks_check_interval": "60",
    },
    "triggerer": {"job_heartbeat_sec": "2"},
    "dag_processor": {
        "parsing_processes": "1",
        # Reading all DAGs takes a second of a core; a file that changed is read at once.
        "min_file_process_interval": "120",
        "refresh_interval": "60",
        "stale_dag_threshold": "300",
        "dag_file_processor_timeout": "120",
    },
}

# What a killed worker had taken and not begun is queued again. A task's token lives as long: with
# less, a task that waits for its turn behind others would find it expired. What it had begun is
# missed by its heartbeat alone.
_WITH_CELERY: Sections = {
    "scheduler": {
        "task_queued_timeout": "180",
        "task_queued_timeout_check_interval": "10",
        "task_instance_heartbeat_timeout": "90",
    }
}


def pace(executor: Executor) -> Sections:
    """Return the sections of Airflow's settings for the local stack."""
    layers = (PATIENCE, _QUICK, _WITH_CELERY if executor.is_celery else {})
    names = {name for layer in layers for name in layer}
    return {
        name: {key: value for layer in layers for key, value in layer.get(name, {}).items()}
        for name in sorted(names)
    }
