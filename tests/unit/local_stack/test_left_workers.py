"""A scheduler that fails ends, though its workers are idle."""

import subprocess
import sys

import pytest

FAILS = """
import multiprocessing, time
from local_stack.airflow.left_workers import end_left_workers

multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,)).start()
try:
    raise OSError("No space left on device")
finally:
    end_left_workers()
"""


@pytest.mark.slow
def test_a_program_that_fails_does_not_wait_for_its_idle_workers() -> None:
    done = subprocess.run(
        (sys.executable, "-c", FAILS), capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
