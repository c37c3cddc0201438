"""What `make bench` runs in processes of their own finds all that it is made of."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
WITH_THEIR_OWN_PACKAGES = {"peer_frictionless", "peer_pandas", "peer_pandera"}
NAMES = {each.stem for each in BENCHMARKS.glob("*.py")} - WITH_THEIR_OWN_PACKAGES

IN_A_PROCESS = """
import importlib, sys
from measuring import own_environment
sys.path[1:1] = own_environment()["PYTHONPATH"].split(":")
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


@pytest.mark.slow
def test_every_benchmark_can_be_started() -> None:
    assert "bench" in NAMES
    command = (sys.executable, "-c", IN_A_PROCESS, *sorted(NAMES))
    done = subprocess.run(command, cwd=BENCHMARKS, env={}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
