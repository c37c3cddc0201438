"""The stack's secrets are made once and readable by their owner alone."""

import json
import stat
from pathlib import Path

from local_stack.secret_values import STORE_USERS, Secrets, keep_secrets, write_private


def test_secrets_are_made_once(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    assert keep_secrets(path) == keep_secrets(path)


def test_no_two_stacks_share_a_secret() -> None:
    assert Secrets().airflow_passwords["admin"] != Secrets().airflow_passwords["admin"]


def test_a_secret_that_an_older_stack_did_not_have_is_added(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"airflow_jwt": "kept"}))
    kept = keep_secrets(path)
    assert kept.airflow_jwt == "kept"
    assert json.loads(path.read_text())["airflow_fernet"] == kept.airflow_fernet


def test_only_the_owner_can_read_what_is_private(tmp_path: Path) -> None:
    path = tmp_path / "run" / "secrets.json"
    write_private(path, "{}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_secrets_do_not_print_themselves() -> None:
    secrets = Secrets()
    assert secrets.airflow_jwt not in repr(secrets)


def test_a_store_user_that_an_older_stack_did_not_have_gets_a_key_and_one_that_is_gone_loses_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"store_keys": {"admin": "kept", "la": "shared"}}))
    keys = keep_secrets(path).store_keys
    assert keys["admin"] == "kept"
    assert set(keys) == set(STORE_USERS)
