"""Which variables of who starts the stack reach its parts: every setting but the stack's own."""

import os

from visit_exchange.settings.settings import Settings, env_name

# Seconds: who lets services be away for longer than every retry need not wait for hours.
LONGEST_PAUSE = "VISIT_EXCHANGE_STACK_LONGEST_PAUSE"
# Where Airflow's metrics and traces go, if anywhere.
OF_WATCHING = ("AIRFLOW__METRICS__", "AIRFLOW__TRACES__", "OTEL_")
# Where the stack's own services are, who may do what there, and whom its mails reach: nobody. A
# shell that holds the settings of another installation must not lead this stack into it.
OF_THE_STACK = (
    "register_",
    "airflow_",
    "s3_endpoint",
    "s3_public_endpoint",
    "s3_region",
    "s3_access_key",
    "s3_secret_key",
    "store_",
    "access_keeper_",
    "upload_signer_",
    "disposal_",
    "purge_store",
    "uploads_bucket",
    "replies_bucket",
    "staging_bucket",
    "packs_bucket",
    "upload_origin",
    "upload_queue",
    "key_ring",
    "wrapping_key",
    "kms_key",
    "mail_sender",
    "smtp_",
    "notify_",
)
CHOSEN_BY_CALLER = tuple(
    env_name(name) for name in Settings.model_fields if not name.startswith(OF_THE_STACK)
)


def chosen() -> dict[str, str]:
    """Return the settings of ours that the caller has chosen."""
    return {name: os.environ[name] for name in CHOSEN_BY_CALLER if name in os.environ}


def longest_pause() -> dict[str, str]:
    """Return the longest pause between two tries of a task, if the caller wants it shorter."""
    return {name: os.environ[name] for name in (LONGEST_PAUSE,) if os.environ.get(name)}


def of_watching() -> dict[str, str]:
    """Return where the caller wants Airflow's metrics and traces to go."""
    return {name: value for name, value in os.environ.items() if name.startswith(OF_WATCHING)}
