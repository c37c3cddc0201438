"""Treated lists as they are staged: parquet."""

import io

import pandas as pd


def frame_bytes(frame: pd.DataFrame) -> bytes:
    """Return a treated list as parquet."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def frame_of(content: bytes) -> pd.DataFrame:
    """Return the treated list that ``frame_bytes`` wrote."""
    return pd.read_parquet(io.BytesIO(content))
