"""Treated lists are staged and taken up again as they were, by one thread."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from visit_exchange.assessing.frames import frame_bytes, frame_of

READ_ONE = """
import os
import pandas as pd
from visit_exchange.assessing.frames import frame_bytes, frame_of
staged = frame_bytes(pd.DataFrame({"age": [7, None], "reason": ["Health", None]}))
before = set(os.listdir("/proc/self/task"))
frame_of(staged)
print(len(set(os.listdir("/proc/self/task")) - before))
"""


def test_a_list_is_taken_up_as_it_was_staged() -> None:
    frame = pd.DataFrame(
        {
            "age": pd.array([7, None], dtype="Int64"),
            "reason": ["Health", None],
            "start": pd.to_datetime(["2026-09-01", "2026-10-01"]),
            "on_roll": pd.array([True, None], dtype="boolean"),
        }
    )
    taken_up = frame_of(frame_bytes(frame))

    # Texts as objects: they are gone through cell by cell.
    pd.testing.assert_frame_equal(taken_up, frame.astype({"reason": object}))


def test_equal_texts_are_taken_up_as_one() -> None:
    frame = pd.DataFrame({"reason": ["Health", "", None, "Health"]})

    health, empty, nothing, again = frame_of(frame_bytes(frame))["reason"]

    assert health is again
    assert empty == ""
    assert nothing is np.nan  # sets know it by being the same


@pytest.mark.slow
def test_no_thread_is_left_that_could_outlive_the_interpreter() -> None:
    told = subprocess.run(
        [sys.executable, "-c", READ_ONE], capture_output=True, text=True, check=True
    )
    assert told.stdout == "0\n"
