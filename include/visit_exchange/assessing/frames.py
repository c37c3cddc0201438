"""Treated lists as they are staged: parquet."""

import io

import pandas as pd
from pyarrow import parquet


def frame_bytes(frame: pd.DataFrame) -> bytes:
    """Return a treated list as parquet."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def frame_of(content: bytes) -> pd.DataFrame:
    """Return the treated list that ``frame_bytes`` wrote.

    It is read by this thread alone. Arrow's own would still hold ``content`` when they have done:
    one that lets go of it while the interpreter ends takes the whole process with it (SIGABRT).
    """
    staged = parquet.ParquetFile(io.BytesIO(content), pre_buffer=False)
    frame: pd.DataFrame = staged.read(use_threads=False).to_pandas(use_threads=False)
    return frame
