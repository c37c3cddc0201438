"""A part of Airflow that forks shares what it imported with the process that it forks."""

import subprocess
import sys

PROGRAM = """
import gc, os, sys, types
from local_stack.airflow import shared_airflow

def forks():
    child = os.fork()
    if child == 0:
        os._exit(0 if gc.get_freeze_count() else 1)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

sys.modules["airflow.__main__"] = types.SimpleNamespace(main=forks)
assert gc.get_freeze_count() == 0
shared_airflow.main()
"""


def test_no_collection_in_either_process_touches_what_both_have() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=False)
    assert done.returncode == 0
