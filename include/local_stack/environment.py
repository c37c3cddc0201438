"""The environment that every program of the stack runs in."""

import os
import sys
from pathlib import Path
from typing import Any

from local_stack.airflow.executor import Executor
from local_stack.airflow.pace import pace
from local_stack.airflow.queue_part import queue_url
from local_stack.callers_settings import LONGEST_PAUSE, chosen, longest_pause, of_watching
from local_stack.home import REPOSITORY, SELF, Home, Ports
from local_stack.part import MARKER
from local_stack.postgres.databases import RUNNING, database_url
from local_stack.secret_values import AIRFLOW_USERS, Secrets, access_key
from local_stack.store.object_store import REGION, store_address

_CHOSEN_BY_US = {
    "VISIT_EXCHANGE_MAIL_FROM": "Visit Exchange <visit-exchange@inspectorate.example>",
    "VISIT_EXCHANGE_DATA_TEAM_EMAIL": "data-team@inspectorate.example",
}


def environment(
    home: Home, ports: Ports, kept: Secrets, executor: Executor | None = None
) -> dict[str, str]:
    """Return every variable the stack's programs need, on top of a few of the caller's own."""
    return {
        **_sound(),
        MARKER: str(home.folder),
        # Many threads wait, few work: what each takes for itself alone is not given back.
        "MALLOC_ARENA_MAX": "2",
        **shared_environment(home, ports, kept),
        **_airflow(home, ports, kept, executor or Executor()),
    }


def shared_environment(home: Home, ports: Ports, kept: Secrets) -> dict[str, str]:
    """Return what `visit-exchange` needs to work against the running stack."""
    return {
        **_CHOSEN_BY_US,
        "VISIT_EXCHANGE_PUBLIC_URL": f"http://{SELF}:{ports.airflow}",
        **chosen(),
        "VISIT_EXCHANGE_HOME": str(home.folder),
        "VISIT_EXCHANGE_REGISTER_URL": database_url(home.postgres, "register", RUNNING),
        "VISIT_EXCHANGE_S3_ENDPOINT": store_address(ports),
        "VISIT_EXCHANGE_S3_REGION": REGION,
        "VISIT_EXCHANGE_S3_ACCESS_KEY": access_key("pipeline"),
        "VISIT_EXCHANGE_S3_SECRET_KEY": kept.store_keys["pipeline"],
        **_store_parts(kept),
        "VISIT_EXCHANGE_PURGE_STORE": "true",
        "VISIT_EXCHANGE_UPLOAD_ORIGIN": f"http://{SELF}:{ports.airflow}",
        "VISIT_EXCHANGE_SMTP_HOST": SELF,
        "VISIT_EXCHANGE_SMTP_PORT": str(ports.mail),
        "VISIT_EXCHANGE_KEY_RING": str(home.folder / "key-ring"),
        "VISIT_EXCHANGE_WRAPPING_KEY": str(home.folder / "wrapping-key"),
        "VISIT_EXCHANGE_AIRFLOW_URL": f"http://{SELF}:{ports.airflow}",
        "VISIT_EXCHANGE_AIRFLOW_USER": "pipeline",
        "VISIT_EXCHANGE_AIRFLOW_PASSWORD": kept.airflow_passwords["pipeline"],
    }


def _store_parts(kept: Secrets) -> dict[str, str]:
    """Return the keys of the parts that reach the store as somebody else than the pipeline."""
    users = {
        "ACCESS_KEEPER": "access_keeper",
        "UPLOAD_SIGNER": "upload_signer",
        "DISPOSAL": "disposer",
    }
    own = {f"VISIT_EXCHANGE_{part}_ACCESS_KEY": access_key(user) for part, user in users.items()}
    secret = {f"VISIT_EXCHANGE_{p}_SECRET_KEY": kept.store_keys[u] for p, u in users.items()}
    return own | secret


def from_caller() -> dict[str, str]:
    """Return what the stack takes along from whoever starts it, and nothing else of theirs."""
    return {**_sound(), **chosen(), **longest_pause()}


def _sound() -> dict[str, str]:
    """Return the caller's variables that cannot change what the stack does, and a sound PATH."""
    wanted = ("HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TERM")
    path = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    own = {name: os.environ[name] for name in wanted if name in os.environ}
    return {
        **own,
        **of_watching(),
        "PATH": os.pathsep.join(path),
        "PYTHONPATH": os.pathsep.join(str(REPOSITORY / name) for name in ("include", "plugins")),
        "PYTHONUNBUFFERED": "1",
        "SPT_NOENV": "1",  # Airflow renames its processes; this keeps their environment readable
        "GX_ANALYTICS_ENABLED": "false",
        "NO_PROXY": SELF,
    }


def _airflow(home: Home, ports: Ports, kept: Secrets, executor: Executor) -> dict[str, str]:
    sections = {
        "core": _core(home, ports, kept, executor),
        "database": {"sql_alchemy_conn": database_url(home.postgres, "airflow")},
        "logging": {"base_log_folder": str(home.logs / "airflow")},
        "api": {
            "host": SELF,
            "port": str(ports.airflow),
            "base_url": f"http://{SELF}:{ports.airflow}",
            "workers": "1",
            "secret_key": kept.airflow_session,
            "enable_swagger_ui": "False",
        },
        "api_auth": {"jwt_secret": kept.airflow_jwt},
        **_celery(home, ports, kept, executor),
        **pace(executor),
    }
    named = {
        f"AIRFLOW__{section.upper()}__{key.upper()}": value
        for section, keys in sections.items()
        for key, value in keys.items()
    }
    return {"AIRFLOW_HOME": str(home.airflow), **named}


def _longest_pause() -> dict[str, str]:
    chosen_one = longest_pause().get(LONGEST_PAUSE)
    return {"max_task_retry_delay": chosen_one} if chosen_one else {}


def _celery(home: Home, ports: Ports, kept: Secrets, executor: Executor) -> dict[str, Any]:
    """Return the sections that Celery reads; none where tasks run within the scheduler."""
    if not executor.is_celery:
        return {}
    return {
        "celery": {
            "broker_url": queue_url(ports, kept),
            "result_backend": f"db+{database_url(home.postgres, 'airflow')}",
            "worker_concurrency": str(executor.slots_of_worker),
        },
        # What a killed worker had taken is given to another after so long; no task takes longer.
        "celery_broker_transport_options": {"visibility_timeout": "1500"},
    }


def _core(home: Home, ports: Ports, kept: Secrets, executor: Executor) -> dict[str, str]:
    return {
        "dags_folder": str(REPOSITORY / "dags"),
        "plugins_folder": str(REPOSITORY / "plugins"),
        "load_examples": "False",
        # Airflow's log of events says that a form was sent or answered, not what was entered.
        "sensitive_var_conn_names": "conf,chosen_options,params_input",
        "executor": "CeleryExecutor" if executor.is_celery else "LocalExecutor",
        "parallelism": str(executor.slots),
        "max_active_runs_per_dag": "1000",
        **_longest_pause(),
        "dags_are_paused_at_creation": "False",
        "execution_api_server_url": f"http://{SELF}:{ports.airflow}/execution/",
        "fernet_key": kept.airflow_fernet,
        "auth_manager": "sign_in.simple.VisitSimpleAuthManager",
        "simple_auth_manager_all_admins": "False",
        "simple_auth_manager_users": ",".join(f"{n}:{role}" for n, role in AIRFLOW_USERS.items()),
        "simple_auth_manager_passwords_file": str(home.airflow / "passwords.json"),
    }
