"""Airflow prints and keeps what a step raises: what failed and where, never of whom."""

import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from contained import Contained, StepFailed
from visit_exchange.errors import TellableError, UserError
from visit_exchange.services.object_store import connect

CHILD = "Quill Thistlewood"


def fail_because_of_a_cell(failure: Exception) -> None:
    try:
        int(CHILD)
    except ValueError as error:
        raise failure from error


def test_an_error_that_quotes_what_it_worked_on_is_told_by_type_and_place() -> None:
    with pytest.raises(StepFailed) as failed, Contained():
        _ = dict[str, str]()[CHILD]
    assert "KeyError at test_contained.py:" in str(failed.value)
    assert_tells_nothing(failed.value)


def test_what_led_to_an_error_is_told_in_the_same_way() -> None:
    with pytest.raises(StepFailed) as failed, Contained():
        fail_because_of_a_cell(OSError(f"{CHILD}.xlsx"))
    assert "OSError at" in str(failed.value)
    assert "after ValueError at" in str(failed.value)
    assert_tells_nothing(failed.value)


@pytest.mark.slow
def test_the_address_of_a_dead_store_ends_in_a_file_name_and_is_not_told() -> None:
    store = connect("http://127.0.0.1:9", "eu-west-2", "key", "secret")
    config: Any = store.meta.config
    config.retries = {"total_max_attempts": 1}
    with pytest.raises(EndpointConnectionError, match="Thistlewood"):
        raise EndpointConnectionError(endpoint_url=f"http://127.0.0.1:9/uploads/{CHILD}.xlsx")
    with pytest.raises(StepFailed, match="EndpointConnectionError") as failed, Contained():
        store.get_object(Bucket="uploads", Key=f"999-ap-20261123/{CHILD}.xlsx")
    assert_tells_nothing(failed.value)


def test_the_code_of_a_server_that_refused_is_told() -> None:
    answer: Any = {"Error": {"Code": "AccessDenied", "Message": CHILD}}
    with pytest.raises(StepFailed, match="ClientError AccessDenied at") as failed, Contained():
        raise ClientError(answer, "GetObject")
    assert_tells_nothing(failed.value)


@pytest.mark.parametrize("kind", [UserError, TellableError])
def test_what_is_meant_for_people_comes_through_without_its_causes(kind: type[Exception]) -> None:
    with pytest.raises(kind, match=r"^Save it again$") as told, Contained():
        fail_because_of_a_cell(kind("Save it again"))
    assert_tells_nothing(told.value)


def test_a_step_that_is_told_to_stop_stops() -> None:
    with pytest.raises(SystemExit), Contained():
        raise SystemExit(1)


SAYS_A_NAME = f"""
import logging, warnings
from concurrent.futures import ThreadPoolExecutor
from contained import Contained

def say(place):
    warnings.warn("cell B5 holds {CHILD} " + place, UserWarning)
    logging.getLogger("urllib3.connectionpool").warning("retrying /uploads/{CHILD}.xlsx")
    logging.getLogger("openpyxl").warning("{CHILD}")

logging.basicConfig(level="INFO")
with Contained():
    with Contained():  # a page is asked for again while it answers somebody else
        say("inside")
    say("after the inner one has ended")
say("in between")
with ThreadPoolExecutor(1) as other:
    other.submit(say, "in another thread").result()
print("all said")
"""


def test_once_a_step_was_called_what_libraries_say_of_children_stays_unsaid() -> None:
    """For the life of the process: one request must not turn it back on under another."""
    plugins = Path(__file__).resolve().parents[3] / "plugins"
    said = subprocess.run(
        (sys.executable, "-c", SAYS_A_NAME),
        env={**os.environ, "PYTHONPATH": f"{plugins}:{plugins.parent / 'include'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (said.stdout, said.stderr) == ("all said\n", "")


def test_every_task_and_trigger_calls_the_journey_through_it() -> None:
    """A step that is called past ``call_step`` could print a child's name into a log."""
    plugins = Path(__file__).resolve().parents[3] / "plugins"
    for path in set(plugins.glob("*.py")) - {plugins / "visit_steps.py"}:
        assert "visit_exchange.journey" not in _code(path), path.name


def assert_tells_nothing(error: BaseException) -> None:
    """As Airflow would print it: the whole chain with its traceback."""
    printed: traceback.TracebackException | None
    printed = traceback.TracebackException.from_exception(error)
    while printed is not None:
        assert "Thistlewood" not in str(printed)
        cause, context = printed.__cause__, printed.__context__
        printed = cause or (None if printed.__suppress_context__ else context)


def _code(path: Path) -> str:
    lines = path.read_text().splitlines()
    return "\n".join(line for line in lines if "``" not in line)
