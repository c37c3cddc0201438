"""Settings: read from the environment, complete or refused, never printed."""

import pytest

from visit_exchange.buckets import Bucket
from visit_exchange.child_process import landlock, system_calls
from visit_exchange.errors import UserError
from visit_exchange.services.outside import build
from visit_exchange.settings.settings import Settings, read_settings, settings_table

COMPLETE = {
    "VISIT_EXCHANGE_REGISTER_URL": "postgresql://user:hidden@db.example/register",
    "VISIT_EXCHANGE_S3_ENDPOINT": "http://127.0.0.1:1",
    "VISIT_EXCHANGE_S3_ACCESS_KEY": "pipeline",
    "VISIT_EXCHANGE_S3_SECRET_KEY": "hidden",
    "VISIT_EXCHANGE_SMTP_HOST": "127.0.0.1",
    "VISIT_EXCHANGE_AIRFLOW_URL": "http://127.0.0.1:2",
    "VISIT_EXCHANGE_AIRFLOW_USER": "pipeline",
    "VISIT_EXCHANGE_AIRFLOW_PASSWORD": "hidden",
}
ENCRYPTED = {
    "VISIT_EXCHANGE_REQUIRE_TLS": "true",
    "VISIT_EXCHANGE_REGISTER_URL": "postgresql://db.example/register?sslmode=verify-full",
    "VISIT_EXCHANGE_S3_ENDPOINT": "https://s3.example",
    "VISIT_EXCHANGE_UPLOAD_QUEUE": "https://sqs.example/1/uploads",
    "VISIT_EXCHANGE_SMTP_STARTTLS": "true",
    "VISIT_EXCHANGE_AIRFLOW_URL": "https://airflow.example",
}


@pytest.fixture
def complete(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {**COMPLETE, "VISIT_EXCHANGE_KEY_RING": str(tmp_path_factory.mktemp("keys"))}


def test_what_is_not_set_has_its_default() -> None:
    settings = read_settings({"VISIT_EXCHANGE_SMTP_PORT": "1025", "OTHER": "x"})

    assert (settings.smtp_port, settings.s3_region, settings.require_tls) == (
        1025,
        "eu-west-2",
        False,
    )


def test_an_empty_variable_is_not_set() -> None:
    assert read_settings({"VISIT_EXCHANGE_SMTP_PORT": ""}).smtp_port == 25


def test_each_bucket_has_its_name() -> None:
    settings = read_settings({"VISIT_EXCHANGE_UPLOADS_BUCKET": "ofsted-uploads"})

    assert settings.buckets == {
        Bucket.UPLOADS: "ofsted-uploads",
        Bucket.REPLIES: "replies",
        Bucket.STAGING: "staging",
        Bucket.PACKS: "packs",
    }


def test_a_wrong_setting_is_named_without_its_value() -> None:
    with pytest.raises(UserError, match="VISIT_EXCHANGE_SMTP_PORT") as told:
        read_settings({"VISIT_EXCHANGE_SMTP_PORT": "hidden"})
    assert "hidden" not in str(told.value)


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(UserError, match="REQUIRE_TSL: there is no such setting"):
        read_settings({"VISIT_EXCHANGE_REQUIRE_TSL": "true"})


def test_the_variables_of_the_local_stack_are_its_own() -> None:
    assert read_settings({"VISIT_EXCHANGE_PORT_S3": "1", "VISIT_EXCHANGE_HOME": "x"}) == Settings()


def test_the_table_names_every_setting() -> None:
    table = settings_table()

    assert "| `VISIT_EXCHANGE_S3_REGION` | `eu-west-2` | Region of the S3 server |" in table
    assert table.count("VISIT_EXCHANGE_") == len(Settings.model_fields)


def test_secrets_are_in_no_repr(complete: dict[str, str]) -> None:
    settings = read_settings(complete)

    assert "hidden" not in repr(settings)
    assert "hidden" not in repr(build(settings))


@pytest.mark.parametrize(
    ("absent", "told"),
    [
        (
            "VISIT_EXCHANGE_REGISTER_URL",
            "VISIT_EXCHANGE_REGISTER_URL, or the Airflow Connection visit_exchange_register",
        ),
        ("VISIT_EXCHANGE_KEY_RING", "VISIT_EXCHANGE_KEY_RING"),
        ("VISIT_EXCHANGE_AIRFLOW_PASSWORD", "VISIT_EXCHANGE_AIRFLOW_PASSWORD"),
    ],
)
def test_what_is_missing_is_named(complete: dict[str, str], absent: str, told: str) -> None:
    del complete[absent]

    with pytest.raises(UserError, match=told):
        build(read_settings(complete))


def test_with_tls_required_everything_encrypted_is_let_through(complete: dict[str, str]) -> None:
    assert build(read_settings({**complete, **ENCRYPTED})).settings.require_tls


@pytest.mark.parametrize("name", sorted(ENCRYPTED.keys() - {"VISIT_EXCHANGE_REQUIRE_TLS"}))
def test_with_tls_required_each_open_connection_is_refused(
    complete: dict[str, str], name: str
) -> None:
    opened = complete.get(name, "false")

    with pytest.raises(UserError, match=f"not encrypted: {name}$"):
        build(read_settings({**complete, **ENCRYPTED, name: opened}))


def test_a_socket_of_this_machine_needs_no_tls(complete: dict[str, str]) -> None:
    socket = {"VISIT_EXCHANGE_REGISTER_URL": "postgresql+psycopg2://u@/register?host=/run/pg"}

    assert build(read_settings({**complete, **ENCRYPTED, **socket}))


def test_without_any_wall_nothing_starts_unless_that_is_asked_for(
    complete: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for wall in (landlock, system_calls):
        monkeypatch.setattr(wall, "is_offered", lambda: False)

    with pytest.raises(UserError, match="neither Landlock nor seccomp"):
        build(read_settings(complete))
    assert build(read_settings({**complete, "VISIT_EXCHANGE_REQUIRE_WALLS": "false"}))


@pytest.mark.parametrize("missing", [landlock, system_calls])
def test_one_wall_is_enough_to_start(
    complete: dict[str, str], monkeypatch: pytest.MonkeyPatch, missing: object
) -> None:
    monkeypatch.setattr(missing, "is_offered", lambda: False)

    assert build(read_settings(complete))
